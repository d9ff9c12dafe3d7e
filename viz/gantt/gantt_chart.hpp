// View 2, when each goal is done and how sure that is: a bar per goal from its start to its finish,
// a tail to its P90, its total float, its due date, and arrows for what waits for what. Facts come
// from the report; only places and words are made here.
#pragma once

#include <string>
#include <vector>

#include "planner/report/gantt_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws the report. Without pages in `frame` one scene; else as many as it takes, each with its
/// head, axis and legend, broken between groups where those fit on a page.
std::vector<Scene> draw_gantt(const GanttReport& report, const Frame& frame = {});

/// Returns what the picture says first, in sentences.
std::vector<std::string> answer_in_words(const GanttReport& report);

/// Returns the same facts as a Markdown table: a row for each of the picture.
std::string to_markdown(const GanttReport& report);

}  // namespace slipway::viz
