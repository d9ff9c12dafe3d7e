// The time axis of charts: equal room for each day that it has, so weekends and holidays take none.
// Knows no calendar: the report says which days there are. Private to viz.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "planner/base/date.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// A week by ISO 8601: it belongs to the year that its Thursday lies in.
struct IsoWeek {
  int year = 0;
  int week = 0;
  bool operator==(const IsoWeek&) const = default;
};
IsoWeek iso_week_of(Date date);

/// Returns `Q3 2018`.
std::string quarter_of(Date date);

class DayAxis {
 public:
  /// `days` ascend, are not empty, and outlive the axis.
  DayAxis(std::span<const Date> days, double left, double right)
      : days_(days), left_(left), right_(right) {}

  std::span<const Date> days() const { return days_; }
  double left() const { return left_; }
  double right() const { return right_; }
  double day_width() const { return (right_ - left_) / static_cast<double>(days_.size()); }

  /// Returns where a day begins and ends; a day that is not on the axis has no width, between its
  /// neighbours. Beyond the axis: its ends.
  double start_of(Date date) const;
  double end_of(Date date) const;
  bool covers(Date date) const { return days_.front() <= date && date <= days_.back(); }

 private:
  std::span<const Date> days_;
  double left_, right_;
};

/// Returns the rows of a table of `days`: the last of each week, thinned out to about 26, always
/// with the last of all. `days` are in order.
std::vector<std::size_t> rows_of_weeks(std::span<const Date> days);

/// Pixels that the labels below an axis take.
inline constexpr double kAxisLabels = 50.0;

/// Draws the lines of weeks and quarters from `top` to `bottom`.
void draw_axis_lines(Brush& brush, const DayAxis& axis, double top, double bottom);

/// Draws the axis at `y`: ISO weeks, quarters (years where those are too many), and the dates of
/// its ends in full. A picture with two axes gives the other one an `id` of its own.
void draw_axis_labels(Brush& brush, const DayAxis& axis, double y, std::string id = "axis");

}  // namespace slipway::viz
