#include "viz/scene/day_axis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/viz/scene_check.hpp"

namespace slipway::viz {
namespace {

std::vector<Date> working_days(Date from, std::size_t count) {
  std::vector<Date> out;
  for (; out.size() < count; from = plus_days(from, 1)) {
    if (weekday(from) < 5) out.push_back(from);
  }
  return out;
}

TEST(DayAxis, WeeksAreThoseOfIso8601) {
  struct Case {
    const char* date;
    IsoWeek week;
  };
  // The standard's own hard cases, around new years.
  for (const Case& c : {Case{"2005-01-01", {2004, 53}}, Case{"2005-01-02", {2004, 53}},
                        Case{"2005-12-31", {2005, 52}}, Case{"2007-01-01", {2007, 1}},
                        Case{"2008-12-29", {2009, 1}}, Case{"2010-01-03", {2009, 53}},
                        Case{"2018-10-01", {2018, 40}}, Case{"2024-12-30", {2025, 1}}}) {
    EXPECT_EQ(iso_week_of(parse_date(c.date).value()), c.week) << c.date;
  }
}

TEST(DayAxis, QuartersHaveThreeMonths) {
  EXPECT_EQ(quarter_of(make_date(2018, 1, 1)), "Q1 2018");
  EXPECT_EQ(quarter_of(make_date(2018, 3, 31)), "Q1 2018");
  EXPECT_EQ(quarter_of(make_date(2018, 4, 1)), "Q2 2018");
  EXPECT_EQ(quarter_of(make_date(2018, 9, 30)), "Q3 2018");
  EXPECT_EQ(quarter_of(make_date(2018, 10, 1)), "Q4 2018");
  EXPECT_EQ(quarter_of(make_date(12018, 12, 31)), "Q4 12018");
}

TEST(DayAxis, DaysHaveEqualRoomAndWeekendsNone) {
  const std::vector<Date> days = working_days(make_date(2018, 9, 27), 4);  // Thursday to Tuesday
  const DayAxis axis(days, 100, 140);
  EXPECT_DOUBLE_EQ(axis.day_width(), 10);
  EXPECT_DOUBLE_EQ(axis.start_of(make_date(2018, 9, 27)), 100);
  EXPECT_DOUBLE_EQ(axis.end_of(make_date(2018, 9, 28)), 120);
  EXPECT_DOUBLE_EQ(axis.start_of(make_date(2018, 9, 30)), 120) << "a Sunday";
  EXPECT_DOUBLE_EQ(axis.end_of(make_date(2018, 9, 30)), 120);
  EXPECT_DOUBLE_EQ(axis.start_of(make_date(2018, 10, 1)), 120);
  EXPECT_DOUBLE_EQ(axis.end_of(make_date(2020, 1, 1)), 140);
  EXPECT_DOUBLE_EQ(axis.start_of(make_date(2000, 1, 1)), 100);
  EXPECT_TRUE(axis.covers(make_date(2018, 9, 30)));
  EXPECT_FALSE(axis.covers(make_date(2018, 10, 3)));
}

Scene drawn(const std::vector<Date>& days, double width) {
  Scene scene{.width = width + 40, .height = 100, .title = "t", .description = "d"};
  Brush brush(scene.elements);
  const DayAxis axis(days, 20, 20 + width);
  draw_axis_lines(brush, axis, 5, 30);
  draw_axis_labels(brush, axis, 30);
  return scene;
}

TEST(DayAxis, LabelsNeverOverlap) {
  for (const std::size_t count : {1u, 3u, 7u, 23u, 60u, 131u, 260u, 700u, 2600u, 26'000u}) {
    for (const int shift : {0, 1, 2, 3, 4, 60, 120}) {
      for (const double width : {420.0, 700.0, 1300.0}) {
        SCOPED_TRACE(std::to_string(count) + " days, " + std::to_string(shift));
        const std::vector<Date> days = working_days(make_date(2026, 11, 2), count + 120);
        const std::vector<Date> part(days.begin() + shift,
                                     days.begin() + shift + static_cast<std::ptrdiff_t>(count));
        const Scene scene = drawn(part, width);
        EXPECT_THAT(find_layout_faults(scene), testing::IsEmpty());
        EXPECT_TRUE(has_text(scene, to_words(part.front())));
        EXPECT_TRUE(has_text(scene, to_words(part.back())));
      }
    }
  }
}

TEST(DayAxis, ShowsWeeksQuartersOrYears) {
  const Scene quarter = drawn(working_days(make_date(2018, 9, 17), 30), 700);
  for (const char* const name : {"W38", "W39", "W40", "W43", "Q3 2018", "Q4 2018"}) {
    EXPECT_TRUE(has_text(quarter, name)) << name;
  }
  const Scene decade = drawn(working_days(make_date(2020, 1, 1), 2600), 700);
  EXPECT_TRUE(has_text(decade, "2025"));
  EXPECT_FALSE(has_text(decade, "Q3"));
}

// A new quarter must not look like a date to meet: those are dashed and strong.
TEST(DayAxis, BordersOfQuartersAreDottedWithinTheChart) {
  const Scene scene = drawn(working_days(make_date(2018, 9, 17), 30), 700);
  std::size_t borders = 0;
  visit(scene, [&](const Element& element) {
    const auto* path = std::get_if<Path>(&element.what);
    if (path == nullptr || path->points.front().y != 5) return;
    EXPECT_LE(path->points.back().y, 30) << "down to the axis";
    EXPECT_EQ(path->look.stroke, Paint::team_line);
    if (path->look.dash == Dash::dotted) ++borders;
  });
  EXPECT_EQ(borders, 1U);
}

}  // namespace
}  // namespace slipway::viz
