// Spearman's rank correlation of drawn lengths with the plan's length.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace slipway {

/// The ranks of one row of lengths, ready to be compared with others over the same samples.
class RankedLengths {
 public:
  RankedLengths() = default;
  explicit RankedLengths(const std::vector<std::int64_t>& lengths);

  /// Returns |Spearman's rho|: Pearson's correlation of ranks, ties with average ranks; nothing
  /// when one side does not vary. Cost: sorts. Source: domain reference 3.8, CRI(rho).
  std::optional<double> correlation_with(const std::vector<std::int64_t>& lengths) const;

 private:
  std::vector<std::int64_t> doubled_;  // twice the average rank, from 2 on: whole numbers
};

}  // namespace slipway
