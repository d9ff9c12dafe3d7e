// Turns uniform numbers into days: the inverse distribution function of a Distribution.
// Where the uniform numbers come from (philox.hpp, a team factor) is no matter here.
// Rule: one u gives one length, the same alone or in a block, and a larger u never a shorter one.
#pragma once

#include <span>

#include "planner/model/distribution.hpp"
#include "planner/risk/pert_table.hpp"

namespace slipway {

/// Immutable and safe to share between threads. All results are in days and include the scale and
/// the sign of the distribution.
class Sampler {
 public:
  /// Throws std::invalid_argument when a parameter is not finite, out of order or negative where
  /// that has no meaning. Equal ends, no spread and a scale of 0 are fine and give a constant.
  explicit Sampler(const Distribution& distribution);

  /// The same, with PERT tables from a store shared by many samplers. Gives the same bits.
  Sampler(const Distribution& distribution, PertTables& tables);

  /// Returns the length at probability `u` in (0, 1). Of a lead the largest quantiles are the
  /// shortest leads, so quantiles ascend there too.
  double quantile(double u) const;

  /// Sets days[i] = quantile(u[i]), bit for bit. Both spans have the same size and may be one.
  /// Quickest for blocks of 64 or more.
  void sample(std::span<const double> u, std::span<double> days) const;

  /// Returns the exact mean (PERT: that of the true Beta distribution).
  double mean() const;
  /// Returns the exact standard deviation.
  double std_dev() const;

  /// Tells whether every draw is the same.
  bool is_constant() const { return distribution_.shape == Shape::point; }

 private:
  void sample_base(std::span<const double> u, std::span<double> days) const;

  Distribution distribution_;
  PertCurve curve_;  // shape pert
};

}  // namespace slipway
