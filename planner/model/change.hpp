// One what-if change to a plan, and named lists of them. Applying them is not done here.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/base/ids.hpp"
#include "planner/base/source.hpp"
#include "planner/model/estimate.hpp"

namespace slipway {

enum class ChangeKind : std::uint8_t {
  slip,      // item, length: remaining work grows by it
  estimate,  // item, length
  finish,    // item, on
  drop,      // item
  defer,     // item, period
  resolve,   // item (a blocker), on (not set: the status date)
  block,     // item, length: a new wait of that length
  link,      // item waits for other
  unlink,    // item no longer waits for other
  capacity,  // team, people
};

struct Change {
  ChangeKind kind = ChangeKind::drop;
  ItemId item{};
  ItemId other{};  // link, unlink: the predecessor
  TeamId team{};
  PeriodId period{};
  Estimate length{};
  Date on{};
  double people = 0.0;
  Place place{};
  bool operator==(const Change&) const = default;
};

struct Scenario {
  std::string_view name;
  std::vector<Change> changes;
  bool operator==(const Scenario&) const = default;
};

}  // namespace slipway
