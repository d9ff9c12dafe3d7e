#include "planner/risk/pert_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <stdexcept>
#include <thread>
#include <vector>

namespace slipway {
namespace {

constexpr double kLambdas[] = {0.0, 0.01, 0.5, 1.0, 4.0, 10.0, 33.0, 100.0};
constexpr double kPositions[] = {0.0,  0.0003, 0.002, 0.01, 0.03, 0.1,    0.21,
                                 0.25, 0.5,    0.6,   0.77, 0.93, 0.9999, 1.0};

std::vector<double> make_midpoints(std::size_t n) {
  std::vector<double> u(n);
  for (std::size_t i = 0; i < n; ++i)
    u[i] = (static_cast<double>(i) + 0.5) / static_cast<double>(n);
  return u;
}

// Beta quantiles computed with 40 digits by a separate program.
TEST(PertTable, MeetsQuantilesComputedElsewhere) {
  struct Case {
    double lambda;
    double position;
    double quantiles[5];  // at 0.01, 0.1, 0.5, 0.9, 0.99
  };
  const Case cases[] = {
      {4, 0.25, {0.0326821122006, 0.112234958546, 0.313810170456, 0.58389037462, 0.777927716615}},
      {100,
       0,
       {9.9503324993e-5, 0.00104262950611, 0.00683934784175, 0.0225399643538, 0.0445718787146}},
      {100, 0.3, {0.204769911141, 0.246547122608, 0.302635560715, 0.362965556471, 0.414318591434}},
      {0.5, 0.9, {0.0400554637063, 0.196713838296, 0.604050667958, 0.921219839086, 0.991346961101}},
      {20, 1, {0.803085722139, 0.896150501947, 0.967531778524, 0.99499539755, 0.999521527083}},
  };
  const double levels[] = {0.01, 0.1, 0.5, 0.9, 0.99};
  PertTables tables;
  for (const Case& c : cases) {
    const PertCurve curve = tables.curve(c.position, c.lambda);
    for (int i = 0; i < 5; ++i) {
      EXPECT_NEAR(curve.quantile(levels[i]), c.quantiles[i], 1e-4) << c.lambda << " " << levels[i];
    }
  }
}

TEST(PertTable, MeetsTheExactQuantilesEverywhere) {
  PertTables tables;
  for (const double lambda : kLambdas) {
    for (const double x : kPositions) {
      const PertCurve curve = tables.curve(x, lambda);
      const boost::math::beta_distribution<> exact(1 + lambda * x, 1 + lambda * (1 - x));
      for (int percent = 1; percent < 100; percent += 2) {
        const double p = percent / 100.0;
        ASSERT_NEAR(curve.quantile(p), boost::math::quantile(exact, p), 1e-4)
            << "lambda " << lambda << " mode " << x << " p " << p;
      }
    }
  }
}

TEST(PertTable, KeepsMeanAndSpread) {
  PertTables tables;
  const std::vector<double> u = make_midpoints(50000);
  std::vector<double> q(u.size());
  for (const double lambda : kLambdas) {
    for (const double x : kPositions) {
      tables.curve(x, lambda).sample(u, q);
      double sum = 0.0;
      double squares = 0.0;
      for (const double value : q) {
        sum += value;
        squares += value * value;
      }
      const double n = static_cast<double>(q.size());
      const double mean = (1 + lambda * x) / (lambda + 2);
      const double variance = mean * (1 - mean) / (lambda + 3);
      EXPECT_NEAR(sum / n / mean, 1.0, 2e-4) << lambda << " " << x;
      const double spread = std::sqrt(squares / n - sum / n * (sum / n));
      EXPECT_NEAR(spread / std::sqrt(variance), 1.0, 4e-4) << lambda << " " << x;
    }
  }
}

// The first piece is no cubic through known points: it must keep the mean of what it stands for.
TEST(PertTable, KeepsTheMeanOfItsEnds) {
  constexpr double kEnd = 0x1p-15;
  PertTables tables;
  for (const double lambda : {4.0, 100.0}) {
    const PertCurve curve = tables.curve(0.5, lambda);  // a table of its own: nothing is blended
    const double alpha = 1 + lambda / 2;
    const boost::math::beta_distribution<> exact(alpha, alpha);
    const boost::math::beta_distribution<> weighted(alpha + 1, alpha);
    const double edge = boost::math::quantile(exact, kEnd);
    const double expected = 0.5 * boost::math::cdf(weighted, edge) / kEnd;
    double low = 0.0;
    double high = 0.0;
    for (const double u : make_midpoints(10000)) {
      low += curve.quantile(u * kEnd) / 10000;
      high += (1 - curve.quantile(1 - u * kEnd)) / 10000;
    }
    EXPECT_NEAR(low / expected, 1.0, 1e-6) << lambda;
    EXPECT_NEAR(high / expected, 1.0, 1e-6) << lambda;
  }
}

TEST(PertTable, NeverFallsAndStaysInside) {
  PertTables tables;
  std::vector<double> u = {0x1p-33, 0x1p-20, 0x1p-16};
  for (int i = 1; i < 1 << 14; ++i) u.push_back(i * 0x1p-14);
  for (const double rest : {0x1p-16, 0x1p-20, 0x1p-33}) u.push_back(1 - rest);
  ASSERT_TRUE(std::is_sorted(u.begin(), u.end()));
  std::vector<double> q(u.size());
  for (const double lambda : kLambdas) {
    for (const double x : kPositions) {
      tables.curve(x, lambda).sample(u, q);
      EXPECT_GE(q.front(), 0.0) << lambda << " " << x;
      EXPECT_LE(q.back(), 1.0) << lambda << " " << x;
      for (std::size_t i = 1; i < q.size(); ++i) {
        ASSERT_GE(q[i], q[i - 1] - 1e-15) << "lambda " << lambda << " mode " << x << " u " << u[i];
      }
    }
  }
}

TEST(PertTable, RisesWithTheModeWithoutJumps) {
  PertTables tables;
  for (const double u : {0.001, 0.1, 0.5, 0.8, 0.999}) {
    double last = tables.curve(0.0, 4).quantile(u);
    for (int i = 1; i <= 2000; ++i) {
      const double now = tables.curve(i / 2000.0, 4).quantile(u);
      ASSERT_GE(now, last) << i;
      ASSERT_LT(now - last, 0.003) << i;  // below 6 per unit of x
      last = now;
    }
  }
}

TEST(PertTable, OneDrawAndBlocksAgreeToTheLastBit) {
  PertTables tables;
  const PertCurve curve = tables.curve(0.3, 4);
  for (const std::size_t size : {1U, 57U, 58U, 64U, 1000U}) {
    const std::vector<double> u = make_midpoints(size);
    std::vector<double> q(size);
    curve.sample(u, q);
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(q[i], curve.quantile(u[i])) << size;
  }
}

TEST(PertTables, ShareTablesBetweenManyEstimates) {
  PertTables tables;
  for (int i = 0; i < 10000; ++i) tables.curve(i / 9999.0, 4);
  EXPECT_EQ(tables.size(), 65U);
  tables.curve(0.5, 100);
  EXPECT_EQ(tables.size(), 67U);
}

TEST(PertTables, MayBeSharedByThreadsAndDieBeforeTheirCurves) {
  std::vector<PertCurve> curves[2];
  {
    PertTables tables;
    const auto ask = [&](int who) {
      for (int i = 0; i <= 200; ++i) curves[who].push_back(tables.curve(i / 200.0, 8));
    };
    std::thread other(ask, 1);
    ask(0);
    other.join();
  }  // the store is gone, the curves stay
  std::vector<double> results[2];
  for (int who = 0; who < 2; ++who) {
    for (const PertCurve& curve : curves[who]) results[who].push_back(curve.quantile(0.8));
  }
  EXPECT_EQ(results[0], results[1]);
  EXPECT_TRUE(std::is_sorted(results[0].begin(), results[0].end()));
}

TEST(PertTables, RefuseNonsense) {
  PertTables tables;
  EXPECT_THROW(tables.curve(-0.1, 4), std::invalid_argument);
  EXPECT_THROW(tables.curve(1.1, 4), std::invalid_argument);
  EXPECT_THROW(tables.curve(std::nan(""), 4), std::invalid_argument);
  EXPECT_THROW(tables.curve(0.5, -1), std::invalid_argument);
  EXPECT_THROW(tables.curve(0.5, std::nan("")), std::invalid_argument);
}

}  // namespace
}  // namespace slipway
