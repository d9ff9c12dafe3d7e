// Room in the odds: how far one item may slip before a committed goal falls below a confidence, on
// the draws of the simulation. Dates of the schedule are not here.
#pragma once

#include <functional>
#include <vector>

#include "planner/whatif/slip_budget.hpp"

namespace slipway {

/// Returns the room of each of `items`, which are open goals, milestones or blockers.
/// `held` are committed goals and milestones with a date that hold the confidence now, in file
/// order; a room is unlimited where none of them can fall below. `risk` says how `analysis.risk`
/// was simulated. Threads and engine do not matter. Never fails.
std::vector<Room> find_odds_rooms(const Analysis& analysis, const SimulationOptions& risk,
                                  double confidence, const std::vector<ItemId>& held,
                                  const std::vector<ItemId>& items);

/// Returns the same room for one item, by bisection over whole simulations: what find_odds_rooms
/// falls back to where a slip changes more than a length. Day by day where a slip lets the item
/// begin earlier, so that odds may rise before they fall. Cost: a simulation for each step.
Room bisect_odds_room(const Analysis& analysis, const SimulationOptions& risk, double confidence,
                      const std::vector<ItemId>& held, ItemId item);

/// Returns the fewest of `samples` that are at least the share `confidence`.
std::uint64_t least_hits(double confidence, std::uint64_t samples);

}  // namespace slipway
