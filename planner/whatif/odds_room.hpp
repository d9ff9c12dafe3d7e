// Room in the odds: how far items may slip before a committed goal falls below a confidence, on
// the draws of the simulation. Dates of the schedule are not here.
#pragma once

#include <vector>

#include "planner/whatif/slip_budget.hpp"

namespace slipway {

/// Returns the room of each of `items`, which are open goals, milestones or blockers.
/// `held` are committed goals and milestones with a date that hold the confidence now, in file
/// order; a room is unlimited where none of them can fall below. `risk` says how `analysis.risk`
/// was simulated. Threads and engine do not matter. A room is not worked out where that would take
/// more than `effort` allows; the others are certain. Never fails.
std::vector<Room> find_odds_rooms(const Analysis& analysis, const SimulationOptions& risk,
                                  double confidence, const std::vector<ItemId>& held,
                                  const std::vector<ItemId>& items, const OddsEffort& effort);

}  // namespace slipway
