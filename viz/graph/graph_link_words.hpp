// An arrow of the network picture in words: beside it, and for those who point at it. Private to
// viz.
#pragma once

#include <string>

#include "planner/report/graph_report.hpp"

namespace slipway::viz {

/// Returns what stands beside an arrow: `SS +2 d`, `60 %`, `?`, `! 5 d`; empty for a plain one.
std::string say_link(const GraphLink& link);

/// Returns the arrow in a sentence: `b starts after the finish of a, critical`. Not escaped.
std::string describe_link(const GraphReport& report, const GraphLink& link);

}  // namespace slipway::viz
