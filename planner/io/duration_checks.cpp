#include "planner/io/duration_checks.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace slipway {
namespace {

constexpr double kWideRatio = 5.0;  // P90 over P50 beyond which the tail decides (domain 3.1)

// P90 over P50, for the shapes that a user may stretch without noticing; 1 for others.
double tail_of(const Estimate& estimate, int days_per_week) {
  if (estimate.form != Form::p50_p90 && estimate.form != Form::p10_p90) return 1.0;
  const double ratio =
      days_of(estimate.amounts[1], days_per_week) / days_of(estimate.amounts[0], days_per_week);
  // P10..P90 spans both halves: the same sigma shows as the square.
  return estimate.form == Form::p50_p90 ? ratio : std::sqrt(ratio);
}

bool has_weeks_and_days(const Estimate& estimate) {
  bool weeks = false;
  bool others = false;
  for (const Amount& amount : estimate.amounts) {
    if (amount.number == 0.0) continue;
    (amount.unit == Unit::weeks ? weeks : others) = true;
  }
  return weeks && others;
}

}  // namespace

std::optional<DurationProblem> find_duration_problem(const Estimate& estimate,
                                                     std::string_view what, int days_per_week) {
  const std::string problem = find_order_problem(estimate, days_per_week);
  if (!problem.empty()) {
    std::string hint = "write the lengths from least to most";
    if (days_per_week != 5 && has_weeks_and_days(estimate)) {
      hint += "; a week has " + std::to_string(days_per_week) + " working days here";
    }
    return DurationProblem{Code::duration_order, std::string(what) + " is out of order: " + problem,
                           hint};
  }
  const double ratio = tail_of(estimate, days_per_week);
  if (!(ratio > kWideRatio)) return std::nullopt;
  std::array<char, 32> times{};
  std::snprintf(times.data(), times.size(), ratio < 100.0 ? "%.1f" : "%.0f", ratio);
  return DurationProblem{Code::wide_estimate,
                         std::string(what) +
                             " is so wide that its tail decides everything: P90 is " +
                             times.data() + " times P50",
                         "split the work, or find out more about it; up to 5 times is usual"};
}

}  // namespace slipway
