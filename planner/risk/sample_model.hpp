// What a sample draws: for each node a duration and whether it exists, for each soft link whether
// it binds, for each risk whether it happens. Draws depend on seed, entity and sample number alone.
// The kernel that turns draws into dates is in planner/schedule.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/risk/philox.hpp"
#include "planner/risk/sampler.hpp"
#include "planner/schedule/durations.hpp"

namespace slipway {

class SampleModel {
 public:
  SampleModel(const Plan& plan, const Network& network, std::uint64_t seed);

  /// Fills `out`, laid out for `lanes` samples from `first` on, with their draws. Arrays are sized
  /// on first use. Threads may call it at once with arrays of their own.
  void draw(std::uint64_t first, int lanes, OwnedConditions& out) const;

 private:
  struct RiskModel {
    std::uint64_t entity = 0;
    double probability = 0.0;
    bool has_factor = false;
    bool has_delay = false;
    Sampler factor;
    Sampler delay;
  };
  struct NodeModel {
    std::uint64_t entity = 0;
    double probability = 1.0;      // existence
    double team_share = 0.0;       // sqrt(rho) of its team; 0: independent
    double own_share = 1.0;        // sqrt(1 - rho)
    std::uint32_t team = 0;        // row in teams_, where team_share > 0
    std::uint32_t first_risk = 0;  // rows in node_risks_
    std::uint32_t num_risks = 0;
    bool is_fixed = false;  // done, or a milestone: never drawn
  };

  void draw_durations(std::uint64_t first, int lanes, OwnedConditions& out) const;

  const Network& network_;
  std::uint64_t seed_;
  PertTables tables_;
  std::vector<NodeModel> nodes_;
  std::vector<Sampler> samplers_;     // by node
  std::vector<std::uint64_t> teams_;  // entity of each team whose goals are correlated
  std::vector<RiskModel> risks_;
  std::vector<std::uint32_t> node_risks_;
  std::vector<Sampler> lag_samplers_;
  std::vector<std::uint64_t> lag_entities_;
  std::vector<std::uint64_t> soft_entities_;
};

}  // namespace slipway
