// The sentences of a Gantt chart: what moved against a baseline, what is not drawn. Private to
// planner/report.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "planner/report/gantt_report.hpp"
#include "planner/report/gantt_view.hpp"

namespace slipway {

/// What stands against a baseline, in numbers and names.
struct GanttMoves {
  std::size_t num_later = 0, num_earlier = 0, num_new = 0;
  std::vector<std::string> gone;  // ids that only the baseline has, in its order
};

/// Returns what moved: "Against old.json 5 finish later and 2 earlier; 1 is new; gone: a, b."
std::string say_moves(const std::string& baseline, const GanttMoves& moves);

/// What the picture leaves out, in numbers.
struct GanttLeftOut {
  std::size_t late_goals = 0;  // without a row
  std::size_t all_late = 0;    // with and without
  std::size_t arrows = 0;      // between rows, too many to draw
  std::size_t trouble = 0;     // links that break or have no yes, and an end without a row
};

/// Returns what the reader must know: the step of the ladder and how to undo it, and what is not
/// drawn.
std::vector<std::string> say_gantt_notes(const GanttReport& report, const GanttView& view,
                                         const GanttOptions& options, const GanttLeftOut& left_out);

}  // namespace slipway
