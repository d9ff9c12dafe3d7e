// Quantiles of the modified PERT on [0, 1], that is of Beta(1 + lambda x, 1 + lambda (1 - x)) with
// the mode at x, from small tables, because an exact quantile costs microseconds.
// Rule: a curve never falls, stays in [0, 1], moves smoothly with x, and keeps mean and standard
// deviation to 2e-4 of themselves and P1 to P99 to 1e-4 of the range, for lambda up to 100.
// Days, scale and sign belong to the Sampler.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <utility>

namespace slipway {

/// The quantile function of one Beta distribution with both parameters at least 1: cubics whose
/// segments shrink towards 0 and 1 (two for each halving of the tail), where the curve bends.
/// Values and slopes at the joints are exact; the two ends (2^-15 each) keep their
/// exact mean, but draws that rare fall short of the true extremes.
class PertTable {
 public:
  static constexpr std::size_t kSegments = 29;  // on each side of the median
  using Coefficients = std::array<std::array<double, 4>, 2 * kSegments>;

  /// Cost: about 60 incomplete beta functions.
  PertTable(double alpha, double beta);

  const Coefficients& coefficients() const { return coefficients_; }

 private:
  Coefficients coefficients_;
};

/// One PERT curve: two neighbouring tables and the weight of the second. Cheap to copy.
class PertCurve {
 public:
  PertCurve() = default;
  PertCurve(std::shared_ptr<const PertTable> below, std::shared_ptr<const PertTable> above,
            double weight);

  /// Returns the quantile, 0 to 1, for `u` in (0, 1). The curve must have tables.
  double quantile(double u) const;

  /// Sets out[i] = quantile(u[i]), bit for bit. The spans have one size and may be the same.
  void sample(std::span<const double> u, std::span<double> out) const;

 private:
  std::shared_ptr<const PertTable> below_;
  std::shared_ptr<const PertTable> above_;
  double weight_ = 0.0;
};

/// Tables by lambda and mode position, each built when first asked for. Mode positions between two
/// tables are blended linearly, which keeps the mean; the grid is finer where the spread bends.
/// Any number of threads may ask. Curves stay valid when the store is gone.
class PertTables {
 public:
  /// Returns the curve with its mode at `mode_position`, 0 to 1. `lambda` is at least 0.
  /// Throws std::invalid_argument for other values.
  PertCurve curve(double mode_position, double lambda);

  /// Where a mode lies on the grid of tables: between two neighbours.
  struct GridSpot {
    std::uint32_t below = 0;
    std::uint32_t above = 0;
    double weight = 0.0;  // of the one above
  };
  /// Returns the spot of a mode position; see curve().
  static GridSpot locate_mode(double mode_position, double lambda);

  /// Returns the curve of one table of the grid.
  PertCurve curve_at(std::uint32_t node, double lambda);

  /// Returns the number of tables built so far.
  std::size_t size() const;

 private:
  std::shared_ptr<const PertTable> table(double lambda, std::uint32_t node, double position);

  mutable std::mutex mutex_;
  std::map<std::pair<double, std::uint32_t>, std::shared_ptr<const PertTable>> tables_;
};

}  // namespace slipway
