#include "planner/report/team_rings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace slipway {
namespace {

// Against all-pairs distances by Floyd and Warshall, on random graphs.
TEST(TeamRings, AreThoseThatReachEachOther) {
  std::mt19937 random(7);
  std::size_t rings = 0;
  for (int round = 0; round < 500; ++round) {
    const std::size_t size = 1 + random() % 8;
    std::vector<Arc> arcs;
    for (std::size_t i = random() % (size * 2 + 1); i-- > 0;) {
      arcs.push_back({static_cast<std::uint32_t>(random() % size),
                      static_cast<std::uint32_t>(random() % size)});
    }
    constexpr std::uint32_t kFar = 1000;
    std::vector<std::vector<std::uint32_t>> far(size, std::vector<std::uint32_t>(size, kFar));
    for (const Arc& arc : arcs) {
      if (arc.from != arc.to) far[arc.from][arc.to] = 1;
    }
    for (std::size_t k = 0; k < size; ++k) {
      for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j)
          far[i][j] = std::min(far[i][j], far[i][k] + far[k][j]);
      }
    }
    std::vector<std::vector<std::uint32_t>> expected;
    for (std::uint32_t i = 0; i < size; ++i) {
      std::vector<std::uint32_t> ring = {i};
      for (std::uint32_t j = 0; j < size; ++j) {
        if (i != j && far[i][j] < kFar && far[j][i] < kFar) ring.push_back(j);
      }
      std::ranges::sort(ring);
      if (ring.size() > 1 && ring.front() == i) expected.push_back(ring);
    }
    const std::vector<TeamRing> got = find_team_rings(size, arcs);
    ASSERT_EQ(got.size(), expected.size()) << round;
    for (std::size_t r = 0; r < got.size(); ++r, ++rings) {
      EXPECT_EQ(got[r].members, expected[r]);
      const std::vector<std::uint32_t>& loop = got[r].loop;
      ASSERT_GE(loop.size(), 2u);
      EXPECT_EQ(loop.front(), got[r].members.front());
      EXPECT_EQ(loop.size(), far[loop[0]][loop[0]]) << "a shortest way round";
      for (std::size_t i = 0; i < loop.size(); ++i)
        EXPECT_EQ(far[loop[i]][loop[(i + 1) % loop.size()]], 1u);
    }
  }
  EXPECT_GT(rings, 100u);
}

}  // namespace
}  // namespace slipway
