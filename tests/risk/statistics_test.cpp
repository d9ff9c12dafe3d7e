#include "planner/risk/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace slipway {
namespace {

const std::vector<double> kOneToTen = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

TEST(Quantile, OfOneToTen) {
  struct Case {
    double p;
    double type7;
    double type1;
  };
  for (const Case& c : {Case{0.0, 1, 1}, Case{0.5, 5.5, 5}, Case{0.8, 8.2, 8}, Case{0.85, 8.65, 9},
                        Case{0.9, 9.1, 9}, Case{1.0, 10, 10}}) {
    EXPECT_NEAR(quantile_type7(kOneToTen, c.p), c.type7, 1e-14) << c.p;
    EXPECT_EQ(kOneToTen[quantile_index_type1(10, c.p)], c.type1) << c.p;
  }
}

TEST(Quantile, OfOneValueIsThatValue) {
  const std::vector<double> one = {7};
  for (const double p : {0.0, 0.3, 1.0}) {
    EXPECT_EQ(quantile_type7(one, p), 7.0);
    EXPECT_EQ(quantile_index_type1(1, p), 0U);
  }
}

// For percentiles the rank is known in whole numbers, without any rounding.
TEST(Quantile, Type1IsNotFooledByRounding) {
  for (std::size_t n = 1; n <= 3000; ++n) {
    for (std::size_t percent = 1; percent <= 100; ++percent) {
      const std::size_t rank = (n * percent + 99) / 100;
      ASSERT_EQ(quantile_index_type1(n, static_cast<double>(percent) / 100.0), rank - 1)
          << n << " values, " << percent << " %";
    }
  }
}

TEST(Quantile, Type1IsTheSmallestValueWithEnoughBelow) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values(1 + random() % 40);
    for (double& value : values) value = static_cast<double>(random() % 12);
    std::ranges::sort(values);
    const double p = static_cast<double>(random() % 1000 + 1) / 1000.3;
    const double found = values[quantile_index_type1(values.size(), p)];
    const auto share = [&](auto&& holds) {
      return static_cast<double>(std::ranges::count_if(values, holds)) /
             static_cast<double>(values.size());
    };
    EXPECT_GE(share([&](double v) { return v <= found; }), p);
    EXPECT_LT(share([&](double v) { return v < found; }), p);
  }
}

TEST(Quantile, NeverCrosses) {
  const std::vector<double> values = {-3, -3, 0, 0.5, 8, 8, 8, 100};
  double last7 = values.front();
  std::size_t last1 = 0;
  for (int i = 0; i <= 1000; ++i) {
    const double now7 = quantile_type7(values, i / 1000.0);
    const std::size_t now1 = quantile_index_type1(values.size(), i / 1000.0);
    ASSERT_GE(now7, last7);
    ASSERT_GE(now1, last1);
    last7 = now7;
    last1 = now1;
  }
}

TEST(Sum, KeepsWhatPlainAdditionLoses) {
  const std::vector<double> cancelling = {1e16, 1.0, -1e16, 1.0};
  EXPECT_EQ(order_free_sum(cancelling), 2.0);
  EXPECT_EQ(order_free_sum(std::vector<double>(10, 0.1)), 1.0);
  EXPECT_EQ(order_free_sum({}), 0.0);
  EXPECT_EQ(order_free_sum(std::vector<double>{0.0, -0.0}), 0.0);
  EXPECT_EQ(order_free_sum(std::vector<double>{-2.5}), -2.5);
}

TEST(Sum, MeetsALongerType) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal(30.0, 12.0);
  std::vector<double> values(20000);
  long double expected = 0;
  for (double& value : values) expected += value = normal(random);
  EXPECT_DOUBLE_EQ(order_free_sum(values), static_cast<double>(expected));
}

TEST(MeanAndStdDev, DependOnTheValuesAndNotOnTheirOrder) {
  std::mt19937_64 random(5);
  std::lognormal_distribution<double> wide(0.0, 8.0);
  for (int round = 0; round < 20; ++round) {
    std::vector<double> values(997);
    for (double& value : values) value = (random() % 2 == 0 ? 1 : -1) * wide(random);
    const double mean = mean_of(values);
    const double std_dev = std_dev_of(values);
    for (int shuffle = 0; shuffle < 10; ++shuffle) {
      std::shuffle(values.begin(), values.end(), random);
      ASSERT_EQ(mean_of(values), mean);
      ASSERT_EQ(std_dev_of(values), std_dev);
    }
  }
}

TEST(MeanAndStdDev, OfKnownNumbers) {
  EXPECT_EQ(mean_of(kOneToTen), 5.5);
  EXPECT_DOUBLE_EQ(std_dev_of(kOneToTen), std::sqrt(82.5 / 9));
  EXPECT_TRUE(std::isnan(mean_of({})));
  EXPECT_EQ(std_dev_of(std::vector<double>{4}), 0.0);
  EXPECT_EQ(std_dev_of(std::vector<double>{4, 4, 4}), 0.0);
  // Far from 0, where mean(x^2) - mean(x)^2 would lose every digit.
  EXPECT_DOUBLE_EQ(std_dev_of(std::vector<double>{1e9 + 1, 1e9 + 2, 1e9 + 3}), 1.0);
}

