#include "viz/scene/day_axis.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "viz/scene/chart_head.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kLeastGap = 8.0;       // between labels
constexpr double kLeastWeekLine = 9.0;  // weeks narrower than this get no lines

/// A run of days with the same name.
struct Span {
  std::string name;
  double left = 0.0;
  double right = 0.0;
};

std::string week_name(Date date) { return "W" + std::to_string(iso_week_of(date).week); }
std::string year_name(Date date) { return std::to_string(year_of(date)); }
Date monday_of(Date date) { return plus_days(date, -weekday(date)); }

template <typename Name>
std::vector<Span> spans_of(const DayAxis& axis, Name name) {
  std::vector<Span> out;
  for (const Date day : axis.days()) {
    std::string text = name(day);
    if (out.empty() || out.back().name != text) {
      out.push_back({std::move(text), axis.start_of(day), 0.0});
    }
    out.back().right = axis.end_of(day);
  }
  return out;
}

double widest(const std::vector<Span>& spans) {
  double out = 0.0;
  for (const Span& span : spans) out = std::max(out, span.right - span.left);
  return out;
}

double room_for(const std::string& text) { return text_width(text, kSmallSize) + kLeastGap; }

// Weeks are counted by their Mondays, so that a step of two keeps its weeks over a new year. A week
// that the axis cuts short may have no room for its name.
void draw_weeks(Brush& brush, const DayAxis& axis, double y) {
  const double week = axis.day_width() * 5;
  int step = 1;
  for (const int next : {2, 4, 13}) {
    if (week * step >= room_for("W00")) break;
    step = next;
  }
  if (week * step < room_for("W00")) return;  // or only weeks with one digit would be named
  std::vector<Span> weeks;
  Date seen{};
  for (const Date day : axis.days()) {
    const Date monday = monday_of(day);
    if (monday == seen || (monday.day / 7) % step != 0) continue;
    seen = monday;
    const double x = axis.start_of(day);
    if (!weeks.empty()) weeks.back().right = x;
    weeks.push_back({week_name(day), x, axis.right()});
  }
  for (const Span& span : weeks) {
    if (span.right - span.left < room_for(span.name)) continue;
    brush.line({span.left, y}, {span.left, y + 5}, {.stroke = Paint::line});
    brush.text({.at = {span.left + 3, y + 14},
                .text = span.name,
                .size = kSmallSize,
                .ink = Paint::muted});
  }
}

/// Returns quarters where their names have room, else years; none where not even those have.
std::vector<Span> borders_of(const DayAxis& axis) {
  constexpr std::size_t kMostOfYear = 366;  // days
  const bool has_years = axis.days().size() > 3 * kMostOfYear;
  if (has_years && axis.day_width() * kMostOfYear < room_for("2018"))
    return {};  // by the day: slow
  std::vector<Span> spans = spans_of(axis, quarter_of);
  if (widest(spans) >= room_for("Q4 2018") || spans.size() == 1) return spans;
  spans = spans_of(axis, year_name);
  if (widest(spans) >= room_for("2018") || spans.size() == 1) return spans;
  return {};
}

void draw_spans(Brush& brush, const std::vector<Span>& spans, double y) {
  double free_from = -1e9;
  for (const Span& span : spans) {
    const double middle = (span.left + span.right) / 2;
    const double half = text_width(span.name, kSmallSize) / 2;
    // A name may hang over its span where nothing else stands: the only one is always said.
    if (spans.size() > 1 && span.right - span.left < 2 * half + kLeastGap) continue;
    if (middle - half < free_from) continue;
    brush.text({.at = {middle, y + 29},
                .text = span.name,
                .size = kSmallSize,
                .ink = Paint::muted,
                .anchor = Anchor::middle});
    free_from = middle + half + kLeastGap;
  }
}

}  // namespace

IsoWeek iso_week_of(Date date) {
  const Date thursday = plus_days(monday_of(date), 3);
  const int year = year_of(thursday);
  return {year, (thursday.day - make_date(year, 1, 1).day) / 7 + 1};
}

std::string quarter_of(Date date) {
  const std::string iso = to_iso(date);
  const int month = std::stoi(iso.substr(iso.size() - 5, 2));
  return "Q" + std::to_string((month + 2) / 3) + " " + iso.substr(0, iso.size() - 6);
}

double DayAxis::start_of(Date date) const {
  const auto row = std::ranges::lower_bound(days_, date) - days_.begin();
  return left_ + day_width() * static_cast<double>(row);
}

double DayAxis::end_of(Date date) const {
  const auto row = std::ranges::upper_bound(days_, date) - days_.begin();
  return left_ + day_width() * static_cast<double>(row);
}

void draw_axis_lines(Brush& brush, const DayAxis& axis, double top, double bottom) {
  Brush group = brush.group("", "grid");
  if (axis.day_width() * 5 >= kLeastWeekLine) {
    Date seen = monday_of(axis.days().front());
    for (const Date day : axis.days()) {
      if (monday_of(day) == seen) continue;
      seen = monday_of(day);
      const double x = axis.start_of(day);
      group.line({x, top}, {x, bottom}, {.stroke = Paint::team_line, .width = 0.5});
    }
  }
  const std::vector<Span> borders = borders_of(axis);
  for (std::size_t i = 1; i < borders.size(); ++i) {
    // Dotted, so that nobody takes a new quarter for a date to meet.
    group.line({borders[i].left, top}, {borders[i].left, bottom},
               {.stroke = Paint::team_line, .width = 1, .dash = Dash::dotted});
    group.line({borders[i].left, bottom}, {borders[i].left, bottom + 34},
               {.stroke = Paint::line, .width = 1});
  }
}

void draw_axis_labels(Brush& brush, const DayAxis& axis, double y, std::string id) {
  Brush group = brush.group(std::move(id), "axis");
  group.line({axis.left(), y}, {axis.right(), y}, {.stroke = Paint::text});
  draw_weeks(group, axis, y);
  draw_spans(group, borders_of(axis), y);
  const double ends = y + 46;
  group.text({.at = {axis.left(), ends}, .text = to_words(axis.days().front()), .size = kTextSize});
  group.text({.at = {axis.right(), ends},
              .text = to_words(axis.days().back()),
              .size = kTextSize,
              .anchor = Anchor::end});
  group.text({.at = {(axis.left() + axis.right()) / 2, ends},
              .text = "working days, ISO weeks",
              .size = kSmallSize,
              .ink = Paint::muted,
              .anchor = Anchor::middle});
}

std::vector<std::size_t> rows_of_weeks(std::span<const Date> days) {
  constexpr std::size_t kMostDayRows = 26;
  std::vector<std::size_t> ends;
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (row + 1 == days.size() || iso_week_of(days[row]) != iso_week_of(days[row + 1]))
      ends.push_back(row);
  }
  const std::size_t step = (ends.size() + kMostDayRows - 1) / kMostDayRows;
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if ((ends.size() - 1 - i) % step == 0) rows.push_back(ends[i]);
  }
  return rows;
}

}  // namespace slipway::viz
