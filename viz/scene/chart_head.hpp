// What every chart shares: the words above it, the legend below it. Inside the picture, because
// pictures are passed on alone. Private to viz.
#pragma once

#include <string>
#include <vector>

#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Room between the picture's edge and everything in it.
inline constexpr double kPadding = 24.0;
inline constexpr double kTextSize = 12.0;
inline constexpr double kSmallSize = 11.0;

struct ChartHead {
  std::string title;                 // what the picture is of
  std::string question;              // that it answers
  std::vector<std::string> answers;  // sentences, a line each
  std::string facts;                 // plan, status date, counts, filters
};

/// Draws the head into the top of a picture `width` pixels wide and returns where it ends.
double draw_head(Brush& brush, const ChartHead& head, double width);

/// One entry of a legend: what the mark looks like and what it means.
struct LegendEntry {
  enum class Mark : unsigned char { line, box, diamond, circle };
  Mark mark = Mark::line;
  Look look{};
  std::string text{};
};

/// Draws entries side by side from `left` on, in as many lines as they need up to `right`; the
/// first line's texts stand on `baseline`. Returns the last baseline.
double draw_legend(Brush& brush, const std::vector<LegendEntry>& entries, double left, double right,
                   double baseline);

}  // namespace slipway::viz
