#include "planner/io/duration_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace slipway {
namespace {

constexpr DurationUse kWork = DurationUse::work;
constexpr DurationUse kLag = DurationUse::lag;
constexpr DurationUse kSize = DurationUse::size;
constexpr DurationUse kSingle = DurationUse::single;
constexpr DurationUse kPositive = DurationUse::positive;

TEST(DurationText, ReadsOneAmount) {
  struct Row {
    const char* text;
    double number;
    Unit unit;
  };
  for (const Row& row : {Row{"3d", 3, Unit::days},
                         {"0d", 0, Unit::days},
                         {"1.5w", 1.5, Unit::weeks},
                         {"4h", 4, Unit::hours},
                         {"12.3d", 12.3, Unit::days},
                         {"007d", 7, Unit::days},
                         {"999999w", 999999, Unit::weeks},
                         {"0.123456789h", 0.123456789, Unit::hours}}) {
    for (const DurationUse use : {kWork, kLag, kSize, kSingle}) {
      const DurationReading r = read_duration_text(row.text, use);
      ASSERT_TRUE(r.estimate) << row.text << ": " << r.problem;
      EXPECT_EQ(r.estimate->form, Form::point);
      EXPECT_EQ(r.estimate->amounts[0], (Amount{row.number, row.unit})) << row.text;
      EXPECT_TRUE(r.problem.empty());
    }
  }
}

TEST(DurationText, ReadsThreePointsAndRanges) {
  const auto three = read_duration_text("0d/1.5w/12h", kWork).estimate;
  ASSERT_TRUE(three);
  EXPECT_EQ(three->form, Form::pert);
  EXPECT_EQ(three->lambda, 4.0);
  EXPECT_EQ(three->amounts,
            (std::array<Amount, 3>{Amount{0, Unit::days}, {1.5, Unit::weeks}, {12, Unit::hours}}));
  const auto range = read_duration_text("3w..6.5w", kWork).estimate;
  ASSERT_TRUE(range);
  EXPECT_EQ(range->form, Form::p10_p90);
  EXPECT_FALSE(range->is_lead);
  EXPECT_EQ(range->amounts[0], (Amount{3, Unit::weeks}));
  EXPECT_EQ(range->amounts[1], (Amount{6.5, Unit::weeks}));
}

TEST(DurationText, ReadsSizes) {
  const char* names[] = {"XS", "S", "M", "L", "XL"};
  for (std::size_t i = 0; i < 5; ++i) {
    const auto read = read_duration_text(names[i], kWork).estimate;
    ASSERT_TRUE(read);
    EXPECT_EQ(read->form, Form::size);
    EXPECT_EQ(read->size, static_cast<Size>(i));
    EXPECT_TRUE(read_duration_text(names[i], kLag).estimate);
    for (const DurationUse use : {kSize, kSingle, kPositive})
      EXPECT_FALSE(read_duration_text(names[i], use).estimate);
  }
  EXPECT_FALSE(read_size("XXL"));
  EXPECT_FALSE(read_size("m"));
}

TEST(DurationText, LagsCarrySigns) {
  EXPECT_EQ(read_duration_text("-2d", kLag).estimate->amounts[0].number, -2.0);
  EXPECT_EQ(read_duration_text("+2d", kLag).estimate->amounts[0].number, 2.0);
  EXPECT_EQ(read_duration_text("-2d/0d/+3d", kLag).estimate->amounts[0].number, -2.0);
  EXPECT_FALSE(std::signbit(read_duration_text("-0d", kLag).estimate->amounts[0].number));
  const auto lead = read_duration_text("-6w..-3w", kLag).estimate;
  ASSERT_TRUE(lead);
  EXPECT_TRUE(lead->is_lead);
  EXPECT_EQ(lead->amounts[0].number, 3.0);
  EXPECT_EQ(lead->amounts[1].number, 6.0);
  for (const char* text : {"-2d", "+2d", "-2d/0d/3d", "-6w..-3w", "+3w..6w"}) {
    EXPECT_FALSE(read_duration_text(text, kWork).estimate) << text;
  }
}

TEST(DurationText, SaysWhatIsWrong) {
  const std::string forms =
      "write a number with h, d or w: \"3d\", \"2d/1w/3w\" (least/likely/most), \"3w..6w\" "
      "(P10..P90)";
  struct Row {
    std::string text;
    DurationUse use;
    std::string problem;
    std::string hint;
  };
  const std::vector<Row> rows = {
      {"", kWork, "a length is missing", forms},
      {"5", kWork, "'5' has no unit", "write \"5d\" for days, \"5w\" for weeks, \"5h\" for hours"},
      {"d", kWork, "'d' does not start with a number", forms},
      {".5d", kWork, "'.5d' does not start with a number", forms},
      {"5.d", kWork, "'5.d' has no digit after the point", forms},
      {"5 days", kWork, "' days' in '5 days' is not a unit", "write \"5d\""},
      {"2weeks", kWork, "'weeks' in '2weeks' is not a unit", "write \"2w\""},
      {"3 Hrs", kWork, "' Hrs' in '3 Hrs' is not a unit", "write \"3h\""},
      {"2mo", kWork, "'mo' in '2mo' is not a unit",
       "months differ in length: write weeks, about \"4w\" to the month"},
      {"1w-2w", kWork, "'w-2w' in '1w-2w' is not a unit",
       "a range is written with two points: \"3w..6w\""},
      {"3D", kWork, "'D' in '3D' is not a unit", "write \"3d\""},
      {"3d ", kWork, "'d ' in '3d ' is not a unit", forms},
      {"1e3d", kWork, "'e3d' in '1e3d' is not a unit", forms},
      {"1234567d", kWork, "'1234567d' is longer than a plan can be", forms},
      {"1.0123456789d", kWork, "'1.0123456789d' has more than 9 digits after the point", forms},
      {"-3d", kWork, "'-3d' has a sign; work cannot be negative", forms},
      {"2d/3d", kWork, "'2d/3d' needs three parts: least/likely/most", forms},
      {"1d/2d/3d/4d", kWork, "'1d/2d/3d/4d' needs three parts: least/likely/most", forms},
      {"1d//3d", kWork, "a length is missing", forms},
      {"1d/2/3d", kWork, "'2' has no unit",
       "write \"2d\" for days, \"2w\" for weeks, \"2h\" for hours"},
      {"1d..2d..3d", kWork, "'1d..2d..3d' has more than two ends", forms},
      {"..3d", kWork, "a length is missing", forms},
      {"3..6w", kWork, "'3' has no unit",
       "write \"3d\" for days, \"3w\" for weeks, \"3h\" for hours"},
      {"0d..3d", kWork, "the low end of a range must be above zero",
       "write least/likely/most instead, for example \"0d/1d/3d\""},
      {"-1d..3d", kLag, "a range cannot run from a lead to a lag",
       "write least/likely/most instead, for example \"-2d/0d/3d\""},
      {"+1d..3d", kLag, "a range needs no '+'", forms},
      {"xl", kWork, "'xl' does not start with a number", "the sizes are XS, S, M, L and XL"},
      {"M", kSize, "a size cannot be explained by a size", forms},
      {"M", kSingle, "one amount is needed here, not a size", "for example \"3d\""},
      {"1d..2d", kSingle, "one amount is needed here, not a range", "for example \"3d\""},
      {"1d/2d/3d", kPositive, "one amount is needed here, not a range", "for example \"3d\""},
      {"0w", kPositive, "this must be more than zero", "for example \"3d\""},
  };
  for (const Row& row : rows) {
    const DurationReading r = read_duration_text(row.text, row.use);
    EXPECT_FALSE(r.estimate) << row.text;
    EXPECT_EQ(r.code, Code::invalid_duration);
    EXPECT_EQ(r.problem, row.problem) << row.text;
    EXPECT_EQ(r.hint, row.hint) << row.text;
  }
}

TEST(DurationText, FindsTheWrongOrder) {
  struct Row {
    const char* text;
    int days_per_week;
    const char* problem;
  };
  for (const Row& row : {Row{"1d/2d/3d", 5, ""},
                         {"2d/2d/2d", 5, ""},
                         {"2d/1d/3d", 5, "the likely value is less than the least"},
                         {"1d/3d/2d", 5, "the most is less than the likely value"},
                         {"4d/1w/2w", 5, ""},
                         {"4d/1w/2w", 3, "the likely value is less than the least"},
                         {"16h/2d/3d", 5, ""},
                         {"17h/2d/3d", 5, "the likely value is less than the least"},
                         {"3d..2d", 5, "P90 is less than P10"},
                         {"3d..3d", 5, ""}}) {
    const auto read = read_duration_text(row.text, kWork).estimate;
    ASSERT_TRUE(read) << row.text;
    EXPECT_EQ(find_order_problem(*read, row.days_per_week), row.problem) << row.text;
  }
}

}  // namespace
}  // namespace slipway
