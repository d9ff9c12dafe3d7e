// What goals ask of each team, day by day, beside what the team may plan. The pictures of boards
// and loads sum it over their columns. Knows no columns, words or colours.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/date.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// When work on a goal goes on. Other finishes than the schedule's (a P90) make other demands.
struct WorkSpan {
  ItemId item{};
  Instant start{};
  Instant finish{};
  bool operator==(const WorkSpan&) const = default;
};

/// Returns when each goal is worked on by the schedule, in file order: from start to finish; goals
/// that have started from their actual start to the status date as well; done goals as typed, where
/// both dates are known. Milestones, blockers, dropped and absent goals take nobody's time.
/// Cost: linear in the plan.
std::vector<WorkSpan> list_work(const Analysis& analysis);

/// Person-days asked of each team on each day from `first` to `last`.
struct TeamDemand {
  Date first{};
  Date last{};
  std::vector<std::vector<double>> days;  // by TeamId, then by day from `first`

  /// Returns the sum over the days from `from` to `to`, both included; days outside count nothing.
  double sum(TeamId team, Date from, Date to) const;
};

/// Adds up what `work` asks: the goal's `people` of its own team on each working day of its
/// calendar (a day that it works for a part counts for that part), and the people of its needs of
/// other teams on the days that both work. Declined needs ask nothing. `first` and `last` must be
/// set. Cost: spans times the days of each, and days times teams.
/// Source: domain reference 4.4.
TeamDemand measure_demand(const Plan& plan, std::span<const WorkSpan> work, Date first, Date last);

/// Returns the person-days that the team may plan from `from` to `to`, both included: capacity
/// times plan fraction times working days. Nothing when the team's capacity is unlimited. Cost:
/// constant.
std::optional<double> plannable_days(const Plan& plan, TeamId team, Date from, Date to);

}  // namespace slipway
