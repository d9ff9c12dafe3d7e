#include "planner/whatif/shapley.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>

namespace slipway {
namespace {

using Coalition = std::vector<bool>;
using Value = std::function<std::int64_t(const Coalition&)>;

std::vector<std::int64_t> values_of(const ShapleyGame& game, const Value& value) {
  std::vector<std::int64_t> out;
  for (const Coalition& coalition : game.coalitions()) out.push_back(value(coalition));
  return out;
}

// A game without any structure: a number per coalition.
Value random_game(std::uint64_t seed) {
  return [seed](const Coalition& coalition) {
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < coalition.size(); ++i) mask |= std::uint64_t{coalition[i]} << i;
    std::mt19937_64 random(seed * 1'000'003 + mask);
    return static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
  };
}

// What a late chain looks like: the longest of several sums.
std::int64_t longest_sum(const Coalition& in) {
  std::vector<std::int64_t> sums(3, 0);
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i]) sums[i % 3] += static_cast<std::int64_t>(i * i + 3);
  }
  return std::max({std::int64_t{10}, sums[0], sums[1], sums[2]});
}

std::int64_t sum_of(const std::vector<Share>& shares) {
  std::int64_t sum = 0;
  for (const Share& share : shares) sum += share.numerator;
  return sum;
}

TEST(Shapley, ExactValuesAreTheAverageOverAllOrders) {
  for (std::size_t n = 1; n <= 5; ++n) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const Value value = random_game(seed);
      std::vector<std::uint32_t> order(n);
      std::iota(order.begin(), order.end(), 0U);
      std::vector<std::int64_t> expected(n, 0);
      std::int64_t orders = 0;
      do {
        Coalition in(n, false);
        for (const std::uint32_t player : order) {
          const std::int64_t before = value(in);
          in[player] = true;
          expected[player] += value(in) - before;
        }
        ++orders;
      } while (std::ranges::next_permutation(order).found);
      const ShapleyGame game(n);
      EXPECT_EQ(game.denominator(), orders);
      const std::vector<Share> shares = game.share(values_of(game, value));
      for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(shares[i].numerator, expected[i]) << n;
    }
  }
}

TEST(Shapley, PartsAddUpToTheWholeExactly) {
  for (std::size_t n = 0; n <= 14; ++n) {
    const ShapleyGame game(n, {.permutations = 10});
    EXPECT_EQ(game.is_exact(), n <= 8);
    EXPECT_EQ(game.coalitions().front(), Coalition(n, false));
    EXPECT_EQ(game.coalitions().back(), Coalition(n, true));
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const std::vector<std::int64_t> values = values_of(game, random_game(seed));
      EXPECT_EQ(sum_of(game.share(values)), (values.back() - values.front()) * game.denominator());
    }
  }
}

TEST(Shapley, TheListOfCoalitionsHoldsEachOnce) {
  for (const std::size_t n : {3, 8, 9, 20}) {
    std::vector<Coalition> coalitions = ShapleyGame(n).coalitions();
    std::ranges::sort(coalitions);
    EXPECT_EQ(std::ranges::adjacent_find(coalitions), coalitions.end()) << n;
  }
}

TEST(Shapley, NullPlayersGetNothingAndEqualOnesTheSame) {
  // Player 0 does nothing; 1 and 2 do the same.
  const Value value = [](const Coalition& in) {
    std::int64_t sum = 0;
    for (std::size_t i = 1; i < in.size(); ++i) {
      if (in[i]) sum += i <= 2 ? 70 : static_cast<std::int64_t>(i) * 10;
    }
    return std::max<std::int64_t>(100, sum);
  };
  for (const std::size_t n : {3, 5, 8, 10}) {
    const ShapleyGame game(n, {.permutations = 2000});
    const std::vector<Share> shares = game.share(values_of(game, value));
    EXPECT_EQ(shares[0], Share{});
    if (game.is_exact()) {
      EXPECT_EQ(shares[1], shares[2]);
    } else {
      const double apart = static_cast<double>(shares[1].numerator - shares[2].numerator) /
                           static_cast<double>(game.denominator());
      EXPECT_LE(std::abs(apart), 4.0 * (shares[1].std_error + shares[2].std_error));
    }
  }
}

TEST(Shapley, ASampleIsWithinFourStandardErrorsOfTheTruth) {
  const ShapleyGame exact(8);
  int within_two = 0;
  int count = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const ShapleyGame sampled(8, {.most_exact = 0, .permutations = 200, .seed = seed});
    ASSERT_FALSE(sampled.is_exact());
    for (const Value& value : {Value(longest_sum), random_game(seed)}) {
      const std::vector<Share> truth = exact.share(values_of(exact, value));
      const std::vector<Share> guess = sampled.share(values_of(sampled, value));
      for (std::size_t i = 0; i < 8; ++i) {
        const double off =
            static_cast<double>(guess[i].numerator) / static_cast<double>(sampled.denominator()) -
            static_cast<double>(truth[i].numerator) / static_cast<double>(exact.denominator());
        EXPECT_LE(std::abs(off), 4.0 * guess[i].std_error + 1e-9) << seed << ' ' << i;
        within_two += std::abs(off) <= 2.0 * guess[i].std_error ? 1 : 0;
        ++count;
      }
    }
  }
  // The errors are not simply stated too large: about 95 % lie within two of them, not all.
  EXPECT_GT(within_two, count * 90 / 100);
  EXPECT_LT(within_two, count);
}

TEST(Shapley, AGameWithoutInteractionHasNoSamplingError) {
  const Value value = [](const Coalition& in) {
    std::int64_t sum = 5;
    for (std::size_t i = 0; i < in.size(); ++i) sum += in[i] ? static_cast<std::int64_t>(i) - 3 : 0;
    return sum;
  };
  const ShapleyGame game(30);
  const std::vector<Share> shares = game.share(values_of(game, value));
  for (std::size_t i = 0; i < 30; ++i) {
    EXPECT_EQ(shares[i].numerator, (static_cast<std::int64_t>(i) - 3) * game.denominator());
    EXPECT_EQ(shares[i].std_error, 0.0);
  }
}

TEST(Shapley, RoundedSharesAddUpToTheRoundedWhole) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    const std::int64_t denominator = 1 + static_cast<std::int64_t>(random() % 720);
    const std::int64_t unit = 1 + static_cast<std::int64_t>(random() % 50);
    std::vector<Share> shares(random() % 9);
    std::int64_t sum = 0;
    for (Share& share : shares) {
      share.numerator = static_cast<std::int64_t>(random() % 200'001) - 100'000;
      sum += share.numerator;
    }
    const std::vector<std::int64_t> rounded = round_shares(shares, denominator, unit);
    ASSERT_EQ(rounded.size(), shares.size());
    const double divisor = static_cast<double>(denominator * unit);
    const std::int64_t total = std::accumulate(rounded.begin(), rounded.end(), std::int64_t{0});
    EXPECT_EQ(total, std::llround(static_cast<double>(sum) / divisor));
    for (std::size_t i = 0; i < shares.size(); ++i) {
      EXPECT_LT(std::abs(static_cast<double>(rounded[i]) -
                         static_cast<double>(shares[i].numerator) / divisor),
                1.0);
    }
  }
  EXPECT_EQ(round_shares(std::vector<Share>{{1, 0}, {1, 0}, {1, 0}}, 3, 1),
            (std::vector<std::int64_t>{1, 0, 0}));
}

TEST(Shapley, RefusesMorePlayersThanCanBeCounted) {
  EXPECT_THROW(ShapleyGame(3, {.most_exact = 13}), std::invalid_argument);
}

}  // namespace
}  // namespace slipway
