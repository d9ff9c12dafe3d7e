#include "viz/scene/label_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace slipway::viz {

std::vector<double> place_labels(const std::vector<double>& wanted, double step, double top,
                                 double bottom) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return wanted[i]; });
  std::vector<double> out(wanted.size());
  double free_from = top;
  for (const std::size_t i : order) {
    out[i] = std::max(wanted[i], free_from);
    free_from = out[i] + step;
  }
  // What was pushed below the bottom pushes back.
  double free_to = bottom;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    out[*i] = std::min(out[*i], free_to);
    free_to = out[*i] - step;
  }
  return out;
}

}  // namespace slipway::viz
