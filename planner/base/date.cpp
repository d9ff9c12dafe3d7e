#include "planner/base/date.hpp"

#include <array>
#include <cstdio>

namespace slipway {
namespace {

struct Civil {
  std::int64_t year;
  unsigned month;
  unsigned day;
};

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2014), civil_from_days.
Civil civil_of(Date date) {
  const std::int64_t z = std::int64_t{date.day} + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const auto doe = static_cast<unsigned>(z - era * 146097);
  const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const unsigned mp = (5 * doy + 2) / 153;
  const unsigned month = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t year = std::int64_t{yoe} + era * 400 + (month <= 2 ? 1 : 0);
  return {year, month, doy - (153 * mp + 2) / 5 + 1};
}

constexpr std::array<unsigned, 12> kDaysOfMonth = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool is_leap(unsigned year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace

Date make_date(std::int64_t year, unsigned month, unsigned day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const auto yoe = static_cast<unsigned>(y - era * 400);
  const unsigned doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return Date(static_cast<std::int32_t>(era * 146097 + std::int64_t{doe} - 719468));
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  if (*year < 1900 || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
  const unsigned last = kDaysOfMonth[*month - 1] + (*month == 2 && is_leap(*year) ? 1u : 0u);
  if (*day > last) return std::nullopt;
  return make_date(*year, *month, *day);
}

std::string to_iso(Date date) {
  const Civil c = civil_of(date);
  std::array<char, 40> text{};
  const int n = std::snprintf(text.data(), text.size(), "%04lld-%02u-%02u",
                              static_cast<long long>(c.year), c.month, c.day);
  return std::string(text.data(), static_cast<std::size_t>(n));
}

std::string to_words(Date date) {
  static constexpr std::array<const char*, 7> kDays = {"Mon", "Tue", "Wed", "Thu",
                                                       "Fri", "Sat", "Sun"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Civil c = civil_of(date);
  std::string text = kDays[static_cast<std::size_t>(weekday(date))];
  text += ' ' + std::to_string(c.day) + ' ' + kMonths[c.month - 1] + ' ' + std::to_string(c.year);
  return text;
}

}  // namespace slipway
