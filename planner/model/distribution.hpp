// A duration as a probability distribution in working days, ready to be sampled.
// The reader's Estimate says what a user wrote and in which unit; a Distribution is what the
// engine computes with. It knows nothing of calendars, names or samples drawn.
#pragma once

#include <cstdint>
#include <vector>

namespace slipway {

/// The shapes of contract.md's durations. The meaning of the parameters a, b, c is given per shape.
enum class Shape : std::uint8_t {
  point,        // a = the duration
  uniform,      // a = low, b = high
  triangular,   // a = low, b = likely, c = high
  pert,         // a = low, b = likely, c = high, lambda = weight of the likely value
  lognormal,    // a = mu, b = sigma of ln(days)
  normal,       // a = mean, b = standard deviation; draws below 0 count as 0
  exponential,  // a = mean
  samples,      // values, sorted ascending, equal weight
};

/// All lengths in days (working days of the goal's calendar; days of 24 h for elapsed lags).
/// `scale` multiplies every draw: the share of work that remains (1 for unstarted work).
/// `negative` turns every draw into its opposite: a lead (only for lags).
struct Distribution {
  Shape shape = Shape::point;
  bool negative = false;
  double a = 0.0;
  double b = 0.0;
  double c = 0.0;
  double lambda = 4.0;
  double scale = 1.0;
  std::vector<double> values;

  bool operator==(const Distribution&) const = default;
};

/// Returns the one length, in days, that stands for the distribution where chance is left out:
/// `likely` for triangular and pert; the median for lognormal, uniform, normal and samples (of an
/// even number, halfway between the middle two); the mean for exponential; then scale and sign.
/// Never fails.
double deterministic_days(const Distribution& distribution);

}  // namespace slipway
