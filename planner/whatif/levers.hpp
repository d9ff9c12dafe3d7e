// What each move wins back: the plan with the move made, simulated on the same draws (D12), against
// the plan as it is. What it costs others is found along with it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/whatif/lever_moves.hpp"

namespace slipway {

/// What a lever does to one goal. Signs: positive is better.
struct LeverGoal {
  ItemId item{};
  Date p80_before{}, p80{};
  double p80_days = 0.0;  // working days of the plan's calendar by which its P80 comes earlier
  PairedChange on_time;   // zeros without a date to meet
  bool operator==(const LeverGoal&) const = default;
};

struct Lever {
  LeverMove move;
  std::vector<ItemId>
      given_up;              // committed goals that are dropped, cut or promised for later by it
  std::size_t measured = 0;  // committed goals that are left, or 1: the goal asked for
  PairedChange odds;         // of all of those being on time, before and with the move
  double finish_days = 0.0;  // by which the P80 of the plan, or of the goal, comes earlier
  std::vector<LeverGoal> goals;  // those that win or lose, in file order; without those given up
};

struct Levers {
  Simulation before;
  std::vector<ItemId> measured;  // committed goals with a date, or the goal asked for
  std::vector<Lever> rows;       // what wins most odds first; ties by days, then by kind
  std::size_t left_out = 0;      // moves that were not looked at
};

/// Finds levers for the odds that all committed goals are on time, or for `goal` where it is set;
/// without a date to meet, for the finish of the plan or of the goal. Never fails: a move that
/// cannot be applied is left out. Cost: a simulation for each move.
Levers find_levers(const Analysis& analysis, const SimulationOptions& risk, ItemId goal);

/// Says the same of a gain as is_noise() in comparison.hpp of its share and standard error.
bool is_noise(const PairedChange& change, std::uint64_t samples);

}  // namespace slipway
