// The two panels of the trend picture: dates by check-in, confidences by check-in. Private to viz.
#pragma once

#include <vector>

#include "planner/report/trend_report.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Lines on one panel, in the order of the report.
using TrendLines = std::vector<const TrendLine*>;

/// Pixels that a panel takes for so many lines, its title and its axis included.
double panel_height(std::size_t lines);
/// Returns the width of a picture that needs no more; `width` where something was said before.
double width_needed(const TrendLines& lines, double width);
/// The most lines that fit into `height` pixels; at least one.
std::size_t lines_within(double height);

/// Draws a panel from `top` on, from edge to edge of a picture `width` wide.
void draw_dates_panel(Brush& brush, const TrendReport& report, const TrendLines& lines, double top,
                      double width);
void draw_confidence_panel(Brush& brush, const TrendReport& report, const TrendLines& lines,
                           double top, double width);

// How lines look, for the legend.
extern const Look kSlips, kStays, kEarlier, kComputed, kP80, kDiagonal, kDueLine;

}  // namespace slipway::viz
