#include "planner/risk/philox.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace slipway {
namespace {

using Block = std::array<std::uint32_t, 4>;

// The known answers that the Random123 library ships for philox4x32 with 10 rounds.
TEST(Philox, GivesTheKnownAnswers) {
  struct Case {
    Block counter;
    std::array<std::uint32_t, 2> key;
    Block expected;
  };
  const Case cases[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
       {0xffffffff, 0xffffffff},
       {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const Case& c : cases) EXPECT_EQ(philox(c.counter, c.key), c.expected);
}

TEST(Philox, DrawBlockPlacesEveryPartOfTheKey) {
  const DrawKey key{0x299f31d0'a4093822U, 0x03707344'13198a2eU, Purpose::team};
  const std::uint64_t block = 0x00abcdef'243f6a88U;
  EXPECT_EQ(draw_block(key, block),
            philox({0x243f6a88, 0xabcdef07, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}));
}

// Changing these numbers would change every result that users have seen.
TEST(Philox, PurposesKeepTheirNumbers) {
  EXPECT_EQ(static_cast<int>(Purpose::duration), 0);
  EXPECT_EQ(static_cast<int>(Purpose::existence), 1);
  EXPECT_EQ(static_cast<int>(Purpose::link), 2);
  EXPECT_EQ(static_cast<int>(Purpose::lag), 3);
  EXPECT_EQ(static_cast<int>(Purpose::risk_occurs), 4);
  EXPECT_EQ(static_cast<int>(Purpose::risk_factor), 5);
  EXPECT_EQ(static_cast<int>(Purpose::risk_delay), 6);
  EXPECT_EQ(static_cast<int>(Purpose::team), 7);
}

// FNV-1a of "" and "foobar" are published as cbf29ce484222325 and 85944171f73967e8; the finaliser
// was applied by a separate program.
TEST(EntityKey, IsStable) {
  static_assert(entity_key("") == 0xf52a15e9a9b5e89bU);
  EXPECT_EQ(entity_key("a"), 0x02c0bdbf481420f8U);
  EXPECT_EQ(entity_key("foobar"), 0x404da9e3b74078c2U);
  EXPECT_EQ(entity_key("go-daemon-api"), 0xc697f79eb1dd83d2U);
  EXPECT_NE(entity_key("\xc3\xa9"), entity_key("\xc3\xa8"));  // bytes above 127
}

TEST(EntityKey, DoesNotCollideOnLikelyIds) {
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 100000; ++i) seen.insert(entity_key("goal-" + std::to_string(i)));
  EXPECT_EQ(seen.size(), 100000U);
}

TEST(Uniforms, NeverReachZeroOrOne) {
  EXPECT_EQ(uniform_of(0), 0x1p-33);
  EXPECT_EQ(uniform_of(0xffffffffU), 1.0 - 0x1p-33);
  EXPECT_EQ(1.0 - uniform_of(0xffffffffU), uniform_of(0));
}

TEST(Uniforms, DependOnTheSampleAndNotOnTheBlockAskedFor) {
  const DrawKey key{42, entity_key("dht"), Purpose::duration};
  std::vector<double> whole(1003);
  uniforms(key, 0, whole);
  for (std::size_t i = 0; i < whole.size(); ++i) ASSERT_EQ(whole[i], uniform(key, i)) << i;

  for (std::size_t first = 0; first < 9; ++first) {
    for (std::size_t size = 0; size < 14; ++size) {
      std::vector<double> part(size);
      uniforms(key, first, part);
      for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(part[i], whole[first + i]) << first;
    }
  }
}

TEST(Uniforms, WorkBeyondTheFirst32BitsOfSamples) {
  const DrawKey key{1, 2, Purpose::link};
  const std::uint64_t far = std::uint64_t{1} << 34;  // one more block than 32 bits can number
  std::vector<double> across(8);
  uniforms(key, far - 4, across);
  EXPECT_EQ(across[3], uniform(key, far - 1));
  EXPECT_EQ(across[4], uniform(key, far));
  EXPECT_NE(uniform(key, far), uniform(key, 0));
  EXPECT_NE(uniform(key, far), uniform({1, 2, Purpose::lag}, 0));
}

TEST(Uniforms, EachPartOfTheKeyMatters) {
  std::set<double> seen;
  const DrawKey base{1, entity_key("a"), Purpose::duration};
  std::vector<DrawKey> keys = {base, base, base, base, base};
  keys[1].seed = 2;
  keys[2].seed = 1 + (std::uint64_t{1} << 32);
  keys[3].entity = entity_key("b");
  keys[4].purpose = Purpose::existence;
  for (const DrawKey& key : keys) {
    for (std::uint64_t sample = 0; sample < 100; ++sample) seen.insert(uniform(key, sample));
  }
  EXPECT_EQ(seen.size(), 500U);  // 500 draws of 2^32: a collision has odds of 3 in 100,000
}

TEST(Uniforms, FillTheirCellsEvenly) {
  constexpr int kCells = 256;
  constexpr int kDraws = 1 << 18;
  std::vector<double> draws(kDraws);
  uniforms({7, entity_key("even"), Purpose::duration}, 0, draws);
  std::array<int, kCells> counts{};
  double sum = 0.0;
  for (const double u : draws) {
    ++counts[static_cast<std::size_t>(u * kCells)];
    sum += u;
  }
  double chi2 = 0.0;
  const double expected = double{kDraws} / kCells;
  for (const int count : counts) chi2 += (count - expected) * (count - expected) / expected;
  EXPECT_NEAR(chi2, kCells - 1, 4 * std::sqrt(2.0 * (kCells - 1)));
  EXPECT_NEAR(sum / kDraws, 0.5, 4 * std::sqrt(1.0 / 12 / kDraws));
}

// Neighbours in every direction of the key must not move together.
TEST(Uniforms, RowsAreUncorrelated) {
  constexpr int kDraws = 1 << 16;
  const DrawKey base{1, entity_key("goal-1"), Purpose::duration};
  std::vector<DrawKey> others = {base, base, base, base};
  others[0].seed = 2;
  others[1].entity = entity_key("goal-2");
  others[2].entity = base.entity + 1;
  others[3].purpose = Purpose::existence;
  std::vector<double> x(kDraws);
  std::vector<double> y(kDraws);
  uniforms(base, 0, x);
  const auto correlation = [&] {
    double sum = 0.0;
    for (int i = 0; i < kDraws; ++i) {
      sum += (x[static_cast<std::size_t>(i)] - 0.5) * (y[static_cast<std::size_t>(i)] - 0.5);
    }
    return 12 * sum / kDraws;
  };
  for (const DrawKey& other : others) {
    uniforms(other, 0, y);
    EXPECT_NEAR(correlation(), 0.0, 4 / std::sqrt(double{kDraws}));
  }
  for (std::uint64_t lag = 1; lag <= 4; ++lag) {
    uniforms(base, lag, y);
    EXPECT_NEAR(correlation(), 0.0, 4 / std::sqrt(double{kDraws})) << lag;
  }
}

}  // namespace
}  // namespace slipway
