#include "viz/graph/graph_space.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace slipway::viz {
namespace {

constexpr double kCell = 6.0;  // points

std::size_t cells(double length) {
  return static_cast<std::size_t>(std::max(1.0, std::ceil(length / kCell)));
}

}  // namespace

Space::Space(const Extent& area)
    : area_(area),
      num_columns_(cells(area.right - area.left)),
      num_rows_(cells(area.top - area.bottom)),
      taken_(num_columns_ * num_rows_, 0) {}

std::size_t Space::column_of(double x) const {
  const double at = std::floor((x - area_.left) / kCell);
  return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(num_columns_ - 1)));
}

std::size_t Space::row_of(double y) const {
  const double at = std::floor((y - area_.bottom) / kCell);
  return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(num_rows_ - 1)));
}

void Space::take(const Extent& box) {
  for (std::size_t r = row_of(box.bottom); r <= row_of(box.top); ++r) {
    const auto row = taken_.begin() + static_cast<std::ptrdiff_t>(r * num_columns_);
    std::fill(row + static_cast<std::ptrdiff_t>(column_of(box.left)),
              row + static_cast<std::ptrdiff_t>(column_of(box.right)) + 1, 1);
  }
}

Space::Corner Space::find_room(double width, double height, double floor) const {
  const std::size_t wide = cells(width);
  const std::size_t tall = cells(height);
  Corner best{area_.left, area_.bottom};
  if (wide > num_columns_ || tall > num_rows_) return best;
  // sums[r][c]: cells taken below row r and left of column c.
  const std::size_t stride = num_columns_ + 1;
  std::vector<std::uint32_t> sums(stride * (num_rows_ + 1), 0);
  for (std::size_t r = 0; r < num_rows_; ++r) {
    for (std::size_t c = 0; c < num_columns_; ++c) {
      sums[(r + 1) * stride + c + 1] = taken_[r * num_columns_ + c] + sums[r * stride + c + 1] +
                                       sums[(r + 1) * stride + c] - sums[r * stride + c];
    }
  }
  double best_below = floor - area_.bottom;
  for (std::size_t r = 0; r + tall <= num_rows_; ++r) {
    const double y = area_.bottom + kCell * static_cast<double>(r);
    const double below = std::max(0.0, floor - y);
    if (below >= best_below) continue;
    const std::size_t num_places = num_columns_ - wide + 1;
    for (std::size_t i = 0; i < num_places; ++i) {
      const std::size_t c = below > 0.0 ? i : num_places - 1 - i;
      const std::uint32_t inside = sums[(r + tall) * stride + c + wide] + sums[r * stride + c] -
                                   sums[r * stride + c + wide] - sums[(r + tall) * stride + c];
      if (inside > 0) continue;
      best_below = below;
      best = {area_.left + kCell * static_cast<double>(c), y};
      break;
    }
    if (best_below <= 0.0) break;
  }
  return best;
}

}  // namespace slipway::viz
