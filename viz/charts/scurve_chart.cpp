#include "viz/charts/scurve_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "viz/charts/scurve_plot.hpp"
#include "viz/charts/scurve_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kPlotHeight = 300.0;      // of one curve on a screen
constexpr double kManyPlotHeight = 240.0;  // of several
constexpr double kLeastPlotHeight = 160.0;
constexpr double kBarShare = 0.45;  // of the plot's height, for the tallest bar

constexpr std::array<std::pair<std::string_view, double>, 3> kMarks = {
    {{"P50", 0.5}, {"P80", 0.8}, {"P90", 0.9}}};

// Curves that stand together differ in more than colour.
constexpr std::array<Look, kMostCurves> kLooks = {{
    {.stroke = Paint::link, .width = 2.5},
    {.stroke = Paint::outside, .width = 2.5, .dash = Dash::dashed},
    {.stroke = Paint::done, .width = 2.5, .dash = Dash::dotted},
    {.stroke = Paint::risk, .width = 2.5, .dash = Dash::dash_dot},
}};

const Look kGuide{.stroke = Paint::muted, .width = 1, .dash = Dash::dotted};

Date mark_of(const ScurveCurve& curve, std::size_t mark) {
  return mark == 0 ? curve.p50 : mark == 1 ? curve.p80 : curve.p90;
}

// --- one curve ---

/// Writes a label that belongs to the vertical line at `x`, within the plot's sides.
void draw_line_label(Brush& brush, const DayAxis& axis, double x, Text label) {
  const double half = text_width(label.text, label.size, label.weight) / 2;
  label.anchor = Anchor::middle;
  label.at.x = std::clamp(x, axis.left() + half, std::max(axis.right() - half, axis.left() + half));
  brush.text(std::move(label));
}

Paint ink_of(const Odds& odds) {
  const std::string_view word = word_of_odds(odds.share);
  return word.empty() ? Paint::done : word == "at risk" ? Paint::risk : Paint::critical;
}

void draw_due(Brush& brush, const Plot& plot, const ScurveCurve& curve, double label_y,
              const std::vector<Point>& points) {
  if (!curve.on_time) return;
  const Paint ink = ink_of(*curve.on_time);
  Text label{.at = {0, label_y}, .text = due_words(curve), .weight = Weight::bold, .ink = ink};
  const DayAxis& axis = plot.axis;
  if (!axis.covers(curve.due)) {
    const bool is_before = curve.due < axis.days().front();
    label.text = is_before ? "← " + label.text : label.text + " →";
    draw_line_label(brush, axis, is_before ? axis.left() : axis.right(), std::move(label));
    return;
  }
  const double x = axis.end_of(curve.due);
  brush.line({x, label_y + 5}, {x, plot.bottom}, {.stroke = ink, .width = 2, .dash = Dash::dashed});
  draw_line_label(brush, axis, x, std::move(label));
  double y = points.front().y;
  for (const Point& point : points) {
    if (point.x <= x + 1e-9) y = point.y;
  }
  brush.diamond({x, y}, 6, {.fill = Paint::page, .stroke = ink, .width = 2});
}

void draw_marks(Brush& brush, const Plot& plot, const ScurveCurve& curve,
                const std::vector<Point>& points) {
  const DayAxis& axis = plot.axis;
  for (const double share : {0.0, 0.5, 0.8, 0.9, 1.0}) {
    brush.text({.at = {axis.right() + 8, plot.y_of(share) + 4},
                .text = fmt::format("{:.0f} %", share * 100),
                .size = kTextSize,
                .ink = Paint::muted});
  }
  brush.line({axis.left(), plot.top}, {axis.right(), plot.top},
             {.stroke = Paint::team_line, .width = 1});
  const auto write = [&](std::string_view name, Date day, double y) {
    const std::string date = to_words(day);
    brush.text({.at = {axis.left() - 8, y + 4}, .text = date, .anchor = Anchor::end});
    brush.text({.at = {axis.left() - 16 - text_width(date, kTextSize), y + 4},
                .text = std::string(name),
                .weight = Weight::bold,
                .anchor = Anchor::end});
  };
  if (is_one_day(curve)) {
    write("all", curve.last, plot.top);
    return;
  }
  for (std::size_t i = 0; i < kMarks.size(); ++i) {
    const auto& [name, share] = kMarks[i];
    const double y = plot.y_of(share);
    const double x = crossing(points, y);
    brush.line({axis.left(), y}, {axis.right(), y}, kGuide);
    brush.line({x, y}, {x, plot.bottom}, kGuide);
    write(name, mark_of(curve, i), y);
  }
}

