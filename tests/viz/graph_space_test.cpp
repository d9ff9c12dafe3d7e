#include "viz/graph/graph_space.hpp"

#include <gtest/gtest.h>

namespace slipway::viz {
namespace {

// A page of 600 by 400, its drawing in the upper 300.
Space page_with(std::initializer_list<Extent> taken) {
  Space space({0, 0, 600, 400});
  for (const Extent& box : taken) space.take(box);
  return space;
}

TEST(Space, TakesTheLowestGapThenTheRightmost) {
  const Space space = page_with({{0, 100, 200, 395}, {400, 100, 599, 200}});
  const auto corner = space.find_room(150, 90, 100);
  EXPECT_NEAR(corner.x, 246, 6) << "between the two";
  EXPECT_NEAR(corner.y, 102, 6);
  const auto wide = space.find_room(380, 150, 100);
  EXPECT_NEAR(wide.x, 216, 6) << "above the right one";
  EXPECT_NEAR(wide.y, 204, 6);
}

TEST(Space, ReachesBelowTheDrawingAsLittleAsCanBe) {
  const Space space = page_with({{0, 100, 599, 395}});
  const auto corner = space.find_room(150, 48, 100);
  EXPECT_EQ(corner.x, 0) << "below everything it begins at the left";
  EXPECT_NEAR(corner.y, 48, 6);
}

TEST(Space, WithoutRoomItIsTheCorner) {
  const Space space = page_with({{0, 100, 599, 395}});
  EXPECT_EQ(space.find_room(150, 200, 100).y, 0);
  EXPECT_EQ(space.find_room(700, 20, 100).y, 0);
  EXPECT_EQ(space.find_room(20, 700, 100).x, 0);
}

}  // namespace
}  // namespace slipway::viz
