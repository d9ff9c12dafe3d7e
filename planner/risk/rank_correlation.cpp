#include "planner/risk/rank_correlation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "planner/risk/tally.hpp"

namespace slipway {
namespace {

std::vector<std::int64_t> doubled_ranks(const std::vector<std::int64_t>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return values[i]; });
  std::vector<std::int64_t> out(values.size());
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from;
    while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
    // Ranks from + 1 to `to`: twice their mean.
    for (std::size_t i = from; i < to; ++i)
      out[order[i]] = static_cast<std::int64_t>(from + 1 + to);
    from = to;
  }
  return out;
}

// Twice the sum over all of (rank - mean rank)^2 and the like, exact.
Exact spread(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  const auto mean = static_cast<std::int64_t>(a.size() + 1);  // of doubled ranks
  Exact out = 0;
  for (std::size_t i = 0; i < a.size(); ++i) out += Exact{a[i] - mean} * (b[i] - mean);
  return out;
}

}  // namespace

RankedLengths::RankedLengths(const std::vector<std::int64_t>& lengths)
    : doubled_(doubled_ranks(lengths)) {}

std::optional<double> RankedLengths::correlation_with(
    const std::vector<std::int64_t>& lengths) const {
  const std::vector<std::int64_t> other = doubled_ranks(lengths);
  const Exact own = spread(doubled_, doubled_);
  const Exact theirs = spread(other, other);
  if (own == 0 || theirs == 0) return std::nullopt;
  const long double shared = static_cast<long double>(spread(doubled_, other));
  return static_cast<double>(
      std::min(1.0L, std::fabs(shared) / std::sqrt(static_cast<long double>(own)) /
                         std::sqrt(static_cast<long double>(theirs))));
}

}  // namespace slipway
