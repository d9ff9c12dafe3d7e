#include "planner/report/board_columns.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/analyse_text.hpp"

namespace slipway {
namespace {

Date day(const char* text) { return *parse_date(text); }

std::vector<std::string> names(const ColumnChoice& choice) {
  std::vector<std::string> out;
  for (const BoardColumn& column : choice.columns) out.push_back(column.name);
  return out;
}

using Names = std::vector<std::string>;

void expect_tiles(const ColumnChoice& choice, Date first, Date last, std::size_t most) {
  ASSERT_FALSE(choice.columns.empty());
  EXPECT_LE(choice.columns.size(), most);
  EXPECT_LE(choice.columns.front().first, first);
  EXPECT_GE(choice.columns.front().last, first);
  EXPECT_GE(choice.columns.back().last, last);
  EXPECT_LE(choice.columns.back().first, last);
  for (std::size_t i = 1; i < choice.columns.size(); ++i) {
    EXPECT_EQ(choice.columns[i].first, plus_days(choice.columns[i - 1].last, 1));
  }
}

TEST(BoardColumns, HoldEveryDayOnceWhateverIsAskedFor) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "t", "start": "2024-01-01",
    "periods": [{"id": "Q1", "start": "2024-01-01", "end": "2024-03-31"},
                {"id": "inner", "start": "2024-02-01", "end": "2024-02-20"},
                {"id": "Q3", "start": "2024-07-01", "end": "2024-09-30"}], "goals": []})");
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    const Date first(19'000 + static_cast<std::int32_t>(random() % 1500));
    const Date last =
        plus_days(first, static_cast<std::int32_t>(random() % (round % 3 == 0 ? 20'000 : 400)));
    const auto length = static_cast<ColumnLength>(random() % 5);
    const std::size_t most = 2 + random() % 12;
    SCOPED_TRACE(to_iso(first) + " " + to_iso(last) + " " + std::to_string(most));
    expect_tiles(choose_columns(*analysis.plan, first, last, length, most), first, last, most);
  }
}

TEST(BoardColumns, ByThemselvesAreFourToEight) {
  const Plan plan;
  for (std::int32_t span = 28; span < 4000; ++span) {
    const std::size_t count =
        choose_columns(plan, day("2024-01-01"), plus_days(day("2024-01-01"), span),
                       ColumnLength::automatic, 8)
            .columns.size();
    EXPECT_LE(count, 8u) << span;
    EXPECT_GE(count, span < 1825 ? 3u : 2u) << span;
  }
}

TEST(BoardColumns, NamesSayWhichDaysTheyHold) {
  const Plan plan;
  const auto choose = [&](const char* first, const char* last, ColumnLength length) {
    return names(choose_columns(plan, day(first), day(last), length, 8));
  };
  EXPECT_EQ(choose("2018-12-26", "2019-01-08", ColumnLength::week),
            (Names{"W52 2018", "W1 2019", "W2 2019"}));
  EXPECT_EQ(choose("2018-08-13", "2018-09-09", ColumnLength::two_weeks),
            (Names{"W33-34 2018", "W35-36 2018"}));
  EXPECT_EQ(choose("2018-08-13", "2018-09-09", ColumnLength::month),
            (Names{"Aug 2018", "Sep 2018"}));
  EXPECT_EQ(choose("2018-08-13", "2019-08-09", ColumnLength::automatic),
            (Names{"Q3 2018", "Q4 2018", "Q1 2019", "Q2 2019", "Q3 2019"}));
}

TEST(BoardColumns, PeriodsLeaveGapsToColumnsOfTheirOwn) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "t", "start": "2024-01-01",
    "periods": [{"id": "Q1", "start": "2024-01-01", "end": "2024-03-31"},
                {"id": "Q3", "start": "2024-07-01", "end": "2024-09-30"}], "goals": []})");
  const ColumnChoice got =
      choose_columns(*analysis.plan, day("2023-12-20"), day("2024-10-02"), ColumnLength::period, 8);
  EXPECT_EQ(names(got), (Names{"before Q1", "Q1", "before Q3", "Q3", "after Q3"}));
  EXPECT_EQ(got.note, "");
  EXPECT_NE(
      choose_columns(Plan(), day("2024-01-01"), day("2024-02-01"), ColumnLength::period, 8).note,
      "");
}

}  // namespace
}  // namespace slipway
