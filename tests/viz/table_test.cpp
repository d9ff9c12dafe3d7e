#include "viz/text/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

namespace slipway::viz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    widest = std::max(widest, display_width(line));
  }
  return widest;
}

TEST(Table, AlignsNamesLeftAndNumbersRight) {
  Table table({{.title = "goal"}, {.title = "days", .align = Align::right}, {.title = "marks"}});
  table.add_row({{"search"}, {"5"}, {"late"}});
  table.add_row({{"ui"}, {"12.5"}, {""}});
  EXPECT_EQ(table.to_text(80, false),
            "goal    days  marks\n"
            "------  ----  -----\n"
            "search     5  late\n"
            "ui      12.5\n");
}

TEST(Table, CountsColumnsNotBytes) {
  Table table({{.title = "n"}, {.title = "x"}}, false);
  table.add_row({{"日本"}, {"|"}});
  table.add_row({{"né"}, {"|"}});               // two characters
  table.add_row({{"e\xCC\x81"}, {"|"}});        // one character in two code points
  table.add_row({{"👩\u200D👩\u200D👧"}, {"|"}});  // a joined emoji
  EXPECT_EQ(table.to_text(80, false),
            "日本  |\n"
            "né    |\n"
            "e\xCC\x81     |\n"
            "👩\u200D👩\u200D👧    |\n");
}

TEST(Table, NarrowsTheLastColumnFirstThenLeavesColumnsOut) {
  Table table({{.title = "goal", .least = 10},
               {.title = "start", .drop = 1},
               {.title = "marks", .least = 6}});
  table.add_row({{"a-long-goal-id"}, {"13 Aug"}, {"late, critical"}});
  EXPECT_THAT(table.to_text(38, false), HasSubstr("a-long-goal-id  13 Aug  late, critical\n"));
  EXPECT_THAT(table.to_text(30, false), HasSubstr("a-long-goal-id  13 Aug  late,…\n"));
  EXPECT_THAT(table.to_text(26, false), HasSubstr("a-long-go…  13 Aug  late,…\n"));
  const std::string narrow = table.to_text(24, false);
  EXPECT_THAT(narrow, Not(HasSubstr("13 Aug")));
  EXPECT_THAT(narrow, HasSubstr("a-long-goal-id  late, c…\n"));
}

TEST(Table, NeverExceedsTheWidthWhileItsFloorsAllow) {
  Table table({{.title = "goal", .least = 24},
               {.title = "title", .least = 14, .drop = 9},
               {.title = "due", .align = Align::right, .drop = 2},
               {.title = "marks", .least = 14}});
  table.add_row({{"日本語の長い目標の名前がここにあります"},
                 {"A title of some length"},
                 {"2018-10-05"},
                 {"near-critical, assumed, stretch"}});
  table.add_row({{"short"}, {""}, {""}, {""}});
  for (std::size_t width = 14; width < 120; ++width) {
    EXPECT_LE(widest_line(table.to_text(width, false)), width) << width;
    EXPECT_LE(widest_line(table.to_text(width, true)), width) << width;
  }
}

TEST(Table, LeavesEmptyColumnsOutAndWritesNoTrailingSpaces) {
  Table table({{.title = "a"}, {.title = "nothing"}, {.title = "b"}});
  table.add_row({{"1"}, {""}, {"x"}});
  table.add_row({{"2"}, {""}, {""}});
  EXPECT_EQ(table.to_text(80, false), "a  b\n-  -\n1  x\n2\n");
  EXPECT_EQ(Table({{.title = "a"}}).to_text(80, false), "");
}

TEST(Table, MakesHostileTextPrintable) {
  Table table({{.title = "t"}}, false);
  table.add_row({{"a\x1b[2J\nb\xE2\x80\xAE\xFF"}});
  EXPECT_EQ(table.to_text(80, false), "a\\u{1b}[2J b\\u{202e}\xEF\xBF\xBD\n");
}

TEST(Table, PaintsCellsWithoutMovingThem) {
  Table table({{.title = "t", .align = Align::right}, {.title = "u"}}, false, 2);
  table.add_row({{"a", Style::bad}, {"b"}});
  table.add_row({{"ccc"}, {"d", Style::muted}});
  EXPECT_EQ(table.to_text(80, true),
            "    \x1b[1;31ma\x1b[0m  b\n"
            "  ccc  \x1b[2md\x1b[0m\n");
}

TEST(Table, WantsACellPerColumn) {
  Table table({{.title = "a"}, {.title = "b"}});
  EXPECT_THROW(table.add_row({{"only one"}}), std::invalid_argument);
}

}  // namespace
}  // namespace slipway::viz
