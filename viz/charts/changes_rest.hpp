// What stands below the rows of the picture of a change: how many more move, the critical path
// before and now, objectives, links newly broken, teams with too few people. Private to viz.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/report/changes_report.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// A part that stays on one page.
enum class RestPart : std::uint8_t { more, path, objectives, broken, loads };

/// Returns the parts that have something to say, in the order in which they stand.
std::vector<RestPart> list_rest(const ChangesReport& report);

/// Draws a part from `y` on and returns where it ends.
double draw_rest_part(Brush& brush, const ChangesReport& report, RestPart part, double width,
                      double y);

}  // namespace slipway::viz
