// Who turns late or safe by a what-if, and who is told of it.
#include "planner/report/whatif_report.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/analyse_text.hpp"
#include "tests/support/what_if.hpp"

namespace slipway {
namespace {

using test::what_if_text;
using test::WhatIf;

// `api` ends on the 12th and is due on the 10th, `docs` ends on the 4th and is due on the 6th.
const std::string kTwo = kEveryDay + R"("as_of": "2024-01-03", "teams": [{"id": "go"}],
    "goals": [{"id": "api", "team": "go", "estimate": "10d", "due": "2024-01-10"},
              {"id": "docs", "team": "go", "estimate": "2d", "due": "2024-01-06"}]})";

std::vector<std::string> ids_of(const WhatIf& asked, const std::vector<std::size_t>& rows) {
  std::vector<std::string> out;
  for (const std::size_t row : rows) out.emplace_back(asked.what().moved[row].id);
  return out;
}

using Ids = std::vector<std::string>;

TEST(WhatifReport, ADueDateThatMovesMakesLateOrSafe) {
  const WhatIf asked = what_if_text(kTwo, {{"due", "api=2024-01-12"}, {"due", "docs=2024-01-03"}});
  EXPECT_EQ(ids_of(asked, asked.what().newly_safe), Ids{"api"});
  EXPECT_EQ(ids_of(asked, asked.what().newly_late), Ids{"docs"});
  ASSERT_EQ(asked.what().teams.size(), 1U);
  EXPECT_EQ(asked.what().teams[0].newly_late, 1U);
  EXPECT_EQ(asked.what().teams[0].later, 0U) << "no finish moves";
  EXPECT_EQ(asked.what().teams[0].most_days, 0.0);
}

TEST(WhatifReport, ADueDateThatDecidesNothingMovesNothing) {
  const WhatIf asked = what_if_text(kTwo, {{"due", "api=2024-01-11"}});
  EXPECT_TRUE(asked.what().moved.empty());
}

TEST(WhatifReport, WhatIsDoneInTimeIsSaved) {
  const WhatIf asked = what_if_text(kTwo, {{"finish", "api=2024-01-03"}});
  EXPECT_EQ(ids_of(asked, asked.what().newly_safe), Ids{"api"});
}

// `api` without its second half is in time, but the promise of that half is not.
TEST(WhatifReport, TheRestOfASplitIsLateWhereItsDateIsMissed) {
  const WhatIf asked = what_if_text(kTwo, {{"split", "api=0.5"}});
  EXPECT_EQ(ids_of(asked, asked.what().newly_safe), Ids{"api"});
  EXPECT_EQ(ids_of(asked, asked.what().newly_late), Ids{"api-rest"});
  const WhatIf late = what_if_text(kTwo, {{"split", "api=0.5"}, {"due", "api=2024-01-12"}});
  EXPECT_EQ(ids_of(late, late.what().newly_late), Ids{"api-rest"});
  const WhatIf in_time = what_if_text(kTwo, {{"due", "api=2024-01-12"}, {"split", "api=0.5"}});
  EXPECT_EQ(in_time.what().newly_late, std::vector<std::size_t>{});
}

TEST(WhatifReport, WhatIsDroppedIsNeitherLateNorSaved) {
  const WhatIf asked = what_if_text(kTwo, {{"drop", "api"}});
  ASSERT_EQ(asked.what().moved.size(), 1U);
  EXPECT_TRUE(asked.what().moved[0].is_gone);
  EXPECT_TRUE(asked.what().newly_safe.empty());
  EXPECT_TRUE(asked.what().newly_late.empty());
}

// Every row differs in what its columns show: the days of finish and P80, working time, or odds.
TEST(WhatifReport, RowsThatShowNothingAreLeftOut) {
  const std::string spread = kEveryDay + R"(
      "goals": [{"id": "a", "estimate": "5d..25d", "due": "2024-01-12"},
                {"id": "b", "estimate": "1d..9d", "depends_on": [{"on": "a", "probability": 0.3}]},
                {"id": "c", "estimate": "1d", "depends_on": ["b"]}]})";
  std::size_t still = 0;
  for (const char* length : {"1h", "2h", "4h", "1d"}) {
    const WhatIf asked = what_if_text(spread, {{"slip", std::string("a=") + length}}, 1000);
    for (const MovedRow& row : asked.what().moved) {
      EXPECT_TRUE(row.finish_before != row.finish_after || row.delta_days.value_or(0.0) != 0.0 ||
                  row.p80_before != row.p80_after || row.on_time_before != row.on_time_after)
          << row.id << " by " << length;
    }
    still += 3 - asked.what().moved.size();
  }
  EXPECT_GT(still, 0U) << "an hour moves no day of the P80 of c";
}

