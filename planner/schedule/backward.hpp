// The backward pass and free float: the residuals of the forward maps (domain reference 1.3, 1.5).
// Private to planner/schedule.
#pragma once

#include <vector>

#include "planner/schedule/schedule.hpp"

namespace slipway {

/// Computes late dates. `bounds[node]` is the latest finish imposed on the node itself, kForever
/// for none. Nodes that nothing bounds keep kForever.
LateDates find_late_dates(const Plan& plan, const Network& network, const Schedule& schedule,
                          const std::vector<Instant>& bounds);

/// Computes free float; a node without successors counts to `bounds[node]`.
std::vector<Work> find_free_floats(const Plan& plan, const Network& network,
                                   const Schedule& schedule, const std::vector<Instant>& bounds);

}  // namespace slipway
