// Which difference between two plans moved which goal by how much, in no particular order: Shapley
// values over change groups. Every mixture is worked out on the same random draws, so that a small
// effect is an effect and not noise (D12). Words and tables are the report's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "planner/base/diagnostic.hpp"
#include "planner/risk/simulation.hpp"
#include "planner/whatif/plan_diff.hpp"
#include "planner/whatif/shapley.hpp"

namespace slipway {

struct AttributionOptions {
  std::optional<SimulationOptions> risk;  // samples, seed and engine; not set: dates alone
  ShapleyOptions shapley{};
  std::vector<std::uint32_t>
      items{};           // joint rows of those to attribute; empty: what both plans
                         // have. Fewer are quicker: half of the time goes to forecasts
  unsigned threads = 0;  // 0: as many as the machine has
  std::function<void(double)> progress{};  // called with the share done, from one thread at a time
};

/// One measure: what it differs by, and each group's part. Positive is later, or more likely.
struct Attributed {
  std::int64_t whole = 0;      // new plan less old plan
  std::int64_t remainder = 0;  // of it what no group brought about: 0 unless the order of rows
                               // moves a last digit
  std::vector<Share> by;       // by group; the numerators add up to (whole - remainder) *
                               // Attribution::denominator
  bool operator==(const Attributed&) const = default;
};

/// The measures of one item, or of the plan. Not set: one of the plans or a mixture does not have
/// it (added, removed, dropped or absent items; no date to meet; no risk asked for).
struct ItemAttribution {
  std::uint32_t item = 0;             // joint row of PlanMatch::items
  std::optional<Attributed> finish;   // of the schedule: ticks of working time
  std::optional<Attributed> p80;      // P80 finish (D14 type 7): ticks of working time
  std::optional<Attributed> on_time;  // samples that meet the date; of the plan: in which all do
  // Days that are shown: those of what takes no time may move though the moment does not.
  std::optional<Attributed> day;      // of the finish; only of what takes no time
  std::optional<Attributed> p80_day;  // of the P80
};

struct Attribution {
  bool is_exact = true;          // else sampled
  std::int64_t denominator = 1;  // of every share
  std::uint64_t samples = 0;     // 0 without risk
  std::size_t analyses = 0;      // mixtures that were worked out
  ItemAttribution plan;  // its finish, its P80, the odds that all committed goals are on time
  std::vector<ItemAttribution> items;  // in the order of the new plan

  /// Returns a share of a date in working days, or of odds as a difference of probabilities.
  double days_of(const Share& share) const;
  double odds_of(const Share& share) const;
};

/// Attributes. Time is counted by the calendars of the new plan: an item's finish in working days
/// of its own calendar, P80 and the plan in those of the plan's. Fails with what a mixture fails
/// with (plan-too-long, too-many-links), though both plans may be fine. The same options (threads
/// aside) give the same result. Cost: an analysis per coalition (2^groups, or permutations times
/// groups).
Loaded<Attribution> attribute(const Plan& old_plan, const Plan& new_plan, const PlanDiff& diff,
                              const AttributionOptions& options = {});

}  // namespace slipway
