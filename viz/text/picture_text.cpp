#include "viz/text/picture_text.hpp"

#include "planner/base/utf8.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

std::string short_date(Date date, Date near) {
  std::string out = to_day_and_month(date);
  if (!near.is_set() || year_of(near) != year_of(date)) out += " " + std::to_string(year_of(date));
  return out;
}

std::string date_range(Date start, Date finish, Date near) {
  if (!start.is_set() && !finish.is_set()) return "";
  if (!finish.is_set()) return "from " + short_date(start, near);
  if (!start.is_set()) return "to " + short_date(finish, near);
  if (start == finish) return short_date(finish, near);
  return short_date(start, near) + " – " + short_date(finish, near);
}

std::vector<std::string> break_lines(std::string_view raw, std::size_t width, std::size_t most,
                                     Breaks breaks) {
  // Escapes of unsafe characters grow the text, so it is cut before too: a line break costs
  // nothing.
  std::string text = make_printable(shorten(raw, width * most));
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (from < text.size()) {
    std::size_t at = from;
    std::size_t best = from;  // after the last place where the line may break
    std::size_t count = 0;
    while (at < text.size() && count < width) {
      const char32_t c = next_code_point(text, at);
      ++count;
      const bool joins = c == '-' || c == '_' || c == '/' || c == '.' || c == ',';
      if (c == ' ' || (joins && breaks == Breaks::name)) best = at;
    }
    if (at < text.size() && text[at] != ' ' && best > from) at = best;
    if (lines.size() + 1 == most && at < text.size()) {
      lines.push_back(shorten(text.substr(from), width));
      return lines;
    }
    std::string line = text.substr(from, at - from);
    while (!line.empty() && line.back() == ' ') line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
    from = at;
    while (from < text.size() && text[from] == ' ') ++from;
  }
  return lines;
}

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : make_printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string escape_label(std::string_view text) {
  std::string out;
  for (const char c : escape_xml(text)) {
    out += c;
    if (c == '\\') out += c;
  }
  return out;
}

}  // namespace slipway::viz
