#include "planner/whatif/shapley.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <stdexcept>
#include <utility>

namespace slipway {
namespace {

constexpr std::size_t kMostExact = 12;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

ShapleyGame::ShapleyGame(std::size_t num_players, const ShapleyOptions& options)
    : num_players_(num_players) {
  if (options.most_exact > kMostExact) {
    throw std::invalid_argument("exact Shapley values of more than 12 players");
  }
  if (num_players <= options.most_exact)
    list_all();
  else
    list_permutations(options);
}

void ShapleyGame::list_all() {
  for (std::size_t i = 2; i <= num_players_; ++i) denominator_ *= static_cast<std::int64_t>(i);
  coalitions_.resize(std::size_t{1} << num_players_, std::vector<bool>(num_players_));
  for (std::size_t mask = 0; mask < coalitions_.size(); ++mask) {
    for (std::size_t i = 0; i < num_players_; ++i) coalitions_[mask][i] = (mask >> i & 1U) != 0;
  }
}

void ShapleyGame::list_permutations(const ShapleyOptions& options) {
  std::mt19937_64 random(options.seed);  // its numbers are the same everywhere
  const std::size_t num_pairs = std::max<std::size_t>(2, (options.permutations + 1) / 2);
  std::vector<std::uint32_t> order(num_players_);
  for (std::size_t pair = 0; pair < num_pairs; ++pair) {
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t i = num_players_; i > 1; --i) {
      std::swap(order[i - 1], order[static_cast<std::size_t>(random() % i)]);
    }
    permutations_.push_back(order);
    permutations_.emplace_back(order.rbegin(), order.rend());
  }
  denominator_ = static_cast<std::int64_t>(permutations_.size());

  std::map<std::vector<bool>, std::uint32_t> known;
  const auto number_of = [&](const std::vector<bool>& coalition) {
    const auto [at, is_new] =
        known.try_emplace(coalition, static_cast<std::uint32_t>(coalitions_.size()));
    if (is_new) coalitions_.push_back(coalition);
    return at->second;
  };
  number_of(std::vector<bool>(num_players_, false));
  for (const std::vector<std::uint32_t>& permutation : permutations_) {
    std::vector<bool> coalition(num_players_, false);
    std::vector<std::uint32_t>& steps = steps_.emplace_back();
    steps.push_back(0);
    for (std::size_t i = 0; i + 1 < num_players_; ++i) {
      coalition[permutation[i]] = true;
      steps.push_back(number_of(coalition));
    }
  }
  coalitions_.emplace_back(num_players_, true);
  for (auto& steps : steps_) steps.push_back(static_cast<std::uint32_t>(coalitions_.size() - 1));
}

std::vector<Share> ShapleyGame::share(std::span<const std::int64_t> values) const {
  assert(values.size() == coalitions_.size());
  std::vector<Share> out(num_players_);
  if (is_exact()) {
    // The weight of a coalition without the player: the orders in which it comes just before.
    std::vector<std::int64_t> weight(num_players_, 1);
    for (std::size_t size = 0; size < num_players_; ++size) {
      for (std::size_t i = 2; i <= size; ++i) weight[size] *= static_cast<std::int64_t>(i);
      for (std::size_t i = 2; i < num_players_ - size; ++i)
        weight[size] *= static_cast<std::int64_t>(i);
    }
    for (std::size_t mask = 0; mask < coalitions_.size(); ++mask) {
      for (std::size_t player = 0; player < num_players_; ++player) {
        const std::size_t with = mask | std::size_t{1} << player;
        if (with == mask) continue;
        out[player].numerator +=
            weight[static_cast<std::size_t>(std::popcount(mask))] * (values[with] - values[mask]);
      }
    }
    return out;
  }

  // By pairs: the two of a pair depend on each other, pairs do not.
  const auto num_pairs = static_cast<double>(permutations_.size() / 2);
  std::vector<double> squares(num_players_, 0.0);
  std::vector<std::int64_t> of_pair(num_players_, 0);
  for (std::size_t k = 0; k < permutations_.size(); ++k) {
    for (std::size_t i = 0; i < num_players_; ++i) {
      of_pair[permutations_[k][i]] += values[steps_[k][i + 1]] - values[steps_[k][i]];
    }
    if (k % 2 == 0) continue;
    for (std::size_t i = 0; i < num_players_; ++i) {
      out[i].numerator += of_pair[i];
      squares[i] += static_cast<double>(of_pair[i]) * static_cast<double>(of_pair[i]);
      of_pair[i] = 0;
    }
  }
  for (std::size_t i = 0; i < num_players_; ++i) {
    const double sum = static_cast<double>(out[i].numerator);
    const double spread = std::max(0.0, squares[i] - sum * sum / num_pairs);
    // A pair holds two permutations, hence the half.
    out[i].std_error = std::sqrt(spread / (num_pairs - 1.0) / num_pairs) / 2.0;
  }
  return out;
}

std::vector<std::int64_t> round_shares(std::span<const Share> shares, std::int64_t denominator,
                                       std::int64_t unit) {
  const std::int64_t divisor = denominator * unit;
  std::vector<std::int64_t> out;
  std::int64_t sum = 0;
  std::int64_t given = 0;
  for (const Share& share : shares) {
    out.push_back(floor_divide(share.numerator, divisor));
    given += out.back();
    sum += share.numerator;
  }
  // Halves away from zero, as people round.
  const std::int64_t half = divisor / 2;
  const std::int64_t whole = sum >= 0 ? (sum + half) / divisor : -((-sum + half) / divisor);
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto left = [&](std::size_t i) { return shares[i].numerator - out[i] * divisor; };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return left(a) > left(b); });
  // What is left lies between nothing and one unit for each, rounded.
  for (std::size_t i = 0; i < order.size() && given < whole; ++i, ++given) ++out[order[i]];
  return out;
}

}  // namespace slipway
