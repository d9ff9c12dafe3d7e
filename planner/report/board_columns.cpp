#include "planner/report/board_columns.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "planner/report/graph_words.hpp"

namespace slipway {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day civil(Date date) { return year_month_day(sys_days(std::chrono::days(date.day))); }

/// A stretch that repeats: so many weeks from a Monday on, or so many months from a year's start
/// on.
struct Stretch {
  int weeks = 0;
  int months = 0;
};

constexpr std::array<Stretch, 10> kStretches = {
    {{1, 0}, {2, 0}, {0, 1}, {0, 3}, {0, 6}, {0, 12}, {0, 60}, {0, 600}, {0, 12'000}, {0, 60'000}}};

constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

Date monday_of(Date date) { return plus_days(date, -weekday(date)); }

int week_of(Date monday) {  // ISO 8601: weeks are numbered within the year of their Thursday
  const Date thursday = plus_days(monday, 3);
  const Date new_year = make_date(int{civil(thursday).year()}, 1, 1);
  return (thursday.day - new_year.day) / 7 + 1;
}

std::string year_of(Date date) { return std::to_string(int{civil(date).year()}); }

std::string name_weeks(Date monday, int weeks) {
  std::string out = "W" + std::to_string(week_of(monday));
  const Date last = plus_days(monday, 7 * (weeks - 1));
  if (weeks > 1) out += "-" + std::to_string(week_of(last));
  return out + " " + year_of(plus_days(last, 3));
}

std::string name_months(Date first, int months) {
  const unsigned month = static_cast<unsigned>(civil(first).month());
  if (months == 1) return std::string(kMonths[month - 1]) + " " + year_of(first);
  if (months == 3) return "Q" + std::to_string((month - 1) / 3 + 1) + " " + year_of(first);
  if (months == 6) return (month == 1 ? "H1 " : "H2 ") + year_of(first);
  const int year = int{civil(first).year()};
  if (months == 12) return std::to_string(year);
  return std::to_string(year) + "-" + std::to_string(year + months / 12 - 1);
}

/// Returns the first day of the stretch of months that `date` lies in, or of the next one.
Date month_start(Date date, int months, bool next) {
  const year_month_day at = civil(date);
  const int count = int{at.year()} * 12 + static_cast<int>(static_cast<unsigned>(at.month())) - 1;
  const int start = (count / months + (next ? 1 : 0)) * months;
  return make_date(start / 12, static_cast<unsigned>(start % 12) + 1, 1);
}

std::vector<BoardColumn> cut(Date first, Date last, const Stretch& stretch, std::size_t most) {
  std::vector<BoardColumn> out;
  Date at = stretch.weeks > 0 ? monday_of(first) : month_start(first, stretch.months, false);
  while (at <= last) {
    if (out.size() > most) return out;  // too many, however many more
    BoardColumn& column = out.emplace_back();
    const Date next = stretch.weeks > 0 ? plus_days(at, 7 * stretch.weeks)
                                        : month_start(at, stretch.months, true);
    column.first = at;
    column.last = plus_days(next, -1);
    column.name =
        stretch.weeks > 0 ? name_weeks(at, stretch.weeks) : name_months(at, stretch.months);
    at = next;
  }
  return out;
}

/// The periods that meet the days, those within others left out, with what lies before, between and
/// after them.
std::vector<BoardColumn> cut_by_periods(const Plan& plan, Date first, Date last) {
  std::vector<const Period*> periods;
  for (const Period& period : plan.periods) {
    const bool meets = period.start <= last && period.end >= first;
    if (meets) periods.push_back(&period);
  }
  std::ranges::stable_sort(periods, {}, &Period::start);
  std::vector<BoardColumn> out;
  const auto fill = [&](Date until, const std::string& name) {
    const Date from = out.empty() ? first : plus_days(out.back().last, 1);
    if (from <= until) out.push_back({name, from, until});
  };
  for (const Period* period : periods) {
    if (!out.empty() && period->start <= out.back().last) continue;
    fill(std::min(last, plus_days(period->start, -1)), "before " + std::string(period->id));
    out.push_back({std::string(period->id), period->start, period->end});
  }
  if (!out.empty()) fill(last, "after " + out.back().name);
  return out;
}

}  // namespace

std::optional<ColumnLength> column_length_of(std::string_view name) {
  if (name == "week") return ColumnLength::week;
  if (name == "2w") return ColumnLength::two_weeks;
  if (name == "month") return ColumnLength::month;
  if (name == "period") return ColumnLength::period;
  return std::nullopt;
}

ColumnChoice choose_columns(const Plan& plan, Date first, Date last, ColumnLength length,
                            std::size_t most, std::size_t liked) {
  constexpr std::size_t kLikedLeast = 4;
  ColumnChoice out;
  std::string wanted;
  if (length == ColumnLength::period) {
    out.columns = cut_by_periods(plan, first, last);
    if (!out.columns.empty() && out.columns.size() <= most) return out;
    out.note = out.columns.empty() ? "no period of the plan holds any of these days"
                                   : "the plan's periods are too many for columns";
    length = ColumnLength::automatic;
  }
  if (length == ColumnLength::automatic) {
    const Stretch* finest = nullptr;  // that fits at all
    for (const Stretch& stretch : kStretches) {
      const std::size_t count = cut(first, last, stretch, most).size();
      if (count > most) continue;
      if (finest == nullptr) finest = &stretch;
      if (count > liked) continue;
      const Stretch& chosen = count < kLikedLeast ? *finest : stretch;
      out.columns = cut(first, last, chosen, most);
      break;
    }
    if (out.columns.empty() && finest != nullptr) out.columns = cut(first, last, *finest, most);
    return out;
  }
  const auto asked = static_cast<std::size_t>(length) - 1;
  for (std::size_t i = asked; i < kStretches.size(); ++i) {
    out.columns = cut(first, last, kStretches[i], most);
    if (out.columns.size() > most) continue;
    if (i > asked) {
      constexpr std::array<const char*, 3> kAsked = {"weeks", "pairs of weeks", "months"};
      out.note =
          std::string("so many ") + kAsked[asked] +
          " do not fit side by side: the columns are longer; --focus and --team leave some out";
    }
    break;
  }
  return out;
}

}  // namespace slipway
