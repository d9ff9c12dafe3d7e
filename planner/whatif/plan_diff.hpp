// What differs between two plans, field by field and by name. Order and formatting of the files,
// and where a text stands, are no difference. What a difference does to dates is not said here.
#pragma once

#include <string>
#include <vector>

#include "planner/model/plan.hpp"
#include "planner/whatif/plan_change.hpp"
#include "planner/whatif/plan_match.hpp"

namespace slipway {

/// Differences that are taken over together or not at all (change_groups.hpp).
struct ChangeGroup {
  std::string name;                    // what its first change is about: `goal docs estimate`
  std::vector<std::uint32_t> changes;  // in PlanDiff::changes, ascending
  bool operator==(const ChangeGroup&) const = default;
};

/// An item that was probably given a new id: the title is the same and nothing else has it.
struct Rename {
  std::uint32_t old_item = 0;  // joint rows of PlanMatch::items
  std::uint32_t new_item = 0;
  bool operator==(const Rename&) const = default;
};

struct PlanDiff {
  std::vector<PlanChange>
      changes;  // plan, calendar, periods, teams (each with its calendar), goals,
                // blockers, links, risks, scenarios, check-ins; in each the order
                // of the new plan, then what was removed in that of the old
  std::vector<ChangeGroup>
      groups;                   // in order of their first changes; what moves no figure is in none
  std::vector<Rename> renames;  // they stay removed and added in `changes`
  PlanMatch match;

  bool empty() const { return changes.empty(); }
};

/// Returns what differs. Things are matched by id (match_plans). Durations differ when they are
/// written with other amounts or units: `5d` and `1w` do, `1w` and `1.0w` do not. A status that
/// follows from dates and progress in both plans is not reported beside them, nor a status date
/// that is the start in both. A thing that only one plan has is one change, without its fields;
/// each of its links is one too. Never fails. Cost: linear. The plans need not outlive the result.
PlanDiff diff_plans(const Plan& old_plan, const Plan& new_plan);

}  // namespace slipway
