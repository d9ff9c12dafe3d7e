// The legend of a Gantt chart: a sample of each mark that the picture has. Private to viz.
#pragma once

#include <vector>

#include "planner/report/gantt_report.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// The marks that a page has: those of its rows, and of the arrows that it draws.
struct GanttMarks {
  std::vector<const GanttRow*> rows;
  std::vector<const GraphLink*> links;
  bool has_status_date = false;
  bool has_holidays = false;
  bool has_groups = false;
  bool has_forecasts = false;
  bool has_due = false;
  bool has_due_beyond = false;
};

/// Draws the legend from `left` to `right`, the first line's texts on `baseline`. Returns the last
/// baseline.
double draw_gantt_legend(Brush& brush, const GanttMarks& marks, double left, double right,
                         double baseline);

}  // namespace slipway::viz
