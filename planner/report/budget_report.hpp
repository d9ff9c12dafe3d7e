// Slip budgets ready to show: who has how much room, and what is lost first. Views into the
// analysed plan, like every report.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "planner/report/schedule_report.hpp"
#include "planner/whatif/slip_budget.hpp"

namespace slipway {

/// A room with the name of what is lost first.
struct NamedRoom {
  RoomState state = RoomState::unlimited;
  std::int64_t days = 0;
  std::string_view first;            // id; empty: the plan's finish, or nothing
  std::string_view first_team_name;  // empty without a team
  bool is_limited() const { return state == RoomState::limited; }
  bool is_known() const { return state != RoomState::not_worked_out; }
};

struct NamedTeamRoom {
  std::string_view team;  // id; empty: goals without a team
  NamedRoom room;
};

struct BudgetRow {
  std::size_t row = 0;  // in ScheduleReport::rows
  NamedRoom finish, due, odds;
  std::vector<NamedTeamRoom> teams;
  /// The least of its limited rooms that are known; nothing where no slip loses anything.
  std::optional<std::int64_t> least_days() const;
};

/// A committed goal and its odds as the plan is.
struct BudgetGoal {
  std::string_view id;
  double on_time = 0.0;
};

struct BudgetReport {
  ScheduleReport schedule;
  double confidence = 0.8;
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  std::string_view goal;          // id; empty: all were asked for
  std::vector<BudgetRow> rows;    // in file order
  std::vector<BudgetGoal> held;   // committed goals whose odds are at least the confidence now
  std::vector<BudgetGoal> below;  // and those whose odds are less
  std::size_t num_unknown = 0;    // rows whose room in the odds was not worked out
};

/// Builds the report; `analysis.risk` must be there. `goal`: the item asked for, if it was one.
BudgetReport report_budget(const Analysis& analysis, const SlipBudget& budget, ItemId goal);
BudgetReport report_budget(const Analysis&& analysis, const SlipBudget& budget,
                           ItemId goal) = delete;

/// Returns the rows by their least room, least first; ties in file order, rows without a limit
/// last.
std::vector<const BudgetRow*> rows_by_room(const BudgetReport& report);

}  // namespace slipway
