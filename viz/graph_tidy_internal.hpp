// After the layout: moves names of teams and texts of arrows off the arrows that cross them.
// Graphviz keeps both off boxes, but not off other arrows. Runs in the child process. Private to
// viz.
#pragma once

#include <graphviz/gvc.h>

namespace slipway::viz {

/// Moves labels of a graph that has been laid out. A name stays along the upper or lower edge of
/// its team, an arrow's text within about a line's height of where it was. Cost: labels times
/// arrows.
void tidy_labels(Agraph_t* graph);

}  // namespace slipway::viz
