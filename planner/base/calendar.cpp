#include "planner/base/calendar.hpp"

#include <algorithm>
#include <cassert>

namespace slipway {
namespace {

// A Monday before every date a plan may hold: the origin of the working time line.
const std::int64_t kOrigin = make_date(1899, 12, 25).day;

std::size_t day_of_week(std::int64_t day) {
  const std::int64_t since = (day - kOrigin) % 7;
  return static_cast<std::size_t>(since < 0 ? since + 7 : since);
}

}  // namespace

WorkCalendar::WorkCalendar(const std::array<bool, 7>& week, const std::vector<Date>& holidays,
                           const std::vector<Date>& extra_days, Date hot)
    : week_(week) {
  for (const bool works : week) per_week_ += works ? 1 : 0;
  assert(per_week_ > 0);

  std::vector<std::pair<std::int64_t, bool>> changed;
  for (const Date d : holidays) changed.emplace_back(d.day, false);
  for (const Date d : extra_days) changed.emplace_back(d.day, true);
  std::ranges::sort(changed);  // an extra day follows the holiday on the same date
  std::int64_t worked_so_far = 0;
  std::int64_t counted_to = kOrigin;
  for (std::size_t i = 0; i < changed.size(); ++i) {
    const auto [day, works] = changed[i];
    if (i + 1 < changed.size() && changed[i + 1].first == day) continue;
    if (week_[day_of_week(day)] == works) continue;
    worked_so_far += weekly_count(counted_to, day) + (works ? 1 : 0);
    counted_to = day + 1;
    exceptions_.push_back({day, works, worked_so_far});
  }

  first_row_day_ = std::int64_t{hot.day} - 64;
  first_count_ = count_before(first_row_day_);
  count_.reserve(kRows + 1);
  std::int64_t count = first_count_;
  for (std::uint64_t row = 0; row < kRows; ++row) {
    const std::int64_t day = first_row_day_ + static_cast<std::int64_t>(row);
    count_.push_back(static_cast<std::int32_t>(count));
    if (works_on(day)) {
      days_.push_back(static_cast<std::int32_t>(day));
      ++count;
    }
  }
  count_.push_back(static_cast<std::int32_t>(count));
}

WorkCalendar WorkCalendar::without(const std::vector<Date>& days, Date hot) const {
  std::vector<Date> holidays = days;
  std::vector<Date> extra_days;
  for (const Exception& exception : exceptions_) {
    const Date day(static_cast<std::int32_t>(exception.day));
    if (!exception.works)
      holidays.push_back(day);
    else if (std::ranges::find(days, day) == days.end())
      extra_days.push_back(day);
  }
  return {week_, holidays, extra_days, hot};
}

std::vector<Date> WorkCalendar::changed_days() const {
  std::vector<Date> out;
  out.reserve(exceptions_.size());
  for (const Exception& exception : exceptions_) {
    out.emplace_back(static_cast<std::int32_t>(exception.day));
  }
  return out;
}

bool WorkCalendar::works_on(std::int64_t day) const {
  const auto found = std::ranges::lower_bound(exceptions_, day, {}, &Exception::day);
  if (found != exceptions_.end() && found->day == day) return found->works;
  return week_[day_of_week(day)];
}

// Working days of the bare week in [from, to).
std::int64_t WorkCalendar::weekly_count(std::int64_t from, std::int64_t to) const {
  const std::int64_t weeks = floor_div(to - from, 7);
  std::int64_t count = weeks * per_week_;
  for (std::int64_t day = from + weeks * 7; day < to; ++day) {
    count += week_[day_of_week(day)] ? 1 : 0;
  }
  return count;
}

// The n-th (from 0) day of the bare week at or after `from`; n may be negative.
std::int64_t WorkCalendar::weekly_nth(std::int64_t from, std::int64_t n) const {
  const std::int64_t weeks = floor_div(n, per_week_);
  std::int64_t left = n - weeks * per_week_;
  std::int64_t day = from + weeks * 7;
  for (;; ++day) {
    if (!week_[day_of_week(day)]) continue;
    if (left == 0) return day;
    --left;
  }
}

std::int64_t WorkCalendar::count_before(std::int64_t day) const {
  const auto after = std::ranges::lower_bound(exceptions_, day, {}, &Exception::day);
  if (after == exceptions_.begin()) return weekly_count(kOrigin, day);
  const Exception& last = *std::prev(after);
  return last.worked_after + weekly_count(last.day + 1, day);
}

std::int64_t WorkCalendar::nth_day_far(std::int64_t n) const {
  const auto after = std::ranges::upper_bound(exceptions_, n, {}, &Exception::worked_after);
  // Here every exception before `after` has at most n working days up to it; `after` has more.
  if (after != exceptions_.end() && after->works && after->worked_after == n + 1) return after->day;
  if (after == exceptions_.begin()) return weekly_nth(kOrigin, n);
  const Exception& last = *std::prev(after);
  return weekly_nth(last.day + 1, n - last.worked_after);
}

Work WorkCalendar::worked_far(Instant t) const {
  const std::int64_t day = floor_div(t.ticks, kTicksPerDay);
  const std::int64_t into = t.ticks - day * kTicksPerDay;
  return {count_before(day) * kTicksPerDay + (works_on(day) ? into : 0)};
}

}  // namespace slipway
