// A view of the network as Markdown tables: the facts of the picture for those who cannot see it.
#pragma once

#include <string>

#include "planner/report/graph_report.hpp"

namespace slipway::viz {

/// Returns the answer, a table of boxes, a table of links and what the view leaves out. Texts of
/// the plan are whole and escaped. Cost: linear.
std::string to_markdown(const GraphReport& report);

}  // namespace slipway::viz
