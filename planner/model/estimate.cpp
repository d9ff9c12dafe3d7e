#include "planner/model/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace slipway {
namespace {

constexpr double kZ90 = 1.2815515655446004;  // normal quantile of 0.9

Distribution point(double days) {
  Distribution out;
  out.a = days;
  return out;
}

// Two quantiles of a lognormal give mu and sigma (two-quantile fit).
Distribution lognormal(double low, double z_low, double high) {
  if (low == high) return point(low);
  Distribution out;
  out.shape = Shape::lognormal;
  out.b = (std::log(high) - std::log(low)) / (kZ90 - z_low);
  out.a = std::log(low) - out.b * z_low;
  return out;
}

}  // namespace

double days_of(Amount amount, int days_per_week) {
  switch (amount.unit) {
    case Unit::hours:
      return amount.number / 8.0;
    case Unit::days:
      return amount.number;
    case Unit::weeks:
      return amount.number * days_per_week;
  }
  return amount.number;
}

Sizes default_sizes() {
  Sizes sizes;
  double p50[] = {2, 5, 10, 20, 40};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    sizes[i].form = Form::p50_p90;
    sizes[i].amounts[0] = {p50[i], Unit::days};
    sizes[i].amounts[1] = {2 * p50[i], Unit::days};
  }
  return sizes;
}

std::string find_order_problem(const Estimate& estimate, int days_per_week) {
  const auto days = [&](std::size_t i) { return days_of(estimate.amounts[i], days_per_week); };
  switch (estimate.form) {
    case Form::pert:
    case Form::triangular:
      if (days(1) < days(0)) return "the likely value is less than the least";
      if (days(2) < days(1)) return "the most is less than the likely value";
      return "";
    case Form::uniform:
      return days(1) < days(0) ? "high is less than low" : "";
    case Form::p50_p90:
      return days(1) < days(0) ? "P90 is less than P50" : "";
    case Form::p10_p90:
      return days(1) < days(0) ? "P90 is less than P10" : "";
    default:
      return "";
  }
}

Distribution distribution_of(const Estimate& estimate, const Sizes& sizes, int days_per_week) {
  const auto days = [&](std::size_t i) { return days_of(estimate.amounts[i], days_per_week); };
  Distribution out;
  switch (estimate.form) {
    case Form::size:
      return distribution_of(sizes[static_cast<std::size_t>(estimate.size)], sizes, days_per_week);
    case Form::point:
      return point(days(0));
    case Form::pert:
    case Form::triangular:
      if (days(0) == days(2)) return point(days(0));
      out.shape = estimate.form == Form::pert ? Shape::pert : Shape::triangular;
      out.a = days(0);
      out.b = days(1);
      out.c = days(2);
      out.lambda = estimate.lambda;
      return out;
    case Form::uniform:
      if (days(0) == days(1)) return point(days(0));
      out.shape = Shape::uniform;
      out.a = days(0);
      out.b = days(1);
      return out;
    case Form::p50_p90:
      return lognormal(days(0), 0.0, days(1));
    case Form::p10_p90:
      out = lognormal(days(0), -kZ90, days(1));
      out.negative = estimate.is_lead;
      return out;
    case Form::normal:
      if (days(1) == 0.0) return point(days(0));
      out.shape = Shape::normal;
      out.a = days(0);
      out.b = days(1);
      return out;
    case Form::exponential:
      if (days(0) == 0.0) return point(0.0);
      out.shape = Shape::exponential;
      out.a = days(0);
      return out;
    case Form::samples:
      out.shape = Shape::samples;
      for (const Amount amount : estimate.samples)
        out.values.push_back(days_of(amount, days_per_week));
      std::ranges::sort(out.values);
      if (out.values.front() == out.values.back()) return point(out.values.front());
      return out;
  }
  return out;
}

}  // namespace slipway
