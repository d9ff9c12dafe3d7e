// From changes to a changed plan that is worked out, saying on stderr what is in the way.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/cli/load.hpp"
#include "planner/model/change.hpp"

namespace slipway::cli {

/// Changes, and what their places point into.
struct Batch {
  std::vector<Change> changes;
  std::shared_ptr<const Source> source;
};

/// Finds a scenario of the plan. Nothing after saying that there is none, with the nearest.
const Scenario* find_scenario(const PlanInHand& in, const std::string& name, Colour colour);

/// Makes the changes to the plan of `before`, batch after batch, and works it out. Nothing after
/// saying why not.
std::optional<Analysis> work_out_changed(const CommandLine& line, const Analysis& before,
                                         const std::vector<Batch>& batches,
                                         const AnalysisOptions& options);

}  // namespace slipway::cli
