#include "viz/charts/burnup_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "viz/charts/burnup_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kLeft = kPadding + 44;
constexpr double kRightRoom = 126.0;  // for the words of the scope
constexpr double kPlot = 340.0;
constexpr double kLabelRow = 17.0;  // of the dates above the plot

const Look kCone{.fill = Paint::heat_1, .stroke = Paint::link, .width = 0.75};
const Look kInner{.fill = Paint::heat_2, .stroke = Paint::link, .width = 0.75};
const Look kP50{.stroke = Paint::link, .width = 2.5};
const Look kP80{.stroke = Paint::link, .width = 2, .dash = Dash::dashed};
const Look kP90{.stroke = Paint::link, .width = 1.5, .dash = Dash::dotted};
const Look kDone{.stroke = Paint::text, .width = 3};
const Look kScores{.stroke = Paint::done, .width = 1.5, .dash = Dash::dash_dot};
const Look kScope{.stroke = Paint::outside, .width = 2};
const Look kOldScope{.stroke = Paint::outside, .width = 1.5, .dash = Dash::dashed};
const Look kToday{.stroke = Paint::text, .width = 1};

class BurnupPlot {
 public:
  BurnupPlot(const BurnupReport& report, const Area& area)
      : report_(report), axis_(report.days, area.x, area.right()), area_(area) {
    most_ = report.total;
    if (report.baseline) most_ = std::max(most_, report.baseline->done);
    if (most_ <= 0.0) most_ = 1.0;  // nothing is worth anything
  }

  const DayAxis& axis() const { return axis_; }
  double y_of(double goals) const { return area_.bottom() - goals / most_ * area_.height; }
  double x_of(Date evening) const { return axis_.end_of(evening); }

  void draw_grid(Brush& brush) const {
    Brush group = brush.group("", "grid");
    double step = 1.0;
    if (report_.by == BurnupBy::value) step = std::pow(10.0, std::floor(std::log10(most_)) - 2.0);
    for (int i = 0; step * area_.height / most_ < 26; ++i) step *= i % 3 == 1 ? 2.5 : 2.0;
    for (int i = 0; step * i <= most_ * (1.0 + 1e-9); ++i) {
      const double y = y_of(step * i);
      if (i > 0)
        group.line({area_.x, y}, {area_.right(), y}, {.stroke = Paint::team_line, .width = 0.5});
      group.text({.at = {area_.x - 8, y + 4},
                  .text = amount_text(step * i),
                  .size = kSmallSize,
                  .ink = Paint::muted,
                  .anchor = Anchor::end});
    }
    const std::string unit = unit_words(report_);
    const std::size_t space = unit.find(' ');
    for (const auto& [word, up] :
         {std::pair(unit.substr(0, space), 26.0), {unit.substr(space + 1), 13.0}}) {
      group.text({.at = {area_.x - 8, area_.y - up},
                  .text = word,
                  .size = kSmallSize,
                  .ink = Paint::muted,
                  .anchor = Anchor::end});
    }
  }

  void draw_cone(Brush& brush) const {
    if (report_.done == report_.scope) return;
    Brush group = brush.group("cone", "cone", unit_words(report_) + " by each evening in the runs");
    area_between(group, &BurnupDay::p10, &BurnupDay::p90, kCone);
    area_between(group, &BurnupDay::p50, &BurnupDay::p80, kInner);
    group.path(steps_of(&BurnupDay::p90, true), kP90);
    group.path(steps_of(&BurnupDay::p80, true), kP80);
    group.path(steps_of(&BurnupDay::p50, true), kP50);
    group.path(steps_of(&BurnupDay::p10, true), kP90);
  }

  void draw_scope(Brush& brush) const {
    Brush group = brush.group("scope", "scope", total_words(report_));
    const double y = y_of(report_.total);
    double from = area_.x;
    if (report_.baseline) {
      const double old_y = y_of(report_.baseline->done);
      const double old_x = std::clamp(x_of(report_.baseline->day), area_.x, area_.right());
      from = std::max(axis_.start_of(report_.as_of), area_.x);
      group.path({{old_x, old_y}, {from, old_y}, {from, y}}, kOldScope);
      group.circle({old_x, old_y}, 4, {.fill = Paint::outside});
    }
    group.line({from, y}, {area_.right(), y}, kScope);
    double words_y = y + 4;
    for (const std::string& line : break_text(total_words(report_), kRightRoom - 8, kTextSize)) {
      group.text({.at = {area_.right() + 8, words_y}, .text = line, .weight = Weight::regular});
      words_y += 15;
    }
  }

