// What is said of a box of the network picture outside the box itself: in lists, and to those who
// point at it. Private to viz.
#pragma once

#include <string>

#include "planner/report/graph_report.hpp"

namespace slipway::viz {

/// Returns `3 goals, 1 blocker`: what is inside a folded box.
std::string say_inside(const GraphBox& box);

/// Returns what a list says about a goal in a few words: `to 14 Sep, 5 d late`. Not escaped.
std::string say_briefly(const GraphReport& report, const GraphBox& box);

/// Returns `+12 other goals, 1 blocker` for the folded rest of a team.
std::string say_rest(const GraphBox& box);

/// Returns everything about a box in words, for those who point at it. Not escaped.
std::string describe_box(const GraphReport& report, const GraphBox& box);

}  // namespace slipway::viz
