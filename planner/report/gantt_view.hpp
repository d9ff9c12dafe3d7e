// What a Gantt chart shows: which groups there are, which items are in them, and which of those get
// a row. Numbers only; facts and words are gantt_report's. Private to planner/report.
#pragma once

#include <cstddef>
#include <vector>

#include "planner/report/gantt_report.hpp"
#include "planner/report/schedule_report.hpp"
#include "planner/report/view_filter.hpp"

namespace slipway {

struct GanttGroupDraft {
  TeamId team{};                 // by team: whose; not set: in no team
  ItemId objective{};            // by objective: which; not set: in none
  std::size_t num_merged = 0;    // groups without rows in one; else 0
  std::vector<ItemId> rows{};    // file order
  std::vector<ItemId> hidden{};  // in it, without a row
};

struct GanttView {
  GanttStep step = GanttStep::every_row;
  std::size_t num_wanted = 0;  // rows that showing all would take
  std::vector<GanttGroupDraft>
      groups;  // those with an item, in plan order; none, then merged, last
};

/// Chooses, by `options.filter.all` and the number of rows. `is_late` says by ItemId which goals
/// the ladder keeps longest, next to the critical ones. Cost: linear.
GanttView choose_gantt_view(const Plan& plan, const ScheduleReport& schedule,
                            const Selection& selection, const std::vector<bool>& is_late,
                            const GanttOptions& options);

}  // namespace slipway