TEST(Forecast, GathersItsNumbers) {
  const ForecastNumbers numbers = forecast_numbers(kOneToTen);
  EXPECT_NEAR(numbers.p10, 1.9, 1e-14);
  EXPECT_NEAR(numbers.p50, 5.5, 1e-14);
  EXPECT_NEAR(numbers.p80, 8.2, 1e-14);
  EXPECT_NEAR(numbers.p90, 9.1, 1e-14);
  EXPECT_EQ(numbers.mean, 5.5);
  EXPECT_DOUBLE_EQ(numbers.std_dev, std::sqrt(82.5 / 9));
}

TEST(Wilson, MeetsTheReference) {
  struct Case {
    std::uint64_t hits;
    std::uint64_t n;
    double low;
    double high;
  };
  for (const Case& c : {Case{820, 1000, 0.79498, 0.84257}, Case{0, 1000, 0.0, 0.00383},
                        Case{1000, 1000, 0.99617, 1.0}, Case{8, 10, 0.49016, 0.94332},
                        Case{8000, 10000, 0.79205, 0.80772}}) {
    const Interval interval = wilson_interval(c.hits, c.n);
    EXPECT_NEAR(interval.low, c.low, 6e-6) << c.hits << "/" << c.n;
    EXPECT_NEAR(interval.high, c.high, 6e-6) << c.hits << "/" << c.n;
  }
}

// The ends are the p with |k/n - p| = z sqrt(p (1 - p) / n): Wilson's definition, checked itself.
TEST(Wilson, SolvesItsEquation) {
  for (const double z : {1.0, 1.959963984540054, 3.0}) {
    for (std::uint64_t n = 1; n <= 60; ++n) {
      for (std::uint64_t hits = 0; hits <= n; ++hits) {
        const Interval interval = wilson_interval(hits, n, z);
        const double share = static_cast<double>(hits) / static_cast<double>(n);
        for (const double p : {interval.low, interval.high}) {
          const double left = (share - p) * (share - p);
          ASSERT_NEAR(left, z * z * p * (1 - p) / static_cast<double>(n), 1e-14)
              << hits << "/" << n;
        }
        ASSERT_LE(interval.low, share);
        ASSERT_GE(interval.high, share);
      }
    }
  }
}

TEST(Wilson, HasExactEnds) {
  EXPECT_EQ(wilson_interval(0, 0), (Interval{0.0, 1.0}));
  for (const std::uint64_t n : {1U, 7U, 1000U, 10000U}) {
    EXPECT_EQ(wilson_interval(0, n).low, 0.0);
    EXPECT_EQ(wilson_interval(n, n).high, 1.0);
    const double z2 = 1.959963984540054 * 1.959963984540054;
    EXPECT_NEAR(wilson_interval(n, n).low, static_cast<double>(n) / (static_cast<double>(n) + z2),
                1e-14);
  }
}

TEST(Pearson, MeetsKnownValues) {
  const std::vector<double> x = {1, 2, 3, 4, 5};
  const std::vector<double> up = {10, 20, 30, 40, 50};
  const std::vector<double> down = {5, 4, 3, 2, 1};
  const std::vector<double> mixed = {2, 1, 4, 3, 5};
  EXPECT_DOUBLE_EQ(pearson(x, up).value(), 1.0);
  EXPECT_DOUBLE_EQ(pearson(x, down).value(), -1.0);
  EXPECT_DOUBLE_EQ(pearson(x, mixed).value(), 0.8);
  EXPECT_DOUBLE_EQ(pearson(mixed, x).value(), 0.8);
}

TEST(Pearson, HasNoValueWithoutVariance) {
  const std::vector<double> x = {1, 2, 3};
  const std::vector<double> same = {0.1, 0.1, 0.1};
  EXPECT_FALSE(pearson(x, same).has_value());
  EXPECT_FALSE(pearson(same, x).has_value());
  EXPECT_FALSE(pearson({}, {}).has_value());
  EXPECT_FALSE(pearson(std::vector<double>{1}, std::vector<double>{2}).has_value());
}

TEST(Pearson, IgnoresShiftAndPositiveScale) {
  std::mt19937_64 random(9);
  std::normal_distribution<double> normal;
  std::vector<double> x(500);
  std::vector<double> y(500);
  std::vector<double> moved(500);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = normal(random);
    y[i] = 0.5 * x[i] + normal(random);
    moved[i] = 1000 + 7 * y[i];
  }
  const double r = pearson(x, y).value();
  EXPECT_NEAR(r, 0.5 / std::sqrt(1.25), 0.2);
  EXPECT_NEAR(pearson(x, moved).value(), r, 1e-12);
}

}  // namespace
}  // namespace slipway
