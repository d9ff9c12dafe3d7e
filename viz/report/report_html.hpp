// The report as one file that needs nothing else: no network, no fonts, no libraries. Everything is
// there without script, which only adds sorting, a filter, and goal pages that open over the rest.
// Whatever a plan says, nothing of it is markup; the page's policy forbids every request.
#pragma once

#include <string>
#include <vector>

#include "planner/report/plan_report.hpp"
#include "viz/report/report_picture.hpp"
#include "viz/scene/palette.hpp"

namespace slipway::viz {

struct HtmlOptions {
  Theme theme = Theme::automatic;  // the one it opens in; the reader may switch
};

/// Returns the page. The same report and pictures give the same bytes. Cost: linear.
std::string to_html(const PlanReport& report, const std::vector<ReportPicture>& pictures,
                    const HtmlOptions& options = {});

}  // namespace slipway::viz
