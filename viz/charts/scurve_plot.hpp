// The forecast curve between facts and picture: which days are shown, where the points of a curve
// lie, how runs are gathered into bars. Private to viz.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "planner/report/scurve_report.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

struct Shown {
  std::size_t from = 0;  // rows of ScurveReport::days
  std::size_t to = 0;    // past the last
};

/// Leaves out thin tails, and due dates so far away that they would squeeze the curve.
Shown choose_days(const ScurveReport& report);

/// The days that are shown and where they are.
struct Plot {
  const ScurveReport& report;
  Shown shown;
  DayAxis axis;
  double top = 0.0;
  double bottom = 0.0;

  double y_of(double share) const { return bottom - share * (bottom - top); }
};

/// A point for the start of the axis and one for the evening of each day; in between runs are
/// taken to finish evenly over the day. Points closer than a quarter of a pixel are left out. Where
/// all runs finish on one day: a step in its middle.
std::vector<Point> points_of(const Plot& plot, const ScurveCurve& curve);

/// Returns where a curve reaches the height `y`: from below, so the first such place.
double crossing(const std::vector<Point>& points, double y);

/// What a bar stands for.
enum class BarSize : unsigned char { day, week, month, year };
std::string_view name_of(BarSize size);
/// Returns the shortest for which bars are wide enough to be seen.
BarSize choose_bars(const DayAxis& axis);

struct Bar {
  std::size_t from = 0;  // rows of ScurveReport::days, both within
  std::size_t to = 0;
  std::uint64_t samples = 0;
  bool is_late = false;
};

/// Returns the bars that stand for at least one run. They end with their week, month or year, and
/// with the due date.
std::vector<Bar> bars_of(const Plot& plot, const ScurveCurve& curve, BarSize size);

/// Returns the runs of the tallest bar, at least 1.
std::uint64_t tallest(const std::vector<Bar>& bars);

/// How a bar looks before and after the due date.
inline constexpr Look kOnTimeBar{.fill = Paint::box_folded, .stroke = Paint::link, .width = 0.75};
inline constexpr Look kLateBar{
    .fill = Paint::box_critical, .stroke = Paint::critical, .width = 0.75, .hatch = Hatch::rising};

/// Draws bars on a line at `base`, the tallest `height` high.
void draw_bars(Brush& brush, const Plot& plot, const std::vector<Bar>& bars, double base,
               double height);

/// Returns what the picture leaves out, or "": of several curves the one with most.
std::string tail_words(const Plot& plot);

}  // namespace slipway::viz
