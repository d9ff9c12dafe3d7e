#include "planner/model/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace slipway {
namespace {

double median(const std::vector<double>& sorted) {
  if (sorted.empty()) return 0.0;
  const std::size_t upper = sorted.size() / 2;
  if (sorted.size() % 2 == 1) return sorted[upper];
  return sorted[upper - 1] + 0.5 * (sorted[upper] - sorted[upper - 1]);
}

double base_days(const Distribution& d) {
  switch (d.shape) {
    case Shape::point:
      return d.a;
    case Shape::uniform:
      return d.a + 0.5 * (d.b - d.a);
    case Shape::triangular:
    case Shape::pert:
      return d.b;
    case Shape::lognormal:
      return std::exp(d.a);
    case Shape::normal:
      return std::max(d.a, 0.0);  // the cut at 0 moves a median only to 0
    case Shape::exponential:
      return d.a;
    case Shape::samples:
      return median(d.values);
  }
  return d.a;
}

}  // namespace

double deterministic_days(const Distribution& distribution) {
  const double days = distribution.scale * base_days(distribution);
  return distribution.negative ? 0.0 - days : days;  // not -days: a lead of nothing is 0, not -0
}

}  // namespace slipway
