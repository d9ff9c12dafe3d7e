#include "viz/scene/picture_format.hpp"

#include <string>
#include <utility>

namespace slipway::viz {

std::optional<PictureFormat> picture_format_of(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string ending(file_name.substr(dot + 1));
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  constexpr std::pair<std::string_view, PictureFormat> kEndings[] = {{"svg", PictureFormat::svg},
                                                                     {"png", PictureFormat::png},
                                                                     {"pdf", PictureFormat::pdf},
                                                                     {"dot", PictureFormat::dot},
                                                                     {"mmd", PictureFormat::mmd}};
  for (const auto& [name, format] : kEndings) {
    if (ending == name) return format;
  }
  return std::nullopt;
}

}  // namespace slipway::viz
