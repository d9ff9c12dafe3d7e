// How far each uncertain thing swings the P80 of a date, one at a time (tornado): at its good and
// at its bad end, everything else drawn the same (common random numbers, D12).
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "planner/risk/simulation.hpp"

namespace slipway {

/// How the target's P80 moves between the good and the bad end of one uncertain thing.
struct Swing {
  Variation what{};       // which thing: its item, risk or link
  Date low{}, high{};     // P80 at its good and at its bad end
  double low_days = 0.0;  // working days against the P80 of the plan as it is; negative: earlier
  double high_days = 0.0;
  bool operator==(const Swing&) const = default;
};

/// Swings, and what became of everything else that is uncertain.
struct Swings {
  std::uint64_t samples = 0;  // of each simulation
  Date p80{};                 // of the target, as the plan is, with so many samples
  std::vector<Swing> rows;    // widest first
  std::size_t still = 0;      // move nothing: tried, or never on the way to the target
  std::size_t untried = 0;    // less critical than those tried
};

/// What is to be tried: the good and the bad end of each thing; a bad end of kind `none` is the
/// thing as it is drawn.
struct SwingPlan {
  std::vector<std::pair<Variation, Variation>> ends;
  std::size_t still = 0;    // asks of what is critical in no sample: an answer moves nothing
  std::size_t untried = 0;  // beyond the most
};

/// Returns what can swing a target's P80: goals fixed at their P10 and P90, blockers resolved at
/// once and at their P90, doubtful work, risks and soft links never and always, asks answered at
/// once and as drawn. Of goals' lengths at most `most`, the widest by SSI first; likewise of all
/// the rest, by how critical what they touch is. `base` is the simulation of the plan itself, with
/// sensitivities and criticality to the same target. Cost: linear.
SwingPlan plan_swings(const Plan& plan, const Network& network, const Simulation& base,
                      std::size_t most);

/// Returns the swings of `options.target` (not set: the plan's finish), where it has a forecast.
/// `base` is the simulation of the plan itself under `options`. Cost: two simulations for each
/// thing.
Swings find_swings(const Plan& plan, const Network& network, const SimulationOptions& options,
                   const Simulation& base, const SwingPlan& what);

}  // namespace slipway
