#include "viz/text/wording.hpp"

#include <gtest/gtest.h>

#include <cstdint>

#include "planner/base/utf8.hpp"

namespace slipway::viz {
namespace {

TEST(Wording, OddsPromiseNoMoreThanRunsCanTell) {
  EXPECT_EQ(to_odds(0.0), "<5 %");
  EXPECT_EQ(to_odds(0.0499), "<5 %");
  EXPECT_EQ(to_odds(0.05), "5 %");
  EXPECT_EQ(to_odds(0.344), "34 %");
  EXPECT_EQ(to_odds(0.346), "35 %");
  EXPECT_EQ(to_odds(0.95), "95 %");
  EXPECT_EQ(to_odds(0.9501), ">95 %");
  EXPECT_EQ(to_odds(1.0), ">95 %");
}

TEST(Wording, PercentsInTheTerminalNeverPromiseAnything) {
  EXPECT_EQ(to_percent(0.0), "<1 %");
  EXPECT_EQ(to_percent(0.0099), "<1 %");
  EXPECT_EQ(to_percent(0.01), "1 %");
  EXPECT_EQ(to_percent(0.344), "34 %");
  EXPECT_EQ(to_percent(0.99), "99 %");
  EXPECT_EQ(to_percent(0.9901), ">99 %");
  EXPECT_EQ(to_percent(1.0), ">99 %");
}

TEST(Wording, WhatThePlanSaysIsSaidAsItIs) {
  EXPECT_EQ(to_whole_percent(0.0), "0 %");
  EXPECT_EQ(to_whole_percent(0.4), "40 %");
  EXPECT_EQ(to_whole_percent(1.0), "100 %");
}

TEST(Wording, ArrowsAreForPeople) {
  EXPECT_EQ(with_arrows("agree ask a -> b"), "agree ask a → b");
  EXPECT_EQ(with_arrows("a -> b -> c"), "a → b → c");
  EXPECT_EQ(with_arrows("link a->b"), "link a->b") << "as it is typed";
  EXPECT_EQ(with_arrows(""), "");
}

TEST(Wording, OddsInWordsGoByWhatIsShown) {
  EXPECT_EQ(word_of_odds(0.494), "likely late");
  EXPECT_EQ(word_of_odds(0.496), "at risk") << "it reads 50 %";
  EXPECT_EQ(word_of_odds(0.794), "at risk");
  EXPECT_EQ(word_of_odds(0.796), "");
}

TEST(Wording, DaysHaveAtMostOneDecimalAndNeverHideAnAmount) {
  EXPECT_EQ(to_days(5.0), "5");
  EXPECT_EQ(to_days(-5.0), "-5");
  EXPECT_EQ(to_days(2.54), "2.5");
  EXPECT_EQ(to_days(2.55), "2.6");
  EXPECT_EQ(to_days(0.0), "0");
  EXPECT_EQ(to_days(-0.0), "0");
  EXPECT_EQ(to_days(0.001), "0.1");
  EXPECT_EQ(to_days(-0.001), "-0.1");
  EXPECT_EQ(to_days(1999.96), "2000");
}

TEST(Wording, NumbersAreGrouped) {
  EXPECT_EQ(to_grouped(0), "0");
  EXPECT_EQ(to_grouped(999), "999");
  EXPECT_EQ(to_grouped(1000), "1,000");
  EXPECT_EQ(to_grouped(123456), "123,456");
  EXPECT_EQ(to_grouped(UINT64_MAX), "18,446,744,073,709,551,615");
  EXPECT_EQ(to_count(1, "goal"), "1 goal");
  EXPECT_EQ(to_count(10000, "goal"), "10,000 goals");
}

TEST(Wording, DatesLoseWhatIsSaidElsewhere) {
  EXPECT_EQ(to_day_and_month(make_date(2018, 10, 5)), "5 Oct");
  EXPECT_EQ(year_of(make_date(2018, 10, 5)), 2018);
  EXPECT_EQ(year_of(make_date(12018, 1, 1)), 12018);
}

TEST(Wording, ListsReadAloud) {
  EXPECT_EQ(to_list({}), "");
  EXPECT_EQ(to_list({"a"}), "a");
  EXPECT_EQ(to_list({"a", "b"}), "a and b");
  EXPECT_EQ(to_list({"a", "b", "c"}), "a, b and c");
}

TEST(Wording, WidthIsThatOfTheTerminal) {
  EXPECT_EQ(display_width(""), 0u);
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("日本"), 4u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);
  EXPECT_EQ(display_width("👩\u200D👩\u200D👧"), 2u);
  EXPECT_EQ(display_width("\x1b[1;31mab\x1b[0m"), 2u);
}

TEST(Wording, CutsKeepWithinTheWidth) {
  EXPECT_EQ(fit_width("abc", 3), "abc");
  EXPECT_EQ(fit_width("abcd", 3), "ab…");
  EXPECT_EQ(fit_width("日本語", 5), "日本…");
  EXPECT_EQ(fit_width("日本語", 4), "日…");
  EXPECT_EQ(fit_width("ab cd", 4), "ab…") << "no space before the mark";
  EXPECT_EQ(fit_width("abc", 1), "…");
  EXPECT_EQ(fit_width("abc", 0), "");
  for (std::size_t width = 0; width < 12; ++width) {
    const std::string cut = fit_width("a日e\xCC\x81👩\u200D👧 longer", width);
    EXPECT_LE(display_width(cut), width);
    EXPECT_TRUE(is_utf8(cut));
  }
}

TEST(Wording, ParagraphsWrapAtSpaces) {
  EXPECT_EQ(wrap("one two three", 8), "one two\nthree\n");
  EXPECT_EQ(wrap("one two three", 8, 2), "one two\n  three\n");
  EXPECT_EQ(wrap("on time in 34 %", 13), "on time in\n34 %\n") << "a number keeps its unit";
  EXPECT_EQ(wrap("averylongword b", 4), "averylongword\nb\n");
  EXPECT_EQ(wrap("\x1b[1mone two\x1b[0m x", 9), "\x1b[1mone two\x1b[0m x\n");
  EXPECT_EQ(wrap("", 10), "\n");
}

}  // namespace
}  // namespace slipway::viz
