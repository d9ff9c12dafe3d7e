// After the layout: moves texts of arrows beside their own arrow, names of teams off the arrows
// that cross them, and list with legend into a gap of the drawing. Graphviz keeps texts off boxes,
// but not off other arrows, and knows no gaps. Runs in the child process. Private to viz.
#pragma once

#include <graphviz/gvc.h>

namespace slipway::viz {

/// Moves labels of a graph that has been laid out. An arrow's text stands close to it, best near
/// the middle; a name stays along the upper or lower edge of its team. Shrinks the page when list
/// and legend need no room below any more, and rounds it to whole pixels. Cost: labels times
/// arrows.
void tidy_labels(Agraph_t* graph);

}  // namespace slipway::viz
