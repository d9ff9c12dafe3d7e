// Finds dependency cycles and says them edge by edge. Private to planner/graph and its tests.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/base/diagnostic.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// An edge between items before they are put in order.
struct Edge {
  ItemId from{};
  ItemId to{};
  LinkId link{};
};

/// Returns one shortest cycle for each strongly connected component of the graph (through its item
/// first in file order), as edges in order; at most `limit` of them. Empty when there is no cycle.
/// Cost: linear, plus one breadth-first search per reported component.
std::vector<std::vector<Edge>> find_cycles(std::size_t num_items, std::span<const Edge> edges,
                                           std::size_t limit);

/// Puts a cycle into words with the place of every edge.
Diagnostic describe_cycle(const Plan& plan, std::span<const Edge> cycle);

}  // namespace slipway
