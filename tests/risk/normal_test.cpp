#include "planner/risk/normal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace slipway {
namespace {

// Expected values were computed with 40 digits by a separate program, for the double nearest to
// the probability shown.
TEST(Normal, QuantileIsExactToFourteenDigits) {
  const double cases[][2] = {
      {1e-300, -37.047096299361199237},       {1e-20, -9.2623400897984075796},
      {1e-10, -6.3613409024040561991},        {2e-6, -4.6113823623026683581},
      {0.0001, -3.7190164854556805523},       {0.01, -2.3263478740408410931},
      {0.02425, -1.9729610513118848376},      {0.1, -1.2815515655446004353},
      {0.25, -0.6744897501960817432},         {0.4, -0.25334710313579974132},
      {0.49999, -0.000025066282748960008527}, {0.6, 0.25334710313579974132},
      {0.9, 1.2815515655446005935},           {0.975, 1.9599639845400538556},
      {0.99, 2.3263478740408407676}};
  for (const auto& [p, x] : cases) EXPECT_NEAR(normal_quantile(p) / x, 1.0, 1e-14) << p;
}

TEST(Normal, QuantileKnowsItsEdges) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_EQ(normal_quantile(0.0), -infinity);
  EXPECT_EQ(normal_quantile(1.0), infinity);
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(1.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(std::numeric_limits<double>::quiet_NaN())));
}

TEST(Normal, QuantileIsOddAndRises) {
  double last = -std::numeric_limits<double>::infinity();
  for (int i = 1; i < 1 << 16; ++i) {
    const double p = i * 0x1p-16;
    const double x = normal_quantile(p);
    ASSERT_GT(x, last) << p;
    ASSERT_EQ(x, -normal_quantile(1.0 - p)) << p;
    last = x;
  }
}

TEST(Normal, CdfIsExactToFourteenDigits) {
  const double cases[][2] = {{-6, 9.865876450376981407e-10},
                             {-3.3, 0.0004834241423837775071},
                             {-1, 0.15865525393145705141},
                             {-0.5, 0.30853753872598689636},
                             {0, 0.5},
                             {0.5, 0.69146246127401310364},
                             {1, 0.84134474606854294859},
                             {2.5, 0.99379033467422386483},
                             {6, 0.99999999901341235496}};
  for (const auto& [x, p] : cases) EXPECT_NEAR(normal_cdf(x) / p, 1.0, 1e-14) << x;
  EXPECT_NEAR(normal_cdf(-10) / 7.619853024160526066e-24, 1.0, 1e-13);
}

TEST(Normal, CdfAndQuantileUndoEachOther) {
  for (int i = 1; i < 1000; ++i) {
    const double p = i / 1000.0;
    EXPECT_NEAR(normal_cdf(normal_quantile(p)) / p, 1.0, 1e-14) << p;
  }
}

TEST(Normal, DensityIsTheSlopeOfTheCdf) {
  EXPECT_DOUBLE_EQ(normal_density(0.0), 0.3989422804014327);
  EXPECT_EQ(normal_density(1.5), normal_density(-1.5));
  for (double x = -5; x <= 5; x += 0.37) {
    const double slope = (normal_cdf(x + 1e-4) - normal_cdf(x - 1e-4)) / 2e-4;
    EXPECT_NEAR(normal_density(x), slope, 1e-8) << x;
  }
}

}  // namespace
}  // namespace slipway
