#include "planner/whatif/calendar_part.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace slipway {
namespace {

// `base` without `taken`, with `added`; all ascending.
std::vector<Date> combine(const std::vector<Date>& base, const std::vector<Date>& taken,
                          const std::vector<Date>& added) {
  std::vector<Date> kept;
  std::ranges::set_difference(base, taken, std::back_inserter(kept));
  std::vector<Date> out;
  std::ranges::set_union(kept, added, std::back_inserter(out));
  return out;
}

}  // namespace

CalendarPart plan_part(const Plan& plan) {
  const WorkCalendar& calendar = plan.calendars[0];
  CalendarPart out;
  out.week = calendar.week();
  for (const Date day : calendar.changed_days()) {
    (calendar.is_working(day) ? out.extra_days : out.holidays).push_back(day);
  }
  return out;
}

CalendarPart team_part(const Plan& plan, const Team& team) {
  CalendarPart out;
  if (team.calendar == CalendarId(0)) return out;
  const WorkCalendar& calendar = plan.calendars[team.calendar.index()];
  const WorkCalendar& base = plan.calendars[0];
  if (calendar.week() != base.week()) out.week = calendar.week();
  const std::vector<Date> changed_by_plan = base.changed_days();
  const std::vector<Date> changed = combine(changed_by_plan, {}, calendar.changed_days());
  for (const Date day : changed) {
    const bool by_plan = std::ranges::binary_search(changed_by_plan, day);
    const bool without_team =
        by_plan ? base.is_working(day) : calendar.week()[static_cast<std::size_t>(weekday(day))];
    if (calendar.is_working(day) == without_team) continue;
    (calendar.is_working(day) ? out.extra_days : out.holidays).push_back(day);
  }
  return out;
}

void align_parts(CalendarPart& a, const WorkCalendar& a_whole, CalendarPart& b,
                 const WorkCalendar& b_whole) {
  const auto adopt = [](CalendarPart& to, const WorkCalendar& whole, const CalendarPart& from) {
    if (from.week && !to.week && whole.week() == *from.week) to.week = from.week;
    const auto adopt_days = [&](std::vector<Date>& days, const std::vector<Date>& said,
                                bool works) {
      std::vector<Date> agreed;
      for (const Date day : said) {
        if (whole.is_working(day) == works) agreed.push_back(day);
      }
      days = combine(days, {}, agreed);
    };
    adopt_days(to.holidays, from.holidays, false);
    adopt_days(to.extra_days, from.extra_days, true);
  };
  adopt(a, a_whole, b);
  adopt(b, b_whole, a);
}

WorkCalendar merge_calendar(const CalendarPart& of_plan, const CalendarPart& of_team, Date hot) {
  return {of_team.week ? *of_team.week : *of_plan.week,
          combine(of_plan.holidays, of_team.extra_days, of_team.holidays),
          combine(of_plan.extra_days, of_team.holidays, of_team.extra_days), hot};
}

std::string week_text(const CalendarPart& part) {
  constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu",
                                                     "fri", "sat", "sun"};
  std::string out;
  if (!part.week) return out;
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (!(*part.week)[i]) continue;
    if (!out.empty()) out += ", ";
    out += kDays[i];
  }
  return out;
}

std::string days_text(const std::vector<Date>& days, const std::array<bool, 7>& week) {
  std::string out;
  for (std::size_t i = 0; i < days.size();) {
    std::size_t last = i;
    const auto goes_on = [&](std::size_t next) {
      if (days[next].day - days[last].day > 7) return false;
      for (Date day = plus_days(days[last], 1); day < days[next]; day = plus_days(day, 1)) {
        if (week[static_cast<std::size_t>(weekday(day))]) return false;
      }
      return true;
    };
    while (last + 1 < days.size() && goes_on(last + 1)) ++last;
    if (!out.empty()) out += ", ";
    out += to_iso(days[i]);
    if (last > i) out += ".." + to_iso(days[last]);
    i = last + 1;
  }
  return out;
}

}  // namespace slipway
