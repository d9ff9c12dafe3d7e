// Works out a plan that was made from another one, and computes again only what the changes can
// reach. Rule: byte for byte what a full run gives.
#pragma once

#include <memory>
#include <vector>

#include "planner/analysis/analysis.hpp"

namespace slipway {

/// Returns, by row of `after`, whose finish the changes from `before` may move in any sample: items
/// that differ themselves, are new or have other links, all that waits for one of those, and the
/// objectives above. Everything where the changes add goals (else rows up to the size of `before`
/// are the same items) or are about the whole plan, its teams or its risks. Cost: linear.
std::vector<bool> find_affected(const Plan& before, const Network& network_before,
                                const Plan& after, const Network& network_after);

/// Works out `after`, which apply_changes made from the plan of `before`, under the options that
/// `before` was worked out with. Forecasts of what is not affected are taken over; the draws of one
/// seed make them equal. Gains, swings, kept curves and a search until stable are left out. Fails
/// as analyse() does.
Loaded<Analysis> analyse_again(const Analysis& before, std::shared_ptr<const Plan> after,
                               const AnalysisOptions& options);

}  // namespace slipway
