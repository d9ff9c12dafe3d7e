// Two versions of a plan ready to show: what differs in words of the plan format, whose dates and
// odds moved, and which of the differences moved them by how much. Views into the analyses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/report/whatif_report.hpp"
#include "planner/whatif/attribution.hpp"
#include "planner/whatif/plan_diff.hpp"

namespace slipway {

/// One difference, and what it is about as a reader sees it: a link is about who waits.
struct DiffChange {
  PlanChange change;
  std::string_view thing;        // id; of a link the successor's
  std::string_view predecessor;  // of a link
  std::string_view title;        // of an item that only one plan has
  std::string_view team_name;    // whose it is, in the newer of the plans that have it
};

/// A part of a difference. `value` is to the last unit (a tick, a run), `shown` in tenths of a day
/// or thousandths of the runs; the parts of one difference add up to it in both.
struct PartFigure {
  double value = 0.0;  // working days, or share of runs; positive: later, or likelier
  double shown = 0.0;
  double std_error = 0.0;  // of a sampled part, else 0
};

/// What a group of changes moved. Not set: not worked out for the row, or not of it.
struct DiffPart {
  std::size_t group = 0;  // in DiffReport::groups
  std::optional<PartFigure> finish, p80, on_time;
};

/// What moved one row, the largest part first; groups that moved nothing are left out.
struct DiffParts {
  std::vector<DiffPart> by;
  std::optional<PartFigure> finish, p80, on_time;  // the whole difference
  PartFigure finish_rest, p80_rest, on_time_rest;  // of it what no change brought about
  bool is_left_out = false;                        // there are too many rows to share them all out
};

enum class OddsParts : std::uint8_t { shared, not_asked, too_long };

struct DiffReport {
  WhatifReport sides;  // the older plan, and one case: the newer one
  std::vector<DiffChange> changes;
  std::vector<ChangeGroup> groups;
  std::vector<std::pair<std::string_view, std::string_view>> renames;  // ids, then and now
  std::vector<DiffParts> parts;  // by row of `sides.cases[0].moved`
  DiffParts plan;                // of its finish, its P80 and the odds that all goals are on time
  bool has_parts = false;        // shared out at all
  bool is_exact = true;          // else by sampled permutations
  std::size_t mixtures = 0;      // plans between the two that were worked out
  OddsParts odds = OddsParts::not_asked;

  const WhatifCase& now() const { return sides.cases.front(); }
};

/// Returns the pairs of items to compare: those of the new plan in its order, then what is gone.
std::vector<ItemPair> pair_items(const PlanMatch& match);

/// Describes both plans and what differs, without parts. `comparison` is of pair_items. Both
/// analyses must outlive what is returned. Cost: linear.
DiffReport report_diff(const Analysis& before, const Analysis& after, const PlanDiff& diff,
                       const Comparison& comparison);

/// Returns the joint rows (PlanMatch::items) of the rows that moved and are in both plans: newly
/// late and newly safe ones first, then by how far they move.
std::vector<std::uint32_t> list_moved(const DiffReport& report, const PlanDiff& diff);

/// Adds the parts. From here on days are counted as they were shared out: by the calendars of the
/// new plan. Rows that `attribution` lacks are marked as left out. What has no figures to share out
/// (what is new or gone, a date that a period gives) names the changes that are about it.
void add_parts(const Attribution& attribution, const Plan& old_plan, const Plan& new_plan,
               const PlanDiff& diff, DiffReport& report);

}  // namespace slipway
