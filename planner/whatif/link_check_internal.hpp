// Whether a plan to which links were added can still be computed.
#pragma once

#include <span>

#include "planner/base/diagnostic.hpp"
#include "planner/model/change.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// Returns what compile finds wrong with `plan`, which the changes made of `before`, in the words
/// and at the place of the change that causes it: dependency-cycle, too-many-links.
Findings check_links(const Plan& before, const Plan& plan, std::span<const Change> changes);

}  // namespace slipway
