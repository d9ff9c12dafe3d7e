// Who waits for whom, and what waiting for several inputs at once costs, summed over samples.
// Template only over the engine that ran a block; the numbers are the same whole ticks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/risk/simulation.hpp"
#include "planner/risk/tally.hpp"

namespace slipway {

class WaitTally {
 public:
  WaitTally() = default;
  WaitTally(const Plan& plan, const Network& network);

  /// Adds one block. For each goal that exists in a sample:
  /// - a merge is its start less the start that each single input would allow (kept per input);
  /// - the last input from another team makes it wait from when dates and its own team let it
  ///   start.
  template <typename Runner>
  void see(const Runner& runner, const typename Runner::Block& block, const Network& network);

  void add(const WaitTally& other);
  /// Writes merges and waits into `out`.
  void report(const Plan& plan, const Network& network, std::uint64_t samples,
              Simulation& out) const;

 private:
  enum class From : std::uint8_t { ignored, own, other_team };

  std::vector<From> from_;                // by row of Network::in_links
  std::vector<std::uint32_t> watched_;    // nodes with something to add up
  std::vector<Exact> starts_;             // by node: sum of starts
  std::vector<Exact> alone_;              // by link: sum of starts with this input alone
  std::vector<Exact> waits_;              // by link
  std::vector<std::uint64_t> came_last_;  // by link: samples in which it was the latest input
};

template <typename Runner>
void WaitTally::see(const Runner& runner, const typename Runner::Block& block,
                    const Network& network) {
  LaneTicks bound;
  LaneTicks start;  // by everything
  LaneTicks own;    // by dates and the own team
  LaneTicks latest;
  std::array<std::uint32_t, kLanes> latest_link;
  LaneTicks latest_other;
  std::array<std::uint32_t, kLanes> latest_other_link;
  for (const std::uint32_t n : watched_) {
    const std::uint64_t lanes = runner.exists(block, n) & block.used;
    const std::int64_t floor = runner.floor_ticks(n);
    start.fill(floor);
    own.fill(floor);
    latest.fill(kNever.ticks);
    latest_other.fill(kNever.ticks);
    const std::uint32_t end = network.nodes[n + 1].first_in;
    for (std::uint32_t link = network.nodes[n].first_in; link < end; ++link) {
      if (from_[link] == From::ignored) continue;
      runner.bounds(block, n, link, bound);
      std::int64_t alone = 0;  // of a block: fits, where sums over all samples might not
      for (std::size_t l = 0; l < kLanes; ++l) {
        if (!is_in(lanes, l)) continue;
        const std::int64_t b = bound[l];
        alone += std::max(b, floor);
        start[l] = std::max(start[l], b);
        if (b > latest[l]) {
          latest[l] = b;
          latest_link[l] = link;
        }
        if (from_[link] == From::own) {
          own[l] = std::max(own[l], b);
        } else if (b > latest_other[l]) {
          latest_other[l] = b;
          latest_other_link[l] = link;
        }
      }
      alone_[link] += alone;
    }
    std::int64_t starts = 0;
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (!is_in(lanes, l)) continue;
      starts += start[l];
      if (latest[l] > floor) ++came_last_[latest_link[l]];
      if (latest_other[l] > own[l]) waits_[latest_other_link[l]] += latest_other[l] - own[l];
    }
    starts_[n] += starts;
  }
}

}  // namespace slipway
