// What stands around the drawing: title, answer and counts above; the list of goals without links
// and the legend below or beside it. Inside the picture, because pictures are passed on alone.
// Private to viz.
#pragma once

#include <string>
#include <string_view>

#include "planner/report/graph_report.hpp"
#include "viz/graph/graph_arrangement.hpp"
#include "viz/graph/graph_label.hpp"

namespace slipway::viz {

/// Returns the label above the drawing, with its angle brackets.
std::string title_label(const GraphReport& report, const Arrangement& shape, const Pen& pen);

/// Returns the label below or beside it. The legend explains only what the picture shows.
std::string frame_label(const GraphReport& report, const Arrangement& shape, const Pen& pen);

/// Returns a title cut to what fits into a box. Not escaped.
std::string cut_title(std::string_view title);

}  // namespace slipway::viz
