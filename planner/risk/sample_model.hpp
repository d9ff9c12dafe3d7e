// What a sample draws: for each node a length and whether it exists, for each soft link whether it
// binds, for each lag its length, for each risk whether it happens. Draws depend on seed, entity
// and sample number alone. Which kernel carries them out, and turning draws into dates, is
// elsewhere.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/risk/draw_tables.hpp"
#include "planner/risk/lane_buffer.hpp"
#include "planner/risk/lanes.hpp"
#include "planner/risk/variation.hpp"
#include "planner/schedule/durations.hpp"

namespace slipway {

/// The drawn parts of one block of 64 samples that all nodes share. One per thread.
struct BlockDraws {
  bool is_ready = false;  // sized by the first use
  DrawBlock block;
  LaneBuffer<float> team_scores;      // [team][64]
  LaneBuffer<float> factors;          // [risk][64]
  LaneBuffer<float> delays;           // [risk][64], seconds
  LaneBuffer<std::int32_t> lags;      // [lag][64], seconds
  std::vector<std::uint64_t> exists;  // by node
  std::vector<std::uint64_t> binds;   // by row of Network::soft_links
};

class SampleModel {
 public:
  /// `tables` must outlive the model.
  SampleModel(const Plan& plan, const Network& network, std::uint64_t seed,
              const Variation& variation, DrawTables& tables);

  /// Draws what all nodes share for the samples from `first` on, a multiple of 64. Threads may call
  /// it at once with draws of their own.
  void draw_shared(const LaneKernel& kernel, std::uint64_t first, BlockDraws& out) const;

  /// Returns how each node's length is drawn, by NodeId.
  std::span<const Draw> draws() const { return draws_; }
  /// Returns the exact length in ticks of a node that draws nothing, or of a lag that draws
  /// nothing.
  std::int64_t fixed_ticks(std::size_t node) const { return fixed_ticks_[node]; }
  std::int64_t fixed_lag_ticks(std::size_t lag) const { return lags_[lag].fixed_ticks; }
  bool is_drawn(std::size_t node) const {
    return draws_[node].kind != DrawKind::fixed || draws_[node].num_risks > 0;
  }
  /// Returns what a slip adds to a drawn length beyond Draw::added, which counts whole units only.
  std::int64_t added_ticks(std::size_t node) const {
    return added_ticks_.empty() ? 0 : added_ticks_[node];
  }
  /// Says whether the node takes time in every sample in which it exists.
  bool takes_time(std::size_t node) const {
    return draws_[node].least > 0.0F || draws_[node].is_longer || added_ticks(node) > 0;
  }
  bool is_lag_drawn(std::size_t lag) const {
    return lags_[lag].lag.kind != DrawKind::fixed || lags_[lag].is_asked;
  }
  /// Returns the probability that the node exists.
  double probability(std::size_t node) const { return probabilities_[node]; }
  /// Returns a length in seconds that hardly any draw of the node exceeds (see longest).
  double longest_length(std::size_t node) const { return longest_[node]; }
  /// Returns how many seconds stand for one unit of a lag's draws.
  std::int32_t lag_seconds(std::size_t lag) const { return lags_[lag].lag.seconds; }
  /// Returns the same for a lag, as an amount without sign.
  double longest_lag(std::size_t lag) const;

 private:
  struct RiskModel {
    std::uint64_t entity = 0;
    double probability = 0.0;
    bool has_factor = false;
    bool has_delay = false;
    bool in_parallel = false;
    Draw factor;
    Draw delay;
  };
  struct LagModel {
    Draw lag;
    Draw wait;  // for a yes, where it was asked
    bool is_asked = false;
    std::int64_t fixed_ticks = 0;
  };
  struct Chance {
    std::uint64_t entity = 0;
    double probability = 1.0;
  };

  Draw make_length(const Distribution& work, bool correlated, const Draw& risks, DrawTables& tables,
                   double& longest_seconds) const;
  void add_risks(const Plan& plan, DrawTables& tables,
                 std::vector<std::vector<std::uint32_t>>& risks_of);
  void add_asks(const Plan& plan, DrawTables& tables,
                std::vector<std::vector<std::uint32_t>>& risks_of);
  void add_nodes(const Plan& plan, DrawTables& tables,
                 const std::vector<std::vector<std::uint32_t>>& risks_of);
  void add_slip(std::size_t node, Work slip);
  void add_links(const Plan& plan, DrawTables& tables);

  const Network& network_;
  std::uint64_t seed_;
  Variation variation_;
  LaneVector<Draw> draws_;                 // by node
  std::vector<std::int64_t> fixed_ticks_;  // by node
  std::vector<std::int64_t> added_ticks_;  // by node; empty: nothing to add
  std::vector<double> longest_;            // by node, seconds
  std::vector<double> probabilities_;      // by node
  std::vector<std::uint32_t> uncertain_;   // nodes with a probability between 0 and 1
  std::vector<std::uint64_t> teams_;       // entity of each team whose goals are correlated
  std::vector<RiskModel> risks_;           // and needs that were asked for: they always happen
  std::vector<std::uint32_t> node_risks_;
  std::vector<LagModel> lags_;
  std::vector<Chance> soft_links_;
};

}  // namespace slipway
