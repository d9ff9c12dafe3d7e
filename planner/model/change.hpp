// One what-if change to a plan, and named lists of them. Applying them is done in planner/whatif,
// reading and writing them in planner/io.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/base/ids.hpp"
#include "planner/base/source.hpp"
#include "planner/model/estimate.hpp"

namespace slipway {

enum class Priority : std::uint8_t { none, p0, p1, p2, p3, p4 };

/// `item` may be a team instead, for all of its goals: then `item` is not set and `team` is. The
/// same holds for `other` and `other_team`.
enum class ChangeKind : std::uint8_t {
  slip,       // item, length: remaining work grows by it
  estimate,   // item, length
  finish,     // item, on: certainly finishes on that day
  drop,       // item
  defer,      // item, period, with_dependents
  resolve,    // item (a blocker), on (not set: settled when the status date begins)
  block,      // item, length: a new wait of that length
  link,       // item waits for other
  unlink,     // item no longer waits for other
  capacity,   // team, people
  remaining,  // item, length: what is still to do
  soften,     // item waits for other with that probability
  agree,      // what item asks of other (of other_team: its needs too) is agreed
  decline,    // likewise declined
  move,       // item, other_team: who does the work
  absent,     // team, on to until: days off
  due,        // item, on
  priority,   // item, priority
  split,      // item, keep, period (may not be set): the rest of its work becomes a goal behind it
};
inline constexpr std::size_t kNumChangeKinds = 19;

struct Change {
  ChangeKind kind = ChangeKind::drop;
  ItemId item{};
  ItemId other{};  // link, unlink, soften, agree, decline: the predecessor
  TeamId team{};
  TeamId other_team{};
  PeriodId period{};
  Estimate length{};
  Date on{};
  Date until{};  // absent: the last day
  double people = 0.0;
  double probability = 1.0;  // soften
  double keep = 1.0;         // split: the share of what is left that the goal keeps
  Priority priority = Priority::none;
  bool with_dependents = false;  // defer: what depends on it moves along
  Place place{};
  bool operator==(const Change&) const = default;
};

struct Scenario {
  std::string_view name;
  std::vector<Change> changes;
  bool operator==(const Scenario&) const = default;
};

}  // namespace slipway
