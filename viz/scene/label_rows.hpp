// Labels beside marks: each as near to its mark as others allow. Private to viz.
#pragma once

#include <vector>

namespace slipway::viz {

/// Returns where labels stand that would like to stand at `wanted`, at least `step` apart and
/// within `top` and `bottom` (where there is room for all), in the order of what they want; equal
/// ones in the given order. Cost: sorting.
std::vector<double> place_labels(const std::vector<double>& wanted, double step, double top,
                                 double bottom);

}  // namespace slipway::viz
