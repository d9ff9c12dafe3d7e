// Time as the engine counts it. An Instant is a point on the calendar; a Work is an amount of
// working time. Neither converts into the other without a WorkCalendar.
// Domain reference D1: instants are boundaries, work occupies [start, finish).
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>

#include "planner/base/date.hpp"

namespace slipway {

/// One day holds this many ticks: the milliseconds of eight hours. A working day's hours map onto
/// the whole day, so 0.5 days into a day is noon for every team, and any decimal is exact enough.
inline constexpr std::int64_t kTicksPerDay = 8LL * 60 * 60 * 1000;

/// A point in time: ticks since the first moment of 1970-01-01. `kNever` lies before all others.
struct Instant {
  std::int64_t ticks = 0;
  constexpr auto operator<=>(const Instant&) const = default;
};
inline constexpr Instant kNever{std::numeric_limits<std::int64_t>::min() / 4};
inline constexpr Instant kForever{std::numeric_limits<std::int64_t>::max() / 4};

/// An amount of working time in ticks, or a position on a calendar's working time line.
struct Work {
  std::int64_t ticks = 0;
  constexpr auto operator<=>(const Work&) const = default;
};
constexpr Work operator+(Work a, Work b) { return {a.ticks + b.ticks}; }
constexpr Work operator-(Work a, Work b) { return {a.ticks - b.ticks}; }
constexpr Work operator-(Work a) { return {-a.ticks}; }

/// Returns the first moment of `date`.
constexpr Instant start_of(Date date) { return {std::int64_t{date.day} * kTicksPerDay}; }
/// Returns the boundary after `date`.
constexpr Instant end_of(Date date) { return {(std::int64_t{date.day} + 1) * kTicksPerDay}; }

/// Rounds down; `b` is positive. Compiles to a multiplication when `b` is a constant.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/// Returns the day that contains the moment at `t`, or just before it.
constexpr Date day_at(Instant t) {
  return Date(static_cast<std::int32_t>(floor_div(t.ticks, kTicksPerDay)));
}
constexpr Date day_before(Instant t) { return day_at(Instant{t.ticks - 1}); }

/// Returns the nearest amount of work to `days` working days.
inline Work work_of_days(double days) {
  return {std::llround(days * static_cast<double>(kTicksPerDay))};
}
/// Returns `work` in working days.
constexpr double days_of(Work work) {
  return static_cast<double>(work.ticks) / static_cast<double>(kTicksPerDay);
}

}  // namespace slipway
