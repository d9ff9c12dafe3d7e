// Which differences can be taken over one by one, and which only together: a change group is what
// attribution treats as one player. Rule: any choice of whole groups gives a plan without a cycle.
#pragma once

#include "planner/whatif/plan_diff.hpp"

namespace slipway {

/// Says whether a difference of this kind can move a date or an odds. Texts, and what only a
/// schedule with team capacity reads (capacity, people, priority), cannot; nor can a team or a
/// period that comes or goes: it goes along with whoever names it.
bool can_move_figures(const PlanChange& change);

/// Says whether a link that one plan lacks is there whenever its ends are: an end of it is new or
/// gone itself. Such a link is no player of its own.
bool follows_its_ends(const Plan& old_plan, const Plan& new_plan, const PlanMatch& match,
                      RowPair link);

/// Fills `diff.groups` and the group of each change. Fields are groups of their own, but together
/// are: all of one calendar, one link or one risk; of one item what has happened (status, started,
/// finished, progress, remaining), and what it is measured by (due, period); an item that is added
/// or removed with its links; a probable rename; a change of kind with all else that changes on the
/// item, its links and its children; a parent with the change that makes or removes it; and what
/// could close a loop of links or parents when mixed: all that changes such arrows inside a
/// strongly connected component of both plans' arrows taken together. A link between two items
/// that are both new is listed with its successor. Cost: linear.
void group_changes(const Plan& old_plan, const Plan& new_plan, PlanDiff& diff);

}  // namespace slipway
