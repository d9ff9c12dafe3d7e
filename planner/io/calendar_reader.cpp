// Calendars of a plan file: working weeks, lists of days, and which teams share one.
#include <algorithm>

#include "planner/base/utf8.hpp"
#include "planner/io/plan_builder.hpp"

namespace slipway {
namespace {

constexpr std::array<std::string_view, 3> kCalendarKeys = {"work_days", "holidays", "extra_days"};
constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu",
                                                       "fri", "sat", "sun"};

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

}  // namespace

PlanBuilder::CalendarText PlanBuilder::read_calendar(const ValueTree& tree, const Value& value) {
  CalendarText out;
  if (!reader_.is_object(value, "a calendar (an object)")) return out;
  const Members members(reader_, tree, value, kCalendarKeys);
  if (members[0] != nullptr && reader_.is_list(*members[0])) {
    std::array<bool, 7> week{};
    if (members[0]->count == 0) {
      reader_.report(Code::invalid_value, members[0]->place, "'work_days' names no day",
                     "a calendar needs at least one working day");
    }
    for (const Value& entry : tree.children(*members[0])) {
      const auto day = reader_.choice(entry, kWeekdays);
      if (!day) continue;
      if (week[*day]) {
        reader_.report(Code::invalid_value, entry.place, quoted(entry.text) + " stands here twice");
      }
      week[*day] = true;
    }
    if (std::ranges::find(week, true) != week.end()) out.week = week;
  }
  if (members[1] != nullptr) out.holidays = read_days(tree, *members[1]);
  if (members[2] != nullptr) out.extra_days = read_days(tree, *members[2]);
  return out;
}

std::vector<Date> PlanBuilder::read_days(const ValueTree& tree, const Value& value) {
  std::vector<Date> days;
  if (!reader_.is_list(value)) return days;
  for (const Value& entry : tree.children(value)) {
    const auto range = reader_.days(entry);
    if (!range) continue;
    const auto length = static_cast<std::size_t>(range->length());
    if (range->length() > kLongestDays || length > holiday_budget_) {
      reader_.report(Code::range_too_long, entry.place,
                     quoted(entry.text) + " spans " + std::to_string(length) + " days",
                     "a range has at most " + std::to_string(kLongestDays) +
                         " days, and all calendars of a plan together a million");
      continue;
    }
    holiday_budget_ -= length;
    for (std::int32_t day = range->first.day; day <= range->last.day; ++day) {
      days.emplace_back(day);
    }
  }
  return days;
}

CalendarId PlanBuilder::calendar_id(const CalendarText& text) {
  constexpr std::array<bool, 7> kMondayToFriday = {true, true, true, true, true, false, false};
  std::array<bool, 7> week = plan_calendar_.week.value_or(kMondayToFriday);
  std::vector<Date> holidays = plan_calendar_.holidays;
  std::vector<Date> extra_days = plan_calendar_.extra_days;
  if (&text != &plan_calendar_) {
    if (text.week) week = *text.week;
    holidays.insert(holidays.end(), text.holidays.begin(), text.holidays.end());
    extra_days.insert(extra_days.end(), text.extra_days.begin(), text.extra_days.end());
  }
  const Date hot = plan_.as_of.is_set()   ? plan_.as_of
                   : plan_.start.is_set() ? plan_.start
                                          : make_date(2020, 1, 1);
  // Each calendar holds the plan's days again: they count once for every team that has its own.
  const std::size_t inherited =
      &text == &plan_calendar_ ? 0
                               : plan_calendar_.holidays.size() + plan_calendar_.extra_days.size();
  if (inherited > holiday_budget_) return CalendarId(TeamId::kNone);  // refused by the caller
  holiday_budget_ -= inherited;
  const WorkCalendar made(week, holidays, extra_days, hot);
  const auto known = std::ranges::find(plan_.calendars, made);
  if (known != plan_.calendars.end()) {
    return CalendarId(static_cast<std::size_t>(known - plan_.calendars.begin()));
  }
  if (plan_.calendars.size() > kMostCalendars) return CalendarId(0);  // refused by the caller
  plan_.calendars.push_back(made);
  return CalendarId(plan_.calendars.size() - 1);
}

}  // namespace slipway
