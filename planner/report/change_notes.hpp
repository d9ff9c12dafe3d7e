// What the asker of a what-if may not have thought of, about the changes themselves: not what they
// move. A sentence or two for each.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/model/change.hpp"

namespace slipway {

/// Returns what is worth saying about `changes`, which made the plan of `before` into that of
/// `after`: asks that are declined, goals that change hands (with the people wanted at once of both
/// teams, and whether their calendars differ), finishes on a day off, goals that are deferred
/// beyond a due date which they keep, capacities. Never fails. Cost: the changes times the goals.
std::vector<std::string> list_notes(const Analysis& before, const Analysis& after,
                                    std::span<const Change> changes);

}  // namespace slipway
