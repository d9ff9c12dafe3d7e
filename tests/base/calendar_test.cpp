// The calendar's closed formulas against a walk over every single day.
#include "planner/base/calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace slipway {
namespace {

constexpr std::int64_t kDay = kTicksPerDay;
constexpr std::array<bool, 7> kWeekdays = {true, true, true, true, true, false, false};

// Working days as a list of flags: nothing to get wrong.
struct DayByDay {
  std::array<bool, 7> week;
  std::vector<Date> holidays;
  std::vector<Date> extra_days;

  bool works(Date date) const {
    if (std::ranges::find(extra_days, date) != extra_days.end()) return true;
    if (std::ranges::find(holidays, date) != holidays.end()) return false;
    return week[static_cast<std::size_t>(weekday(date))];
  }
};

// Checks `calendar` from `from` for `days` days, tick positions included.
void expect_same(const WorkCalendar& calendar, const DayByDay& slow, Date from, int days) {
  Work position = calendar.worked(start_of(from));
  for (int i = 0; i < days; ++i) {
    const Date date = plus_days(from, i);
    const bool works = slow.works(date);
    ASSERT_EQ(calendar.is_working(date), works) << to_iso(date);
    const Instant morning = start_of(date);
    ASSERT_EQ(calendar.worked(morning), position) << to_iso(date);
    for (const std::int64_t into : {std::int64_t{1}, kDay / 3, kDay - 1, kDay}) {
      const Instant t{morning.ticks + into};
      const Work expected{position.ticks + (works ? into : 0)};
      ASSERT_EQ(calendar.worked(t), expected) << to_iso(date) << " + " << into;
      // The two inverses are the first and the last moment at that position.
      const Instant first = calendar.earliest(expected);
      const Instant last = calendar.latest(expected);
      ASSERT_EQ(calendar.worked(first), expected);
      ASSERT_EQ(calendar.worked(last), expected);
      ASSERT_LT(calendar.worked(Instant{first.ticks - 1}), expected);
      ASSERT_GT(calendar.worked(Instant{last.ticks + 1}), expected);
      ASSERT_LE(first, t);
      ASSERT_GE(last, t);
      ASSERT_EQ(calendar.previous(t), first);
      ASSERT_EQ(calendar.next(t), last);
    }
    if (works) position = position + Work{kDay};
  }
}

TEST(Calendar, MondayToFriday) {
  const WorkCalendar calendar(kWeekdays, {}, {}, make_date(2018, 8, 13));
  EXPECT_EQ(calendar.days_per_week(), 5);
  EXPECT_TRUE(calendar.is_working(make_date(2018, 8, 13)));
  EXPECT_FALSE(calendar.is_working(make_date(2018, 8, 12)));
  // Friday evening and Monday morning are one position, with two names.
  const Instant friday_evening = end_of(make_date(2018, 8, 17));
  const Instant monday_morning = start_of(make_date(2018, 8, 20));
  EXPECT_EQ(calendar.worked(friday_evening), calendar.worked(monday_morning));
  EXPECT_EQ(calendar.next(friday_evening), monday_morning);
  EXPECT_EQ(calendar.previous(monday_morning), friday_evening);
  EXPECT_EQ(calendar.between(start_of(make_date(2018, 8, 13)), friday_evening), Work{5 * kDay});
  EXPECT_EQ(calendar.between(friday_evening, start_of(make_date(2018, 8, 13))), Work{-5 * kDay});
  // The origin of the line.
  EXPECT_EQ(calendar.worked(start_of(make_date(1899, 12, 25))), Work{0});
}

TEST(Calendar, ExtraDaysWinOverHolidaysAndTheWeek) {
  const Date saturday = make_date(2027, 1, 9);
  const Date monday = make_date(2027, 1, 11);
  const WorkCalendar both(kWeekdays, {monday, saturday}, {saturday, monday}, monday);
  EXPECT_TRUE(both.is_working(saturday));
  EXPECT_TRUE(both.is_working(monday));
  const WorkCalendar off(kWeekdays, {monday, monday}, {}, monday);
  EXPECT_FALSE(off.is_working(monday));
}

TEST(Calendar, AgreesWithAWalkOverEveryDay) {
  std::mt19937 random(20180813);
  for (int round = 0; round < 40; ++round) {
    DayByDay slow;
    do {
      for (bool& works : slow.week) works = random() % 2 == 0;
    } while (std::ranges::count(slow.week, true) == 0);
    const Date centre = make_date(2000 + static_cast<int>(random() % 60),
                                  1 + static_cast<unsigned>(random() % 12), 1);
    const auto some_days = [&] {
      std::vector<Date> days;
      for (auto i = random() % 40; i > 0; --i) {
        days.push_back(plus_days(centre, static_cast<int>(random() % 500) - 250));
        if (random() % 4 == 0) days.push_back(days.back());
      }
      return days;
    };
    slow.holidays = some_days();
    slow.extra_days = some_days();
    // A calendar whose fast table lies elsewhere must say the same.
    const Date hot = random() % 2 == 0 ? centre : make_date(1950, 1, 1);
    const WorkCalendar calendar(slow.week, slow.holidays, slow.extra_days, hot);
    ASSERT_EQ(calendar.days_per_week(), std::ranges::count(slow.week, true));
    expect_same(calendar, slow, plus_days(centre, -400), 800);
    if (testing::Test::HasFailure()) FAIL() << "round " << round;
  }
}

// At both ends of the fast table, and far from it.
TEST(Calendar, HasNoSeams) {
  const Date hot = make_date(2027, 1, 4);
  const DayByDay slow{{true, false, true, true, false, false, true},
                      {make_date(2026, 10, 30), make_date(2038, 3, 1), make_date(9999, 12, 31)},
                      {make_date(1900, 1, 2), make_date(2026, 11, 3), make_date(9998, 1, 2)}};
  const WorkCalendar calendar(slow.week, slow.holidays, slow.extra_days, hot);
  expect_same(calendar, slow, plus_days(hot, -100), 80);
  expect_same(calendar, slow, plus_days(hot, 4096 - 64 - 40), 80);
  expect_same(calendar, slow, make_date(1899, 12, 1), 80);
  expect_same(calendar, slow, make_date(1900, 1, 1), 20);
  expect_same(calendar, slow, make_date(9997, 12, 20), 40);
  expect_same(calendar, slow, make_date(9999, 12, 1), 80);
  expect_same(calendar, slow, make_date(250'000, 1, 1), 30);
}

// The property that backward passes rest on: f(t) >= w exactly when t >= earliest(w), and
// f(t) <= w exactly when t <= latest(w).
TEST(Calendar, InversesAreResiduals) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 30; ++round) {
    std::array<bool, 7> week{};
    for (bool& works : week) works = random() % 3 == 0;
    week[random() % 7] = true;
    const Date centre = make_date(2027, 1, 4);
    std::vector<Date> holidays;
    std::vector<Date> extra_days;
    for (int i = 0; i < 30; ++i) {
      holidays.push_back(plus_days(centre, static_cast<int>(random() % 300)));
      extra_days.push_back(plus_days(centre, static_cast<int>(random() % 300)));
    }
    const WorkCalendar calendar(week, holidays, extra_days, centre);
    for (int i = 0; i < 3000; ++i) {
      const std::int64_t spread = i % 3 == 0 ? 1'000'000 * kDay : 400 * kDay;
      const Instant t{start_of(centre).ticks +
                      static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(spread)) -
                      spread / 4};
      const Work near_t = calendar.worked(t);
      for (const std::int64_t step :
           {-2 * kDay, -kDay, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, kDay}) {
        const Work w{near_t.ticks + step};
        ASSERT_EQ(calendar.worked(t) >= w, t >= calendar.earliest(w));
        ASSERT_EQ(calendar.worked(t) <= w, t <= calendar.latest(w));
      }
    }
  }
}

TEST(Calendar, IsEqualWhenItsDaysAre) {
  const Date monday = make_date(2027, 1, 4);
  const Date sunday = make_date(2027, 1, 3);
  const WorkCalendar plain(kWeekdays, {}, {}, monday);
  EXPECT_EQ(plain, WorkCalendar(kWeekdays, {sunday}, {monday}, make_date(2030, 1, 1)));
  EXPECT_FALSE(plain == WorkCalendar(kWeekdays, {monday}, {}, monday));
}

TEST(WorkCalendar, NamesTheDaysThatDifferFromItsWeek) {
  const std::array<bool, 7> week = {true, true, true, true, true, false, false};
  const Date monday = make_date(2024, 1, 1);
  const auto day = [&](int n) { return plus_days(monday, n); };
  // A holiday at the weekend changes nothing; an extra day wins over the holiday on it.
  const WorkCalendar calendar(week, {day(9), day(1), day(5), day(2)}, {day(6), day(2), day(3)},
                              monday);
  EXPECT_EQ(calendar.changed_days(), (std::vector<Date>{day(1), day(6), day(9)}));
  EXPECT_EQ(calendar.week(), week);
}

}  // namespace
}  // namespace slipway
