// Sets of calendars, each kept once and known by a number: thousands of milestones in a row share
// theirs. What the sets are for lives in shown_dates. Private to planner/schedule.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "planner/base/ids.hpp"

namespace slipway {

class CalendarSets {
 public:
  using Number = std::uint32_t;
  static constexpr Number kEmpty = 0;

  CalendarSets() { keep({}); }

  /// Returns the set of all that is in `a` or `b`. Cost: that of a look-up when the two have met
  /// before, else linear in their sizes.
  Number unite(Number a, Number b);
  /// Returns the set of `calendar` alone.
  Number single(CalendarId calendar) { return keep({&calendar, 1}); }

  /// Returns the calendars of a set, by number. Valid until the next set is made.
  std::span<const CalendarId> of(Number set) const {
    return {members_.data() + first_[set], members_.data() + first_[set + 1]};
  }

 private:
  Number keep(std::span<const CalendarId> sorted);

  std::vector<CalendarId> members_;  // of all sets, one after the other
  std::vector<std::size_t> first_ = {0};
  std::unordered_multimap<std::uint64_t, Number> by_hash_;  // looked up only, never walked
  std::unordered_map<std::uint64_t, Number> united_;        // by both numbers
};

}  // namespace slipway
