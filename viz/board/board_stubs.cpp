#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/board/board_stubs_internal.hpp"

namespace slipway::viz {

double BoardStubs::take(std::size_t gutter, std::size_t card, double wanted, double low,
                        double high) {
  std::vector<Stub>& stubs = taken_[gutter];
  const auto distance = [&](double y) {
    double out = std::numeric_limits<double>::max();
    for (const Stub& stub : stubs) out = std::min(out, std::fabs(stub.y - y));
    return out;
  };
  for (const double gap : {4.0, 3.0, 2.0}) {
    for (double away = 0.0; away <= high - low; away += 1.0) {
      for (const double y : {wanted + away, wanted - away}) {
        if (y < low || y > high || distance(y) < gap) continue;
        stubs.push_back({y, card});
        return y;
      }
    }
  }
  for (const Stub& stub : stubs) {
    if (stub.card == card && low <= stub.y && stub.y <= high) return stub.y;
  }
  double best = wanted;
  for (double y = low; y <= high; y += 0.5) {
    if (distance(y) > distance(best)) best = y;
  }
  stubs.push_back({best, card});
  return best;
}

}  // namespace slipway::viz
