// A Scene as one SVG file: words for those who cannot see it, a style sheet for dark screens and
// paper, everything from a plan escaped. The same scene gives the same bytes.
#pragma once

#include <string>

#include "viz/scene/frame.hpp"
#include "viz/scene/palette.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

struct SvgOptions {
  Theme theme = Theme::automatic;
  // Ids within the file begin with it: give each picture its own when several stand on one page.
  std::string prefix = "picture";
  // Without a style sheet, in the colours of one theme: for programs that turn SVG into something
  // else and know no variables.
  bool is_plain = false;
  Paper paper = Paper::none;  // else the size is that of the sheet, in millimetres
};

/// Returns the file's text. Coordinates are rounded to hundredths of a pixel. Cost: linear.
std::string to_svg(const Scene& scene, const SvgOptions& options = {});

}  // namespace slipway::viz
