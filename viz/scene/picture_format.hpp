// Which kinds of picture files there are, and what their names end in.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace slipway::viz {

/// dot and mmd are texts that other programs lay out: the network's, mmd also the Gantt's.
enum class PictureFormat : std::uint8_t { svg, png, pdf, dot, mmd };

/// Returns the format of a file name's ending (".svg", ".PNG" ...), or nothing.
std::optional<PictureFormat> picture_format_of(std::string_view file_name);

}  // namespace slipway::viz
