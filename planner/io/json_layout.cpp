#include "planner/io/json_layout.hpp"

#include <algorithm>

namespace slipway {
namespace {

bool is_break(char c) { return c == '\n' || c == '\r'; }

bool is_open(char c) { return c == '{' || c == '['; }
bool is_close(char c) { return c == '}' || c == ']'; }

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_json_space(text[at])) ++at;
  return at;
}

std::size_t skip_mark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

// How often something was written with a space, and how often without.
struct Vote {
  std::size_t with = 0;
  std::size_t without = 0;
  void add(bool has_space) { ++(has_space ? with : without); }
  std::string result(std::string_view otherwise) const {
    if (with == 0 && without == 0) return std::string(otherwise);
    return with >= without ? " " : "";
  }
};

struct Level {
  bool is_object = false;
  bool has_break = false;  // between its brackets
  bool is_leaf = true;     // holds no object or list with entries
  bool is_empty = true;
};

// One look over the text, counting what is done where.
class LayoutFinder {
 public:
  explicit LayoutFinder(std::string_view text) : text_(text) {}

  JsonLayout find() {
    for (std::size_t at = skip_mark(text_); at < text_.size();) at = step(at);
    JsonLayout out;
    if (crlf_ + lf_ + cr_ > 0) {
      out.line_end = crlf_ >= lf_ && crlf_ >= cr_ ? "\r\n" : lf_ >= cr_ ? "\n" : "\r";
    }
    if (has_indent_) out.indent = indent_;
    out.colon = (before_colon_.with > before_colon_.without ? " :" : ":") + colon_.result(" ");
    const std::string roomy = colon_.result(" ");
    out.comma = "," + (comma_.with + comma_.without > 0 ? comma_ : list_comma_).result(roomy);
    out.in_object = in_object_.result(roomy);
    out.in_list = in_list_.result("");
    out.in_nest = in_nest_.result(out.in_object);
    out.leaves_on_one_line = leaves_.with >= leaves_.without;
    return out;
  }

 private:
  std::size_t step(std::size_t at) {
    const char c = text_[at];
    if (c == '"') {
      const std::size_t end = skip_string(text_, at);
      const std::size_t next = skip_space(text_, end);
      if (next < text_.size() && text_[next] == ':') before_colon_.add(next > end);
      note_entry();
      return end;
    }
    if (is_json_space(c)) return note_space(at);
    if (is_open(c)) {
      note_entry();
      levels_.push_back({.is_object = c == '{'});
      note_inside(at + 1);
    } else if (is_close(c)) {
      close();
    } else if (c == ':') {
      note_gap(at + 1, colon_);
    } else if (c == ',') {
      note_gap(at + 1, !levels_.empty() && levels_.back().is_object ? comma_ : list_comma_);
    } else {
      note_entry();
    }
    return at + 1;
  }

  void note_entry() {
    if (!levels_.empty()) levels_.back().is_empty = false;
  }

  std::size_t note_space(std::size_t at) {
    const std::size_t end = skip_space(text_, at);
    const std::string_view gap = text_.substr(at, end - at);
    if (levels_.empty() || !has_line_break(gap)) return end;
    levels_.back().has_break = true;
    for (std::size_t i = 0; i < gap.size(); ++i) {
      if (gap[i] == '\r' && i + 1 < gap.size() && gap[i + 1] == '\n') {
        ++crlf_;
        ++i;
      } else if (gap[i] == '\n') {
        ++lf_;
      } else if (gap[i] == '\r') {
        ++cr_;
      }
    }
    if (levels_.size() == 1 && !has_indent_ && end < text_.size() && text_[end] == '"') {
      std::string_view margin = gap.substr(gap.find_last_of("\n\r") + 1);
      const std::string_view outer = margin_of(text_, skip_space(text_, skip_mark(text_)));
      if (margin.starts_with(outer)) margin.remove_prefix(outer.size());
      indent_ = margin;
      has_indent_ = true;
    }
    return end;
  }

