// Turns a Distribution into a Draw that the vector kernels can carry out, and keeps the tables that
// draws point into. Tables are shared: all uniform lengths use one, PERT lengths a grid of modes.
// Which goal or risk a draw belongs to is the sample model's.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <tuple>
#include <vector>

#include "planner/model/distribution.hpp"
#include "planner/risk/lanes.hpp"
#include "planner/risk/pert_table.hpp"

namespace slipway {

/// Safe to use from several threads. Draws stay valid as long as the store lives.
class DrawTables {
 public:
  /// Returns how to draw from `distribution`, in `unit`s to the day (seconds for lengths, 1 for
  /// factors). `correlated`: it will be given a share of a team score. Entity, purpose, team and
  /// risks are left to the caller. Throws what Sampler throws on parameters out of range.
  Draw make_draw(const Distribution& distribution, double unit, bool correlated);

 private:
  enum class Family : std::uint8_t { uniform, triangular, exponential, pert };
  using Key = std::tuple<Family, bool, double, double>;  // by score; two shape parameters

  const DrawTable* unit_table(Family family, bool by_score, double first, double second);
  void use_table(Draw& draw, bool by_score, const DrawTable* below, const DrawTable* above,
                 double weight, double base, double scale);
  void use_values(Draw& draw, const Distribution& distribution, double unit);

  std::mutex mutex_;
  PertTables pert_;
  std::deque<DrawTable> tables_;  // a deque: addresses stay
  std::map<Key, const DrawTable*> known_;
  std::deque<std::vector<float>> lists_;
};

/// Returns the largest length, in the draw's unit, that can be counted on, without risks: at the
/// largest word, and at a score that one draw in 10^10 goes beyond.
double longest(const Draw& draw);

}  // namespace slipway
