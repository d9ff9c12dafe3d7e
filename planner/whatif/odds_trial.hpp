// Room in the odds by trial: the plan with a slip in it is simulated, one slip after the other,
// until the one is found that loses something. What odds_room falls back to where a slip changes
// more than a length.
#pragma once

#include <vector>

#include "planner/whatif/slip_budget.hpp"

namespace slipway {

/// Returns the room of one item, by bisection over whole simulations. Day by day where a slip
/// may_help(). `held`: committed goals that hold the confidence now. Never fails. Cost: a
/// simulation for each step; the fewer, the closer `guess` is to the room.
Room bisect_odds_room(const Analysis& analysis, const SimulationOptions& risk, double confidence,
                      const std::vector<ItemId>& held, ItemId item, std::int64_t guess = 0);

/// Returns the room of an item of which `days` are known to lose nothing and some slip does: the
/// days behind are tried one by one.
Room climb_odds_room(const Analysis& analysis, const SimulationOptions& risk, double confidence,
                     const std::vector<ItemId>& held, ItemId item, std::int64_t days);

/// Says whether odds can rise by a slip before they fall: longer work whose finish is held by a
/// link begins earlier, and what waits for its start may win by that.
bool may_help(const Network& network, NodeId node);

/// Returns the fewest of `samples` that are at least the share `confidence`.
std::uint64_t least_hits(double confidence, std::uint64_t samples);

/// Returns the options with nothing asked but who is on time.
SimulationOptions hits_only(const SimulationOptions& risk);

}  // namespace slipway
