#include "planner/graph/structure.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace slipway {
namespace {

using Arcs = std::vector<Arc>;

std::vector<std::uint32_t> distances(std::size_t n, const Arcs& arcs, std::uint32_t source,
                                     Direction direction, std::uint32_t limit) {
  return find_distances(n, arcs, std::array{source}, direction, limit);
}

TEST(FindDistances, CountsArrowsBothWays) {
  const Arcs arcs = {{0, 1}, {1, 2}, {2, 3}, {0, 3}};
  EXPECT_EQ(distances(5, arcs, 0, Direction::along, 9),
            (std::vector<std::uint32_t>{0, 1, 2, 1, kUnreached}));
  EXPECT_EQ(distances(5, arcs, 3, Direction::against, 9),
            (std::vector<std::uint32_t>{1, 2, 1, 0, kUnreached}));
}

TEST(FindDistances, StopsAtTheLimit) {
  const Arcs arcs = {{0, 1}, {1, 2}, {2, 3}};
  EXPECT_EQ(distances(4, arcs, 0, Direction::along, 1),
            (std::vector<std::uint32_t>{0, 1, kUnreached, kUnreached}));
  EXPECT_EQ(distances(4, arcs, 0, Direction::along, 0),
            (std::vector<std::uint32_t>{0, kUnreached, kUnreached, kUnreached}));
}

TEST(FindDistances, TakesTheNearestOfSeveralSources) {
  const Arcs arcs = {{0, 1}, {1, 2}, {3, 2}};
  EXPECT_EQ(find_distances(4, arcs, std::array<std::uint32_t, 3>{0, 3, 3}, Direction::along, 9),
            (std::vector<std::uint32_t>{0, 1, 1, 0}));
}

TEST(FindDistances, SurvivesLoops) {
  const Arcs arcs = {{0, 1}, {1, 0}, {1, 1}};
  EXPECT_EQ(distances(2, arcs, 0, Direction::along, 9), (std::vector<std::uint32_t>{0, 1}));
}

TEST(FindImplied, FindsTheShortCutOnly) {
  const Arcs arcs = {{0, 1}, {1, 2}, {0, 2}};
  EXPECT_EQ(find_implied(3, arcs), (std::vector<bool>{false, false, true}));
}

TEST(FindImplied, KeepsParallelArrows) {
  const Arcs arcs = {{0, 1}, {0, 1}};
  EXPECT_EQ(find_implied(2, arcs), (std::vector<bool>{false, false}));
}

TEST(FindImplied, SaysNothingAboutLoops) {
  const Arcs arcs = {{0, 1}, {1, 2}, {2, 0}, {0, 2}};
  EXPECT_EQ(find_implied(3, arcs), std::vector<bool>(4, false));
}

// Whether another way exists, by walking all of them.
bool has_other_way(const Arcs& arcs, std::uint32_t from, std::uint32_t to, int steps) {
  for (const Arc& arc : arcs) {
    if (arc.from != from) continue;
    if (arc.to == to && steps > 0) return true;
    if (arc.to != to && has_other_way(arcs, arc.to, to, steps + 1)) return true;
  }
  return false;
}

TEST(FindImplied, AgreesWithWalkingAllWays) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    Arcs arcs;
    for (std::uint32_t from = 0; from < 7; ++from) {
      for (std::uint32_t to = from + 1; to < 7; ++to) {
        if (random() % 100 < 40) arcs.push_back({from, to});
      }
    }
    const std::vector<bool> implied = find_implied(7, arcs);
    for (std::size_t a = 0; a < arcs.size(); ++a) {
      EXPECT_EQ(implied[a], has_other_way(arcs, arcs[a].from, arcs[a].to, 0)) << "round " << round;
    }
  }
}

// Two things share a component exactly when each reaches the other.
TEST(FindComponents, AgreesWithReachingBothWays) {
  std::mt19937 random(5);
  const auto below = [&](std::uint32_t m) { return static_cast<std::uint32_t>(random() % m); };
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t n = 1 + below(8);
    Arcs arcs;
    for (std::uint32_t k = below(14); k > 0; --k) arcs.push_back({below(n), below(n)});
    const std::vector<std::uint32_t> component = find_components(n, arcs);
    ASSERT_EQ(component.size(), n);
    for (std::uint32_t a = 0; a < n; ++a) {
      const auto from_a = distances(n, arcs, a, Direction::along, n);
      for (std::uint32_t b = 0; b < n; ++b) {
        const auto from_b = distances(n, arcs, b, Direction::along, n);
        const bool both = from_a[b] != kUnreached && from_b[a] != kUnreached;
        EXPECT_EQ(component[a] == component[b], both);
      }
    }
  }
}

}  // namespace
}  // namespace slipway
