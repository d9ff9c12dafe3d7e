// One bar of a Gantt chart with all that stands around it on its row: tail, float, due date, what
// it was before. Draws shapes only; names and numbers are gantt_columns'. Private to viz.
#pragma once

#include <optional>

#include "planner/report/gantt_report.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Looks that the legend shows too.
inline constexpr Look kFloatLook{.fill = Paint::team_line};
inline constexpr Look kGhostLook{
    .stroke = Paint::muted, .width = 1.0, .dash = Dash::dashed};  // where it was before
inline constexpr Look kDueLook{.stroke = Paint::text, .width = 1.5};
inline constexpr Look kLateDueLook{.stroke = Paint::critical, .width = 2.5};

inline constexpr Look kStatusDateLook{
    .stroke = Paint::outside, .width = 1.75, .dash = Dash::dashed};
inline constexpr Look kLastP90Look{.stroke = Paint::muted, .width = 1.25};
inline constexpr Look kHolidayLook{.fill = Paint::box_done};

inline constexpr double kBarHeight = 12.0;

/// Returns the height of a row: bars that are compared have room for a ghost below them.
double row_height(bool has_ghosts);

/// Says whether the baseline has the row at another place: then its ghost is drawn.
bool has_moved(const GanttRow& row);

/// Says whether the row has a due date to draw: nothing dropped or left out has.
bool has_due(const GanttRow& row);

/// Says whether the due date has no place on the axis: an arrow head at its edge stands for it.
bool is_due_beyond(const DayAxis& axis, const GanttRow& row);

/// Returns how the bar of a row looks.
Look look_of(const GanttRow& row);

/// Draws the bar alone: a rectangle; of a blocker with pointed ends, which tell it without colour.
void draw_bar_shape(Brush& brush, const GanttRow& row, double left, double right, double middle);

/// Where the bar of a row is, for arrows: its ends, the height of its middle.
struct BarPlace {
  double left = 0.0;
  double right = 0.0;
  double middle = 0.0;
  double top = 0.0;     // of the row
  double bottom = 0.0;  // of the row
};

/// Returns the place of the row's bar or diamond, with the row's top at `top`; nothing when it has
/// no dates.
std::optional<BarPlace> place_bar(const DayAxis& axis, const GanttRow& row, double top,
                                  bool has_ghosts);

/// Draws the row at `top`: what it was, float, tail, bar or diamond, progress, P10, due date.
void draw_bar(Brush& brush, const DayAxis& axis, const GanttRow& row, double top, bool has_ghosts);

/// Draws the shape of a bar that sums up, from `left` to `right`.
void draw_summary_shape(Brush& brush, double left, double right, double middle);

/// Draws the bar that sums up a group, around `middle`.
void draw_summary(Brush& brush, const DayAxis& axis, const GanttGroup& group, double middle);

}  // namespace slipway::viz
