// View 7, the load of teams: a cell for each team and week with the percent of what the team may
// plan. Facts come from the report; only places and words are made here.
#pragma once

#include <string>
#include <vector>

#include "planner/report/load_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws the report: one picture without paper, wider than the frame only where its columns need
/// it; else pages, broken between teams and, where the sheet is too narrow, between columns.
std::vector<Scene> draw_load(const LoadReport& report, const Frame& frame = {});

/// Returns what the picture says first, in one to three sentences.
std::vector<std::string> answer_in_words(const LoadReport& report);

/// Returns the same facts as a Markdown table.
std::string to_markdown(const LoadReport& report);

}  // namespace slipway::viz
