// Shares a whole out among players who bring it about together, whatever the order in which they
// come: Shapley values. Knows nothing of plans; counts in whole numbers so that nothing is lost.
// Source: Shapley 1953, "A value for n-person games"; sampling by permutations: Castro, Gomez,
// Tejada 2009, in pairs of a permutation and its reverse (antithetic): Mitchell et al. 2022.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace slipway {

struct ShapleyOptions {
  std::size_t most_exact = 8;     // up to so many players every coalition is looked at; at most 12
  std::size_t permutations = 64;  // beyond; rounded up to an even number, at least 4
  std::uint64_t seed = 1;         // of the permutations
};

/// One player's part of a difference, as a fraction of whole numbers.
struct Share {
  std::int64_t numerator = 0;  // over ShapleyGame::denominator()
  double std_error = 0.0;      // of the part that sampling gives, in the unit of the values; else 0
  bool operator==(const Share&) const = default;
};

/// The coalitions whose values are needed, and what follows from them.
class ShapleyGame {
 public:
  explicit ShapleyGame(std::size_t num_players, const ShapleyOptions& options = {});

  /// Returns the coalitions to be valued, each once: an entry per player says who is in. The first
  /// is nobody, the last is everybody (the same one without players).
  const std::vector<std::vector<bool>>& coalitions() const { return coalitions_; }
  bool is_exact() const { return permutations_.empty(); }
  std::int64_t denominator() const { return denominator_; }

  /// Returns each player's part of `values.back() - values.front()`: the numerators add up to that
  /// times denominator(), exactly. `values` has an entry per coalition. Differences of values must
  /// stay below 2^63 / denominator(). Never fails. Cost: players times coalitions or permutations.
  std::vector<Share> share(std::span<const std::int64_t> values) const;

 private:
  void list_all();
  void list_permutations(const ShapleyOptions& options);

  std::size_t num_players_;
  std::int64_t denominator_ = 1;
  std::vector<std::vector<bool>> coalitions_;
  std::vector<std::vector<std::uint32_t>> permutations_;  // players in order of coming
  std::vector<std::vector<std::uint32_t>> steps_;  // coalition before each, and after the last
};

/// Returns the shares in whole `unit`s of the values, so that they add up to the whole rounded to
/// the nearest unit: each is rounded down, and what is left goes to the largest remainders, the
/// first of equals. For figures that are shown side by side with their sum.
std::vector<std::int64_t> round_shares(std::span<const Share> shares, std::int64_t denominator,
                                       std::int64_t unit);

}  // namespace slipway
