// View 8, the trend of dates: what owners said at each check-in, as lines that rise when a date
// slips, beside what is computed at the status date; and below it what confidence they had. Facts
// come from the report; only places and words are made here.
#pragma once

#include <string>
#include <vector>

#include "planner/report/trend_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws the report: one picture without paper, else pages. Goals that nobody said a date of are
/// only among the confidences. Without any the picture says so.
std::vector<Scene> draw_trend(const TrendReport& report, const Frame& frame = {});

/// Returns what the picture says first, in one to three sentences.
std::vector<std::string> answer_in_words(const TrendReport& report);

/// Returns the same facts as a Markdown table, a row for each goal and day on which something was
/// said.
std::string to_markdown(const TrendReport& report);

}  // namespace slipway::viz
