// A view of the network as DOT text: shapes, line styles, colours, the words in boxes, title,
// answer and legend. Our own writer, so the bytes depend on the report alone. No layout here. Rule:
// every label is an HTML label, and every text of the plan in it is made printable, cut and
// escaped: titles are hostile input.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/report/graph_report.hpp"
#include "viz/graph/graph_arrangement.hpp"
#include "viz/scene/palette.hpp"

namespace slipway::viz {

/// Returns the drawing as text for `dot`. Boxes are named n0, n1 ..., arrows e0 ..., teams t0 ...
/// in the report's order; those names are their ids in an SVG, where classes say what they are:
/// goal, milestone, blocker, critical, late, done ... `automatic` gives the light theme.
std::string to_dot(const GraphReport& report, Theme theme, Packing packing = {});

/// Returns for each name in the drawing the words that a reader who points at it should get: whole
/// titles and dates in full. Not escaped.
std::vector<std::pair<std::string, std::string>> describe_parts(const GraphReport& report);

/// Returns the picture's title, and its answer with what it leaves out. Not escaped.
std::string graph_title(const GraphReport& report);
std::string graph_description(const GraphReport& report);

/// Returns status date, counts, filter and runs on one line. Not escaped.
std::string graph_facts(const GraphReport& report);

}  // namespace slipway::viz