  void draw_done(Brush& brush) const {
    Brush group = brush.group("done", "done", fmt::format("{} done", report_.done));
    std::vector<Point> points;
    for (const BurnupStep& step : report_.history) {
      const double x = points.empty() ? axis_.start_of(step.day) : x_of(step.day);
      if (!points.empty()) points.push_back({x, points.back().y});
      points.push_back({x, y_of(step.done)});
    }
    // Nothing is known yet of the evening of the status date itself.
    const double today = axis_.start_of(report_.as_of);
    for (Point& point : points) point.x = std::min(point.x, std::max(today, area_.x));
    group.path(points, kDone);
    const Point end = points.back();
    if (!report_.scores.empty()) draw_scores(group);
    group.circle(end, 4, {.fill = Paint::text, .stroke = Paint::page, .width = 1.5});
  }

  /// Words above the plot, each with its line down into it: the latest on top and the words at the
  /// left of the line, so that no line crosses the words of another.
  void draw_dates(Brush& brush, double top) const {
    std::vector<Mark> marks = list_marks();
    std::ranges::stable_sort(marks, std::ranges::greater{}, &Mark::x);
    Brush group = brush.group("dates", "dates");
    double y = top;
    for (const Mark& mark : marks) {
      const bool fits = mark.x - 5 - text_width(mark.words, kTextSize, Weight::bold) >= area_.x;
      if (mark.look.stroke) group.line({mark.x, y - 9}, {mark.x, mark.to}, mark.look);
      group.text({.at = {fits ? mark.x - 5 : mark.x + 5, y},
                  .text = mark.words,
                  .weight = Weight::bold,
                  .ink = mark.ink,
                  .anchor = fits ? Anchor::end : Anchor::start,
                  .has_halo = true});
      y += kLabelRow;
    }
  }

  /// Rows that draw_dates needs.
  static std::size_t num_dates(const BurnupReport& report) {
    return 1 + (report.due.is_set() ? 1 : 0) + (report.done == report.scope ? 0 : 3);
  }

 private:
  /// A date with a line down to `to`; without a stroke it lies beyond the axis.
  struct Mark {
    double x = 0.0;
    std::string words;
    Look look{};
    Paint ink = Paint::text;
    double to = 0.0;
  };

  std::vector<Mark> list_marks() const {
    std::vector<Mark> out = {{axis_.start_of(report_.as_of), "as of " + to_words(report_.as_of),
                              kToday, Paint::text, area_.bottom()}};
    const std::string due = due_words(report_);
    if (axis_.covers(report_.due)) {
      const Look look{.stroke = ink_of_due(), .width = 2, .dash = Dash::dashed};
      out.push_back({x_of(report_.due), due, look, ink_of_due(), area_.bottom()});
    } else if (report_.due.is_set()) {
      const bool is_before = report_.due < report_.start;
      out.push_back({is_before ? area_.x : area_.right(),
                     is_before ? "← " + due : due + " →",
                     {},
                     ink_of_due(),
                     0.0});
    }
    if (report_.done == report_.scope) return out;
    const double scope = y_of(report_.total);
    const Look p50{.stroke = Paint::link, .width = 1.5};
    out.push_back({x_of(report_.p50), "P50 " + to_words(report_.p50), p50, Paint::text, scope});
    out.push_back({x_of(report_.p80), "P80 " + to_words(report_.p80), kP80, Paint::text, scope});
    out.push_back({x_of(report_.p90), "P90 " + to_words(report_.p90), kP90, Paint::text, scope});
    return out;
  }

  Paint ink_of_due() const {
    if (!report_.all_by_due) return Paint::done;
    const std::string_view word = word_of_odds(report_.all_by_due->share);
    return word.empty() ? Paint::done : word == "at risk" ? Paint::risk : Paint::critical;
  }

  /// By evening: it is so many from the evening before on, as a staircase.
  std::vector<Point> steps_of(double BurnupDay::*amount, bool ends_at_scope) const {
    std::vector<Point> points = {{axis_.start_of(report_.as_of), y_of(report_.amount_done)}};
    for (const BurnupDay& at : report_.ahead) {
      const double y = y_of(at.*amount);
      if (y == points.back().y && &at != &report_.ahead.back()) continue;
      points.push_back({x_of(at.day), points.back().y});
      points.push_back({x_of(at.day), y});
      if (ends_at_scope && at.*amount == report_.total) break;
    }
    return points;
  }

