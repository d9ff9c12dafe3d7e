// The dependency network after a change, with what the change moves marked and what it takes away
// still there: the picture of a what-if. One graph of both plans, so that things keep their place.
#pragma once

#include <span>

#include "planner/report/graph_report.hpp"
#include "planner/report/whatif_report.hpp"

namespace slipway {

/// Builds the view of the links and items of both plans; facts are those afterwards. `after` was
/// made from `before` by apply_changes with `changes`, `what` is a case of `report`. Boxes whose
/// finish, P80 or odds move have a turn; a difference of odds within noise is none. Of plans with
/// more than some 30 linked boxes shows what moves, one link around it and the critical path before
/// and after, or less where even that is too much; the rest is folded and counted. The sentence is
/// that of the plan afterwards: the answer to the question is the caller's to set. Never fails.
/// Cost: linear.
GraphReport report_changes(const Analysis& before, const Analysis& after,
                           const WhatifReport& report, const WhatifCase& what,
                           std::span<const Change> changes, const GraphOptions& options = {});

}  // namespace slipway
