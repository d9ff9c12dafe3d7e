#include "viz/report/html_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

// Takes out what lies between `from` and `to`, both included, at its first place.
void cut(std::string_view from, std::string_view to, std::string& text) {
  const std::size_t begin = text.find(from);
  if (begin == std::string::npos) return;
  const std::size_t end = text.find(to, begin);
  if (end == std::string::npos) return;
  text.erase(begin, end + to.size() - begin);
}

// Attributes whose value is an id, or several.
constexpr std::array<std::string_view, 4> kIds = {" id=\"", " aria-labelledby=\"",
                                                  " aria-describedby=\"", " href=\"#"};

// Writes a tag with the ids in it prefixed. Tags are ours: values stand in double quotes, and what
// comes from a plan in them is escaped.
void add_tag(std::string_view tag, std::string_view prefix, std::string& out) {
  std::size_t at = 0;
  while (at < tag.size()) {
    std::size_t name_end = std::string_view::npos;
    std::size_t next = tag.size();
    bool is_url = false;
    for (const std::string_view name : kIds) {
      const std::size_t found = tag.find(name, at);
      if (found < next) {
        next = found;
        name_end = found + name.size();
        is_url = false;
      }
    }
    if (const std::size_t found = tag.find("url(#", at); found < next) {
      next = found;
      name_end = found + 5;
      is_url = true;
    }
    if (name_end == std::string_view::npos) break;
    out += tag.substr(at, name_end - at);
    at = name_end;
    const std::size_t end = tag.find(is_url ? ')' : '"', at);
    if (end == std::string_view::npos) break;
    while (at < end) {  // one id, or several with spaces between them
      const std::size_t space = std::min(tag.find(' ', at), end);
      out += fmt::format("{}-{}", prefix, tag.substr(at, space - at));
      at = space;
      if (at < end) out += tag[at++];
    }
  }
  out += tag.substr(at);
}

}  // namespace

std::string html_text(std::string_view text) { return escape_xml(text); }

std::string html_goal_id(std::string_view id) { return "goal-" + html_text(id); }

std::string html_goal_address(std::string_view id) {
  std::string coded;
  for (const char c : id) coded += c == '%' ? std::string("%25") : std::string(1, c);
  return "#goal-" + html_text(coded);
}

std::string html_address(std::string_view url) {
  constexpr std::array<std::string_view, 3> kSchemes = {"https://", "http://", "mailto:"};
  if (std::ranges::none_of(kSchemes, [&](auto scheme) { return url.starts_with(scheme); })) {
    return "";
  }
  return html_text(url);
}

std::string html_date(Date date) {
  if (!date.is_set()) return "–";
  const std::string words = to_words(date);  // "Fri 5 Oct 2018"
  return words.substr(words.find(' ') + 1);
}

std::string inline_svg(std::string_view svg, std::string_view prefix) {
  const std::size_t begin = svg.find("<svg");
  if (begin == std::string_view::npos) return "";
  std::string text(svg.substr(begin));
  cut("<style>", "</style>", text);
  // Graphviz says its size in points, where a page counts pixels: as large as its own units.
  const std::size_t tag_end = text.find('>');
  for (std::size_t unit = text.find("pt\""); unit < tag_end; unit = text.find("pt\"")) {
    text.erase(unit, 2);
  }
  std::string out;
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = text.find('<', at);
    const std::size_t close = open == std::string::npos ? open : text.find('>', open);
    if (close == std::string::npos) break;
    out += std::string_view(text).substr(at, open - at);
    if (text.compare(open, 4, "<!--") == 0) {
      const std::size_t end = text.find("-->", open);
      at = end == std::string::npos ? text.size() : end + 3;
      continue;
    }
    add_tag(std::string_view(text).substr(open, close + 1 - open), prefix, out);
    at = close + 1;
  }
  out += std::string_view(text).substr(at);
  return out;
}

}  // namespace slipway::viz
