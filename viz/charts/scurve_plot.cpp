#include "viz/charts/scurve_plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "viz/charts/scurve_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kLeastBar = 5.0;  // narrower ones become weeks, months, years

double share_at(const Plot& plot, const ScurveCurve& curve, std::size_t row) {
  return static_cast<double>(curve.done_by[row]) / static_cast<double>(plot.report.samples);
}

}  // namespace

Shown choose_days(const ScurveReport& report) {
  constexpr double kTail = 0.005;  // of the samples, on each side
  constexpr std::size_t kMargin = 2;
  constexpr std::size_t kShort = 40;  // so many days always have room
  const auto tail =
      static_cast<std::uint64_t>(std::floor(kTail * static_cast<double>(report.samples)));
  std::size_t from = report.days.size();
  std::size_t to = 0;
  for (const ScurveCurve& curve : report.curves) {
    const auto row = [&](std::uint64_t count) {
      return static_cast<std::size_t>(std::ranges::lower_bound(curve.done_by, count) -
                                      curve.done_by.begin());
    };
    from = std::min(from, row(tail + 1));
    to = std::max(to, row(report.samples - tail));
  }
  const std::size_t most = std::max(kShort, 2 * (to + 1 - from));
  for (const ScurveCurve& curve : report.curves) {
    if (!curve.due.is_set()) continue;
    const auto after = std::ranges::upper_bound(report.days, curve.due) - report.days.begin();
    const std::size_t due = after == 0 ? 0 : static_cast<std::size_t>(after) - 1;
    if (report.days.front() > curve.due || report.days.back() < curve.due) continue;
    if (due < from && to - due <= most) from = due;
    if (due > to && due - from <= most) to = due;
  }
  return {from - std::min(from, kMargin), std::min(to + kMargin + 1, report.days.size())};
}

std::vector<Point> points_of(const Plot& plot, const ScurveCurve& curve) {
  if (is_one_day(curve)) {
    const double x = (plot.axis.start_of(curve.last) + plot.axis.end_of(curve.last)) / 2;
    return {{plot.axis.left(), plot.y_of(0)},
            {x, plot.y_of(0)},
            {x, plot.y_of(1)},
            {plot.axis.right(), plot.y_of(1)}};
  }
  const std::size_t from = plot.shown.from;
  const double before = from == 0 ? 0.0 : share_at(plot, curve, from - 1);
  std::vector<Point> points{{plot.axis.left(), plot.y_of(before)}};
  for (std::size_t row = from; row < plot.shown.to; ++row) {
    const Point point{plot.axis.end_of(plot.report.days[row]),
                      plot.y_of(share_at(plot, curve, row))};
    if (point.x - points.back().x < 0.25 && row + 1 < plot.shown.to) continue;
    points.push_back(point);
  }
  return points;
}

double crossing(const std::vector<Point>& points, double y) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i].y > y) continue;
    const double rise = points[i - 1].y - points[i].y;
    const double part = rise > 0.0 ? (points[i - 1].y - y) / rise : 1.0;
    return points[i - 1].x + std::clamp(part, 0.0, 1.0) * (points[i].x - points[i - 1].x);
  }
  return points.back().x;
}

std::string_view name_of(BarSize size) {
  switch (size) {
    case BarSize::day:
      return "day";
    case BarSize::week:
      return "week";
    case BarSize::month:
      return "month";
    case BarSize::year:
      return "year";
  }
  return "";
}

BarSize choose_bars(const DayAxis& axis) {
  constexpr double kDaysPerWeek = 5.0;
  constexpr double kDaysPerMonth = 21.0;
  if (axis.day_width() >= kLeastBar) return BarSize::day;
  if (axis.day_width() * kDaysPerWeek >= kLeastBar) return BarSize::week;
  return axis.day_width() * kDaysPerMonth >= kLeastBar ? BarSize::month : BarSize::year;
}

std::vector<Bar> bars_of(const Plot& plot, const ScurveCurve& curve, BarSize size) {
  const std::vector<Date>& days = plot.report.days;
  const auto key = [&](Date day) {
    const bool is_late = curve.due.is_set() && day > curve.due;
    if (size == BarSize::day) return std::tuple(day.day, std::string(), is_late);
    if (size == BarSize::week) return std::tuple(day.day - weekday(day), std::string(), is_late);
    const std::string iso = to_iso(day);
    return std::tuple(0, iso.substr(0, iso.size() - (size == BarSize::month ? 3 : 6)), is_late);
  };
  std::vector<Bar> bars;
  for (std::size_t row = plot.shown.from; row < plot.shown.to; ++row) {
    if (bars.empty() || key(days[row]) != key(days[bars.back().to])) {
      bars.push_back({row, row, 0, curve.due.is_set() && days[row] > curve.due});
    }
    bars.back().to = row;
  }
  for (Bar& bar : bars) bar.samples = samples_within(curve, bar.from, bar.to);
  std::erase_if(bars, [](const Bar& bar) { return bar.samples == 0; });
  return bars;
}

std::uint64_t tallest(const std::vector<Bar>& bars) {
  std::uint64_t out = 1;
  for (const Bar& bar : bars) out = std::max(out, bar.samples);
  return out;
}

void draw_bars(Brush& brush, const Plot& plot, const std::vector<Bar>& bars, double base,
               double height) {
  const double scale = height / static_cast<double>(tallest(bars));
  for (const Bar& bar : bars) {
    const Date first = plot.report.days[bar.from];
    const Date last = plot.report.days[bar.to];
    const double left = plot.axis.start_of(first);
    const double right = plot.axis.end_of(last);
    const double gap = std::min(1.0, (right - left) / 8);
    const double up = scale * static_cast<double>(bar.samples);
    const std::string when =
        first == last ? to_words(first) : to_words(first) + " to " + to_words(last);
    brush.box({left + gap, base - up, right - left - 2 * gap, up},
              bar.is_late ? kLateBar : kOnTimeBar, 0,
              fmt::format("{}: {}", when, to_count(bar.samples, "run")));
  }
}

std::string tail_words(const Plot& plot) {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  Date last{};
  for (const ScurveCurve& curve : plot.report.curves) {
    if (plot.shown.from > 0) before = std::max(before, curve.done_by[plot.shown.from - 1]);
    after = std::max(after, plot.report.samples - curve.done_by[plot.shown.to - 1]);
    last = std::max(last, curve.last);
  }
  if (before + after == 0) return "";
  const bool is_one = plot.report.curves.size() == 1;
  const auto count = [&](std::uint64_t runs) {
    return is_one ? to_count(runs, "run") : "up to " + to_count(runs, "run") + " of a curve";
  };
  std::string out = "Not in the picture: ";
  if (before > 0) out += count(before) + " before the left edge";
  if (before > 0 && after > 0) out += ", ";
  if (after > 0) out += count(after) + " after the right edge, the last on " + to_words(last);
  return out + '.';
}

}  // namespace slipway::viz
