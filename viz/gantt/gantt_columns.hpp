// The columns of a Gantt chart: names to the left of the bars, dates and odds to their right, as
// many as the frame has room for. Private to viz.
#pragma once

#include <string>
#include <vector>

#include "planner/report/gantt_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

struct GanttColumn {
  std::string heading;
  std::string (*text)(const GanttReport&, const GanttRow&) = nullptr;
  Paint (*ink)(const GanttRow&) = nullptr;
  std::string (*group_text)(const GanttReport&, const GanttGroup&) = nullptr;  // null: nothing
  double right = 0.0;  // where its texts end
};

struct GanttColumns {
  double mark_left = 0.0;  // C, c, ✓
  double name_left = 0.0;
  double name_right = 0.0;
  double plot_left = 0.0;
  double plot_right = 0.0;
  std::vector<GanttColumn> columns;  // left to right
};

/// Chooses the columns and their places: a column without a text in any row is left out.
GanttColumns choose_columns(const GanttReport& report, const Frame& frame);

/// Draws the headings, on `baseline`.
void draw_headings(Brush& brush, const GanttColumns& columns, double baseline);

/// Draws the texts of a row around its bar, on `baseline`.
void draw_texts(Brush& brush, const GanttReport& report, const GanttColumns& columns,
                const GanttRow& row, double baseline);

/// Draws the texts of a group's header: its name, what is in it, its columns.
void draw_texts(Brush& brush, const GanttReport& report, const GanttColumns& columns,
                const GanttGroup& group, bool is_continued, double baseline);

}  // namespace slipway::viz
