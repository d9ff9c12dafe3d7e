#include "planner/whatif/attribution_effort.hpp"

#include <algorithm>

#include "planner/whatif/shapley.hpp"

namespace slipway {
namespace {

constexpr std::size_t kFewestForOdds = 16;
constexpr std::size_t kFewest = 4;

// Mixtures that a number of permutations asks for at most.
double mixtures_of(std::size_t groups, std::size_t permutations) {
  const ShapleyOptions defaults;
  if (groups <= defaults.most_exact) return static_cast<double>(std::size_t{1} << groups);
  return static_cast<double>(permutations) * static_cast<double>(groups - 1) + 2.0;
}

}  // namespace

AttributionEffort choose_effort(const AttributionSize& size, const EffortLimits& limits) {
  const std::size_t usual = ShapleyOptions{}.permutations;
  AttributionEffort out{.permutations = usual};
  const auto fits = [&](double each, double limit) {
    return each * mixtures_of(size.groups, out.permutations) <= limit;
  };
  const auto items = static_cast<double>(size.items);
  if (size.samples > 0) {
    const double each = items * static_cast<double>(size.samples);
    while (out.permutations > kFewestForOdds && !fits(each, limits.most_samples))
      out.permutations /= 2;
    out.has_odds = limits.forces_odds || fits(each, limits.most_samples);
    if (!out.has_odds) out.permutations = usual;
  }
  while (out.permutations > kFewest && !fits(items, limits.most_dates)) out.permutations /= 2;
  const auto moved = static_cast<double>(size.moved);
  while (out.permutations > kFewestForOdds && !fits(moved, limits.most_figures))
    out.permutations /= 2;
  const double most = limits.most_figures / mixtures_of(size.groups, out.permutations);
  out.most_items = static_cast<std::size_t>(std::min(most, moved));
  return out;
}

}  // namespace slipway
