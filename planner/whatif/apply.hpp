// A plan with changes made to it: the question of a what-if. The plan that is given stays as it is.
// No dates are computed here, and nothing is compared.
// Rule: what no change touches draws the same random numbers, so differences are effects (D12).
#pragma once

#include <span>

#include "planner/base/diagnostic.hpp"
#include "planner/model/change.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// Returns `plan` with `changes` made in order. Changes of different things give equal plans in any
/// order. Rows of items are those of SameRows (same_rows.hpp): waits that are added come last, as
/// `block:GOAL`, what is split off behind the goals, as `GOAL-rest`.
/// A change that says what is so already changes nothing.
/// Fails with cannot-apply for each change that cannot be made, with duration-order where an
/// estimate does not fit the working week, with dependency-cycle and too-many-links after links
/// were added. Places are those of the changes, so they point into what the changes were read from;
/// the value is `plan` itself then. Throws std::invalid_argument on ids that are not the plan's.
/// Cost: a copy of the plan, and for each change on a team or with dependents its items and links.
Loaded<Plan> apply_changes(const Plan& plan, std::span<const Change> changes);

}  // namespace slipway
