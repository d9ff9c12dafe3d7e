// The report as Markdown for a repository: tables with one goal to a line in a stable order, so
// that a change of the plan is a small difference. Whatever a plan says, nothing of it is markup.
#pragma once

#include <string>
#include <vector>

#include "planner/report/plan_report.hpp"
#include "viz/report/report_picture.hpp"

namespace slipway::viz {

/// Returns the text, every line ended. Pictures come as Mermaid blocks, where they have one.
std::string to_markdown(const PlanReport& report, const std::vector<ReportPicture>& pictures);

}  // namespace slipway::viz
