#include "planner/base/diagnostic_text.hpp"

#include <algorithm>
#include <vector>

#include "planner/base/utf8.hpp"

namespace slipway {
namespace {

constexpr std::size_t kWidest = 110;  // columns of a source line that are shown

struct Paint {
  bool on;
  std::string operator()(std::string_view code, std::string_view text) const {
    if (!on) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }
};

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "1;31";
    case Severity::warning:
      return "1;33";
    case Severity::note:
      return "1;36";
  }
  return "0";
}

std::string at_line(const Source& source, Place place) {
  if (!place.is_set()) return source.name.empty() ? "slipway" : make_printable(source.name);
  const LineColumn where = source.line_column(place.offset);
  return make_printable(source.name) + ':' + std::to_string(where.line) + ':' +
         std::to_string(where.column);
}

// Columns that a terminal gives a character: none to accents that sit on others, two to the wide
// scripts of East Asia and to emoji. Rough (Unicode TR 11 by ranges), good enough for a caret.
std::size_t columns_of(char32_t c) {
  if ((c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200C || c == 0x200D)
    return 0;
  const bool is_wide = (c >= 0x1100 && c <= 0x115F) ||
                       (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) ||
                       (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                       (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                       (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
                       (c >= 0x20000 && c <= 0x3FFFD);
  return is_wide ? 2 : 1;
}

// A piece of a source line as it is shown, and the columns it takes.
struct Shown {
  std::string text;
  std::size_t columns = 0;
};

// Shows `text` up to `limit` columns. What must not reach a terminal takes one blank column.
Shown show(std::string_view text, std::size_t limit) {
  Shown out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    const std::size_t width = is_unsafe(c) ? 1 : columns_of(c);
    if (out.columns + width > limit) {
      out.text += "…";
      ++out.columns;
      break;
    }
    out.columns += width;
    if (is_unsafe(c))
      out.text += ' ';
    else if (c == 0xFFFD)
      out.text += "\xEF\xBF\xBD";
    else
      out.text += text.substr(before, at - before);
  }
  return out;
}

// Returns the end of `line` with at most `limit` characters: where a window on it begins.
std::string_view last_characters(std::string_view line, std::size_t limit) {
  std::size_t at = line.size();
  for (std::size_t count = 0; at > 0 && count < limit; ++count) {
    --at;
    while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) --at;
  }
  return line.substr(at);
}

// The source line with a caret under the place. Long lines are shown around it.
std::string excerpt(const Source& source, Place place, const Paint& paint, Severity severity) {
  const std::string_view line = source.line_at(place.offset);
  const auto line_start = static_cast<std::size_t>(line.data() - source.text.data());
  const std::size_t into = std::min<std::size_t>(
      place.offset - std::min<std::size_t>(line_start, place.offset), line.size());
  std::string_view before = line.substr(0, into);
  const std::string_view marked = line.substr(into, place.length);
  const std::string_view after = line.substr(into + marked.size());

  const bool fits = line.size() <= kWidest * 4 && show(line, kWidest + 1).columns <= kWidest;
  const std::string_view window = fits ? before : last_characters(before, kWidest / 3);
  const bool is_cut = window.size() < before.size();
  before = window;
  const Shown left = show(before, kWidest);
  const Shown middle = show(marked, kWidest - std::min(left.columns, kWidest));
  const std::size_t used = left.columns + middle.columns;
  const std::string right =
      used < kWidest ? show(after, kWidest - used).text : (after.empty() ? "" : "…");

  const std::string number = std::to_string(source.line_column(place.offset).line);
  std::string out =
      ' ' + number + " | " + (is_cut ? "…" : "") + left.text + middle.text + right + '\n';
  std::string caret = "^";
  caret.append(std::max<std::size_t>(middle.columns, 1) - 1, '~');
  out += std::string(number.size() + 1, ' ') + " | " +
         std::string(left.columns + (is_cut ? 1 : 0), ' ') + paint(colour_of(severity), caret) +
         '\n';
  return out;
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic, const Source& source, bool colour) {
  const Paint paint{colour};
  const Severity severity = diagnostic.severity();
  std::string out = paint("1", at_line(source, diagnostic.place) + ":") + ' ';
  out += paint(colour_of(severity), std::string(to_string(severity)) + ":") + ' ';
  out +=
      make_printable(diagnostic.message) + " [" + std::string(to_string(diagnostic.code)) + "]\n";
  // A finding that spells itself out in its notes, as a cycle does, shows each line once.
  const bool is_first_note =
      !diagnostic.related.empty() && diagnostic.related[0].place == diagnostic.place;
  if (diagnostic.place.is_set() && !is_first_note)
    out += excerpt(source, diagnostic.place, paint, severity);
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
  // Errors first: a page of warnings must not hide one.
  std::size_t left[3] = {0, 0, 0};
  std::size_t room = limit;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    if (only_errors && severity != Severity::error) continue;
    const auto s = static_cast<std::size_t>(severity);
    left[s] = std::min(findings.count(severity), room);
    room -= left[s];
  }
  std::string out;
  std::size_t unsaid[3] = {findings.count(Severity::error), findings.count(Severity::warning),
                           findings.count(Severity::note)};
  for (const Diagnostic& diagnostic : findings.sorted()) {
    const auto s = static_cast<std::size_t>(diagnostic.severity());
    if (left[s] == 0) continue;
    --left[s];
    --unsaid[s];
    out += to_text(diagnostic, source, colour);
  }
  if (only_errors) unsaid[1] = unsaid[2] = 0;
  if (unsaid[0] + unsaid[1] + unsaid[2] == 0) return out;
  constexpr std::string_view kNames[3] = {"error", "warning", "note"};
  std::string list;
  for (std::size_t s = 0; s < 3; ++s) {
    if (unsaid[s] == 0) continue;
    list += (list.empty() ? "" : ", ") + std::to_string(unsaid[s]) + " more " +
            std::string(kNames[s]) + (unsaid[s] == 1 ? "" : "s");
  }
  return out + "... and " + list + '\n';
}

}  // namespace slipway
