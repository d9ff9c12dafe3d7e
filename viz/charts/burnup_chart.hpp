// View 10, the burn-up: how many goals are done, how many there are, and from the status date on
// the cone of the simulated courses. Facts come from the report; only places and words are made
// here.
#pragma once

#include <string>
#include <vector>

#include "planner/report/burnup_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws the report; always one picture, which a sheet has room for.
std::vector<Scene> draw_burnup(const BurnupReport& report, const Frame& frame = {});

/// Returns what the picture says first, in one to three sentences.
std::vector<std::string> answer_in_words(const BurnupReport& report);

/// Returns the same facts as a Markdown table: what was done when, and the cone week by week.
std::string to_markdown(const BurnupReport& report);

}  // namespace slipway::viz
