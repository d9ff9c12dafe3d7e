// The deterministic schedule of a network: dates, floats, what drives what, the longest path.
// Everything is indexed by NodeId and in instants; names and dates in words are the report's.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/schedule/durations.hpp"
#include "planner/schedule/kernel.hpp"

namespace slipway {

/// Latest dates that do not move the bound of a backward pass. Positions are in working time of the
/// node's calendar; instants that take no time count by the clock.
struct LateDates {
  std::vector<Instant> start;  // kForever: nothing bounds the node
  std::vector<Instant> finish;
  std::vector<Work> total_float;  // in working time of the node's calendar
  std::vector<bool> is_open;      // the late dates are a limit that must stay ahead: not reached
};

struct Schedule {
  OwnedConditions conditions;
  std::vector<std::int64_t> start;  // ticks; see Times
  std::vector<std::int64_t> finish;
  Instant plan_finish = kNever;  // latest finish of goals and milestones; kNever: there is none
  LateDates late;                // against plan_finish
  std::vector<Work> free_float;
  std::vector<bool> is_critical;      // on the longest path to the target (D7)
  std::vector<ItemId> critical_path;  // one longest path in order; ties by file order
  std::vector<Work> target_float;     // against the target alone; empty without a target
  std::vector<bool> reaches_target;   // has a target float

  /// Returns the kernel over this result, for questions about its links. Valid while the plan, the
  /// network and this schedule live and stay where they are.
  Kernel<1> kernel(const Plan& plan, const Network& network) const {
    return {network, plan.calendars, conditions.view(), {start, finish}};
  }
  bool exists(NodeId node) const { return conditions.exists[node.index()] != 0; }
  Instant start_of(NodeId node) const { return {start[node.index()]}; }
  Instant finish_of(NodeId node) const { return {finish[node.index()]}; }
};

/// Computes the early dates alone, the first step of a schedule.
Schedule find_early_dates(const Plan& plan, const Network& network, OwnedConditions conditions);

/// Returns a finding when something would end beyond the last date (plan-too-long). A schedule can
/// only be made of early dates without one.
Findings check_length(const Plan& plan, const Network& network, const Schedule& early);

/// Adds the rest to early dates. With `target` set (a goal, milestone, blocker or objective),
/// critical is counted to its finish instead of the plan's. Never fails. Cost: linear in nodes and
/// links.
Schedule make_schedule(const Plan& plan, const Network& network, Schedule early,
                       ItemId target = {});

/// A link that sets its successor's date.
struct Driver {
  NodeId from{};
  LinkId link{};
  LinkType type = LinkType::fs;
};

/// Returns the links that set the date of `node`, in file order; what lies behind absent items
/// follows.
std::vector<Driver> find_drivers(const Plan& plan, const Network& network, const Schedule& schedule,
                                 NodeId node);

/// Says whether the calendar alone (start, status date, not-before) sets the node's date too.
bool is_held_by_date(const Plan& plan, const Network& network, const Schedule& schedule,
                     NodeId node);

}  // namespace slipway
