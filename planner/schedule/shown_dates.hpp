// Which day stands for an instant: a finish is the day of the last work, a start the day of the
// first (domain reference D1). Boundaries that no work of their own surrounds are looked up here.
#pragma once

#include <span>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/schedule/schedule.hpp"

namespace slipway {

/// Days by NodeId; not set where there is none (absent items, done items without dates, late dates
/// of done and of unbounded nodes, late starts of started ones).
struct ShownDates {
  std::vector<Date> start;
  std::vector<Date> finish;
  std::vector<Date> late_start;
  std::vector<Date> late_finish;
  Date plan_finish{};  // latest finish of goals and milestones
};

/// Returns the day that stands for `t`, which a link has set for an item that takes no time: the
/// last day before it that one of `calendars` works. A boundary before which nothing could be
/// worked yet (`floor` lies between that day and `t`) stands for the day that it opens.
Date boundary_day(const Plan& plan, const Node& node, std::span<const CalendarId> calendars,
                  Instant t);

/// An item that takes no time and was set by a link is shown on the last day before its boundary
/// that is worked by its own calendar or a predecessor's (through other such items); held back by a
/// date, on that day. Its late finish is the last day before its late boundary, but never a day
/// before its finish.
ShownDates find_shown_dates(const Plan& plan, const Network& network, const Schedule& schedule);

}  // namespace slipway
