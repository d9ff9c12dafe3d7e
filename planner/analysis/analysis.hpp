// The facade: a plan goes in, everything that is known about it comes out.
#pragma once

#include <memory>
#include <optional>

#include "planner/graph/network.hpp"
#include "planner/model/plan.hpp"
#include "planner/risk/simulation.hpp"
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
};

struct AnalysisOptions {
  ItemId target{};
  std::optional<SimulationOptions> risk;
};

/// Works out the plan. Fails with what compile fails with, or plan-too-long.
Loaded<Analysis> analyse(std::shared_ptr<const Plan> plan, const AnalysisOptions& options = {});

}  // namespace slipway
