// What each node of a network takes: as distributions for the risk engine, and as the single
// numbers of the deterministic schedule.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/model/distribution.hpp"
#include "planner/schedule/kernel.hpp"

namespace slipway {

/// Returns the remaining work of a node in working days of its calendar. Done items and milestones
/// take none. Without `remaining`, it is the estimate times what is not done (domain 1.7).
Distribution remaining_work(const Plan& plan, const Network& network, std::size_t node);

/// Returns the work that slips add to it, of the node's calendar: a fixed length, whatever is
/// drawn.
Work slipped_work(const Plan& plan, const Network& network, std::size_t node);

/// Returns the lag in working days of its calendar, or days of 24 h when elapsed.
Distribution lag_length(const Plan& plan, const Network& network, std::size_t lag);

/// Returns the wait for an answer that a link adds to its lag while its ask is open, in the same
/// days. The deterministic schedule leaves it out.
Distribution ask_wait_length(const Plan& plan, const Network& network, std::size_t lag);

/// Conditions with the arrays they point into.
struct OwnedConditions {
  std::vector<std::int64_t> durations;
  std::vector<std::int64_t> lags;
  std::vector<std::uint64_t> exists;
  std::vector<std::uint64_t> binds;
  Conditions view() const { return {durations, lags, exists, binds}; }
};

/// Returns the deterministic conditions, one lane: likely durations (P50 or mean by shape), items
/// and links present from probability 0.5 up.
OwnedConditions likely_conditions(const Plan& plan, const Network& network);

}  // namespace slipway
