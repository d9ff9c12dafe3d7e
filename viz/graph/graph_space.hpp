// Where a drawing has room left: rectangles on a grid of a few points. Knows nothing of Graphviz.
// Private to viz.
#pragma once

#include <cstddef>
#include <vector>

namespace slipway::viz {

/// A rectangle in points; y grows upwards.
struct Extent {
  double left, bottom, right, top;
  bool meets(const Extent& o) const {
    return left < o.right && o.left < right && bottom < o.top && o.bottom < top;
  }
  bool holds(double x, double y) const { return left < x && x < right && bottom < y && y < top; }
  bool is_within(const Extent& o) const {
    return o.left < left && right < o.right && o.bottom < bottom && top < o.top;
  }
};

/// Which parts of an area are taken.
class Space {
 public:
  explicit Space(const Extent& area);

  void take(const Extent& box);

  /// Returns the lower left corner of a place for `width` times `height`: one that does not reach
  /// below `floor` if there is any, as low and then as far right as can be; else the one that
  /// reaches below it least, as far left as can be. Without any, the area's own lower left corner.
  struct Corner {
    double x, y;
  };
  Corner find_room(double width, double height, double floor) const;

 private:
  std::size_t column_of(double x) const;
  std::size_t row_of(double y) const;

  Extent area_;
  std::size_t num_columns_, num_rows_;
  std::vector<unsigned char> taken_;
};

}  // namespace slipway::viz
