// A small check of an SVG's form: tags balance, attributes are quoted, entities are known.
#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::viz {

/// Returns what is wrong with `xml`, or "". `names` receives every tag name and attribute name.
inline std::string find_xml_fault(std::string_view xml, std::vector<std::string>* names = nullptr) {
  std::vector<std::string> open;
  const auto fault = [](const char* what, std::size_t at) {
    return std::string(what) + " at byte " + std::to_string(at);
  };
  const auto entity_ok = [&](std::size_t at) {
    const std::size_t end = xml.find(';', at);
    if (end == std::string_view::npos || end - at > 10) return false;
    const std::string_view name = xml.substr(at + 1, end - at - 1);
    return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos" ||
           (name.starts_with('#') && name.size() > 1);
  };
  bool is_style = false;
  for (std::size_t at = 0; at < xml.size();) {
    if (static_cast<unsigned char>(xml[at]) < 0x20 &&
        !std::isspace(static_cast<unsigned char>(xml[at]))) {
      return fault("control character", at);
    }
    if (xml[at] == '&' && !is_style && !entity_ok(at)) return fault("bare &", at);
    if (xml[at] != '<') {
      ++at;
      continue;
    }
    const auto skip_past = [&](std::string_view end) {
      const std::size_t found = xml.find(end, at);
      at = found == std::string_view::npos ? xml.size() : found + end.size();
    };
    if (xml.substr(at, 4) == "<!--") {
      skip_past("-->");
      continue;
    }
    if (xml.substr(at, 2) == "<?") {
      skip_past("?>");
      continue;
    }
    if (xml.substr(at, 2) == "<!") {
      skip_past(">");
      continue;
    }
    const bool is_end = xml.substr(at, 2) == "</";
    std::size_t i = at + (is_end ? 2 : 1);
    const std::size_t name_from = i;
    while (i < xml.size() &&
           (std::isalnum(static_cast<unsigned char>(xml[i])) != 0 || xml[i] == ':'))
      ++i;
    const std::string name(xml.substr(name_from, i - name_from));
    if (name.empty()) return fault("a < that is no tag", at);
    if (names != nullptr) names->push_back(name);
    if (is_end) {
      if (open.empty() || open.back() != name) return fault("tags do not balance", at);
      open.pop_back();
      if (name == "style") is_style = false;
      at = xml.find('>', i) + 1;
      continue;
    }
    bool is_empty = false;
    for (;;) {
      while (i < xml.size() && std::isspace(static_cast<unsigned char>(xml[i])) != 0) ++i;
      if (i >= xml.size()) return fault("tag without end", at);
      if (xml[i] == '>') break;
      if (xml[i] == '/') {
        is_empty = true;
        ++i;
        continue;
      }
      const std::size_t from = i;
      while (i < xml.size() && xml[i] != '=' && xml[i] != '>' && xml[i] != ' ') ++i;
      if (i + 1 >= xml.size() || xml[i] != '=' || xml[i + 1] != '"') return fault("attribute", i);
      if (names != nullptr) names->push_back(std::string(xml.substr(from, i - from)));
      const std::size_t end = xml.find('"', i + 2);
      if (end == std::string_view::npos) return fault("open quote", i);
      for (std::size_t c = i + 2; c < end; ++c) {
        if (xml[c] == '<') return fault("< in attribute", c);
        if (xml[c] == '&' && !entity_ok(c)) return fault("bare & in attribute", c);
      }
      i = end + 1;
    }
    if (!is_empty) open.push_back(name);
    if (name == "style") is_style = true;
    at = i + 1;
  }
  return open.empty() ? "" : "never closed: " + open.back();
}

}  // namespace slipway::viz
