// Picks the few ranks that a forecast needs out of many values without sorting them all.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "planner/base/instant.hpp"
#include "planner/risk/statistics.hpp"
#include "planner/risk/tally.hpp"

namespace slipway {

/// The shares that forecasts name.
inline constexpr std::array<double, 4> kForecastShares = {0.1, 0.5, 0.8, 0.9};

/// For each share: the neighbours of the type 7 quantile, the weight of the upper one, and the
/// type 1 quantile (D14).
template <typename Value>
struct RankPicks {
  std::array<Value, 4> below{};
  std::array<Value, 4> above{};
  std::array<double, 4> weight{};
  std::array<Value, 4> reached{};
};

/// Returns them for `values`, which is not empty and is reordered. Cost: linear on average.
template <typename Value>
RankPicks<Value> pick_forecast_ranks(std::vector<Value>& values) {
  RankPicks<Value> out;
  const std::size_t n = values.size();
  auto settled = values.begin();  // everything before it is no larger than everything after
  const auto pick = [&](std::size_t rank) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
    if (at >= settled) {
      std::nth_element(settled, at, values.end());
      settled = at + 1;
    }
    return *at;
  };
  for (std::size_t i = 0; i < kForecastShares.size(); ++i) {
    const double h = static_cast<double>(n - 1) * kForecastShares[i];
    const std::size_t j = std::min(static_cast<std::size_t>(h), n - 1);
    const std::size_t reached = quantile_index_type1(n, kForecastShares[i]);
    std::array<std::size_t, 3> ranks = {j, std::min(j + 1, n - 1), reached};
    std::ranges::sort(ranks);
    for (const std::size_t rank : ranks) {
      const Value value = pick(rank);
      if (rank == j) out.below[i] = value;
      if (rank == std::min(j + 1, n - 1)) out.above[i] = value;
      if (rank == reached) out.reached[i] = value;
    }
    out.weight[i] = h - static_cast<double>(j);
  }
  return out;
}

/// Returns the value at `weight` between two neighbours, as type 7 has it.
inline double between(double below, double above, double weight) {
  return below + weight * (above - below);
}

struct Moments {
  double mean = 0.0;
  double std_dev = 0.0;  // divisor n - 1
};

/// Returns mean and spread in days of `n` amounts in ticks, from their exact sums.
inline Moments moments_of(Exact sum, Exact squares, std::size_t n) {
  const auto count = static_cast<long double>(n);
  const long double mean = static_cast<long double>(sum) / count;
  Moments out;
  out.mean = static_cast<double>(mean / kTicksPerDay);
  if (n < 2) return out;
  const long double spread =
      static_cast<long double>(squares) - mean * static_cast<long double>(sum);
  if (spread <= static_cast<long double>(squares) * 1e-15L) return out;
  out.std_dev = static_cast<double>(std::sqrt(spread / (count - 1)) / kTicksPerDay);
  return out;
}

}  // namespace slipway
