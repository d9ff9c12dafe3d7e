#include "viz/graph/graph_svg.hpp"

#include <string_view>
#include <unordered_map>

#include "viz/scene/svg_style.hpp"
#include "viz/text/picture_text.hpp"

namespace slipway::viz {
namespace {

std::string_view attribute(std::string_view tag, std::string_view name) {
  const std::string start = " " + std::string(name) + "=\"";
  const std::size_t at = tag.find(start);
  if (at == std::string_view::npos) return "";
  const std::size_t from = at + start.size();
  return tag.substr(from, tag.find('"', from) - from);
}

}  // namespace

std::string finish_svg(const std::string& svg, const SvgWords& words, Theme wanted) {
  const std::string_view all = svg;
  const std::size_t open = all.find("<svg ");
  if (open == std::string_view::npos) return svg;
  const std::size_t open_end = all.find('>', open);
  if (open_end == std::string_view::npos) return svg;

  std::string out(all.substr(0, open));
  out += "<svg role=\"img\" aria-labelledby=\"picture-title picture-text\" ";
  out += all.substr(open + 5, open_end + 1 - (open + 5));
  out += "\n<title id=\"picture-title\">" + escape_xml(words.title) + "</title>\n";
  out += "<desc id=\"picture-text\">" + escape_xml(words.description) + "</desc>\n";
  out += "<style>\n" + style_sheet(wanted) + "</style>";

  std::unordered_map<std::string_view, const std::string*> parts;  // looked up only
  for (const auto& [id, text] : words.parts) parts.emplace(id, &text);
  // Graphviz titles its groups with our internal names; readers who point at one get words instead.
  static constexpr std::string_view kGroup = "<g id=\"";
  static constexpr std::string_view kTitle = "<title>";
  static constexpr std::string_view kTitleEnd = "</title>";
  std::size_t at = open_end + 1;
  for (;;) {
    const std::size_t group = all.find(kGroup, at);
    if (group == std::string_view::npos) break;
    const std::size_t group_end = all.find('>', group);
    const std::size_t title =
        group_end + 1 + (group_end + 1 < all.size() && all[group_end + 1] == '\n' ? 1 : 0);
    out += all.substr(at, title - at);
    at = title;
    if (all.substr(title, kTitle.size()) != kTitle) continue;
    const std::size_t title_end = all.find(kTitleEnd, title);
    if (title_end == std::string_view::npos) break;
    const auto part = parts.find(attribute(all.substr(group, group_end - group), "id"));
    if (part != parts.end())
      out += std::string(kTitle) + escape_xml(*part->second) + std::string(kTitleEnd);
    at = title_end + kTitleEnd.size();
    while (part == parts.end() && at < all.size() && all[at] == '\n') ++at;
  }
  out += all.substr(at);
  return out;
}

}  // namespace slipway::viz
