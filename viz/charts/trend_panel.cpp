#include "viz/charts/trend_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "viz/charts/trend_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/scene/label_rows.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

const Look kSlips{.stroke = Paint::critical, .width = 3};
const Look kStays{.stroke = Paint::link, .width = 2};
const Look kEarlier{.stroke = Paint::done, .width = 2, .dash = Dash::dashed};
const Look kComputed{.fill = Paint::page, .stroke = Paint::text, .width = 1.5};
const Look kP80{.fill = Paint::box_folded, .stroke = Paint::link, .width = 1};
const Look kDiagonal{.stroke = Paint::muted, .width = 1.5, .dash = Dash::dash_dot};
const Look kDueLine{.stroke = Paint::risk, .width = 1.5, .dash = Dash::dashed};

namespace {

constexpr double kLeft = kPadding + 122;  // where plots begin
constexpr double kLabels = 356.0;         // room for names at the right
constexpr double kLane = 12.0;            // of what is computed, for each line
constexpr double kStep = 34.0;            // between names
constexpr double kLeastPlot = 150.0;
constexpr double kTitle = 38.0;  // above a plot
constexpr double kAxis = 48.0;   // below it
constexpr double kLeastTick = 16.0;
constexpr double kOneDay = 190.0;  // of a plot where all was said on one day
constexpr int kLeastDays = 7;      // before the status date

bool is_spoken_before(const TrendLines& lines) {
  const auto is_early = [&](const auto& said) {
    return std::ranges::any_of(said, [&](const auto& at) { return at.on != said.back().on; });
  };
  return std::ranges::any_of(lines, [&](const TrendLine* line) {
    return is_early(line->said) || is_early(line->confidence);
  });
}

/// What both panels share: places by date, names at the right.
class Panel {
 public:
  Panel(const TrendReport& report, const TrendLines& lines, double top, double width)
      : report_(report), lines_(lines), last_(report.as_of), width_(width) {
    first_ = plus_days(last_, -kLeastDays);
    for (const TrendLine* line : lines) {
      for (const SaidDate& said : line->said) first_ = std::min(first_, said.on);
      for (const SaidConfidence& said : line->confidence) first_ = std::min(first_, said.on);
    }
    lanes_ = kLane * static_cast<double>(lines.size()) + 34;
    double room = width - kPadding - kLabels - lanes_ - kLeft;
    // A single day has nothing to show on the way to it.
    if (first_ == plus_days(last_, -kLeastDays) && !is_spoken_before(lines))
      room = std::min(room, kOneDay);
    plot_ = {kLeft, top + kTitle, room, panel_height(lines.size()) - kTitle - kAxis};
  }

  const Area& plot() const { return plot_; }
  Date first() const { return first_; }
  double x_of(Date date) const {
    return plot_.x + plot_.width * (date.day - first_.day) / (last_.day - first_.day);
  }
  double lane(std::size_t line) const {
    return plot_.right() + 22 + kLane * static_cast<double>(line);
  }
  double names_left() const { return plot_.right() + lanes_; }
  double room_for_names() const { return width_ - kPadding - names_left(); }

  void draw_frame(Brush& brush, const std::string& title) const {
    brush.text({.at = {kPadding, plot_.y - 22}, .text = title, .size = 13, .weight = Weight::bold});
    brush.text({.at = {plot_.right() + 14, plot_.y - 8},
                .text = "computed",
                .size = kSmallSize,
                .ink = Paint::muted});
    brush.line({plot_.x, plot_.bottom()}, {plot_.right(), plot_.bottom()}, {.stroke = Paint::text});
    brush.line({plot_.right(), plot_.y}, {plot_.right(), plot_.bottom()},
               {.stroke = Paint::text, .width = 1.5});
    draw_days(brush);
  }

  /// Returns where the names stand whose marks are at `marks`.
  std::vector<double> places_of(const std::vector<double>& marks) const {
    return place_labels(marks, kStep, plot_.y + 6, plot_.bottom() - kStep / 2);
  }

