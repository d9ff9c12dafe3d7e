// Two plans that are worked out, side by side: whose dates and odds differ, and by how much. Odds
// are compared sample by sample on the same random draws, so that a small effect is an effect and
// not noise (D12). Words are the report's.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/risk/gains.hpp"

namespace slipway {

/// The same thing in both plans; one side is not set where only the other plan has it.
struct ItemPair {
  ItemId before{};
  ItemId after{};
  bool operator==(const ItemPair&) const = default;
};

/// Returns the pairs of a plan and one made from it by apply_changes, in the order of `after`.
std::vector<ItemPair> pair_rows(const Plan& before, const Plan& after);

/// One item, before and after. Dates are not set where there are none (dropped, absent, added or
/// removed items); those of objectives are their goals' last.
struct ItemComparison {
  ItemPair item{};
  Date finish_before{}, finish_after{};
  std::optional<double> delta_days;  // working days of its calendar before; positive: later
  Date p80_before{}, p80_after{};
  std::optional<double> p80_days;  // by which its P80 moves, working days of the plan's calendar
  std::optional<double> on_time_before, on_time_after;  // shares of samples; none without a date
  double on_time_error = 0.0;  // standard error of their difference, by paired samples

  /// Says whether its finish (by any working time), the day of its P80, or its odds differ.
  bool moves() const;
};

struct Comparison {
  std::vector<ItemComparison> items;    // one per pair, in the order given
  std::optional<double> plan_p80_days;  // by which the plan's P80 moves
  std::optional<double> all_on_time_before, all_on_time_after;
  double all_on_time_error = 0.0;
};

/// So many standard errors of a difference of odds are shown, and may be chance (about 95 %).
inline constexpr double kNoiseErrors = 2.0;

/// Says whether a difference of odds is no more than the draws alone can make of none: less than
/// two of its standard errors.
bool is_noise(double difference, double error);

/// Compares. Odds are paired where both were simulated with as many samples and kept their hits
/// (SimulationOptions::keeps_hits) under one seed; else std::invalid_argument. Without risk in both
/// there are dates alone. Cost: linear, and samples / 64 for each item with a date.
Comparison compare(const Analysis& before, const Analysis& after,
                   const std::vector<ItemPair>& pairs);

}  // namespace slipway
