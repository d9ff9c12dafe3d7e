#include "planner/risk/sampler.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <stdexcept>
#include <string>

#include "planner/risk/normal.hpp"
#include "planner/risk/statistics.hpp"

namespace slipway {
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(std::string("a distribution needs ") + what);
}

void check(const Distribution& d) {
  require(std::isfinite(d.a) && std::isfinite(d.b) && std::isfinite(d.c), "finite parameters");
  require(std::isfinite(d.scale) && d.scale >= 0, "a finite scale of at least 0");
  switch (d.shape) {
    case Shape::point:
      return;
    case Shape::uniform:
      return require(d.a <= d.b, "low <= high");
    case Shape::triangular:
    case Shape::pert:
      return require(d.a <= d.b && d.b <= d.c, "low <= likely <= high");
    case Shape::lognormal:
      return require(d.b >= 0, "sigma >= 0");
    case Shape::normal:
      return require(d.b >= 0, "a standard deviation of at least 0");
    case Shape::exponential:
      return require(d.a >= 0, "a mean of at least 0");
    case Shape::samples:
      require(!d.values.empty(), "at least one sample");
      require(std::ranges::all_of(d.values, [](double v) { return std::isfinite(v); }),
              "finite samples");
      return require(std::ranges::is_sorted(d.values), "sorted samples");
  }
}

bool has_spread(const Distribution& d) {
  if (d.scale == 0) return false;
  switch (d.shape) {
    case Shape::point:
      return false;
    case Shape::uniform:
      return d.a < d.b;
    case Shape::triangular:
    case Shape::pert:
      return d.a < d.c;
    case Shape::lognormal:
    case Shape::normal:
      return d.b > 0;
    case Shape::exponential:
      return d.a > 0;
    case Shape::samples:
      return d.values.front() < d.values.back();
  }
  return false;
}

// A distribution without spread is a point: no 0 / 0 anywhere behind this door.
Distribution simplify(const Distribution& distribution) {
  check(distribution);
  if (has_spread(distribution)) return distribution;
  Distribution point;
  point.a = deterministic_days(distribution);
  return point;
}

double sign_of(const Distribution& d) { return d.negative ? -1.0 : 1.0; }

double uniform_days(const Distribution& d, double u) { return d.a + u * (d.b - d.a); }

double triangular_days(const Distribution& d, double u) {
  const double range = d.c - d.a;
  const double rise = d.a + std::sqrt(range * (u * (d.b - d.a)));
  const double fall = d.c - std::sqrt(range * ((1 - u) * (d.c - d.b)));
  return u * range < d.b - d.a ? rise : fall;
}

double lognormal_days(const Distribution& d, double u) {
  return std::exp(d.a + d.b * normal_quantile(u));
}

double normal_days(const Distribution& d, double u) {
  return std::max(0.0, d.a + d.b * normal_quantile(u));
}

double exponential_days(const Distribution& d, double u) { return -d.a * std::log1p(-u); }

double samples_days(const Distribution& d, double u) {
  const auto n = d.values.size();
  return d.values[std::min(static_cast<std::size_t>(u * static_cast<double>(n)), n - 1)];
}

struct Moments {
  double mean;
  double std_dev;
};

// max(0, N(m, s^2)): the integrals of x and x^2 times the density over x > 0.
Moments normal_moments(double m, double s) {
  const double z = m / s;
  const double above = normal_cdf(z);
  const double edge = s * normal_density(z);
  const double mean = m * above + edge;
  const double square = (m * m + s * s) * above + m * edge;
  return {mean, std::sqrt(std::max(0.0, square - mean * mean))};
}

Moments samples_moments(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  // The values are the whole distribution, so the divisor is n.
  return {mean_of(values), std_dev_of(values) * std::sqrt((n - 1) / n)};
}

Moments base_moments(const Distribution& d) {
  const double low = d.a;
  const double likely = d.b;
  const double high = d.c;
  switch (d.shape) {
    case Shape::point:
      return {d.a, 0.0};
    case Shape::uniform:
      return {0.5 * (d.a + d.b), (d.b - d.a) / std::sqrt(12.0)};
    case Shape::triangular: {
      const double left = likely - low;
      const double right = high - likely;
      return {(low + likely + high) / 3,
              std::sqrt((left * left + left * right + right * right) / 18)};
    }
    case Shape::pert: {
      const double mean = (low + d.lambda * likely + high) / (d.lambda + 2);
      return {mean, std::sqrt((mean - low) * (high - mean) / (d.lambda + 3))};
    }
    case Shape::lognormal: {
      const double variance = d.b * d.b;
      const double mean = std::exp(d.a + 0.5 * variance);
      return {mean, mean * std::sqrt(std::expm1(variance))};
    }
    case Shape::normal:
      return normal_moments(d.a, d.b);
    case Shape::exponential:
      return {d.a, d.a};
    case Shape::samples:
      return samples_moments(d.values);
  }
  return {d.a, 0.0};
}

}  // namespace

Sampler::Sampler(const Distribution& distribution) : distribution_(simplify(distribution)) {
  if (distribution_.shape != Shape::pert) return;
  PertTables own;
  *this = Sampler(distribution, own);
}

Sampler::Sampler(const Distribution& distribution, PertTables& tables)
    : distribution_(simplify(distribution)) {
  Distribution& d = distribution_;
  if (d.shape == Shape::pert) curve_ = tables.curve((d.b - d.a) / (d.c - d.a), d.lambda);
}

double Sampler::quantile(double u) const {
  double days = u;
  sample({&u, 1}, {&days, 1});
  return days;
}

void Sampler::sample(std::span<const double> u, std::span<double> days) const {
  assert(u.size() == days.size());
  if (!distribution_.negative) {
    sample_base(u, days);
  } else {
    // The opposite of the mirrored draw: quantiles of a lead ascend like any others.
    std::ranges::transform(u, days.begin(), [](double value) { return 1.0 - value; });
    sample_base(days, days);
  }
  const double factor = sign_of(distribution_) * distribution_.scale;
  for (double& value : days) value = value * factor + 0.0;  // + 0.0 makes -0 a 0
}

void Sampler::sample_base(std::span<const double> u, std::span<double> days) const {
  const Distribution& d = distribution_;
  const auto draw = [&](auto&& days_at) {
    for (std::size_t i = 0; i < u.size(); ++i) days[i] = days_at(d, u[i]);
  };
  switch (d.shape) {
    case Shape::point:
      std::ranges::fill(days, d.a);
      return;
    case Shape::uniform:
      return draw(uniform_days);
    case Shape::triangular:
      return draw(triangular_days);
    case Shape::pert:
      curve_.sample(u, days);
      for (double& value : days) value = d.a + value * (d.c - d.a);
      return;
    case Shape::lognormal:
      return draw(lognormal_days);
    case Shape::normal:
      return draw(normal_days);
    case Shape::exponential:
      return draw(exponential_days);
    case Shape::samples:
      return draw(samples_days);
  }
}

double Sampler::mean() const {
  return sign_of(distribution_) * distribution_.scale * base_moments(distribution_).mean;
}

double Sampler::std_dev() const {
  return distribution_.scale * base_moments(distribution_).std_dev;
}

}  // namespace slipway