  // The gap behind a colon or comma counts where it is on one line and plainly a separator.
  void note_gap(std::size_t at, Vote& vote) {
    const std::size_t end = skip_space(text_, at);
    if (!has_line_break(text_.substr(at, end - at))) vote.add(end > at);
  }

  void note_inside(std::size_t at) {
    const std::size_t end = skip_space(text_, at);
    if (end >= text_.size() || is_close(text_[end])) return;
    const bool nests = is_open(text_[end]);
    note_gap(at, levels_.back().is_object ? in_object_ : nests ? in_nest_ : in_list_);
  }

  void close() {
    if (levels_.empty()) return;
    const Level closed = levels_.back();
    levels_.pop_back();
    if (closed.is_object && closed.is_leaf && !closed.is_empty && !levels_.empty()) {
      leaves_.add(!closed.has_break);
    }
    if (levels_.empty()) return;
    if (!closed.is_empty) levels_.back().is_leaf = false;
    levels_.back().has_break |= closed.has_break;
  }

  std::string_view text_;
  std::vector<Level> levels_;
  std::size_t crlf_ = 0;
  std::size_t lf_ = 0;
  std::size_t cr_ = 0;
  std::string indent_;
  bool has_indent_ = false;
  Vote colon_, before_colon_, comma_, list_comma_, in_object_, in_list_, in_nest_;
  Vote leaves_;  // with: on one line
};

}  // namespace

bool is_json_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool has_line_break(std::string_view text) { return std::ranges::any_of(text, is_break); }

std::size_t skip_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;  // what is escaped does not end it
  }
  return std::min(at + 1, text.size());
}

std::size_t line_start(std::string_view text, std::size_t at) {
  while (at > 0 && !is_break(text[at - 1])) --at;
  return at == 0 ? skip_mark(text) : at;
}

std::string_view margin_of(std::string_view text, std::size_t at) {
  const std::size_t from = line_start(text, at);
  std::size_t end = from;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  return text.substr(from, end - from);
}

std::string column_of(std::string_view text, std::size_t at) {
  std::string out;
  for (std::size_t i = line_start(text, at); i < at; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) out += byte == '\t' ? '\t' : ' ';  // one for a character
  }
  return out;
}

JsonLayout find_layout(std::string_view text) { return LayoutFinder(text).find(); }

std::string lay_out(std::string_view json, const JsonLayout& layout, std::size_t broken_levels,
                    std::string_view margin) {
  if (layout.line_end.empty()) broken_levels = 0;
  std::string out;
  std::vector<std::string_view> pads;  // inside the brackets of each open level that is not broken
  const auto break_line = [&](std::size_t levels) {
    out += layout.line_end;
    out += margin;
    for (std::size_t i = 0; i < levels; ++i) out += layout.indent;
  };
  const auto is_broken = [&] { return pads.size() <= broken_levels; };  // of the innermost level
  for (std::size_t at = skip_space(json, 0); at < json.size(); at = skip_space(json, at)) {
    const char c = json[at];
    if (c == '"') {
      const std::size_t end = skip_string(json, at);
      out += json.substr(at, end - at);
      at = end;
      continue;
    }
    ++at;
    if (is_open(c)) {
      const std::size_t next = skip_space(json, at);
      out += c;
      if (next < json.size() && is_close(json[next])) {
        out += json[next];
        at = next + 1;
        continue;
      }
      const bool nests = next < json.size() && is_open(json[next]);
      pads.push_back(c == '{' ? layout.in_object : nests ? layout.in_nest : layout.in_list);
      if (is_broken())
        break_line(pads.size());
      else
        out += pads.back();
    } else if (is_close(c) && !pads.empty()) {
      if (is_broken())
        break_line(pads.size() - 1);
      else
        out += pads.back();
      pads.pop_back();
      out += c;
    } else if (c == ',') {
      out += is_broken() ? std::string_view(",") : std::string_view(layout.comma);
      if (is_broken()) break_line(pads.size());
    } else if (c == ':') {
      out += layout.colon;
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace slipway
