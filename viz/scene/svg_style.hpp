// The style sheet that every SVG of ours carries: its colours by meaning, on light and dark screens
// and on paper. Private to viz.
#pragma once

#include <string>

#include "viz/scene/palette.hpp"

namespace slipway::viz {

/// Returns rules that send every colour of a drawing through a variable. The drawing has the
/// colours of `wanted` (the light ones for automatic) as attributes, for readers that know no
/// variables.
std::string style_sheet(Theme wanted);

/// The parts of it, for a page that holds several drawings: the variables of a theme (`automatic`:
/// the light one) and of paper, and the rules that send the colours of a drawing in `drawn` through
/// them.
std::string theme_variables(Theme theme);
std::string paper_variables();
std::string paint_rules(Theme drawn);

}  // namespace slipway::viz
