// A working-time calendar: which days are worked, and the two maps between the clock and the
// line of working time. Names, teams and dates in words live elsewhere.
// Rule: `worked` is continuous and never falls; `earliest` and `latest` are its two inverses,
// so forward and backward passes that use them are residuals of each other (D3).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/base/instant.hpp"

namespace slipway {

class WorkCalendar {
 public:
  /// `week`: Monday to Sunday, at least one day worked. Extra days win over holidays. Days may be
  /// unsorted and repeated. `hot` is the day around which look-ups should be quickest.
  WorkCalendar(const std::array<bool, 7>& week, const std::vector<Date>& holidays,
               const std::vector<Date>& extra_days, Date hot);

  /// Returns this calendar with `days` not worked, whatever it said of them. `hot` as above.
  WorkCalendar without(const std::vector<Date>& days, Date hot) const;

  bool is_working(Date date) const { return works_on(date.day); }
  /// Returns the number of working days of a full week: what "1w" means.
  int days_per_week() const { return per_week_; }
  /// Returns which days of a full week are worked, Monday to Sunday.
  const std::array<bool, 7>& week() const { return week_; }
  /// Returns the days that differ from their week, ascending: days off where the week works and
  /// the other way about.
  std::vector<Date> changed_days() const;

  /// Returns the position of `t` on the working time line (0 at the first moment of 1899-12-25;
  /// negative before it). Constant over days that are not worked.
  Work worked(Instant t) const {
    const std::int64_t day = floor_div(t.ticks, kTicksPerDay);
    const std::int64_t row = day - first_row_day_;
    if (static_cast<std::uint64_t>(row) < kRows) {
      const auto i = static_cast<std::size_t>(row);
      const std::int64_t into = t.ticks - day * kTicksPerDay;
      return {std::int64_t{count_[i]} * kTicksPerDay + (count_[i + 1] != count_[i] ? into : 0)};
    }
    return worked_far(t);
  }

  /// Returns the first instant with `worked(t) == w`: an evening, where work that ends there ends.
  Instant earliest(Work w) const {
    const std::int64_t n = floor_div(w.ticks - 1, kTicksPerDay);
    return {nth_day(n) * kTicksPerDay + (w.ticks - n * kTicksPerDay)};
  }
  /// Returns the last instant with `worked(t) == w`: a working moment, where work can start.
  Instant latest(Work w) const {
    const std::int64_t n = floor_div(w.ticks, kTicksPerDay);
    return {nth_day(n) * kTicksPerDay + (w.ticks - n * kTicksPerDay)};
  }

  /// Returns the first working moment at or after `t`.
  Instant next(Instant t) const { return latest(worked(t)); }
  /// Returns the end of the last work at or before `t`.
  Instant previous(Instant t) const { return earliest(worked(t)); }
  /// Returns the signed working time from `from` to `to`.
  Work between(Instant from, Instant to) const { return worked(to) - worked(from); }

  bool operator==(const WorkCalendar& other) const {
    return week_ == other.week_ && exceptions_ == other.exceptions_;
  }

 private:
  struct Exception {  // a day that differs from its week
    std::int64_t day = 0;
    bool works = false;
    std::int64_t worked_after = 0;  // working days up to and including this day
    bool operator==(const Exception&) const = default;
  };

  bool works_on(std::int64_t day) const;
  std::int64_t weekly_count(std::int64_t from, std::int64_t to) const;
  std::int64_t weekly_nth(std::int64_t from, std::int64_t n) const;
  std::int64_t count_before(std::int64_t day) const;
  std::int64_t nth_day_far(std::int64_t n) const;
  Work worked_far(Instant t) const;
  std::int64_t nth_day(std::int64_t n) const {
    const std::int64_t row = n - first_count_;
    if (static_cast<std::uint64_t>(row) < days_.size()) return days_[static_cast<std::size_t>(row)];
    return nth_day_far(n);
  }

  static constexpr std::uint64_t kRows = 4096;  // about 11 years at table speed

  std::array<bool, 7> week_{};
  int per_week_ = 0;
  std::vector<Exception> exceptions_;  // by day
  std::int64_t first_row_day_ = 0;
  std::int64_t first_count_ = 0;
  std::vector<std::int32_t> count_;  // kRows + 1 entries: working days before each day
  std::vector<std::int32_t> days_;   // the working days among those rows
};

}  // namespace slipway
