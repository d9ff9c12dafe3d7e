// One box of the network picture: its label, shape, colours and classes. Private to viz.
#pragma once

#include <string>

#include "planner/report/graph_report.hpp"
#include "viz/graph/graph_arrangement.hpp"
#include "viz/graph/graph_label.hpp"

namespace slipway::viz {

/// Returns the attributes of a box as DOT writes them: `shape=box, label=<...>, class="..."`.
/// `shows_objective`: names the objective the goal belongs to, where its team's label does not.
std::string box_attributes(const GraphReport& report, const GraphBox& box, const Arrangement& shape,
                           bool shows_objective, const Pen& pen);

}  // namespace slipway::viz
