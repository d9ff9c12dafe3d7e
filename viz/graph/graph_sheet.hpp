// A drawing of Graphviz on a sheet of paper: scaled, in the middle, in the page's colour to the
// edges. Private to viz.
#pragma once

#include <optional>
#include <string>

#include "viz/scene/frame.hpp"
#include "viz/scene/palette.hpp"

namespace slipway::viz {

/// Smaller print is hard to read at arm's length.
inline constexpr double kLeastPrint = 7.0;  // points
/// Smaller print is not worth a sheet: better less of the plan.
inline constexpr double kTinyPrint = 6.0;

/// How large a drawing is, in points.
struct DrawingSize {
  double width = 0.0;
  double height = 0.0;
};

/// Reads the size of an SVG as Graphviz writes it. Nothing where it does not say one.
std::optional<DrawingSize> size_of_drawing(const std::string& svg);

struct SheetDrawing {
  std::string svg;
  double text_points = 0.0;  // how high the text of boxes is printed
};

/// Fits an SVG as Graphviz writes it onto a sheet (not `none`: asserted), with a margin; small
/// drawings grow by a quarter at most. Nothing where the SVG does not say how large it is.
std::optional<SheetDrawing> fit_to_sheet(const std::string& svg, Paper paper, Theme theme);

}  // namespace slipway::viz
