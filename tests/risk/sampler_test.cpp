#include "planner/risk/sampler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "planner/risk/philox.hpp"
#include "planner/risk/statistics.hpp"

namespace slipway {
namespace {

Distribution make(Shape shape, double a, double b = 0.0, double c = 0.0, double lambda = 4.0) {
  Distribution d;
  d.shape = shape;
  d.a = a;
  d.b = b;
  d.c = c;
  d.lambda = lambda;
  return d;
}

Distribution make_samples(std::vector<double> values) {
  Distribution d;
  d.shape = Shape::samples;
  d.values = std::move(values);
  return d;
}

// P50 10, P90 20.
Distribution make_lognormal() {
  return make(Shape::lognormal, std::log(10.0), std::log(2.0) / 1.2815515655446004);
}

std::vector<Distribution> all_shapes() {
  return {make(Shape::point, 3),
          make(Shape::uniform, 2, 5),
          make(Shape::triangular, 2, 4, 10),
          make(Shape::triangular, 2, 2, 10),
          make(Shape::triangular, -3, 4, 4),
          make(Shape::pert, 2, 4, 10),
          make(Shape::pert, 0, 0, 8, 1.5),
          make(Shape::pert, 1, 9, 9, 60),
          make_lognormal(),
          make(Shape::normal, 10, 2),
          make(Shape::normal, 1, 2),
          make(Shape::exponential, 5),
          make_samples({3, 5, 5, 9})};
}

std::vector<double> draw(const Distribution& d, const std::string& id, std::size_t n) {
  std::vector<double> days(n);
  uniforms({1, entity_key(id), Purpose::duration}, 0, days);
  Sampler(d).sample(days, days);
  return days;
}

TEST(Sampler, MeetsTheQuantilesOfTheReference) {
  struct Case {
    Distribution distribution;
    double p;
    double expected;
    double tolerance;
  };
  const double pert_8 = 1e-4 * 8;  // the table's promise: 1e-4 of the range
  const double pert_12 = 1e-4 * 12;
  const Case cases[] = {
      {make(Shape::triangular, 2, 4, 10), 0.1, 3.26491, 6e-6},
      {make(Shape::triangular, 2, 4, 10), 0.5, 5.10102, 6e-6},
      {make(Shape::triangular, 2, 4, 10), 0.8, 6.90161, 6e-6},
      {make(Shape::triangular, 2, 4, 10), 0.9, 7.80911, 6e-6},
      {make(Shape::triangular, 2, 5, 14), 0.25, 5.0, 1e-12},
      {make(Shape::triangular, 2, 5, 14), 0.5, 6.651531, 6e-7},
      {make(Shape::triangular, 2, 5, 14), 0.8, 9.352420, 6e-7},
      {make(Shape::pert, 2, 4, 10), 0.1, 2.89788, pert_8},
      {make(Shape::pert, 2, 4, 10), 0.5, 4.51048, pert_8},
      {make(Shape::pert, 2, 4, 10), 0.8, 5.92154, pert_8},
      {make(Shape::pert, 2, 4, 10), 0.9, 6.67112, pert_8},
      {make(Shape::pert, 2, 5, 14), 0.1, 3.346820, pert_12},
      {make(Shape::pert, 2, 5, 14), 0.5, 5.765722, pert_12},
      {make(Shape::pert, 2, 5, 14), 0.8, 7.882308, pert_12},
      {make(Shape::pert, 2, 5, 14), 0.9, 9.006685, pert_12},
      {make_lognormal(), 0.1, 5.0, 1e-12},
      {make_lognormal(), 0.5, 10.0, 1e-12},
      {make_lognormal(), 0.8, 15.76495, 6e-6},
      {make_lognormal(), 0.9, 20.0, 1e-12},
      {make(Shape::uniform, 2, 5), 0.8, 4.4, 1e-12},
      {make(Shape::normal, 10, 2), 0.9, 12.5631031310892, 1e-12},
      {make(Shape::exponential, 5), 0.5, 3.46573590279973, 1e-12},
      {make(Shape::point, 3), 0.7, 3.0, 0.0},
  };
  for (const Case& c : cases) {
    EXPECT_NEAR(Sampler(c.distribution).quantile(c.p), c.expected, c.tolerance)
        << "shape " << static_cast<int>(c.distribution.shape) << " p " << c.p;
  }
}

TEST(Sampler, KnowsExactMoments) {
  struct Case {
    Distribution distribution;
    double mean;
    double std_dev;
  };
  const Case cases[] = {
      {make(Shape::point, 3), 3, 0},
      {make(Shape::uniform, 2, 5), 3.5, std::sqrt(0.75)},
      {make(Shape::triangular, 2, 4, 10), 16.0 / 3, std::sqrt(26.0 / 9)},
      {make(Shape::triangular, 2, 5, 14), 7, std::sqrt(6.5)},
      {make(Shape::pert, 2, 4, 10), 14.0 / 3, std::sqrt(128.0 / 63)},
      {make(Shape::pert, 2, 5, 14), 6, std::sqrt(32.0 / 7)},
      {make(Shape::exponential, 5), 5, 5},
      {make_samples({3, 5, 5, 9}), 5.5, std::sqrt(4.75)},
      // The cut normals were integrated numerically by a separate program.
      {make(Shape::normal, 2, 1), 2.00849070261683, 0.979896102036963},
      {make(Shape::normal, 1, 2), 1.39559311480261, 1.48787190907491},
      {make(Shape::normal, -1, 2), 0.395593114802612, 0.825871132575841},
      {make(Shape::normal, 10, 2), 10.0000001069233, 1.99999944604007},
  };
  for (const Case& c : cases) {
    const Sampler sampler(c.distribution);
    EXPECT_NEAR(sampler.mean(), c.mean, 1e-12 * c.mean) << static_cast<int>(c.distribution.shape);
    EXPECT_NEAR(sampler.std_dev(), c.std_dev, 1e-12) << static_cast<int>(c.distribution.shape);
  }
  const Sampler lognormal(make_lognormal());
  EXPECT_NEAR(lognormal.mean(), 11.57506, 6e-6);
  EXPECT_NEAR(lognormal.std_dev() / lognormal.mean(), 0.58294, 6e-6);
}

// The mean of quantiles at evenly spread probabilities is the mean of the distribution.
TEST(Sampler, DrawsHaveTheMomentsItStates) {
  constexpr std::size_t kCells = 200000;
  std::vector<double> u(kCells);
  for (std::size_t i = 0; i < kCells; ++i) u[i] = (static_cast<double>(i) + 0.5) / kCells;
  std::vector<double> days(kCells);
  for (Distribution d : all_shapes()) {
    d.scale = 0.75;
    const Sampler sampler(d);
    sampler.sample(u, days);
    const double slack = std::max(1e-3 * sampler.std_dev(), 1e-12);
    EXPECT_NEAR(mean_of(days), sampler.mean(), slack) << static_cast<int>(d.shape);
    EXPECT_NEAR(std_dev_of(days), sampler.std_dev(), slack) << static_cast<int>(d.shape);
  }
}

TEST(Sampler, OneDrawAndBlocksAndSharedTablesAgreeToTheLastBit) {
  PertTables tables;
  for (Distribution d : all_shapes()) {
    for (const bool is_negative : {false, true}) {
      d.negative = is_negative;
      const Sampler own(d);
      const Sampler shared(d, tables);
      std::vector<double> u(333);
      uniforms({5, 6, Purpose::lag}, 0, u);
      std::vector<double> days(u.size());
      own.sample(u, days);
      for (std::size_t i = 0; i < u.size(); ++i) {
        ASSERT_EQ(days[i], own.quantile(u[i])) << static_cast<int>(d.shape);
        ASSERT_EQ(days[i], shared.quantile(u[i])) << static_cast<int>(d.shape);
      }
      own.sample(u, u);  // in place
      ASSERT_EQ(u, days);
    }
  }
}

TEST(Sampler, QuantilesNeverCross) {
  for (Distribution d : all_shapes()) {
    for (const bool is_negative : {false, true}) {
      d.negative = is_negative;
      const Sampler sampler(d);
      double last = -std::numeric_limits<double>::infinity();
      for (int i = 0; i < 4096; ++i) {
        const double days = sampler.quantile((i + 0.5) / 4096);
        ASSERT_GE(days, last - 1e-12) << static_cast<int>(d.shape) << " " << i;
        last = days;
      }
    }
  }
}

TEST(Sampler, BoundedShapesStayInTheirBounds) {
  for (const Shape shape : {Shape::uniform, Shape::triangular, Shape::pert}) {
    Distribution d = make(shape, 2, 4, 10);
    const double high = shape == Shape::uniform ? 4 : 10;
    const Sampler sampler(d);
    for (const double u : {0x1p-33, 0x1p-20, 0.01, 0.5, 0.99, 1 - 0x1p-20, 1 - 0x1p-33}) {
      EXPECT_GE(sampler.quantile(u), 2.0) << u;
      EXPECT_LE(sampler.quantile(u), high) << u;
    }
  }
}

TEST(Sampler, ScalesAndMirrors) {
  for (Distribution d : all_shapes()) {
    const Sampler plain(d);
    d.scale = 0.25;
    d.negative = true;
    const Sampler lead(d);
    for (const double u : {0.125, 0.5, 0.75}) {
      EXPECT_DOUBLE_EQ(lead.quantile(u), -0.25 * plain.quantile(1 - u));
    }
    EXPECT_DOUBLE_EQ(lead.mean(), -0.25 * plain.mean());
    EXPECT_DOUBLE_EQ(lead.std_dev(), 0.25 * plain.std_dev());
  }
}

TEST(Sampler, NormalIsCutAtZero) {
  const Sampler sampler(make(Shape::normal, 1, 2));
  EXPECT_EQ(sampler.quantile(0.1), 0.0);
  EXPECT_EQ(sampler.quantile(0.3), 0.0);  // Phi(-1/2) is 0.3085
  EXPECT_GT(sampler.quantile(0.31), 0.0);
  Distribution lead = make(Shape::normal, 1, 2);
  lead.negative = true;
  EXPECT_FALSE(std::signbit(Sampler(lead).quantile(0.9)));  // no day is 0, not -0
}

TEST(Sampler, SamplesHaveEqualWeight) {
  const Sampler sampler(make_samples({3, 5, 9, 20}));
  EXPECT_EQ(sampler.quantile(0.001), 3);
  EXPECT_EQ(sampler.quantile(0.249), 3);
  EXPECT_EQ(sampler.quantile(0.251), 5);
  EXPECT_EQ(sampler.quantile(0.749), 9);
  EXPECT_EQ(sampler.quantile(1 - 0x1p-33), 20);
}

TEST(Sampler, WithoutSpreadIsConstant) {
  const std::vector<Distribution> constants = {make(Shape::point, 4),
                                               make(Shape::uniform, 4, 4),
                                               make(Shape::triangular, 4, 4, 4),
                                               make(Shape::pert, 4, 4, 4),
                                               make(Shape::lognormal, std::log(4.0), 0),
                                               make(Shape::normal, 4, 0),
                                               make_samples({4, 4, 4})};
  for (Distribution d : constants) {
    d.scale = 0.5;
    const Sampler sampler(d);
    EXPECT_TRUE(sampler.is_constant());
    EXPECT_NEAR(sampler.quantile(0.01), 2.0, 1e-15);
    EXPECT_EQ(sampler.quantile(0.01), sampler.quantile(0.99));
    EXPECT_NEAR(sampler.mean(), 2.0, 1e-15);
    EXPECT_EQ(sampler.std_dev(), 0.0);
  }
  EXPECT_EQ(Sampler(make(Shape::normal, -4, 0)).quantile(0.5), 0.0);
  EXPECT_EQ(Sampler(make(Shape::exponential, 0)).quantile(0.9), 0.0);
  EXPECT_FALSE(Sampler(make(Shape::uniform, 2, 5)).is_constant());
  Distribution finished = make(Shape::uniform, 2, 5);
  finished.scale = 0.0;
  EXPECT_TRUE(Sampler(finished).is_constant());
  EXPECT_EQ(Sampler(finished).quantile(0.9), 0.0);
}

TEST(Sampler, RefusesNonsense) {
  const double nan = std::nan("");
  std::vector<Distribution> wrong = {make(Shape::point, nan),
                                     make(Shape::uniform, 5, 2),
                                     make(Shape::triangular, 2, 1, 10),
                                     make(Shape::triangular, 2, 11, 10),
                                     make(Shape::pert, 2, 1, 10),
                                     make(Shape::pert, 2, 4, 10, -1),
                                     make(Shape::lognormal, 1, -1),
                                     make(Shape::normal, 1, -1),
                                     make(Shape::exponential, -1),
                                     make_samples({}),
                                     make_samples({5, 3}),
                                     make_samples({1, nan})};
  wrong.push_back(make(Shape::point, 1));
  wrong.back().scale = -1;
  for (const Distribution& d : wrong) {
    EXPECT_THROW(Sampler{d}, std::invalid_argument) << static_cast<int>(d.shape);
  }
}

TEST(DeterministicDays, IsTheValueThatStandsForTheShape) {
  struct Case {
    Distribution distribution;
    double expected;
  };
  const Case cases[] = {
      {make(Shape::point, 3), 3},        {make(Shape::point, -3), -3},
      {make(Shape::uniform, 2, 5), 3.5}, {make(Shape::triangular, 2, 4, 10), 4},
      {make(Shape::pert, 2, 4, 10), 4},  {make_lognormal(), 10},
      {make(Shape::normal, 10, 2), 10},  {make(Shape::normal, -1, 2), 0},
      {make(Shape::exponential, 5), 5},  {make_samples({3, 5, 9}), 5},
      {make_samples({3, 5, 6, 9}), 5.5}, {make_samples({7}), 7},
  };
  for (const Case& c : cases) {
    Distribution d = c.distribution;
    EXPECT_NEAR(deterministic_days(d), c.expected, 1e-14) << static_cast<int>(d.shape);
    d.scale = 0.5;
    d.negative = true;
    EXPECT_NEAR(deterministic_days(d), -0.5 * c.expected, 1e-14) << static_cast<int>(d.shape);
  }
  Distribution none;
  none.negative = true;
  EXPECT_FALSE(std::signbit(deterministic_days(none)));
}

TEST(DeterministicDays, IsTheMedianWhereItSaysSo) {
  for (const Distribution& d : {make(Shape::uniform, 2, 5), make_lognormal(),
                                make(Shape::normal, 10, 2), make_samples({3, 5, 9})}) {
    EXPECT_NEAR(deterministic_days(d), Sampler(d).quantile(0.5), 1e-12);
  }
}

// Sums of n uniform numbers (Irwin-Hall). Tolerance: 4 standard errors.
TEST(SamplerWithPhilox, SeriesOfUniformsMeetsTheExactSum) {
  constexpr std::size_t kN = 40000;
  struct Case {
    int n;
    double p80;
    double p90;
    double at;
    double share;
  };
  for (const Case& c :
       {Case{3, 1.937121, 2.156567, 1.0, 1.0 / 6}, Case{12, 6.849833, 7.288998, 5.0, 0.160727}}) {
    std::vector<double> sum(kN, 0.0);
    for (int i = 0; i < c.n; ++i) {
      const auto days = draw(make(Shape::uniform, 0, 1), "u" + std::to_string(i), kN);
      for (std::size_t k = 0; k < kN; ++k) sum[k] += days[k];
    }
    const auto share = [&](double x) {
      return static_cast<double>(std::ranges::count_if(sum, [&](double s) { return s <= x; })) / kN;
    };
    const auto error = [&](double p) { return 4 * std::sqrt(p * (1 - p) / kN); };
    EXPECT_NEAR(mean_of(sum), c.n / 2.0, 4 * std::sqrt(c.n / 12.0 / kN));
    EXPECT_NEAR(share(c.p80), 0.8, error(0.8));
    EXPECT_NEAR(share(c.p90), 0.9, error(0.9));
    EXPECT_NEAR(share(c.at), c.share, error(c.share));
  }
}

// The largest of ten uniform numbers, and how each of them goes along with it.
TEST(SamplerWithPhilox, ParallelUniformsMeetTheExactMaximum) {
  constexpr std::size_t kN = 40000;
  std::vector<double> largest(kN, 0.0);
  std::vector<std::vector<double>> all;
  for (int i = 0; i < 10; ++i) {
    all.push_back(draw(make(Shape::uniform, 0, 1), "p" + std::to_string(i), kN));
    for (std::size_t k = 0; k < kN; ++k) largest[k] = std::max(largest[k], all.back()[k]);
  }
  const double variance = 0.00688705;
  EXPECT_NEAR(mean_of(largest), 0.909091, 4 * std::sqrt(variance / kN));
  EXPECT_NEAR(std_dev_of(largest), std::sqrt(variance), 0.03 * std::sqrt(variance));
  std::ranges::sort(largest);
  EXPECT_NEAR(forecast_numbers(largest).p80, 0.977933, 0.001);
  std::ranges::fill(largest, 0.0);
  for (const auto& days : all) {
    for (std::size_t k = 0; k < kN; ++k) largest[k] = std::max(largest[k], days[k]);
  }
  for (const auto& days : all) {
    EXPECT_NEAR(pearson(days, largest).value(), 0.158114, 4 / std::sqrt(double{kN}));
  }
}

TEST(SamplerWithPhilox, RandomDrawsOfEveryShapeHaveTheStatedMean) {
  constexpr std::size_t kN = 40000;
  for (const Distribution& d : all_shapes()) {
    const Sampler sampler(d);
    const auto days = draw(d, "shape", kN);
    EXPECT_NEAR(mean_of(days), sampler.mean(), 4 * sampler.std_dev() / std::sqrt(double{kN}))
        << static_cast<int>(d.shape);
  }
}

}  // namespace
}  // namespace slipway
