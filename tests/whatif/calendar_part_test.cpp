#include "planner/whatif/calendar_part.hpp"

#include <gtest/gtest.h>

#include <random>

namespace slipway {
namespace {

using Week = std::array<bool, 7>;
constexpr Week kMondayToFriday = {true, true, true, true, true, false, false};

class RandomCalendars {
 public:
  explicit RandomCalendars(unsigned seed) : random_(seed) {}

  std::vector<Date> days() {
    std::vector<Date> out;
    for (auto n = random_() % 6; n > 0; --n)
      out.push_back(plus_days(make_date(2024, 1, 1), static_cast<int>(random_() % 20)));
    return out;
  }
  Week week() {
    Week out = kMondayToFriday;
    if (random_() % 2 == 0) {
      for (std::size_t i = 1; i < 7; ++i) out[i] = random_() % 2 == 0;
    }
    return out;
  }
  Plan plan() {
    Plan out;
    out.as_of = out.start = make_date(2024, 1, 1);
    for (int i = 0; i < 2; ++i) out.calendars.emplace_back(week(), days(), days(), out.start);
    out.teams.emplace_back();
    out.teams[0].calendar = CalendarId(random_() % 4 == 0 ? 0U : 1U);
    return out;
  }

 private:
  std::mt19937 random_;
};

const WorkCalendar& of_team(const Plan& plan) {
  return plan.calendars[plan.teams[0].calendar.index()];
}

TEST(CalendarPart, PartsPutTogetherAreTheCalendars) {
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    RandomCalendars make(seed);
    const Plan plan = make.plan();
    const CalendarPart whole = plan_part(plan);
    EXPECT_EQ(merge_calendar(whole, {}, plan.as_of), plan.calendars[0]) << seed;
    EXPECT_EQ(merge_calendar(whole, team_part(plan, plan.teams[0]), plan.as_of), of_team(plan))
        << seed;
  }
}

TEST(CalendarPart, AlignedPartsStillAre) {
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    RandomCalendars make(seed);
    const Plan a = make.plan();
    const Plan b = make.plan();
    CalendarPart part_a = team_part(a, a.teams[0]);
    CalendarPart part_b = team_part(b, b.teams[0]);
    align_parts(part_a, of_team(a), part_b, of_team(b));
    EXPECT_EQ(merge_calendar(plan_part(a), part_a, a.as_of), of_team(a)) << seed;
    EXPECT_EQ(merge_calendar(plan_part(b), part_b, b.as_of), of_team(b)) << seed;
  }
}

TEST(CalendarPart, AHolidayOfATeamThatBecomesOneOfAllStaysItsOwn) {
  const Date day = make_date(2024, 1, 10);
  Plan before;
  before.as_of = make_date(2024, 1, 1);
  before.calendars.emplace_back(kMondayToFriday, std::vector<Date>{}, std::vector<Date>{}, day);
  before.calendars.emplace_back(kMondayToFriday, std::vector<Date>{day}, std::vector<Date>{}, day);
  before.teams.emplace_back();
  before.teams[0].calendar = CalendarId(1);
  Plan after = before;
  after.calendars.erase(after.calendars.begin());
  after.teams[0].calendar = CalendarId(0);
  CalendarPart a = team_part(before, before.teams[0]);
  CalendarPart b = team_part(after, after.teams[0]);
  EXPECT_NE(a, b);
  align_parts(a, of_team(before), b, of_team(after));
  EXPECT_EQ(a, b);
}

TEST(CalendarPart, RangesReachOverDaysOff) {
  const auto day = [](int n) { return plus_days(make_date(2024, 1, 1), n); };  // a Monday
  EXPECT_EQ(days_text({}, kMondayToFriday), "");
  EXPECT_EQ(days_text({day(0)}, kMondayToFriday), "2024-01-01");
  EXPECT_EQ(days_text({day(3), day(4), day(7)}, kMondayToFriday), "2024-01-04..2024-01-08");
  EXPECT_EQ(days_text({day(0), day(2)}, kMondayToFriday), "2024-01-01, 2024-01-03");
  EXPECT_EQ(week_text({.week = kMondayToFriday, .holidays = {}, .extra_days = {}}),
            "mon, tue, wed, thu, fri");
}

}  // namespace
}  // namespace slipway
