// What would help: each blocker, risk, soft link and open ask taken away in turn, everything else
// drawn the same (common random numbers, D12), so that a small effect is an effect and not noise.
// The other way about, how far each length swings the finish: swings.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/risk/simulation.hpp"

namespace slipway {

/// A change in a share of samples, by pairs of the same sample.
struct PairedChange {
  std::uint64_t before = 0;  // samples that had it
  std::uint64_t won = 0;     // that have it now and did not
  std::uint64_t lost = 0;    // the other way about
  std::int64_t gain() const {
    return static_cast<std::int64_t>(won) - static_cast<std::int64_t>(lost);
  }
  bool operator==(const PairedChange&) const = default;
};

/// Returns the options of a simulation that is compared with another, sample by sample: the same
/// draws, nothing that only the plan itself is asked for, with hits.
SimulationOptions paired(const SimulationOptions& options, const Variation& variation);

/// Returns how a set of samples changed, each given as bits (Simulation::hits).
PairedChange paired_change(const std::vector<std::uint64_t>& before,
                           const std::vector<std::uint64_t>& now);

/// Returns the standard error of gain() / n. Source: McNemar 1947, of paired shares.
double error_of(const PairedChange& change, std::uint64_t n);

/// What one goal wins. Signs: positive is better.
struct GoalGain {
  ItemId item{};
  double p80_days = 0.0;  // working days of the plan's calendar by which its P80 comes earlier
  Date p80{};             // its P80 then
  PairedChange on_time;   // zeros without a date to meet
  bool operator==(const GoalGain&) const = default;
};

struct Gain {
  Variation what{};             // what is taken away
  double finish_days = 0.0;     // by which the plan's P80 comes earlier
  PairedChange all_on_time;     // every committed goal is
  std::vector<GoalGain> goals;  // those that win or lose, in file order
  bool operator==(const Gain&) const = default;
};

struct Gains {
  std::uint64_t samples = 0;  // pairs
  std::vector<Gain> rows;     // in the order of list_removals
};

/// Returns what can be taken away from the plan: open blockers, risks, soft links, open asks.
std::vector<Variation> list_removals(const Plan& plan, const Network& network);

/// Returns the gain of each variation, in the order given. `base` is the simulation of the plan
/// itself under the same options, with forecasts of all and its hits. Cost: one simulation each.
Gains find_gains(const Plan& plan, const Network& network, const SimulationOptions& options,
                 const Simulation& base, const std::vector<Variation>& variations);

}  // namespace slipway
