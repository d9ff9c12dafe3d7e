// One row of the picture of a change: names, the ghost of the old bar, the new bar, how far it
// moves, odds. Private to viz.
#pragma once

#include <vector>

#include "planner/report/changes_report.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

inline constexpr double kChangeRow = 38.0;  // pixels

/// Where the columns stand.
struct ChangeColumns {
  double plot_left = 0.0;
  double plot_right = 0.0;
  double shift_right = 0.0;  // ends of the figures
  double odds_right = 0.0;
  double mark_left = 0.0;
  double mark_right = 0.0;
};
ChangeColumns columns_for(double width, bool has_odds);

/// Draws the headings of the columns on `baseline`.
void draw_change_headings(Brush& brush, const ChangesReport& report, const ChangeColumns& columns,
                          double baseline);

/// Draws one row from `top` on, as a group of its own.
void draw_change_row(Brush& brush, const ChangedRow& row, const ChangeColumns& columns,
                     const DayAxis& axis, double top);

/// Returns what the marks of these rows mean: those that occur, and what was before and is now.
std::vector<LegendEntry> change_legend(const ChangesReport& report);

}  // namespace slipway::viz