  void area_between(Brush& brush, double BurnupDay::*high, double BurnupDay::*low,
                    const Look& look) const {
    std::vector<Point> points = steps_of(high, false);
    std::vector<Point> back = steps_of(low, false);
    points.insert(points.end(), back.rbegin(), back.rend());
    Look fill = look;
    fill.stroke.reset();
    brush.path(std::move(points), fill, true);
  }

  void draw_scores(Brush& group) const {
    std::vector<Point> points;
    for (const BurnupScore& score : report_.scores) {
      double done = 0.0;
      for (const BurnupStep& step : report_.history) {
        if (step.day <= score.day) done = step.done;
      }
      if (!axis_.covers(score.day)) continue;
      points.push_back({axis_.start_of(score.day), y_of(std::min(done + score.amount, most_))});
    }
    if (points.size() > 1) group.path(points, kScores);
    for (const Point& point : points)
      group.circle(point, 3.5, {.fill = Paint::page, .stroke = Paint::done, .width = 1.5});
  }

  const BurnupReport& report_;
  DayAxis axis_;
  Area area_;
  double most_ = 1.0;
};

std::vector<LegendEntry> list_legend(const BurnupReport& report) {
  std::vector<LegendEntry> out = {{LegendEntry::Mark::line, kDone, "done"}};
  if (!report.scores.empty())
    out.push_back({LegendEntry::Mark::line, kScores, "done, and the scores of check-ins"});
  out.push_back(
      {LegendEntry::Mark::line, kScope,
       report.by == BurnupBy::value ? "value of the goals that count" : "goals that count"});
  if (report.baseline)
    out.push_back(
        {LegendEntry::Mark::line, kOldScope,
         report.by == BurnupBy::value ? "as much as there was" : "as many as there were"});
  if (report.done == report.scope) return out;
  out.push_back({LegendEntry::Mark::line, kP50,
                 report.by == BurnupBy::value ? "P50: at least so much in half of the runs"
                                              : "P50: at least so many in half of the runs"});
  out.push_back({LegendEntry::Mark::line, kP80, "P80: in 8 of 10 runs"});
  out.push_back({LegendEntry::Mark::line, kP90, "P10 and P90: in 1 and in 9 of 10"});
  Look cone = kCone;
  out.push_back({LegendEntry::Mark::box, cone, "P10 to P90"});
  cone = kInner;
  out.push_back({LegendEntry::Mark::box, cone, "P50 to P80"});
  return out;
}

}  // namespace

std::vector<Scene> draw_burnup(const BurnupReport& report, const Frame& frame) {
  Scene scene;
  scene.width = frame.width;
  scene.title = burnup_title(report);
  const std::vector<std::string> answers = answer_in_words(report);
  for (const std::string& answer : answers) scene.description += answer + ' ';
  scene.description += "From " + burnup_facts(report) + ".";
  Brush brush(scene.elements);
  const double head = draw_head(
      brush, {scene.title, "Will all of it be done in time?", answers, burnup_facts(report)},
      scene.width);
  double bottom = head + 10;
  if (report.scope > 0) {
    const double dates = head + 26;
    const double top = dates + kLabelRow * static_cast<double>(BurnupPlot::num_dates(report)) - 4;
    double height = kPlot;
    if (frame.has_pages()) height = std::clamp(frame.page_height - top - 150, 120.0, 560.0);
    const BurnupPlot plot(report,
                          {kLeft, top, scene.width - kPadding - kRightRoom - kLeft, height});
    bottom = top + height;
    draw_axis_lines(brush, plot.axis(), top, bottom);
    plot.draw_grid(brush);
    plot.draw_cone(brush);
    plot.draw_scope(brush);
    plot.draw_done(brush);
    plot.draw_dates(brush, dates);
    draw_axis_labels(brush, plot.axis(), bottom);
    bottom += kAxisLabels;
  }
  const double y =
      draw_legend(brush, list_legend(report), kPadding, scene.width - kPadding, bottom + 24);
  scene.height = frame.has_pages() ? frame.page_height : std::round(y + 20);
  return {std::move(scene)};
}

}  // namespace slipway::viz