void draw_dots(Brush& brush, const Plot& plot, const std::vector<Point>& points) {
  if (is_one_day(plot.report.curves.front())) return;  // the step says it
  for (const auto& [name, share] : kMarks) {
    const double y = plot.y_of(share);
    brush.circle({crossing(points, y), y}, 4.5,
                 {.fill = Paint::link, .stroke = Paint::page, .width = 1.5});
  }
}

// The label stands beside its line, on the side where the due date's line does not cross it.
void draw_status_date(Brush& brush, const Plot& plot, double label_y) {
  const Date as_of = plot.report.as_of;
  if (!plot.axis.covers(as_of)) return;
  const double x = plot.axis.start_of(as_of);
  brush.line({x, label_y - 11}, {x, plot.bottom}, {.stroke = Paint::text, .width = 1});
  Text label{.at = {x - 5, label_y}, .text = "as of " + to_words(as_of), .anchor = Anchor::end};
  const ScurveCurve& first = plot.report.curves.front();
  const bool fits_right = x + 5 + text_width(label.text, label.size) < plot.axis.right();
  if (plot.report.curves.size() == 1 && first.due.is_set() && first.due < as_of && fits_right) {
    label.at.x = x + 5;
    label.anchor = Anchor::start;
  }
  brush.text(std::move(label));
}

void draw_tail_words(Brush& brush, const Plot& plot, double& y) {
  const std::string words = tail_words(plot);
  if (words.empty()) return;
  y += 20;
  brush.text({.at = {kPadding, y}, .text = words, .ink = Paint::muted});
}

std::string join(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences) out += (out.empty() ? "" : " ") + sentence;
  return out;
}

ChartHead head_of(const ScurveReport& report, std::string question) {
  return {scurve_title(report), std::move(question), answer_in_words(report), scurve_facts(report)};
}

Scene draw_one(const ScurveReport& report, double width, double height) {
  const ScurveCurve& curve = report.curves.front();
  Scene scene;
  scene.width = width;
  scene.title = scurve_title(report);
  scene.description = join(answer_in_words(report)) + " From " + scurve_facts(report) + ".";
  Brush brush(scene.elements);
  const double head =
      draw_head(brush, head_of(report, "How likely is it done by which day?"), width);

  const Shown shown = choose_days(report);
  const std::span<const Date> days(report.days.data() + shown.from, shown.to - shown.from);
  const DayAxis axis(days, 184.0, width - 72.0);
  const bool has_status_date = axis.covers(report.as_of);
  const double due_y = head + (curve.on_time ? 22 : 5);
  const double status_y = due_y + 17;
  const double top = (has_status_date ? status_y : due_y) + 14;
  const Plot plot{report, shown, axis, top, top + height};
  const std::vector<Point> points = points_of(plot, curve);
  const BarSize size = choose_bars(axis);
  const std::vector<Bar> bars = bars_of(plot, curve, size);

  Brush chart = brush.group("chart", "chart");
  draw_axis_lines(chart, axis, plot.top, plot.bottom);
  Brush histogram = chart.group("histogram", "histogram");
  draw_bars(histogram, plot, bars, plot.bottom, kBarShare * (plot.bottom - plot.top));
  draw_marks(chart, plot, curve, points);
  draw_status_date(chart, plot, status_y);
  chart.path(points, {.stroke = Paint::link, .width = 3});
  draw_due(chart, plot, curve, due_y, points);
  draw_dots(chart, plot, points);
  draw_axis_labels(brush, axis, plot.bottom);

  std::vector<LegendEntry> legend = {{LegendEntry::Mark::line,
                                      {.stroke = Paint::link, .width = 3},
                                      "share of the runs that are done"},
                                     {LegendEntry::Mark::box, kOnTimeBar,
                                      fmt::format("runs that finish in a {}, at most {}",
                                                  name_of(size), to_grouped(tallest(bars)))}};
  if (size == BarSize::day) {
    legend.back().text =
        fmt::format("runs that finish on a day, at most {}", to_grouped(tallest(bars)));
  }
  const bool any_late = std::ranges::any_of(bars, &Bar::is_late);
  if (any_late) legend.push_back({LegendEntry::Mark::box, kLateBar, "after the due date"});
  double y = draw_legend(brush, legend, kPadding, width - kPadding, plot.bottom + kAxisLabels + 24);
  draw_tail_words(brush, plot, y);
  scene.height = std::round(y + 20);
  return scene;
}

