// The standard normal distribution and its inverse, for samplers and the team factor.
// Pure functions of one number, safe to share between threads.
#pragma once

namespace slipway {

/// Returns the density at `x`.
double normal_density(double x);

/// Returns P(Z <= x). Relative error below 1e-14 for x >= -6, growing like x^2 further out.
double normal_cdf(double x);

/// Returns the x with P(Z <= x) = `p`: -infinity at 0, +infinity at 1, NaN outside [0, 1].
/// Relative error below 1e-14. Odd about 0.5 wherever 1 - p is exact.
/// Source: Wichura 1988, algorithm AS 241, PPND16.
double normal_quantile(double p);

}  // namespace slipway
