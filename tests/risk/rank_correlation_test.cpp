// Spearman's rank correlation: by hand, by definition, and in the simulation against closed forms.
#include "planner/risk/rank_correlation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "planner/risk/draw_tables.hpp"
#include "planner/risk/philox.hpp"
#include "planner/risk/statistics.hpp"
#include "tests/risk/simulate_text.hpp"
#include "tests/risk/slow_draw.hpp"

namespace slipway {
namespace {

using Values = std::vector<std::int64_t>;

// By definition: Pearson's correlation of ranks, where a rank counts those below and half of those
// that are the same.
std::optional<double> slow_spearman(const Values& x, const Values& y) {
  const auto ranks = [](const Values& values) {
    std::vector<double> out;
    for (const std::int64_t value : values) {
      double rank = 0.5;
      for (const std::int64_t other : values) {
        rank += other < value ? 1.0 : other == value ? 0.5 : 0.0;
      }
      out.push_back(rank);
    }
    return out;
  };
  const auto r = pearson(ranks(x), ranks(y));
  return r ? std::optional(std::fabs(*r)) : std::nullopt;
}

TEST(RankCorrelation, ByHand) {
  const Values up = {10, 20, 30, 40};
  EXPECT_EQ(RankedLengths(up).correlation_with({1, 2, 3, 1000}), 1.0);
  EXPECT_EQ(RankedLengths(up).correlation_with({4, 3, 2, -9}), 1.0) << "its amount";
  // Ranks 2 1 4 3: 1 - 6 x 4 / (4 x 15).
  EXPECT_NEAR(*RankedLengths(up).correlation_with({2, 1, 4, 3}), 0.6, 1e-15);
  // Ranks 1, 2.5, 2.5, 4: the middle two share theirs.
  EXPECT_NEAR(*RankedLengths(up).correlation_with({1, 2, 2, 3}), 4.5 / std::sqrt(5 * 4.5), 1e-15);
}

TEST(RankCorrelation, OfWhatDoesNotVaryIsNone) {
  EXPECT_EQ(RankedLengths({7, 7, 7}).correlation_with({1, 2, 3}), std::nullopt);
  EXPECT_EQ(RankedLengths({1, 2, 3}).correlation_with({7, 7, 7}), std::nullopt);
}

TEST(RankCorrelation, IsWhatItsDefinitionSays) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Values x;
    Values y;
    for (std::uint64_t i = 0; i < 60; ++i) {
      const auto draw = [&](Purpose purpose) { return uniform({seed, 1, purpose}, i); };
      x.push_back(static_cast<std::int64_t>(20 * draw(Purpose::duration)));  // with ties
      y.push_back(x.back() + static_cast<std::int64_t>(15 * draw(Purpose::lag)));
    }
    EXPECT_NEAR(*RankedLengths(x).correlation_with(y), *slow_spearman(x, y), 1e-14);
    EXPECT_EQ(RankedLengths(x).correlation_with(y), RankedLengths(y).correlation_with(x));
  }
}

SimulationOptions with_ranks(std::uint64_t samples) {
  SimulationOptions out;
  out.samples = samples;
  out.seed = 11;
  out.wants_ranks = true;
  return out;
}

TEST(RankCorrelation, OfAPlanIsThatOfItsDraws) {
  constexpr std::uint64_t kFew = 200;  // three blocks and a part of one
  const Simulation got = simulate_text(listed({goal("a", uniform(0, 1)), goal("b", exponential(2)),
                                               goal("c", "\"1d\"", after(R"("a", "b")"))}),
                                       "", with_ranks(kFew));
  DrawTables tables;
  const auto draws_of = [&](const char* id, const Distribution& distribution) {
    Draw draw = tables.make_draw(distribution, kSecondsPerDay, false);
    draw.entity = entity_key(id);
    Values out;
    for (std::uint64_t i = 0; i < kFew; ++i) {
      out.push_back(std::llround(std::max(1.0, slow_draw_of(draw, 11, i).value)));
    }
    return out;
  };
  const Values a = draws_of("a", {.shape = Shape::uniform, .a = 0, .b = 1, .values = {}});
  const Values b = draws_of("b", {.shape = Shape::exponential, .a = 2, .values = {}});
  Values t;
  for (std::size_t i = 0; i < kFew; ++i) t.push_back(kSecondsPerDay + std::max(a[i], b[i]));
  EXPECT_NEAR(*got.items[0].cruciality_rank, *slow_spearman(a, t), 1e-12);
  EXPECT_NEAR(*got.items[1].cruciality_rank, *slow_spearman(b, t), 1e-12);
  EXPECT_EQ(got.items[2].cruciality_rank, std::nullopt);
}

// The error of Spearman's rho is largest, 1 / sqrt(n - 1), where nothing is correlated.
const double kError = 4 / std::sqrt(kSamples - 1);

TEST(RankCorrelation, OfTwoUniformsInSeries) {
  // 12 E[U G(U + V)] - 3 with G the triangle on [0, 2]: E[S G(S)] / 2 = 37 / 120.
  const Simulation got =
      simulate_text(listed({goal("a", uniform(0, 1)), goal("b", uniform(0, 1), after("\"a\""))}),
                    "", with_ranks(static_cast<std::uint64_t>(kSamples)));
  for (const ItemRisk& item : got.items) {
    EXPECT_NEAR(*item.cruciality_rank, 0.7, kError);
    EXPECT_NEAR(*item.cruciality, std::sqrt(0.5), kError);
  }
}

TEST(RankCorrelation, OfNormalsFollowsFromPearsons) {  // 6 / pi asin(rho / 2)
  const Simulation got =
      simulate_text(listed({goal("a", normal(20, 2)), goal("b", normal(30, 4), after("\"a\""))}),
                    "", with_ranks(static_cast<std::uint64_t>(kSamples)));
  const double rho[] = {2 / std::sqrt(20.0), 4 / std::sqrt(20.0)};
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(*got.items[i].cruciality, rho[i], kError);
    EXPECT_NEAR(*got.items[i].cruciality_rank, 6 / std::numbers::pi * std::asin(rho[i] / 2),
                kError);
  }
}

TEST(RankCorrelation, ComesOnRequestAlone) {
  const Simulation got = simulate_text(goal("a", uniform(0, 1)));
  EXPECT_EQ(got.items[0].cruciality_rank, std::nullopt);
  EXPECT_TRUE(got.items[0].cruciality.has_value());
}

}  // namespace
}  // namespace slipway