// --- several curves ---

constexpr double kStrip = 62.0;
constexpr double kRightOfMany = 300.0;  // for the facts of a strip

std::string letter_of(std::size_t i) { return std::string(1, static_cast<char>('A' + i)); }

void draw_badge(Brush& brush, Point centre, std::size_t i) {
  Look look{.fill = Paint::page, .stroke = kLooks[i].stroke, .width = 1.5};
  brush.circle(centre, 9, look);
  brush.text({.at = {centre.x, centre.y + 4},
              .text = letter_of(i),
              .size = kSmallSize,
              .weight = Weight::bold,
              .anchor = Anchor::middle});
}

// The histogram above its forecast: P10 to P90 as a line, ticks at both and at P80, a dot at P50.
void draw_strip(Brush& brush, const Plot& plot, std::size_t i, double top) {
  const ScurveCurve& curve = plot.report.curves[i];
  const DayAxis& axis = plot.axis;
  const double base = top + kStrip - 18;
  const double line = base + 8;
  Brush group = brush.group("curve-" + std::to_string(i), "strip", name_of_curve(curve));
  group.line({kPadding, top}, {plot.axis.right() + kRightOfMany - kPadding, top},
             {.stroke = Paint::team_line, .width = 1});
  draw_badge(group, {kPadding + 10, top + 20}, i);
  const double text_left = kPadding + 28;
  const double room = axis.left() - text_left - 10;
  group.label({.at = {text_left, top + 24}, .text = name_of_curve(curve), .weight = Weight::bold},
              room);
  if (curve.title != curve.id) {
    group.label({.at = {text_left, top + 41},
                 .text = std::string(curve.title),
                 .size = kSmallSize,
                 .ink = Paint::muted},
                room);
  }
  draw_bars(group, plot, bars_of(plot, curve, choose_bars(axis)), base, kStrip - 26);
  const auto x_of = [&](Date date) {
    return std::clamp((axis.start_of(date) + axis.end_of(date)) / 2, axis.left(), axis.right());
  };
  const Look ink{.stroke = Paint::text, .width = 1.5};
  group.line({x_of(curve.p10), line}, {x_of(curve.p90), line}, ink);
  for (const Date tick : {curve.p10, curve.p80, curve.p90}) {
    group.line({x_of(tick), line - 4}, {x_of(tick), line + 4}, ink);
  }
  group.circle({x_of(curve.p50), line}, 3.5, {.fill = Paint::text});
  const double facts = axis.right() + 16;
  const Date near = curve.p80;
  group.text({.at = {facts, top + 24},
              .text = fmt::format("P50 {} · P80 {} · P90 {}", short_date(curve.p50, near),
                                  short_date(curve.p80, near), short_date(curve.p90, near))});
  if (!curve.on_time) return;
  const Paint due_ink = ink_of(*curve.on_time);
  std::string words =
      fmt::format("due {}: {} on time", short_date(curve.due, near), to_odds(curve.on_time->share));
  if (const std::string_view word = word_of_odds(curve.on_time->share); !word.empty()) {
    words += ", " + std::string(word);
  }
  group.text({.at = {facts, top + 42}, .text = words, .weight = Weight::bold, .ink = due_ink});
  if (!axis.covers(curve.due)) return;
  const double x = axis.end_of(curve.due);
  const Look due{.stroke = due_ink, .width = 2};
  group.path({{x - 5, top + 6}, {x, top + 6}, {x, base + 14}, {x - 5, base + 14}}, due);
}

