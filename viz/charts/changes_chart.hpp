// View 4, what a change costs: the answer, a row for each goal that moves with its old place as a
// ghost, odds before and after, the critical path before and now, teams with too few people. Facts
// come from the report; only places and words are made here.
#pragma once

#include <string>
#include <vector>

#include "planner/report/changes_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws the report: one scene for a screen, else as many pages as it needs, each with its head and
/// legend. Cost: linear in the rows and in the days of the axis.
std::vector<Scene> draw_changes(const ChangesReport& report, const Frame& frame = {});

/// Returns what the picture says first, a sentence each: the finish, who is newly late or saved and
/// the critical path; then the odds that all that is committed is on time.
std::vector<std::string> answer_in_words(const ChangesReport& report);

/// Returns the same facts as Markdown: the answer, a table of what moves, paths and loads.
std::string to_markdown(const ChangesReport& report);

}  // namespace slipway::viz