  /// A name with a line of words below it, at `place`, tied to its mark.
  void draw_name(Brush& group, std::size_t i, double mark, double place,
                 const std::string& words) const {
    const TrendLine& line = *lines_[i];
    const double x = names_left();
    group.path({{lane(i) + 7, mark}, {x - 12, place}, {x - 4, place}},
               {.stroke = Paint::team_line, .width = 1});
    const bool is_over = line.status == Status::done || line.status == Status::dropped;
    group.label({.at = {x, place + 4},
                 .text = line.id,
                 .weight = Weight::bold,
                 .ink = is_over ? Paint::muted : Paint::text,
                 .is_struck = line.status == Status::dropped},
                room_for_names());
    const std::string below = fit_text(words, room_for_names(), kSmallSize);
    group.text({.at = {x, place + 18},
                .text = below,
                .size = kSmallSize,
                .ink = Paint::muted,
                .title = below == words ? "" : words});
  }

 private:
  /// A tick for each day with a check-in, its date where there is room, the ends in full.
  void draw_days(Brush& brush) const {
    Brush group = brush.group("", "axis");
    const double y = plot_.bottom();
    std::vector<Date> days;
    for (const TrendLine* line : lines_) {
      for (const SaidDate& said : line->said) days.push_back(said.on);
      for (const SaidConfidence& said : line->confidence) days.push_back(said.on);
    }
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    double free_from = plot_.x - 20;
    for (const Date day : days) {
      const double x = x_of(day);
      group.line({x, y}, {x, y + 5}, {.stroke = Paint::line});
      const std::string name = fmt::format("{} W{}", to_day_and_month(day), iso_week_of(day).week);
      const double half = text_width(name, kSmallSize) / 2;
      if (x - half < free_from || x + half > plot_.right() + 40) continue;
      group.text({.at = {x, y + 17},
                  .text = name,
                  .size = kSmallSize,
                  .ink = Paint::muted,
                  .anchor = Anchor::middle});
      free_from = x + half + 8;
    }
    const std::string end = "as of " + to_words(last_);
    const std::string start = to_words(first_);
    const double room = plot_.width - text_width(end, kTextSize) / 2;
    if (text_width(start, kTextSize) + 16 < room)
      group.text({.at = {plot_.x, y + 36}, .text = start});
    group.text({.at = {plot_.right(), y + 36}, .text = end, .anchor = Anchor::middle});
  }

