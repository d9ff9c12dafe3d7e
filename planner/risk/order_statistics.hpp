// Picks the few ranks that a forecast needs out of many values without sorting them all.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "planner/base/instant.hpp"
#include "planner/risk/statistics.hpp"
#include "planner/risk/tally.hpp"

namespace slipway {

/// The shares that forecasts name.
inline constexpr std::array<double, 4> kForecastShares = {0.1, 0.5, 0.8, 0.9};

/// For each share: the neighbours of the type 7 quantile, the weight of the upper one, and the
/// type 1 quantile (D14). Of P80 also the ends of its distribution-free 95 % interval.
template <typename Value>
struct RankPicks {
  std::array<Value, 4> below{};
  std::array<Value, 4> above{};
  std::array<double, 4> weight{};
  std::array<Value, 4> reached{};
  Value p80_low{};
  Value p80_high{};
};

/// Returns them for `values`, which is not empty and is reordered. Cost: linear on average.
template <typename Value>
RankPicks<Value> pick_forecast_ranks(std::vector<Value>& values) {
  constexpr double kConfidence = 1.959963984540054;
  const std::size_t n = values.size();
  const std::size_t last = n - 1;
  RankPicks<Value> out;
  std::vector<std::pair<std::size_t, Value*>> wanted;
  for (std::size_t i = 0; i < kForecastShares.size(); ++i) {
    const double h = static_cast<double>(last) * kForecastShares[i];
    const std::size_t j = std::min(static_cast<std::size_t>(h), last);
    out.weight[i] = h - static_cast<double>(j);
    wanted.emplace_back(j, &out.below[i]);
    wanted.emplace_back(std::min(j + 1, last), &out.above[i]);
    wanted.emplace_back(quantile_index_type1(n, kForecastShares[i]), &out.reached[i]);
  }
  // Ranks of the binomial interval, from 1, clipped (domain reference 3.6).
  const double centre = 0.8 * static_cast<double>(n);
  const double reach = kConfidence * std::sqrt(0.16 * static_cast<double>(n));
  const auto rank = [&](double from_1) {
    return static_cast<std::size_t>(std::clamp(from_1, 1.0, static_cast<double>(n))) - 1;
  };
  wanted.emplace_back(rank(std::floor(centre - reach)), &out.p80_low);
  wanted.emplace_back(rank(std::ceil(centre + reach)), &out.p80_high);
  std::ranges::sort(wanted, {}, [](const auto& pair) { return pair.first; });
  auto settled = values.begin();  // everything before it is no larger than everything after
  for (const auto& [at, target] : wanted) {
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(at);
    if (place >= settled) {
      std::nth_element(settled, place, values.end());
      settled = place + 1;
    }
    *target = *place;
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