Scene draw_many(const ScurveReport& report, double width, double height) {
  Scene scene;
  scene.width = width;
  scene.title = scurve_title(report);
  scene.description = join(answer_in_words(report));
  for (const ScurveCurve& curve : report.curves) {
    scene.description += ' ' + name_of_curve(curve) + ": " + finish_sentence(curve);
    if (curve.on_time) scene.description += ' ' + due_sentence(curve);
  }
  scene.description += " From " + scurve_facts(report) + ".";
  Brush brush(scene.elements);
  const double head =
      draw_head(brush, head_of(report, "How likely is each done by which day?"), width);

  const Shown shown = choose_days(report);
  const std::span<const Date> days(report.days.data() + shown.from, shown.to - shown.from);
  const DayAxis axis(days, 240.0, width - kRightOfMany);
  const double status_y = head + 22;
  const double top = (axis.covers(report.as_of) ? status_y : head) + 14;
  const Plot plot{report, shown, axis, top, top + height};
  const double strips = plot.bottom + 14;
  const double bottom = strips + kStrip * static_cast<double>(report.curves.size());

  Brush chart = brush.group("chart", "chart");
  draw_axis_lines(chart, axis, plot.top, bottom);
  draw_status_date(chart, plot, status_y);
  for (const double share : {0.0, 0.5, 0.8, 0.9, 1.0}) {
    const double y = plot.y_of(share);
    const bool is_mark = share > 0.0 && share < 1.0;
    chart.line({axis.left(), y}, {axis.right(), y},
               share == 0.0 ? Look{.stroke = Paint::line} : kGuide);
    chart.text({.at = {axis.left() - 8, y + 4},
                .text = is_mark ? fmt::format("P{0:.0f} · {0:.0f} %", share * 100)
                                : fmt::format("{:.0f} %", share * 100),
                .ink = Paint::muted,
                .anchor = Anchor::end});
  }
  std::vector<std::vector<Point>> curves;
  for (std::size_t i = 0; i < report.curves.size(); ++i) {
    curves.push_back(points_of(plot, report.curves[i]));
    chart.path(curves.back(), kLooks[i], false, name_of_curve(report.curves[i]));
  }
  // At heights of their own, so that equal curves do not hide each other's letters.
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const double y = plot.y_of(0.25 + 0.15 * static_cast<double>(i));
    draw_badge(chart, {crossing(curves[i], y), y}, i);
  }
  for (std::size_t i = 0; i < report.curves.size(); ++i) {
    draw_strip(brush, plot, i, strips + kStrip * static_cast<double>(i));
  }
  draw_axis_labels(brush, axis, bottom);

  std::vector<LegendEntry> legend = {
      {LegendEntry::Mark::line, kLooks[0], "share of the runs that are done"},
      {LegendEntry::Mark::box, kOnTimeBar, fmt::format("runs per {}", name_of(choose_bars(axis)))},
      {LegendEntry::Mark::box, kLateBar, "after the due date"},
      {LegendEntry::Mark::circle, {.fill = Paint::text}, "P50, on a line from P10 over P80 to P90"},
  };
  double y = draw_legend(brush, legend, kPadding, width - kPadding, bottom + kAxisLabels + 24);
  draw_tail_words(brush, plot, y);
  scene.height = std::round(y + 20);
  return scene;
}

}  // namespace

Scene draw_scurve(const ScurveReport& report, const Frame& frame) {
  assert(!report.curves.empty() && report.curves.size() <= kMostCurves);
  const bool is_one = report.curves.size() == 1;
  const double height = is_one ? kPlotHeight : kManyPlotHeight;
  const auto draw = [&](double plot_height) {
    return is_one ? draw_one(report, frame.width, plot_height)
                  : draw_many(report, frame.width, plot_height);
  };
  Scene scene = draw(height);
  if (!frame.has_pages()) return scene;
  // All else is as tall as it was: the plot takes what is left of the page.
  const double left = height + frame.page_height - scene.height;
  scene = draw(std::max(kLeastPlotHeight, std::floor(left)));
  scene.height = frame.page_height;
  return scene;
}

}  // namespace slipway::viz
