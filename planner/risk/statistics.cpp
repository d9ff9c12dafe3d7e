#include "planner/risk/statistics.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>

namespace slipway {
namespace {

// Adds term(0) .. term(n - 1). Each round cuts all terms at one common grid, coarse enough for
// their parts to add up without rounding, so in any order; the rest goes into the next round.
template <typename Term>
double add_order_free(std::size_t n, const Term& term) {
  double largest = 0.0;
  for (std::size_t i = 0; i < n; ++i) largest = std::max(largest, std::fabs(term(i)));
  int size = 0;
  std::frexp(largest, &size);
  const int room = static_cast<int>(std::bit_width(n + 2));
  if (largest == 0.0) return 0.0;

  // Adding and taking away a grid's power of two rounds a term to a multiple of 2^-53 of it.
  const double grid[3] = {std::ldexp(1.0, size + room), std::ldexp(1.0, size + 2 * room - 53),
                          std::ldexp(1.0, size + 3 * room - 106)};
  double sums[3] = {0.0, 0.0, 0.0};
  for (std::size_t i = 0; i < n; ++i) {
    double rest = term(i);
    for (int round = 0; round < 3; ++round) {
      const double part = (grid[round] + rest) - grid[round];
      sums[round] += part;
      rest -= part;
    }
  }
  return sums[0] + (sums[1] + sums[2]);
}

double sum_of_squares(std::span<const double> values, double mean) {
  return add_order_free(values.size(),
                        [&](std::size_t i) { return (values[i] - mean) * (values[i] - mean); });
}

}  // namespace

double order_free_sum(std::span<const double> values) {
  return add_order_free(values.size(), [&](std::size_t i) { return values[i]; });
}

double mean_of(std::span<const double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  return order_free_sum(values) / static_cast<double>(values.size());
}

double std_dev_of(std::span<const double> values) {
  if (values.size() < 2) return 0.0;
  const double squares = sum_of_squares(values, mean_of(values));
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

double quantile_type7(std::span<const double> sorted, double p) {
  assert(!sorted.empty() && p >= 0 && p <= 1);
  const std::size_t last = sorted.size() - 1;
  const double h = static_cast<double>(last) * p;
  const std::size_t j = static_cast<std::size_t>(h);
  if (j >= last) return sorted[last];
  return sorted[j] + (h - static_cast<double>(j)) * (sorted[j + 1] - sorted[j]);
}

std::size_t quantile_index_type1(std::size_t n, double p) {
  assert(n > 0 && p >= 0 && p <= 1);
  const double rank = std::ceil(static_cast<double>(n) * p * (1.0 - 1e-14));
  if (rank < 1.0) return 0;
  return std::min(static_cast<std::size_t>(rank), n) - 1;
}

ForecastNumbers forecast_numbers(std::span<const double> sorted) {
  return {quantile_type7(sorted, 0.1),
          quantile_type7(sorted, 0.5),
          quantile_type7(sorted, 0.8),
          quantile_type7(sorted, 0.9),
          mean_of(sorted),
          std_dev_of(sorted)};
}

Interval wilson_interval(std::uint64_t hits, std::uint64_t n, double z) {
  assert(hits <= n);
  if (n == 0) return {};
  const auto runs = static_cast<double>(n);
  const double p = static_cast<double>(hits) / runs;
  const double z2 = z * z;
  const double centre = p + z2 / (2 * runs);
  const double reach = z * std::sqrt(p * (1 - p) / runs + z2 / (4 * runs * runs));
  const double whole = 1 + z2 / runs;
  // The ends are exactly 0 and 1 in theory; rounding must not move them.
  return {hits == 0 ? 0.0 : std::max(0.0, (centre - reach) / whole),
          hits == n ? 1.0 : std::min(1.0, (centre + reach) / whole)};
}

std::optional<double> pearson(std::span<const double> x, std::span<const double> y) {
  assert(x.size() == y.size());
  const auto constant = [](std::span<const double> values) {
    return std::ranges::all_of(values, [&](double v) { return v == values.front(); });
  };
  if (x.empty() || constant(x) || constant(y)) return std::nullopt;
  const double mean_x = mean_of(x);
  const double mean_y = mean_of(y);
  const double products =
      add_order_free(x.size(), [&](std::size_t i) { return (x[i] - mean_x) * (y[i] - mean_y); });
  const double spread = std::sqrt(sum_of_squares(x, mean_x)) * std::sqrt(sum_of_squares(y, mean_y));
  if (!(spread > 0)) return std::nullopt;  // differences too small for their squares
  return std::clamp(products / spread, -1.0, 1.0);
}

}  // namespace slipway
