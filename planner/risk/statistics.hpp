// Numbers read off simulated values: quantiles, mean, spread, odds with their intervals.
// Nothing here draws, and nothing depends on the order in which threads delivered the values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace slipway {

/// Returns the sum of `values`, 0 for none, off by at most one rounding and, for up to 2^24 values,
/// 2^-80 of n max|value|. Any order gives the same bits. Values must be finite, below 1e280.
/// Source: Rump, Ogita, Oishi 2008, "Accurate floating-point summation", ExtractVector; Demmel and
/// Nguyen 2013 on its reproducibility.
double order_free_sum(std::span<const double> values);

/// Returns the mean; NaN for no values. Any order gives the same bits.
double mean_of(std::span<const double> values);

/// Returns the sample standard deviation (divisor n - 1); 0 for fewer than two values. Any order
/// gives the same bits.
double std_dev_of(std::span<const double> values);

/// Returns the quantile of a quantity at `p` in [0, 1] (D14): linear between the neighbours.
/// `sorted` ascends and is not empty. Source: Hyndman and Fan 1996, type 7.
double quantile_type7(std::span<const double> sorted, double p);

/// Returns the index, from 0, of the quantile at `p` in [0, 1] among `n` > 0 sorted values (D14):
/// the ceil(n p)-th, the smallest value that at least a share `p` does not exceed. For dates, which
/// must not be interpolated. Products such as 100 x 0.07 that only rounding lifts over a whole
/// number count as that number. Source: Hyndman and Fan 1996, type 1.
std::size_t quantile_index_type1(std::size_t n, double p);

/// What a forecast says about a length: quantiles of type 7, the mean, the sample standard
/// deviation. In the unit of the values.
struct ForecastNumbers {
  double p10 = 0.0;
  double p50 = 0.0;
  double p80 = 0.0;
  double p90 = 0.0;
  double mean = 0.0;
  double std_dev = 0.0;
  bool operator==(const ForecastNumbers&) const = default;
};

/// Returns the numbers of `sorted`, which ascends and is not empty.
ForecastNumbers forecast_numbers(std::span<const double> sorted);

struct Interval {
  double low = 0.0;
  double high = 1.0;
  bool operator==(const Interval&) const = default;
};

/// Returns the interval for a probability of which `hits` of `n` runs were seen; all of [0, 1] for
/// n = 0. `z` is the normal quantile of the confidence, 95 % by default.
/// Source: Wilson 1927. It covers sampling error alone, not wrong inputs.
Interval wilson_interval(std::uint64_t hits, std::uint64_t n, double z = 1.959963984540054);

/// Returns the correlation of pairs, in [-1, 1]; nothing when one side does not vary. Both spans
/// have the same size. The order of pairs does not matter. Source: Pearson 1895.
std::optional<double> pearson(std::span<const double> x, std::span<const double> y);

}  // namespace slipway
