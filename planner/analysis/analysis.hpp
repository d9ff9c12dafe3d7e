// The facade: a plan goes in, everything that is known about it comes out.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/model/plan.hpp"
#include "planner/risk/gains.hpp"
#include "planner/risk/simulation.hpp"
#include "planner/risk/swings.hpp"
#include "planner/schedule/schedule.hpp"
#include "planner/schedule/shown_dates.hpp"

namespace slipway {

/// One plan, fully worked out. Does not change; views into it live as long as it does.
struct Analysis {
  std::shared_ptr<const Plan> plan;
  Network network;
  Schedule schedule;
  ShownDates shown;
  ItemId target{};                 // what critical is counted to; not set: the plan's finish
  std::optional<Simulation> risk;  // when asked for
  std::optional<Gains> gains;      // when asked for and not too much
  bool left_out_gains = false;     // they were asked for, but would have taken too long
  std::optional<Swings> swings;    // when asked for
};

struct AnalysisOptions {
  ItemId target{};
  std::optional<SimulationOptions> risk;
  bool until_stable = false;    // as many samples as it takes, instead of the number in `risk`
  bool wants_gains = false;     // what would help
  double most_gain_work = 2e8;  // items times samples times things to take away: with more, fewer
                                // samples; left out where not even kLeastPairs would do
  std::size_t swings = 0;  // find swings of the target: of so many goals, and of as many others
  double most_swing_work = 3e7;  // items times samples times simulations: with more, fewer samples
};

/// Fewer pairs tell too little about a gain or a swing.
inline constexpr std::uint64_t kLeastPairs = 1000;

/// Works out the plan. Fails with what compile fails with, or plan-too-long.
Loaded<Analysis> analyse(std::shared_ptr<const Plan> plan, const AnalysisOptions& options = {});

}  // namespace slipway
