// Who a simulation answers for: every item with the nodes that make it up, itself or the goals of
// an objective, and what is wanted of each.
#pragma once

#include <vector>

#include "planner/graph/network.hpp"
#include "planner/risk/simulation.hpp"

namespace slipway {

struct Subject {
  ItemId item{};
  std::vector<NodeId> nodes;
  Date target{};  // on time until the end of this day; not set: no date to meet
  bool wants_forecast = false;
  bool is_kept = false;         // its finishes go into the result
  bool counts_for_all = false;  // its lateness makes the sample one that is not all on time
};

/// Returns the subjects in file order. Cost: items times the depth of objectives.
std::vector<Subject> list_subjects(const Plan& plan, const Network& network,
                                   const SimulationOptions& options);

}  // namespace slipway
