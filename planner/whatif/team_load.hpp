// How many people the schedule wants of each team at once. The schedule itself knows no capacity:
// this says where it asks for more than there is.
#pragma once

#include <vector>

#include "planner/analysis/analysis.hpp"

namespace slipway {

/// A stretch of time, its end not within.
struct TimeSpan {
  Instant from = kNever;
  Instant to = kNever;
};

struct TeamLoad {
  double most = 0.0;             // people wanted on the busiest moment from the status date on
  Instant over_since = kNever;   // the first moment at which more are wanted than the team has
  std::vector<TimeSpan> over{};  // all such stretches, ascending
  bool is_over() const { return over_since != kNever; }
};

/// Returns the loads by TeamId: open goals want their people while they are worked on, and of other
/// teams what their needs say, unless those declined; as measure_demand counts, moment by moment. A
/// team without a capacity is never over it. Cost: goals and needs, sorted.
std::vector<TeamLoad> find_team_loads(const Analysis& analysis);

}  // namespace slipway
