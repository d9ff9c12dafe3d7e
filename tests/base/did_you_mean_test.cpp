#include "planner/base/did_you_mean.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace slipway {
namespace {

// The full table of the optimal string alignment distance, letter case included.
std::size_t slow_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistance, KnownPairs) {
  struct Row {
    const char* a;
    const char* b;
    std::size_t distance;
  };
  for (const Row& row : {Row{"", "", 0},
                         {"abc", "", 3},
                         {"serach", "search", 1},
                         {"kitten", "sitting", 3},
                         {"ca", "abc", 3},
                         {"due", "deu", 1},
                         {"a", "b", 1},
                         {"abcd", "badc", 2}}) {
    EXPECT_EQ(edit_distance(row.a, row.b, 10), row.distance) << row.a << ' ' << row.b;
    EXPECT_EQ(edit_distance(row.b, row.a, 10), row.distance) << row.b << ' ' << row.a;
  }
}

TEST(EditDistance, LetterCaseIsFree) {
  EXPECT_EQ(edit_distance("2027-q1", "2027-Q1", 5), 0u);
  EXPECT_EQ(edit_distance("ÄB", "Äb", 5), 0u);
}

TEST(EditDistance, AgreesWithTheFullTableAndItsLimit) {
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    std::string a;
    std::string b;
    for (auto n = random() % 9; n > 0; --n) a += static_cast<char>('a' + random() % 3);
    for (auto n = random() % 9; n > 0; --n) b += static_cast<char>('a' + random() % 3);
    const std::size_t expected = slow_distance(a, b);
    const std::size_t limit = random() % 10;
    ASSERT_EQ(edit_distance(a, b, limit), std::min(expected, limit + 1))
        << a << ' ' << b << ' ' << limit;
  }
}

TEST(DidYouMean, FindsTheNearestFirst) {
  const std::vector<std::string_view> names = {"search-index", "search-ui", "sync", "docs"};
  EXPECT_EQ(did_you_mean("serach-index", names), 0u);
  EXPECT_EQ(did_you_mean("search-iu", names), 1u);
  EXPECT_EQ(did_you_mean("doc", names), 3u);
  EXPECT_EQ(did_you_mean("SYNC", names), 2u);
}

TEST(DidYouMean, IsSilentWhenNothingIsNear) {
  const std::vector<std::string_view> names = {"search-index", "sync"};
  EXPECT_FALSE(did_you_mean("payments", names));
  EXPECT_FALSE(did_you_mean("", names));
  EXPECT_FALSE(did_you_mean("sync", {}));
  EXPECT_FALSE(did_you_mean(std::string(201, 's'), names));
}

TEST(DidYouMean, TakesTheFirstOfEquals) {
  const std::vector<std::string_view> names = {"a1", "a2", "a3"};
  EXPECT_EQ(did_you_mean("a9", names), 0u);
  EXPECT_EQ(did_you_mean("a2", names), 1u);
}

}  // namespace
}  // namespace slipway