  const TrendReport& report_;
  const TrendLines& lines_;
  Date first_{}, last_{};
  double width_;
  double lanes_ = 0.0;
  Area plot_;
};

std::string group_kind(const TrendLine& line, const char* what) {
  std::string out = std::string("goal ") + what;
  if (line.status == Status::done) out += " done";
  if (line.status == Status::dropped) out += " dropped";
  if (line.due.is_set() && line.finish.is_set() && line.finish > line.due) out += " late";
  if (line.moved_days() > 0) out += " slips";
  return out;
}

std::string group_title(const TrendLine& line, const std::string& words) {
  std::string out = line.id;
  if (line.title != line.id) out += ": " + line.title;
  return out + ", " + words;
}

const Look& look_of(const TrendLine& line) {
  const int moved = line.moved_days();
  return moved > 0 ? kSlips : moved < 0 ? kEarlier : kStays;
}

/// The dates from the bottom to the top of the dates panel.
struct DateRange {
  Date from{}, to{};
  bool has(Date date) const { return date.is_set() && from <= date && date <= to; }
};

DateRange range_of(const TrendLines& lines, const Panel& panel, Date as_of) {
  DateRange range{panel.first(), as_of};
  const auto include = [&](Date date) {
    if (!date.is_set()) return;
    range.from = std::min(range.from, date);
    range.to = std::max(range.to, date);
  };
  for (const TrendLine* line : lines) {
    for (const SaidDate& said : line->said) include(said.forecast);
    include(line->finish);
    if (line->forecast) include(line->forecast->p80);
  }
  // Far due dates would squeeze what moves.
  const int span = range.to.day - range.from.day;
  const Date far = plus_days(range.to, span * 3 / 5 + 7);
  for (const TrendLine* line : lines) {
    if (line->due.is_set() && line->due <= far && line->due >= range.from) include(line->due);
  }
  return {range.from, plus_days(range.to, 1)};
}

/// The first days of months, quarters or years within, as many as fit.
std::vector<Date> list_ticks(const DateRange& range, std::size_t most) {
  for (const unsigned step : {1u, 3u, 12u, 60u, 1200u}) {
    std::vector<Date> out;
    for (int year = year_of(range.from); year <= year_of(range.to); ++year) {
      if (step > 12 && year % static_cast<int>(step / 12) != 0) continue;
      for (unsigned month = 1; month <= 12; month += std::min(step, 12u)) {
        const Date day = make_date(year, month, 1);
        if (range.has(day)) out.push_back(day);
      }
    }
    if (out.size() <= most) return out;
  }
  return {};
}

/// The axis of dates at the left: due dates first, then ends, then months.
template <typename PlaceOf>
void draw_date_axis(Brush& brush, const Panel& panel, const TrendLines& lines,
                    const DateRange& range, const PlaceOf& y_of) {
  Brush group = brush.group("", "axis");
  const Area& plot = panel.plot();
  std::vector<double> taken;
  const auto is_free = [&](double y) {
    return std::ranges::all_of(taken,
                               [&](double other) { return std::fabs(other - y) >= kLeastTick; });
  };
  const auto write = [&](Date date, std::string text, Paint ink, Weight weight) {
    const double y = y_of(date);
    if (!is_free(y)) return false;
    taken.push_back(y);
    group.text({.at = {plot.x - 8, y + 4},
                .text = std::move(text),
                .size = kSmallSize,
                .weight = weight,
                .ink = ink,
                .anchor = Anchor::end});
    return true;
  };
  std::vector<Date> dues;
  for (const TrendLine* line : lines) {
    if (range.has(line->due)) dues.push_back(line->due);
  }
  std::ranges::sort(dues);
  dues.erase(std::ranges::unique(dues).begin(), dues.end());
  for (const Date due : dues) {
    const double y = y_of(due);
    group.line({plot.x, y}, {panel.lane(lines.size() - 1) + 7, y}, kDueLine);
    write(due, "due " + to_words(due).substr(4), Paint::risk, Weight::bold);
  }
  write(range.from, to_words(range.from), Paint::text, Weight::regular);
  write(plus_days(range.to, -1), to_words(plus_days(range.to, -1)), Paint::text, Weight::regular);
  const auto most = static_cast<std::size_t>(std::max(2.0, plot.height / 30));
  for (const Date day : list_ticks(range, most)) {
    const double y = y_of(day);
    const bool is_quarter = quarter_of(day) != quarter_of(plus_days(day, -1));
    group.line({plot.x, y}, {plot.right(), y},
               {.stroke = is_quarter ? Paint::line : Paint::team_line,
                .width = is_quarter ? 0.75 : 0.5,
                .dash = is_quarter ? Dash::dotted : Dash::solid});
    write(day,
          is_quarter ? to_day_and_month(day) + ", " + quarter_of(day).substr(0, 2)
                     : to_day_and_month(day),
          Paint::muted, Weight::regular);
  }
}

template <typename PlaceOf>
void draw_computed(Brush& group, const TrendLine& line, double x, const PlaceOf& y_of) {
  if (!line.finish.is_set()) return;
  const double y = y_of(line.finish);
  if (line.forecast && line.status != Status::done) {
    const double p80 = y_of(line.forecast->p80);
    Look band = kP80;
    if (line.is_assumed) band.hatch = Hatch::rising;
    group.box({x - 3, std::min(y, p80), 6, std::fabs(p80 - y)}, band);
    group.line({x - 5, p80}, {x + 5, p80}, {.stroke = Paint::link, .width = 2});
  }
  Look mark = kComputed;
  if (line.status == Status::done) mark.fill = Paint::done;
  group.diamond({x, y}, 5, mark);
}

void draw_points(Brush& group, const std::vector<Point>& points, const Look& look) {
  for (const Point& point : points)
    group.circle(point, 4, {.fill = look.stroke, .stroke = Paint::page, .width = 1.5});
}

/// The planned finish; where there is none, what was said last.
Date computed_of(const TrendLine& line) {
  return line.finish.is_set() ? line.finish : line.said.back().forecast;
}

bool has_odds(const TrendLine& line) {
  return line.on_time && line.status != Status::done && line.status != Status::dropped;
}

}  // namespace

