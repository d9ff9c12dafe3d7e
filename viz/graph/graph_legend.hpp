// The legend of the network picture: explains only what the picture shows. Private to viz.
#pragma once

#include <cstddef>
#include <string>

#include "planner/report/graph_report.hpp"
#include "viz/graph/graph_label.hpp"

namespace slipway::viz {

/// Returns the legend as a table with that many entries side by side, in texts of `size` points;
/// empty when there is nothing to explain.
std::string legend_table(const GraphReport& report, const Pen& pen, std::size_t columns, int size);

}  // namespace slipway::viz
