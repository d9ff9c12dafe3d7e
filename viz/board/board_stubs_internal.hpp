// The heights at which strings leave and meet the cards on both sides of a gutter: apart from each
// other, so that none seems to go on as another. Private to viz.
#pragma once

#include <cstddef>
#include <vector>

namespace slipway::viz {

class BoardStubs {
 public:
  explicit BoardStubs(std::size_t num_gutters) : taken_(num_gutters) {}

  /// Takes the height nearest to `wanted` from `low` to `high` that keeps away from all others of
  /// the gutter: by 4 pixels, or where there is no such place by 3 or 2. Else a height that `card`
  /// has already, so that strings of one card begin as one; else the one furthest from others.
  double take(std::size_t gutter, std::size_t card, double wanted, double low, double high);

 private:
  struct Stub {
    double y = 0.0;
    std::size_t card = 0;
  };
  std::vector<std::vector<Stub>> taken_;  // by gutter
};

}  // namespace slipway::viz
