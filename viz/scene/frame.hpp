// The room that a picture has: a width, and pages where it is to be printed.
#pragma once

#include <cstdint>

namespace slipway::viz {

/// A sheet, across.
enum class Paper : std::uint8_t { none, a4, a3 };

struct Frame {
  double width = 1120.0;     // pixels; more width shows more, texts stay as large
  double page_height = 0.0;  // pixels; 0: one picture, as tall as it needs
  bool has_pages() const { return page_height > 0.0; }
};

/// Returns the frame of a sheet at 96 pixels to the inch: A4 1122 by 793, A3 1587 by 1122. `none`:
/// a screen, without pages.
constexpr Frame frame_of(Paper paper) {
  switch (paper) {
    case Paper::a4:
      return {.width = 1122.0, .page_height = 793.0};
    case Paper::a3:
      return {.width = 1587.0, .page_height = 1122.0};
    case Paper::none:
      break;
  }
  return {};
}

/// Returns the frame of a sheet in small print, for views that need many columns: 11 pixels, the
/// smallest text, are 7.2 points high on the sheet, not 8.25.
constexpr Frame small_frame_of(Paper paper) {
  switch (paper) {
    case Paper::a4:
      return {.width = 1280.0, .page_height = 904.0};
    case Paper::a3:
      return {.width = 1810.0, .page_height = 1279.0};
    case Paper::none:
      break;
  }
  return {};
}

}  // namespace slipway::viz
