// What a plan's or a team's calendar says of its own. A plan keeps calendars merged: a team's holds
// the plan's days too. Taken apart and put together again they come out the same.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "planner/base/calendar.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

struct CalendarPart {
  std::optional<std::array<bool, 7>> week;  // of a team: not set when it is the plan's
  std::vector<Date> holidays;               // ascending, those that fall on days of work
  std::vector<Date> extra_days;             // ascending
  bool operator==(const CalendarPart&) const = default;
};

/// Returns the plan's calendar.
CalendarPart plan_part(const Plan& plan);
/// Returns what the team changes in the plan's calendar.
CalendarPart team_part(const Plan& plan, const Team& team);

/// Makes two versions of a team's part agree where they can: what one says and the other's calendar
/// does anyway, because the plan says so there, both say. So a holiday of a team that becomes one
/// of everybody is no change of the team's.
void align_parts(CalendarPart& a, const WorkCalendar& a_whole, CalendarPart& b,
                 const WorkCalendar& b_whole);

/// Puts a calendar together; what the team says wins. `hot` as in WorkCalendar. With the two parts
/// of one plan it gives that plan's calendar.
WorkCalendar merge_calendar(const CalendarPart& of_plan, const CalendarPart& of_team, Date hot);

/// Returns `mon, tue`; empty without a week.
std::string week_text(const CalendarPart& part);
/// Returns days as a plan file lists them, `2018-08-20..2018-08-24, 2018-09-03`: a range where only
/// days off lie between. `week`: what is worked otherwise.
std::string days_text(const std::vector<Date>& days, const std::array<bool, 7>& week);

}  // namespace slipway
