// Finishing touches on an SVG from Graphviz: words for those who cannot see it, a style sheet for
// dark screens and for paper. The drawing itself is left as it is. Private to viz.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "viz/scene/palette.hpp"

namespace slipway::viz {

struct SvgWords {
  std::string title;
  std::string description;
  std::vector<std::pair<std::string, std::string>> parts;  // element id, what it is; ids are unique
};

/// Returns `svg` with title, description, roles and style sheet. `drawn` is the theme it was drawn
/// in (light for automatic); `wanted` what the reader asked for. Text that is not an SVG from
/// Graphviz comes back unchanged. Cost: linear.
std::string finish_svg(const std::string& svg, const SvgWords& words, Theme wanted);

}  // namespace slipway::viz
