// What must hold for every page of ours, read with a small strict parser: elements nest and close,
// attributes are quoted, ids are unique and links to them lead somewhere, headings come in order,
// tables have captions, nothing is loaded from elsewhere.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::viz {

struct HtmlTag {
  std::string name;
  std::map<std::string, std::string> attributes;
  bool is_end = false;
  std::size_t at = 0;
};

/// Reads all tags; what is wrong with them goes into `faults`. Scripts and styles are skipped.
inline std::vector<HtmlTag> read_tags(std::string_view html, std::vector<std::string>& faults) {
  std::vector<HtmlTag> out;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (html.substr(at, 9) == "<!DOCTYPE") {
      at = html.find('>', at);
      continue;
    }
    HtmlTag tag;
    tag.at = at++;
    tag.is_end = html[at] == '/';
    if (tag.is_end) ++at;
    const std::size_t name_end = html.find_first_of(" />\n", at);
    tag.name = html.substr(at, name_end - at);
    at = name_end;
    bool is_closed = false;
    for (;;) {
      at = html.find_first_not_of(" \n", at);
      if (at == std::string_view::npos) {
        faults.push_back("a tag without an end: " + tag.name);
        return out;
      }
      if (html[at] == '>') break;
      if (html[at] == '/') {
        is_closed = true;
        ++at;
        continue;
      }
      const std::size_t end = html.find_first_of("= >\n", at);
      const std::string name(html.substr(at, end - at));
      at = end;
      std::string value;
      if (html[at] == '=') {
        const std::size_t close = html.find('"', at + 2);
        if (html[at + 1] != '"' || close == std::string_view::npos) {
          faults.push_back("not quoted: " + name + " of " + tag.name);
          return out;
        }
        value = html.substr(at + 2, close - at - 2);
        at = close + 1;
      }
      if (!tag.attributes.emplace(name, value).second) faults.push_back("twice: " + name);
    }
    ++at;
    static const std::set<std::string> kEmpty = {"meta", "input", "br", "link", "img"};
    const std::string name = tag.name;
    const bool is_start = !tag.is_end;
    out.push_back(tag);
    if (is_start && (is_closed || kEmpty.contains(name))) {
      tag.is_end = true;
      tag.attributes.clear();
      out.push_back(tag);
    }
    if (is_start && (name == "script" || name == "style")) {
      at = html.find("</" + name, at);
    }
  }
  return out;
}

inline std::vector<std::string> find_html_faults(std::string_view html) {
  std::vector<std::string> faults;
  const std::vector<HtmlTag> tags = read_tags(html, faults);
  if (!faults.empty()) return faults;
  std::vector<std::string> open;
  std::set<std::string> ids;
  std::vector<std::string> wanted;
  int heading = 0;
  std::string last;
  for (const HtmlTag& tag : tags) {
    if (tag.is_end) {
      if (open.empty() || open.back() != tag.name) {
        faults.push_back("</" + tag.name + "> where " + (open.empty() ? "nothing" : open.back()) +
                         " is open, at " + std::to_string(tag.at));
        return faults;
      }
      open.pop_back();
      continue;
    }
    if (last == "table" && tag.name != "caption") faults.push_back("a table without a caption");
    last = tag.name;
    open.push_back(tag.name);
    for (const auto& [name, value] : tag.attributes) {
      if (value.find_first_of("<") != std::string::npos) faults.push_back("raw text in " + name);
      if (name == "id" && !ids.insert(value).second) faults.push_back("two of id " + value);
      if (name == "href" && value.starts_with('#')) wanted.push_back(value.substr(1));
      if (name == "for" || name == "aria-labelledby") {
        for (std::size_t at = 0; at < value.size();) {
          const std::size_t end = std::min(value.find(' ', at), value.size());
          wanted.push_back(value.substr(at, end - at));
          at = end + 1;
        }
      }
      if (name == "src" || name.starts_with("on")) faults.push_back("attribute " + name);
      if (name == "style" && !value.starts_with("--")) faults.push_back("style " + value);
    }
    if (tag.name == "th" && !tag.attributes.contains("scope")) faults.push_back("th without scope");
    for (const char* name : {"link", "img", "iframe", "object", "base", "use", "image"}) {
      if (tag.name == name) faults.push_back("element " + tag.name);
    }
    if (tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6') {
      const int level = tag.name[1] - '0';
      if (level > heading + 1) faults.push_back("h" + std::to_string(level) + " skips a level");
      heading = level;
    }
  }
  if (!open.empty()) faults.push_back("not closed: " + open.back());
  for (std::string id : wanted) {
    for (std::size_t at = 0; (at = id.find("%25", at)) != std::string::npos; ++at) {
      id.replace(at, 3, "%");
    }
    if (!ids.contains(id)) faults.push_back("leads nowhere: " + id);
  }
  return faults;
}

}  // namespace slipway::viz
