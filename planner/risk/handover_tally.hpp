// Late hand-overs: how often what a link brings comes after the moment for which the plan counts on
// it, and how late. Template only over the engine that ran a block; the numbers are the same whole
// ticks.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/risk/simulation.hpp"
#include "planner/risk/tally.hpp"

namespace slipway {

/// A watched row of the network: a declared link, or the part of an objective's link between two
/// goals. Times are on the working time line of what waits.
struct WatchedHandover {
  LinkId link{};
  std::uint32_t from = 0;  // nodes
  std::uint32_t to = 0;
  std::uint32_t row = 0;          // of Network::in_links
  std::int64_t needed_ticks = 0;  // for when it is planned: the start, or for FF and SF the finish
};

/// Finds the rows of `links` that can still be late, by successor and then file order: what waits
/// has not started, what is waited for is not done, and both exist in the schedule of likely
/// lengths, which says for when it is planned. Cost: one schedule.
std::vector<WatchedHandover> watch_handovers(const Plan& plan, const Network& network,
                                             std::span<const LinkId> links);

class HandoverTally {
 public:
  HandoverTally() = default;
  explicit HandoverTally(std::size_t num_watched) : late_(num_watched), ticks_(num_watched) {}

  /// Adds one block. In a sample in which both ends are there and the link binds, a hand-over is
  /// late by the working time from the moment planned to the one that the link imposes.
  /// Cost: watched rows times 64.
  template <typename Runner>
  void see(const Runner& runner, const typename Runner::Block& block,
           std::span<const WatchedHandover> watched);

  void add(const HandoverTally& other);
  /// Writes one result for each of `watched`.
  void report(const Network& network, std::span<const WatchedHandover> watched,
              std::uint64_t samples, Simulation& out) const;

 private:
  std::vector<std::uint64_t> late_;  // by watched row: samples
  std::vector<Exact> ticks_;         // likewise: working time late, summed
};

template <typename Runner>
void HandoverTally::see(const Runner& runner, const typename Runner::Block& block,
                        std::span<const WatchedHandover> watched) {
  LaneTicks arrival;
  for (std::size_t w = 0; w < watched.size(); ++w) {
    const WatchedHandover& row = watched[w];
    const std::uint64_t lanes =
        runner.exists(block, row.from) & runner.exists(block, row.to) & block.used;
    runner.arrivals(block, row.to, row.row, arrival);
    std::uint64_t num_late = 0;
    std::int64_t sum = 0;  // of a block: fits, where sums over all samples might not
    for (std::size_t l = 0; l < kLanes; ++l) {
      // What does not bind arrives at kNever, far before anything is needed.
      if (!is_in(lanes, l) || arrival[l] <= row.needed_ticks) continue;
      ++num_late;
      sum += arrival[l] - row.needed_ticks;
    }
    late_[w] += num_late;
    ticks_[w] += sum;
  }
}

}  // namespace slipway