const TeamTurn* find_turn(const WhatIf& asked, std::string_view team) {
  for (const TeamTurn& turn : asked.what().teams) {
    if (turn.team == team) return &turn;
  }
  return nullptr;
}

TEST(WhatifReport, ATeamWhoseGoalIsDroppedMustReact) {
  const WhatIf asked = what_if_text(kTwo, {{"drop", "api"}});
  const TeamTurn* go = find_turn(asked, "go");
  ASSERT_NE(go, nullptr);
  EXPECT_EQ(go->dropped, 1U);
  EXPECT_EQ(go->later + go->earlier + go->newly_late + go->less_likely + go->left_out, 0U);
}

// `b` starts after its own not-before, so a slip of `a` moves its odds and not its planned finish.
TEST(WhatifReport, ATeamWhoseOddsAloneFallMustReact) {
  const std::string plan = kEveryDay + R"("teams": [{"id": "go"}, {"id": "js"}],
      "goals": [{"id": "a", "team": "go", "estimate": "2d/5d/12d"},
                {"id": "b", "team": "js", "estimate": "3d", "not_before": "2024-01-12",
                 "due": "2024-01-15", "depends_on": ["a"]}]})";
  const WhatIf asked = what_if_text(plan, {{"slip", "a=4d"}}, 4000);
  const TeamTurn* js = find_turn(asked, "js");
  ASSERT_NE(js, nullptr);
  EXPECT_EQ(js->less_likely, 1U);
  EXPECT_EQ(js->later + js->earlier + js->newly_late, 0U);
  const WhatIf back = test::turn_round(asked);
  EXPECT_EQ(find_turn(back, "js"), nullptr) << "odds that rise alarm nobody";
  const WhatIf still = what_if_text(plan, {{"priority", "a=P1"}}, 4000);
  EXPECT_TRUE(still.what().teams.empty());
}

TEST(WhatifReport, TeamsThatTakeAndHandOverMustReact) {
  const std::string plan = kEveryDay + R"("teams": [{"id": "go"}, {"id": "js"}],
      "goals": [{"id": "a", "team": "go", "estimate": "2d"},
                {"id": "b", "team": "go", "estimate": "2d"}]})";
  const WhatIf asked = what_if_text(plan, {{"move", "team:go=js"}});
  EXPECT_TRUE(asked.what().moved.empty()) << "no date moves";
  ASSERT_NE(find_turn(asked, "js"), nullptr);
  EXPECT_EQ(find_turn(asked, "js")->taken_over, 2U);
  ASSERT_NE(find_turn(asked, "go"), nullptr);
  EXPECT_EQ(find_turn(asked, "go")->handed_over, 2U);
}

const std::string kObjective = kEveryDay + R"("goals": [{"id": "o", "kind": "objective"},
      {"id": "a", "parent": "o", "estimate": "2d"}, {"id": "b", "parent": "o", "estimate": "1d"},
      {"id": "c", "estimate": "5d"}]})";

TEST(WhatifReport, AnObjectiveIsEmptiedWithTheLastOfItsGoals) {
  const auto is_emptied = [](const WhatIf& asked) {
    for (const MovedRow& row : asked.what().moved) {
      if (row.id == "o") return row.is_emptied;
      EXPECT_FALSE(row.is_emptied) << row.id;
    }
    return false;
  };
  EXPECT_FALSE(is_emptied(what_if_text(kObjective, {{"drop", "a"}})));
  EXPECT_TRUE(is_emptied(what_if_text(kObjective, {{"drop", "a"}, {"drop", "b"}})));
  EXPECT_TRUE(is_emptied(what_if_text(kObjective, {{"drop", "o"}})));
  EXPECT_FALSE(is_emptied(test::turn_round(what_if_text(kObjective, {{"drop", "o"}}))));
}

// No change makes a goal doubtful, but the other version of a plan may.
TEST(WhatifReport, WhatIsMerelyImprobableIsLeftOutNotDropped) {
  const auto analysis = [](const std::string& probability) {
    return std::make_shared<const Analysis>(
        analyse_text(kEveryDay + R"("teams": [{"id": "go"}], "goals": [{"id": "a", "team": "go",
        "estimate": "2d", "probability": )" +
                     probability + R"(}, {"id": "b", "team": "go",
        "estimate": "1d"}]})"));
  };
  const WhatIf asked = test::compare_plans(analysis("0.9"), analysis("0.3"), {});
  ASSERT_EQ(asked.what().moved.size(), 1U);
  EXPECT_TRUE(asked.what().moved[0].is_gone);
  EXPECT_TRUE(asked.what().moved[0].is_left_out);
  ASSERT_NE(find_turn(asked, "go"), nullptr);
  EXPECT_EQ(find_turn(asked, "go")->left_out, 1U);
  EXPECT_EQ(find_turn(asked, "go")->dropped, 0U);
}

}  // namespace
}  // namespace slipway
