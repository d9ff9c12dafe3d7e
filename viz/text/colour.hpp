// Colour for terminals, by meaning. Off unless asked for; never the only carrier of a meaning:
// whoever paints a text also says it in words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slipway::viz {

/// What a piece of text means. Terminals decide how it looks.
enum class Style : std::uint8_t { plain, strong, muted, bad, warn, good };

/// Returns `text` in the look of `style`; as it is when `on` is false, it is empty or `plain`.
std::string paint(std::string_view text, Style style, bool on);

}  // namespace slipway::viz
