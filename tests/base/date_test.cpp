#include "planner/base/date.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <string>

namespace slipway {
namespace {

std::string iso(unsigned year, unsigned month, unsigned day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", year, month, day);
  return text;
}

TEST(Date, CountsFrom1970) {
  EXPECT_EQ(make_date(1970, 1, 1).day, 0);
  EXPECT_EQ(make_date(1969, 12, 31).day, -1);
  EXPECT_EQ(make_date(2000, 3, 1).day, 11017);
  EXPECT_FALSE(Date{}.is_set());
  EXPECT_TRUE(make_date(1970, 1, 1).is_set());
}

// Every day from 1900 to 2500 against the standard library's calendar; each day follows the last.
TEST(Date, AgreesWithTheStandardCalendarDayByDay) {
  namespace ch = std::chrono;
  Date expected = make_date(1900, 1, 1);
  for (auto day = ch::sys_days(ch::year(1900) / 1 / 1); day < ch::sys_days(ch::year(2500) / 1 / 1);
       day += ch::days(1)) {
    const ch::year_month_day ymd(day);
    const auto year = static_cast<unsigned>(static_cast<int>(ymd.year()));
    const auto month = static_cast<unsigned>(ymd.month());
    const auto dom = static_cast<unsigned>(ymd.day());
    const Date made = make_date(year, month, dom);
    ASSERT_EQ(made.day, day.time_since_epoch().count());
    ASSERT_EQ(made, expected);
    ASSERT_EQ(to_iso(made), iso(year, month, dom));
    ASSERT_EQ(parse_date(to_iso(made)), made);
    ASSERT_EQ(weekday(made), static_cast<int>(ch::weekday(day).iso_encoding()) - 1);
    expected = plus_days(expected, 1);
  }
}

TEST(Date, ReadsExactlyTheDaysThatExist) {
  for (unsigned year : {1900u, 1999u, 2000u, 2024u, 2027u, 2100u, 2400u, 9999u}) {
    for (unsigned month = 0; month <= 13; ++month) {
      for (unsigned day = 0; day <= 32; ++day) {
        const std::chrono::year_month_day ymd{std::chrono::year(static_cast<int>(year)),
                                              std::chrono::month(month), std::chrono::day(day)};
        const auto read = parse_date(iso(year, month, day));
        ASSERT_EQ(read.has_value(), ymd.ok()) << iso(year, month, day);
        if (!read) continue;
        ASSERT_EQ(read->day, std::chrono::sys_days(ymd).time_since_epoch().count());
      }
    }
  }
}

TEST(Date, RefusesOtherForms) {
  for (const char* text :
       {"", "2027", "2027-1-02", "2027-01-2", "20270102", "2027/01/02", "02-01-2027", " 2027-01-02",
        "2027-01-02 ", "2027-01-02T00:00", "+027-01-02", "-027-01-02", "1899-12-31", "0000-01-01",
        "10000-01-01", "2027-0a-02", "2027-01-0x", "２027-01-02"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_TRUE(parse_date("1900-01-01"));
  EXPECT_EQ(parse_date("9999-12-31"), kLastDate);
}

TEST(Date, IsReadAloud) {
  EXPECT_EQ(to_words(make_date(2018, 10, 5)), "Fri 5 Oct 2018");
  EXPECT_EQ(to_words(make_date(1900, 1, 1)), "Mon 1 Jan 1900");
  EXPECT_EQ(to_words(make_date(2024, 2, 29)), "Thu 29 Feb 2024");
}

TEST(Date, GoesFarBeyondTheYear9999) {
  const Date far = plus_days(make_date(9999, 12, 31), 1);
  EXPECT_EQ(to_iso(far), "10000-01-01");
  EXPECT_EQ(far, make_date(10000, 1, 1));
  EXPECT_EQ(to_iso(make_date(275000, 6, 30)), "275000-06-30");
  for (std::int32_t day = -1'000'000'000; day < 1'000'000'000; day += 123'456'789) {
    EXPECT_EQ(weekday(Date(day)), ((day % 7) + 7 + 3) % 7) << day;
  }
}

}  // namespace
}  // namespace slipway
