#include "planner/whatif/attribution_effort.hpp"

#include <gtest/gtest.h>

#include "planner/whatif/shapley.hpp"

namespace slipway {
namespace {

double mixtures_of(std::size_t groups, std::size_t permutations) {
  return static_cast<double>(
      ShapleyGame(groups, {.permutations = permutations}).coalitions().size());
}

TEST(AttributionEffort, SmallPlansAreSharedOutInFull) {
  const AttributionEffort effort =
      choose_effort({.groups = 5, .items = 26, .moved = 9, .samples = 10'000});
  EXPECT_EQ(effort, (AttributionEffort{.has_odds = true, .permutations = 64, .most_items = 9}));
}

TEST(AttributionEffort, WithoutSamplesThereAreNoOdds) {
  EXPECT_FALSE(choose_effort({.groups = 5, .items = 26, .moved = 9}).has_odds);
  EXPECT_FALSE(
      choose_effort({.groups = 5, .items = 26, .moved = 9}, {.forces_odds = true}).has_odds);
}

TEST(AttributionEffort, OddsThatTakeLongAreLeftOutUnlessForced) {
  const AttributionSize size{.groups = 8, .items = 5000, .moved = 100, .samples = 10'000};
  EXPECT_FALSE(choose_effort(size).has_odds);
  EXPECT_TRUE(choose_effort(size, {.forces_odds = true}).has_odds);
}

// Whatever is asked for, the mixtures that follow stay within the limits where they can be met.
TEST(AttributionEffort, StaysWithinItsLimits) {
  const EffortLimits limits;
  int with_odds = 0;
  int fewer = 0;
  for (const std::size_t groups : {1u, 3u, 8u, 9u, 20u, 60u}) {
    for (const std::size_t items : {10u, 100u, 1000u, 10'000u}) {
      const AttributionSize size{
          .groups = groups, .items = items, .moved = items / 2, .samples = 10'000};
      const AttributionEffort effort = choose_effort(size, limits);
      const double mixtures = mixtures_of(groups, effort.permutations);
      const auto count = static_cast<double>(items);
      if (effort.has_odds) {
        EXPECT_LE(mixtures * count * 1e4, limits.most_samples);
        EXPECT_TRUE(groups <= 8 || effort.permutations >= 16);
        ++with_odds;
      }
      if (groups > 8 && effort.permutations > 4) {
        EXPECT_LE(mixtures * count, limits.most_dates);
      }
      EXPECT_GE(effort.permutations, 4u);
      EXPECT_LE(effort.most_items, size.moved);
      EXPECT_LE(mixtures * static_cast<double>(effort.most_items), limits.most_figures);
      fewer += effort.permutations < 64 ? 1 : 0;
    }
  }
  EXPECT_GT(with_odds, 4);
  EXPECT_GT(fewer, 2);
}

TEST(AttributionEffort, RowsAreLeftOutOnlyWhenTooManyAreKept) {
  const AttributionSize size{.groups = 100, .items = 50'000, .moved = 50'000};
  const AttributionEffort effort = choose_effort(size);
  EXPECT_GT(effort.most_items, 0u);
  EXPECT_LT(effort.most_items, 50'000u);
}

}  // namespace
}  // namespace slipway
