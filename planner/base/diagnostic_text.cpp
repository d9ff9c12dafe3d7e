#include "planner/base/diagnostic_text.hpp"

#include <algorithm>
#include <vector>

#include "planner/base/utf8.hpp"

namespace slipway {
namespace {

constexpr std::size_t kWidest = 110;  // characters of a source line that are shown

struct Paint {
  bool on;
  std::string operator()(std::string_view code, std::string_view text) const {
    if (!on) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }
};

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "1;31";
    case Severity::warning: return "1;33";
    case Severity::note: return "1;36";
  }
  return "0";
}

std::string at_line(const Source& source, Place place) {
  if (!place.is_set()) return source.name.empty() ? "slipway" : make_printable(source.name);
  const LineColumn where = source.line_column(place.offset);
  return make_printable(source.name) + ':' + std::to_string(where.line) + ':' +
         std::to_string(where.column);
}

// One character of the source line becomes one column, so that the caret stands under its text.
std::string flat(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    if (is_unsafe(c)) out += ' ';
    else if (c == 0xFFFD) out += "\xEF\xBF\xBD";
    else out += text.substr(before, at - before);
  }
  return out;
}

std::string excerpt(const Source& source, Place place, const Paint& paint, Severity severity) {
  const LineColumn where = source.line_column(place.offset);
  std::string_view line = source.line_at(place.offset);
  std::size_t skipped = 0;  // characters cut from the left of a long line
  const std::size_t before_caret = where.column - 1;
  std::size_t at = 0;
  if (before_caret > kWidest / 2) {
    while (skipped + kWidest / 3 < before_caret) {
      next_code_point(line, at);
      ++skipped;
    }
    line.remove_prefix(at);
  }
  const std::string_view shown_before = skipped > 0 ? "…" : "";
  std::string shown = flat(line.substr(0, std::min(line.size(), kWidest * 4)));
  shown = shorten(shown, kWidest);
  const std::string number = std::to_string(where.line);
  std::string out = ' ' + number + " | " + std::string(shown_before) + shown + '\n';
  const std::size_t caret_column = before_caret - skipped + (skipped > 0 ? 1 : 0);
  const std::string_view marked =
      std::string_view(source.text).substr(std::min<std::size_t>(place.offset, source.text.size()),
                                           place.length);
  std::size_t marks = count_code_points(marked.substr(0, marked.find('\n')));
  marks = std::clamp<std::size_t>(marks, 1, kWidest - std::min(caret_column, kWidest - 1));
  std::string caret = "^";
  caret.append(marks - 1, '~');
  out += std::string(number.size() + 1, ' ') + " | " + std::string(caret_column, ' ') +
         paint(colour_of(severity), caret) + '\n';
  return out;
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic, const Source& source, bool colour) {
  const Paint paint{colour};
  const Severity severity = diagnostic.severity();
  std::string out = paint("1", at_line(source, diagnostic.place) + ":") + ' ';
  out += paint(colour_of(severity), std::string(to_string(severity)) + ":") + ' ';
  out += make_printable(diagnostic.message) + " [" + std::string(to_string(diagnostic.code)) + "]\n";
  if (diagnostic.place.is_set()) out += excerpt(source, diagnostic.place, paint, severity);
  for (const Related& related : diagnostic.related) {
    out += paint("1", at_line(source, related.place) + ":") + ' ' + paint("1;36", "note:") + ' ' +
           make_printable(related.message) + '\n';
    if (related.place.is_set()) out += excerpt(source, related.place, paint, Severity::note);
  }
  if (!diagnostic.hint.empty()) {
    out += paint("1;36", "hint:") + ' ' + make_printable(diagnostic.hint) + '\n';
  }
  return out;
}

std::string to_text(const Findings& findings, const Source& source, bool colour, bool only_errors,
                    std::size_t limit) {
  std::string out;
  std::size_t shown = 0;
  const std::size_t total = only_errors ? findings.count(Severity::error) : findings.size();
  for (const Diagnostic& diagnostic : findings.sorted()) {
    if (only_errors && diagnostic.severity() != Severity::error) continue;
    if (shown == limit) break;
    out += to_text(diagnostic, source, colour);
    ++shown;
  }
  if (shown < total) out += "... and " + std::to_string(total - shown) + " more findings\n";
  return out;
}

}  // namespace slipway
