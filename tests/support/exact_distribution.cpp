#include "tests/support/exact_distribution.hpp"

#include <cmath>
#include <numbers>
#include <utility>

namespace slipway {

double integrate(const std::function<double(double)>& f, double low, double high, int steps) {
  double out = 0.0;
  const double width = (high - low) / steps;
  const double aside = 0.5 / std::numbers::sqrt3;
  for (int i = 0; i < steps; ++i) {
    out += f(low + (i + 0.5 - aside) * width) + f(low + (i + 0.5 + aside) * width);
  }
  return 0.5 * out * width;
}

// E (X - c)^k = (low - c)^k + the integral of k (x - c)^(k - 1) (1 - F(x)).
ExactDistribution::ExactDistribution(std::function<double(double)> cdf, double low, double high)
    : cdf_(std::move(cdf)), low_(low), high_(high) {
  mean_ = low + integrate([&](double x) { return 1 - cdf_(x); }, low, high);
  const auto central = [&](int k) {
    return std::pow(low - mean_, k) +
           integrate([&](double x) { return k * std::pow(x - mean_, k - 1) * (1 - cdf_(x)); }, low,
                     high);
  };
  variance_ = central(2);
  fourth_ = central(4);
}

double ExactDistribution::quantile(double p) const {
  double low = low_;
  double high = high_;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (cdf_(middle) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double ExactDistribution::mean_error(double n) const { return std::sqrt(variance_ / n); }

double ExactDistribution::variance_error(double n) const {
  return std::sqrt((fourth_ - variance_ * variance_) / n);
}

double ExactDistribution::quantile_error(double p, double n) const {
  const double x = quantile(p);
  const double step = 1e-4 * (high_ - low_);
  const double slope = (cdf_(x + step) - cdf_(x - step)) / (2 * step);
  return share_error(p, n) / slope;
}

double share_error(double p, double n) { return std::sqrt(p * (1 - p) / n); }

}  // namespace slipway
