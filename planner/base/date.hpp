// Calendar dates: a day number and its ISO form. No time of day, no time zone, no clock.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace slipway {

/// A day, counted from 1970-01-01 (= 0). Default: no date.
struct Date {
  static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();

  std::int32_t day = kNone;

  constexpr Date() = default;
  constexpr explicit Date(std::int32_t day_number) : day(day_number) {}

  constexpr bool is_set() const { return day != kNone; }
  constexpr auto operator<=>(const Date&) const = default;
};

/// The last date that can be read: 9999-12-31.
inline constexpr Date kLastDate{2'932'896};

/// Returns the day after (n > 0) or before (n < 0) `date` by `n` days. `date` must be set.
constexpr Date plus_days(Date date, std::int32_t n) { return Date(date.day + n); }

/// Returns 0 for Monday to 6 for Sunday.
constexpr int weekday(Date date) {
  const int since_monday = (date.day + 3) % 7;  // day 0 was a Thursday
  return since_monday < 0 ? since_monday + 7 : since_monday;
}

/// Builds a date from the proleptic Gregorian calendar (Hinnant 2014, days_from_civil).
/// Month 1..12 and day 1..31 must be valid.
Date make_date(std::int64_t year, unsigned month, unsigned day);

/// Reads exactly `YYYY-MM-DD` with a year from 1900 to 9999 and a day that exists; else nothing.
std::optional<Date> parse_date(std::string_view text);

/// Writes `YYYY-MM-DD`; years beyond 9999 take the digits they need. `date` must be set.
std::string to_iso(Date date);

/// Writes a date for reading aloud: `Fri 5 Oct 2018`.
std::string to_words(Date date);

}  // namespace slipway
