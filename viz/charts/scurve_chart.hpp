// View 5, the chance of a date: how many runs are done by each day. One curve with its histogram
// behind it, or up to four with a strip each. Facts come from the report; only places and words are
// made here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "planner/report/scurve_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// More curves cannot be told apart in one picture.
inline constexpr std::size_t kMostCurves = 4;

/// Draws a report with 1 to kMostCurves curves (asserted). It is one page on any paper; the plot
/// takes what the words leave. Cost: linear in its days.
Scene draw_scurve(const ScurveReport& report, const Frame& frame = {});

/// Returns what the picture says first: for one curve when it is done and the odds of its due date,
/// for several who will likely be late. A sentence each.
std::vector<std::string> answer_in_words(const ScurveReport& report);

/// Returns the same facts as Markdown tables.
std::string to_markdown(const ScurveReport& report);

}  // namespace slipway::viz
