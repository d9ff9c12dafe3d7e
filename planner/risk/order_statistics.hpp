// Picks the few ranks that a forecast needs out of many values without sorting them all.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>
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

/// Sets each target of `wanted`, pairs of a rank from 0 and a target in ascending order of ranks,
/// to the value with that rank. Values are counted in buckets first, so that only the few buckets
/// that hold a wanted rank are sorted. Cost: linear, unless most values lie in one bucket.
template <typename Value>
void select_ranks(const std::vector<Value>& values,
                  const std::vector<std::pair<std::size_t, Value*>>& wanted) {
  using Offset = std::make_unsigned_t<Value>;
  constexpr int kBucketBits = 11;
  const auto [least, most] = std::ranges::minmax(values);
  const Offset range = static_cast<Offset>(most) - static_cast<Offset>(least);
  const int shift = std::max(0, static_cast<int>(std::bit_width(range)) - kBucketBits);
  const auto bucket_of = [&, low = least](Value value) {
    return static_cast<std::size_t>((static_cast<Offset>(value) - static_cast<Offset>(low)) >>
                                    shift);
  };
  constexpr std::size_t kBuckets = std::size_t{1} << kBucketBits;
  std::vector<std::uint32_t> counts(kBuckets + 1, 0);
  for (const Value value : values) ++counts[bucket_of(value)];

  struct Bucket {
    std::size_t first_rank = 0;
    std::vector<Value> values{};
  };
  std::vector<Bucket> kept;
  std::vector<std::uint8_t> place(kBuckets, 0);  // in `kept`, from 1
  std::vector<std::size_t> kept_of(wanted.size());
  std::size_t bucket = 0;
  std::size_t before = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    while (before + counts[bucket] <= wanted[i].first) before += counts[bucket++];
    if (place[bucket] == 0) {
      kept.push_back({before});
      kept.back().values.reserve(counts[bucket]);
      place[bucket] = static_cast<std::uint8_t>(kept.size());
    }
    kept_of[i] = place[bucket] - std::size_t{1};
  }
  for (const Value value : values) {
    const std::uint8_t at = place[bucket_of(value)];
    if (at != 0) kept[at - std::size_t{1}].values.push_back(value);
  }
  for (Bucket& of : kept) std::ranges::sort(of.values);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Bucket& of = kept[kept_of[i]];
    *wanted[i].second = of.values[wanted[i].first - of.first_rank];
  }
}

/// Returns them for `values`, which is not empty. Cost: as select_ranks.
template <typename Value>
RankPicks<Value> pick_forecast_ranks(const std::vector<Value>& values) {
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
  select_ranks(values, wanted);
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
