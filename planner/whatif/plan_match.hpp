// Which rows of two plans are the same thing. Both plans' things are numbered together: those of
// the old plan keep their row numbers, those that only the new one has follow in its order.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/model/plan.hpp"

namespace slipway {

/// One thing in both plans; kNoRow: that plan does not have it.
struct RowPair {
  std::uint32_t old_row = kNoRow;
  std::uint32_t new_row = kNoRow;
  bool in_old() const { return old_row != kNoRow; }
  bool in_new() const { return new_row != kNoRow; }
  bool in_both() const { return in_old() && in_new(); }
  bool operator==(const RowPair&) const = default;
};

struct RowTable {
  std::vector<RowPair> rows;          // by joint row
  std::vector<std::uint32_t> of_new;  // joint row of each row of the new plan
  bool operator==(const RowTable&) const = default;
};

struct PlanMatch {
  RowTable periods, teams, items, links, risks, scenarios;
  bool operator==(const PlanMatch&) const = default;
};

/// Matches by id. What is a goal in one plan and a blocker in the other does not match. Links match
/// by their two ends; where a pair is linked repeatedly, equal links first, then links of one type,
/// then the others in file order. Cost: linear.
PlanMatch match_plans(const Plan& old_plan, const Plan& new_plan);

/// Says whether two links of the same ends say the same; notes do not count.
bool bind_alike(const Plan& old_plan, const LinkDetails& a, const Plan& new_plan,
                const LinkDetails& b);

/// Says whether two durations that may be absent (kNoRow) are written alike.
bool is_same_estimate(const Plan& old_plan, std::uint32_t a, const Plan& new_plan, std::uint32_t b);

}  // namespace slipway