double panel_height(std::size_t lines) {
  return kTitle + kAxis + std::max(kLeastPlot, kStep * static_cast<double>(lines) + 12);
}

double width_needed(const TrendLines& lines, double width) {
  if (is_spoken_before(lines)) return width;
  return std::min(
      width, kLeft + kOneDay + kLane * static_cast<double>(lines.size()) + 34 + kLabels + kPadding);
}

std::size_t lines_within(double height) {
  return static_cast<std::size_t>(
      std::max(1.0, std::floor((height - kTitle - kAxis - 12) / kStep)));
}

void draw_dates_panel(Brush& brush, const TrendReport& report, const TrendLines& lines, double top,
                      double width) {
  const Panel panel(report, lines, top, width);
  const Area& plot = panel.plot();
  const DateRange range = range_of(lines, panel, report.as_of);
  const auto y_of = [&](Date date) {
    const double share = static_cast<double>(date.day - range.from.day) /
                         static_cast<double>(range.to.day - range.from.day);
    return plot.bottom() - share * plot.height;
  };
  panel.draw_frame(brush, "When it would be done, as said at each check-in");
  draw_date_axis(brush, panel, lines, range, y_of);
  // On the diagonal the date that is said is the day itself.
  const Date from = std::max(panel.first(), range.from);
  brush.line({panel.x_of(from), y_of(from)}, {panel.x_of(report.as_of), y_of(report.as_of)},
             kDiagonal);
  std::vector<double> marks;
  for (const TrendLine* line : lines) marks.push_back(y_of(computed_of(*line)));
  const std::vector<double> places = panel.places_of(marks);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const TrendLine& line = *lines[i];
    const std::string words = dates_words(report, line);
    Brush group = brush.group("goal-" + std::to_string(line.row), group_kind(line, "dates"),
                              group_title(line, words));
    std::vector<Point> points;
    for (const SaidDate& said : line.said)
      points.push_back({panel.x_of(said.on), y_of(said.forecast)});
    const Look& look = look_of(line);
    if (points.size() > 1) group.path(points, look);
    group.line(points.back(), {panel.lane(i) - 6, marks[i]},
               {.stroke = look.stroke, .width = 1, .dash = Dash::dotted});
    draw_points(group, points, look);
    draw_computed(group, line, panel.lane(i), y_of);
    panel.draw_name(group, i, marks[i], places[i], words);
  }
}

void draw_confidence_panel(Brush& brush, const TrendReport& report, const TrendLines& lines,
                           double top, double width) {
  const Panel panel(report, lines, top, width);
  const Area& plot = panel.plot();
  const auto y_of = [&](double share) { return plot.bottom() - share * (plot.height - 6); };
  panel.draw_frame(brush, "How sure their owners were, beside the odds of the runs");
  Brush axis = brush.group("", "axis");
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    axis.line({plot.x, y_of(share)}, {plot.right(), y_of(share)},
              {.stroke = Paint::team_line, .width = 0.5});
    axis.text({.at = {plot.x - 8, y_of(share) + 4},
               .text = said_percent(share),
               .size = kSmallSize,
               .ink = Paint::muted,
               .anchor = Anchor::end});
  }
  std::vector<double> marks;
  for (const TrendLine* line : lines) {
    marks.push_back(
        y_of(has_odds(*line) ? line->on_time->share : line->confidence.back().confidence));
  }
  const std::vector<double> places = panel.places_of(marks);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const TrendLine& line = *lines[i];
    const std::string words = confidence_words(line);
    Brush group = brush.group("confidence-" + std::to_string(line.row),
                              group_kind(line, "confidence"), group_title(line, words));
    std::vector<Point> points;
    for (const SaidConfidence& said : line.confidence)
      points.push_back({panel.x_of(said.on), y_of(said.confidence)});
    const Look& look = is_hopeful(line) ? kSlips : kStays;
    if (points.size() > 1) group.path(points, look);
    group.line(points.back(), {panel.lane(i) - 6, marks[i]},
               {.stroke = look.stroke, .width = 1, .dash = Dash::dotted});
    draw_points(group, points, look);
    if (has_odds(line)) group.diamond({panel.lane(i), marks[i]}, 5, kComputed);
    panel.draw_name(group, i, marks[i], places[i], words);
  }
}

}  // namespace slipway::viz
