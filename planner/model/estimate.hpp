// How long something takes, as a user wrote it: amounts with their units.
// A week has as many days as the calendar that counts it, so amounts become working days only
// when a calendar is at hand (distribution_of). No sampling here.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "planner/model/distribution.hpp"

namespace slipway {

/// Hours of work (eight to a day), working days, working weeks.
enum class Unit : std::uint8_t { hours, days, weeks };

struct Amount {
  double number = 0.0;
  Unit unit = Unit::days;
  bool operator==(const Amount&) const = default;
};

/// Returns the amount in working days of a calendar with `days_per_week` working days.
double days_of(Amount amount, int days_per_week);

/// What the numbers of an Estimate mean.
enum class Form : std::uint8_t {
  point,        // one amount
  pert,         // low, likely, high; weight lambda
  triangular,   // low, likely, high
  uniform,      // low, high
  p50_p90,      // lognormal
  p10_p90,      // lognormal
  normal,       // mean, sd
  exponential,  // mean
  samples,      // drawn from, equal weight
  size,         // XS to XL, looked up in the plan
};

enum class Size : std::uint8_t { xs, s, m, l, xl };

/// One duration. `amounts` as listed at its form. Lags may be negative: single amounts and three
/// points carry their signs, a negative range stores positive amounts and sets `is_lead`.
struct Estimate {
  Form form = Form::point;
  Size size = Size::m;   // form size
  bool is_lead = false;  // form p10_p90 of a lag: every draw counts backwards
  double lambda = 4.0;   // form pert
  std::array<Amount, 3> amounts{};
  std::vector<Amount> samples{};  // form samples
  bool operator==(const Estimate&) const = default;
};

/// The meaning of XS, S, M, L, XL.
using Sizes = std::array<Estimate, 5>;

/// Returns the built-in sizes: lognormal P50/P90 of 2/4, 5/10, 10/20, 20/40 and 40/80 working days
/// (domain reference D9).
Sizes default_sizes();

/// Checks the order of an estimate's numbers with `days_per_week` working days to the week.
/// Returns what is wrong, or nothing.
std::string find_order_problem(const Estimate& estimate, int days_per_week);

/// Returns `estimate` as a distribution in working days. `sizes` must not contain sizes. Equal
/// ends become a point. Never fails for estimates that the reader accepted.
Distribution distribution_of(const Estimate& estimate, const Sizes& sizes, int days_per_week);

}  // namespace slipway
