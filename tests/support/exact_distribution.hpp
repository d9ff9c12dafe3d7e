// A distribution known by its distribution function: moments, quantiles, and how far a simulation
// may be from them. For tests that compare with closed forms and quadrature.
#pragma once

#include <functional>

namespace slipway {

/// Returns the integral of `f` by Gauss's rule with two points in each of equal steps.
double integrate(const std::function<double(double)>& f, double low, double high, int steps = 2000);

class ExactDistribution {
 public:
  /// `cdf` is 0 up to `low` and 1 from `high` on; where it never is, so near that it does not
  /// matter.
  ExactDistribution(std::function<double(double)> cdf, double low, double high);

  double cdf(double x) const { return cdf_(x); }
  double mean() const { return mean_; }
  double variance() const { return variance_; }
  /// Returns the x with cdf(x) = p.
  double quantile(double p) const;

  // Standard errors of what `n` samples say.
  double mean_error(double n) const;
  double variance_error(double n) const;
  /// sqrt(p (1 - p) / n) / f, with the density f from the distribution function.
  double quantile_error(double p, double n) const;

 private:
  std::function<double(double)> cdf_;
  double low_;
  double high_;
  double mean_ = 0.0;
  double variance_ = 0.0;
  double fourth_ = 0.0;  // central moment
};

/// Returns the standard error of a share seen in `n` samples.
double share_error(double p, double n);

}  // namespace slipway
