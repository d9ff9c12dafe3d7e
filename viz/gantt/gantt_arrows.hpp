// The arrows of a Gantt chart: out of one bar's end, along the gap between rows, into another bar.
// They are drawn below the bars; their marks above them. Private to viz.
#pragma once

#include <optional>
#include <vector>

#include "planner/report/gantt_report.hpp"
#include "viz/gantt/gantt_bar.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Returns the corners of an arrow from one bar to another, both on one page. Ends at the bar.
std::vector<Point> route(LinkType type, const BarPlace& from, const BarPlace& to,
                         const DayAxis& axis);

/// Returns the look of an arrow's line.
Look look_of(const GraphLink& link);

/// Draws the head of an arrow that points from `before` to `tip`: open where nobody agreed.
void draw_arrow_head(Brush& brush, Point before, Point tip, const GraphLink& link);

/// Draws the links whose rows both have a place; the critical ones last. `places` by row. Returns
/// how many have only one end with a place: the other is on another page.
std::size_t draw_arrows(Brush& brush, const GanttReport& report, const DayAxis& axis,
                        const std::vector<std::optional<BarPlace>>& places);

/// Draws what stands beside the arrows' heads: once per end of a bar.
void draw_arrow_marks(Brush& brush, const GanttReport& report, const DayAxis& axis,
                      const std::vector<std::optional<BarPlace>>& places);

}  // namespace slipway::viz
