// HTML-like labels of Graphviz: the pieces that boxes, title and legend are put together from.
// Private to viz. Text that goes in must be escaped already.
#pragma once

#include <string>
#include <string_view>

#include "viz/scene/palette.hpp"

namespace slipway::viz {

/// How a piece of text looks.
struct LabelLook {
  Paint paint = Paint::text;
  int size = 12;
  bool bold = false;
  bool struck = false;
};

/// Paints labels in one theme.
class Pen {
 public:
  explicit Pen(Theme theme) : theme_(theme) {}

  std::string colour(Paint paint) const { return std::string(colour_of(paint, theme_)); }
  std::string text(std::string_view escaped, const LabelLook& look) const;
  /// Returns a small mark in a frame of its own: "C" on the critical colour, "c" in an outline.
  std::string badge(std::string_view escaped, Paint ink, Paint fill, Paint edge) const;

 private:
  Theme theme_;
};

std::string open_table(int padding, std::string_view more = "");
std::string cell(std::string_view content, std::string_view attributes = "ALIGN=\"LEFT\"");
/// Returns an empty cell that keeps texts apart: spaces at their ends get lost in some viewers.
std::string gap(int width);
std::string row(std::string_view cells);
inline constexpr std::string_view kCloseTable = "</TABLE>";

}  // namespace slipway::viz
