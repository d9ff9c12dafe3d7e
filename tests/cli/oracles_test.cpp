// The program against exact answers: plans in a temporary folder, run with --json, read back.
// Sources: Irwin-Hall; Clark 1961; Kulkarni and Adlakha 1986 for the bridge; order statistics.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "tests/cli/oracle_case.hpp"
#include "tests/support/exact_distribution.hpp"

namespace slipway {
namespace {

using test::Activity;
using test::expect_answers;
using test::Quantile;

double density(double z) { return std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi); }
double phi(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

std::string text(double days) {
  std::string out = std::to_string(days);
  return "\"" + out + "d\"";
}

Activity uniform(std::vector<std::size_t> after = {}) {
  return {R"({"low": "0d", "high": "1d", "shape": "uniform"})", [](double, double u) { return u; },
          std::move(after)};
}

Activity normal(double mean, double sd, std::vector<std::size_t> after = {}) {
  return {"{\"mean\": " + text(mean) + ", \"sd\": " + text(sd) + ", \"shape\": \"normal\"}",
          [=](double z, double) { return mean + sd * z; }, std::move(after)};
}

Activity exponential(double mean, std::vector<std::size_t> after = {}) {
  return {"{\"mean\": " + text(mean) + ", \"shape\": \"exponential\"}",
          [=](double, double u) { return -mean * std::log1p(-u); }, std::move(after)};
}

// The number at which a rising function reaches p.
double invert(const std::function<double(double)>& f, double p, double low, double high) {
  for (int i = 0; i < 50; ++i) {
    const double middle = 0.5 * (low + high);
    (f(middle) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double irwin_hall(int n, double x) {
  double out = 0.0;
  double choose = 1.0;
  double factorial = 1.0;
  for (int k = 1; k <= n; ++k) factorial *= k;
  for (int k = 0; k <= n && k <= x; ++k) {
    out += (k % 2 == 0 ? 1 : -1) * choose * std::pow(x - k, n);
    choose = choose * (n - k) / (k + 1);
  }
  return x >= n ? 1.0 : out / factorial;
}

std::vector<Activity> series(int n, const std::function<Activity(std::vector<std::size_t>)>& make) {
  std::vector<Activity> out;
  for (int i = 0; i < n; ++i) {
    out.push_back(make(i == 0 ? std::vector<std::size_t>{}
                              : std::vector<std::size_t>{static_cast<std::size_t>(i - 1)}));
  }
  return out;
}

Activity uniform_after(std::vector<std::size_t> after) { return uniform(std::move(after)); }

TEST(Oracles, UniformsInSeries) {  // 1
  expect_answers({.name = "3 uniforms in series",
                  .activities = series(3, uniform_after),
                  .mean = 1.5,
                  .variance = 3.0 / 12,
                  .quantiles = {{0.5, 1.5}, {0.8, 1.937121}, {0.9, 2.156567}},
                  .cdf = [](double x) { return irwin_hall(3, x); },
                  .criticality = {1, 1, 1},
                  .due = "2024-01-01",
                  .on_time = 1.0 / 6});
  expect_answers({.name = "12 uniforms in series",
                  .activities = series(12, uniform_after),
                  .mean = 6,
                  .variance = 1,
                  .quantiles = {{0.5, 6}, {0.8, 6.849833}, {0.9, 7.288998}},
                  .cdf = [](double x) { return irwin_hall(12, x); },
                  .due = "2024-01-05",
                  .on_time = 0.160727});
}

TEST(Oracles, UniformsInParallel) {  // 2
  expect_answers({.name = "10 uniforms in parallel",
                  .activities = std::vector<Activity>(10, uniform()),
                  .mean = 10.0 / 11,
                  .variance = 0.00688705,
                  .quantiles = {{0.1, std::pow(0.1, 0.1)},
                                {0.5, std::pow(0.5, 0.1)},
                                {0.8, 0.977933},
                                {0.9, std::pow(0.9, 0.1)}},
                  .cdf = [](double x) { return std::pow(x, 10); },
                  .criticality = std::vector<double>(10, 0.1),
                  .cruciality = std::vector<double>(10, 0.158114)});
}

TEST(Oracles, SeriesAndParallel) {  // 3
  const auto joined = [](double x) {
    const double longer = irwin_hall(2, std::clamp(x, 0.0, 2.0));
    return longer * std::clamp(x, 0.0, 1.0);
  };
  const auto cdf = [=](double t) {
    return integrate([&](double u) { return joined(t - u); }, 0, 1);
  };
  expect_answers({.name = "max(U1 + U2, U3) + U4",
                  .activities = {uniform(), uniform({0}), uniform(), uniform({1, 2})},
                  .mean = 37.0 / 24,
                  .variance = 619.0 / 2880,
                  .quantiles = {{0.5, invert(cdf, 0.5, 0, 3)},
                                {0.8, invert(cdf, 0.8, 0, 3)},
                                {0.9, invert(cdf, 0.9, 0, 3)}},
                  .cdf = cdf,
                  .criticality = {5.0 / 6, 5.0 / 6, 1.0 / 6, 1}});
}

// The larger of two normals with correlation rho >= 0.
std::function<double(double)> clark_cdf(double m1, double s1, double m2, double s2, double rho) {
  return [=](double t) {
    const auto given = [&](double z) {
      const double shared = std::sqrt(rho) * z;
      const double own = std::sqrt(1 - rho);
      return density(z) * phi(((t - m1) / s1 - shared) / own) * phi(((t - m2) / s2 - shared) / own);
    };
    return integrate(given, -8, 8, 100);
  };
}

TEST(Oracles, ClarksNormals) {  // 4
  expect_answers({.name = "two normals",
                  .activities = {normal(10, 2), normal(11, 3)},
                  .mean = 11.993378,
                  .variance = 5.066043,
                  .quantiles = {{0.5, 11.83375}, {0.8, 13.79103}, {0.9, 14.95017}},
                  .cdf = clark_cdf(10, 2, 11, 3, 0),
                  .criticality = {0.390756, 0.609244},
                  .cruciality = {0.347217, 0.812042},
                  .ssi = {0.347217, 0.812042}});
  const auto correlated = clark_cdf(10, 2, 11, 3, 0.5);
  expect_answers({.name = "two normals of one team",
                  .activities = {normal(10, 2), normal(11, 3)},
                  .mean = 11.630010,
                  .variance = 6.209435,
                  .quantiles = {{0.5, invert(correlated, 0.5, 5, 25)},
                                {0.8, invert(correlated, 0.8, 5, 25)},
                                {0.9, invert(correlated, 0.9, 5, 25)}},
                  .cdf = correlated,
                  .criticality = {0.352728, 0.647272},
                  .cruciality = {0.672732, 0.920810},
                  .ssi = {0.283103, 0.779259},
                  .rho = 0.5});
  expect_answers({.name = "two equal normals of one team",
                  .activities = {normal(20, 4), normal(20, 4)},
                  .mean = 21.595769,
                  .variance = 13.453521,
                  .criticality = {0.5, 0.5},
                  .rho = 0.5});
}

TEST(Oracles, MergeBias) {  // 5
  struct Row {
    int n;
    double mean;
    double variance;
  };
  for (const Row& row :
       {Row{2, 0.564190, 0.681690}, Row{3, 0.846284, 0.559467}, Row{4, 1.029375, 0.491715},
        Row{5, 1.162964, 0.447534}, Row{10, 1.538753, 0.344344}}) {
    const auto quantile = [&](double p) {
      return Quantile{p, 20 + invert(phi, std::pow(p, 1.0 / row.n), -6, 6)};
    };
    const auto n = static_cast<std::size_t>(row.n);
    expect_answers({.name = std::to_string(row.n) + " normals in parallel",
                    .activities = std::vector<Activity>(n, normal(20, 1)),
                    .mean = 20 + row.mean,
                    .variance = row.variance,
                    .quantiles = {quantile(0.1), quantile(0.5), quantile(0.8), quantile(0.9)},
                    .cdf = [&](double t) { return std::pow(phi(t - 20), row.n); },
                    .criticality = std::vector<double>(n, 1.0 / row.n)});
  }
}

std::vector<Activity> bridge(double a, double b, double c, double d, double e) {
  return {exponential(a), exponential(b), exponential(c, {0}), exponential(d, {0}),
          exponential(e, {1, 2})};
}

TEST(Oracles, WheatstoneBridge) {  // 6
  const auto cdf = [](double t) {
    return (t * t / 2 - 3 * t - 3) * std::exp(-2 * t) + (-t * t / 2 - 3 * t + 3) * std::exp(-t) +
           1 - std::exp(-3 * t);
  };
  expect_answers({.name = "bridge of equal means",
                  .activities = bridge(1, 1, 1, 1, 1),
                  .mean = 83.0 / 24,
                  .variance = 1663.0 / 576,
                  .quantiles = {{0.5, 3.161167}, {0.8, 4.714520}, {0.9, 5.721887}},
                  .cdf = cdf,
                  .criticality = {19.0 / 24, 5.0 / 24, 7.0 / 12, 5.0 / 24, 19.0 / 24},
                  .cruciality = {0.527221, 0.261567, 0.457742, 0.261567, 0.527221},
                  .ssi = {0.465916, 0.122609, 0.343306, 0.122609, 0.465916}});
  expect_answers({.name = "bridge of unequal means",
                  .activities = bridge(1, 2, 1, 3, 2),
                  .mean = 59173.0 / 9900,
                  .variance = 9.929669,
                  .criticality = {0.686465, 0.313535, 0.323737, 0.362727, 0.637273},
                  .cruciality = {0.251013, 0.369934, 0.153980, 0.625311, 0.496559}});
}

TEST(Oracles, Shapes) {  // 8
  const auto triangular = [](double x) {
    return x < 5 ? (x - 2) * (x - 2) / 36 : 1 - (14 - x) * (14 - x) / 108;
  };
  expect_answers({.name = "triangular",
                  .activities = {{R"({"low": "2d", "likely": "5d", "high": "14d",
                                      "shape": "triangular"})",
                                  [=](double, double u) { return invert(triangular, u, 2, 14); }}},
                  .mean = 7,
                  .variance = 6.5,
                  .quantiles = {{0.5, 6.651531}, {0.8, 9.352420}},
                  .cdf = triangular,
                  .criticality = {1},
                  .cruciality = {1},
                  .ssi = {1},
                  .due = "2024-01-05",
                  .on_time = 0.25});
  const auto beta = [](double x) {  // Beta(2, 4) on 2 to 14
    const double y = (x - 2) / 12;
    return 1 - std::pow(1 - y, 5) - 5 * y * std::pow(1 - y, 4);
  };
  expect_answers(
      {.name = "PERT",
       .activities = {{R"("2d/5d/14d")", [=](double, double u) { return invert(beta, u, 2, 14); }}},
       .mean = 6,
       .variance = 32.0 / 7,
       .quantiles = {{0.1, 3.346820}, {0.5, 5.765722}, {0.8, 7.882308}, {0.9, 9.006685}},
       .cdf = beta,
       .cruciality = {1}});
}

TEST(Oracles, Dependence) {  // 9
  const double sd = std::sqrt(44.0);
  expect_answers(
      {.name = "5 correlated in series",
       .activities = series(
           5, [](std::vector<std::size_t> after) { return normal(10, 2, std::move(after)); }),
       .mean = 50,
       .variance = 44,
       .quantiles = {{0.5, 50}, {0.8, 55.582684}, {0.9, 58.500851}},
       .cdf = [=](double t) { return phi((t - 50) / sd); },
       .criticality = {1, 1, 1, 1, 1},
       // Each shares var + 4 cov = 4 + 4.8 with the sum.
       .cruciality = std::vector<double>(5, 8.8 / (2 * sd)),
       .ssi = std::vector<double>(5, 2 / sd),
       .rho = 0.3});
  expect_answers({.name = "a risk that delays",
                  .activities = {normal(20, 2)},
                  .mean = 22.4,
                  .variance = 17.44,
                  .quantiles = {{0.5, 21.131149}, {0.8, 27.140832}, {0.9, 28.861515}},
                  .cdf = [](double t) { return 0.7 * phi((t - 20) / 2) + 0.3 * phi((t - 28) / 2); },
                  .head = R"("risks": [{"id": "r", "probability": 0.3, "affects": ["a0"],
                                        "delay": "8d"}],)",
                  .event = 0.3,
                  .impact = 8});
}

}  // namespace
}  // namespace slipway
