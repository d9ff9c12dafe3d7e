// The schedule ready to show: names, dates and numbers, no ids of ours and no instants.
// Texts are views into the analysed plan: a report lives no longer than its Analysis.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/date.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// One goal, milestone, objective or blocker. Dates not set and numbers absent where they have no
/// meaning (see contract: done, dropped, absent items, objectives).
struct ScheduleRow {
  std::string_view id;
  std::string_view title;
  std::string_view team;  // id of the team; empty without one
  std::string_view team_name;
  std::string_view parent;  // id of the objective it belongs to
  Kind kind = Kind::goal;
  Status status = Status::not_started;  // objectives: what their goals add up to
  Commitment commitment = Commitment::committed;
  Date start{}, finish{}, late_start{}, late_finish{};
  Date due{};  // its due date, else the end of its period
  std::optional<double> total_float_days, free_float_days, due_float_days;
  std::optional<double> target_float_days;  // only with a target
  bool is_critical = false;
  bool is_near_critical = false;  // not critical, unfinished, total float up to 5 days (D7)
  bool is_absent = false;         // existence below 0.5: left out of the schedule
  bool is_assumed = false;        // its estimate is the plan's default
  bool is_late() const { return due.is_set() && finish.is_set() && finish > due; }
  std::vector<std::string_view> driven_by;
};

struct OutOfSequenceRow {
  std::string_view predecessor;
  std::string_view successor;
};

struct ScheduleReport {
  std::string_view plan;
  Date start{}, as_of{}, finish{};
  std::string_view target;                      // id; empty: the plan's finish
  std::vector<std::string_view> critical_path;  // ids in order
  std::vector<ScheduleRow> rows;                // by ItemId: goals in file order, then blockers
  std::vector<OutOfSequenceRow> out_of_sequence;
};

/// Builds the report. Cost: linear in the plan.
/// `with_drivers` false leaves `driven_by` empty, which saves most of the time for large plans.
ScheduleReport report_schedule(const Analysis& analysis, bool with_drivers = true);
ScheduleReport report_schedule(const Analysis&& analysis, bool with_drivers = true) = delete;

}  // namespace slipway
