#include "planner/base/source.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace slipway {
namespace {

TEST(Source, CountsLinesAndCharacters) {
  const Source source{"p.json", "ab\n\nü日x\r\nlast"};
  struct Row {
    std::size_t offset, line, column;
    const char* text;
  };
  for (const Row& row : {Row{0, 1, 1, "ab"},
                         {1, 1, 2, "ab"},
                         {2, 1, 3, "ab"},
                         {3, 2, 1, ""},
                         {4, 3, 1, "ü日x"},
                         {6, 3, 2, "ü日x"},
                         {9, 3, 3, "ü日x"},
                         {12, 4, 1, "last"},
                         {16, 4, 5, "last"},
                         {9999, 4, 5, "last"}}) {
    const LineColumn where = source.line_column(row.offset);
    EXPECT_EQ(where.line, row.line) << row.offset;
    EXPECT_EQ(where.column, row.column) << row.offset;
    EXPECT_EQ(source.line_at(row.offset), row.text) << row.offset;
  }
}

TEST(Source, IsEmpty) {
  const Source source{"", ""};
  EXPECT_EQ(source.line_column(0).line, 1u);
  EXPECT_EQ(source.line_column(0).column, 1u);
  EXPECT_EQ(source.line_at(5), "");
}

TEST(Source, AgreesWithACountByHand) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    Source source;
    for (auto n = random() % 60; n > 0; --n) source.text += random() % 5 == 0 ? '\n' : 'x';
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t at = 0; at <= source.text.size(); ++at) {
      ASSERT_EQ(source.line_column(at).line, line);
      ASSERT_EQ(source.line_column(at).column, column);
      ASSERT_EQ(source.line_at(at).find('\n'), std::string_view::npos);
      if (at == source.text.size()) break;
      if (source.text[at] == '\n') {
        ++line;
        column = 1;
      } else {
        ++column;
      }
    }
  }
}

}  // namespace
}  // namespace slipway
