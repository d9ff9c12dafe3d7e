// One box of the network picture: its label, shape, colours and classes. Private to viz.
#pragma once

#include <string>

#include "planner/report/graph_report.hpp"
#include "viz/graph_arrangement.hpp"
#include "viz/graph_label.hpp"

namespace slipway::viz {

/// Returns the attributes of a box as DOT writes them: `shape=box, label=<...>, class="..."`.
/// `shows_objective`: names the objective the goal belongs to, where its team's label does not.
std::string box_attributes(const GraphReport& report, const GraphBox& box, const Arrangement& shape,
                           bool shows_objective, const Pen& pen);

/// Returns what a list says about a goal in a few words: `to 14 Sep, 5 d late`. Not escaped.
std::string say_briefly(const GraphReport& report, const GraphBox& box);

/// Returns `+12 other goals, 1 blocker` for the folded rest of a team.
std::string say_rest(const GraphBox& box);

/// Returns everything about a box in words, for those who point at it. Not escaped.
std::string describe_box(const GraphReport& report, const GraphBox& box);

}  // namespace slipway::viz
