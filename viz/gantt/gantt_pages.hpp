// Which lines of a Gantt chart stand on which page: a line is a group's header or a row. Knows
// heights, no places. Private to viz.
#pragma once

#include <cstddef>
#include <vector>

#include "planner/report/gantt_report.hpp"

namespace slipway::viz {

inline constexpr std::size_t kHeaderLine = static_cast<std::size_t>(-1);

struct GanttLine {
  std::size_t group = 0;
  std::size_t row = kHeaderLine;  // in GanttReport::rows; else the header of the group
  bool is_continued = false;      // a header said again on a further page
};

struct GanttHeights {
  double header = 0.0;
  double row = 0.0;
  double first_page = 0.0;  // room for lines on the first page; 0: no pages
  double page = 0.0;        // on the others
};

/// Returns the lines of each page, at least one page. A group begins a new page when it fits there
/// and not on what is left of the one before; groups larger than a page are broken, their header
/// said again. Every page has at least one row of its group. Cost: linear.
std::vector<std::vector<GanttLine>> paginate(const GanttReport& report,
                                             const GanttHeights& heights);

}  // namespace slipway::viz
