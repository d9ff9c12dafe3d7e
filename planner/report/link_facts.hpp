// What is known of each link between two items: how it stands in the schedule, and how often its
// hand-over is late. Boards and matrices choose from it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/report/graph_report.hpp"
#include "planner/report/schedule_report.hpp"
#include "planner/report/view_filter.hpp"

namespace slipway {

/// Odds of a late hand-over from which it is likely to be late.
inline constexpr double kLikelyLateHandover = 0.5;

struct LinkFacts {
  ItemArc arc{};
  GraphLink state{};           // `from` and `to` are the items' rows
  std::optional<double> late;  // share of the samples with a late hand-over; none: cannot be late,
                               // or was not simulated
  double days_late = 0.0;      // mean over all samples, working days
  bool is_likely_late() const { return late.value_or(0.0) >= kLikelyLateHandover; }
};

/// Returns the facts of `arcs`, in their order. Odds are those of the links that the simulation was
/// asked for. Cost: linear, times the logarithm of the hand-overs.
std::vector<LinkFacts> list_link_facts(const Analysis& analysis, const ScheduleReport& schedule,
                                       std::span<const ItemArc> arcs);

/// Returns the links whose late hand-overs a view shows, ready for SimulationOptions::handovers:
/// those between items of different teams (or of none), or with `within_teams` every one.
/// Cost: linear in the spread links.
std::vector<LinkId> list_handovers(const Plan& plan, bool within_teams = false);

/// Says by ItemId what is critical or near it: a total float of up to 5 days, or critical in 20 %
/// of the samples.
std::vector<bool> find_near_critical(const Analysis& analysis, const ScheduleReport& schedule);

}  // namespace slipway
