// Dense row numbers with a type each, so that a team's number cannot be used as a goal's.
// No names here: the reader turns names into ids, the report turns ids back into names.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace slipway {

/// A row number in one table. Default: no row. Rows are below 2^32 - 1.
template <typename Tag>
struct Id {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t row = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t number) : row(static_cast<std::uint32_t>(number)) {}

  constexpr bool is_set() const { return row != kNone; }
  constexpr std::size_t index() const { return row; }
  constexpr auto operator<=>(const Id&) const = default;
};

using ItemId = Id<struct ItemTag>;      // goals, milestones, objectives (file order), then blockers
using TeamId = Id<struct TeamTag>;      // teams in file order
using PeriodId = Id<struct PeriodTag>;  // periods in file order
using LinkId = Id<struct LinkTag>;      // declared dependencies in file order
using NodeId = Id<struct NodeTag>;      // nodes of a Network, in topological order
using CalendarId = Id<struct CalendarTag>;  // distinct calendars of a plan; 0 is the plan's own

}  // namespace slipway
