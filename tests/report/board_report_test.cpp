#include "planner/report/board_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "planner/report/link_facts.hpp"
#include "planner/report/matrix_report.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

Analysis analyse_random(std::uint64_t seed, int most_items) {
  slow::RandomOptions kinds;
  kinds.max_items = most_items;
  const auto plan = std::make_shared<const Plan>(uncertain_plan(seed, kinds));
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 200, .threads = 1};
  options.risk->handovers = list_handovers(*plan, true);
  Loaded<Analysis> out = analyse(plan, options);
  EXPECT_TRUE(out.ok) << seed;
  return std::move(out.value);
}

TEST(BoardReport, EveryGoalStandsInTheColumnOfItsFinishAndTheRowOfItsTeam) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Analysis analysis = analyse_random(seed, 40);
    const Plan& plan = *analysis.plan;
    const BoardReport report = report_board(analysis);
    std::set<std::size_t> items;
    for (const BoardCard& card : report.cards) {
      ASSERT_FALSE(card.is_folded());
      EXPECT_TRUE(items.insert(card.item).second);
      EXPECT_LE(report.columns[card.column].first, card.finish);
      EXPECT_GE(report.columns[card.column].last, card.finish);
      const BoardRow& row = report.rows[card.row];
      const TeamId team = plan.items[card.item].team;
      if (card.kind == BoxKind::milestone) {
        EXPECT_EQ(row.kind, BoardRow::Kind::milestones);
      } else if (team.is_set()) {
        EXPECT_EQ(row.team, team.index());
      } else {
        EXPECT_EQ(row.kind, BoardRow::Kind::no_team);
      }
      ++seen;
    }
    for (const BoardCard& card : report.undated) EXPECT_TRUE(items.insert(card.item).second);
    for (std::size_t row = 0; row < plan.num_goals; ++row) {
      if (plan.items[row].kind != Kind::objective) {
        EXPECT_TRUE(items.contains(row)) << seed << plan.items[row].id;
      }
    }
    EXPECT_EQ(report.num_shown, report.num_goals);
    EXPECT_EQ(report.num_folded, 0u);
    EXPECT_EQ(report.num_late_hidden, 0u);
  }
  EXPECT_GT(seen, 1000u);
}

// Strings against the links of the network, and their odds against the simulation.
TEST(BoardReport, StringsAreTheOpenLinksBetweenTeamsWithTheirOdds) {
  using String = std::tuple<std::size_t, std::size_t, double>;
  std::size_t seen = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Analysis analysis = analyse_random(seed, 30);
    const Plan& plan = *analysis.plan;
    for (const bool all : {false, true}) {
      BoardOptions options;
      options.filter.all = all;
      const BoardReport report = report_board(analysis, options);
      std::multiset<String> got;
      for (const BoardString& string : report.strings) {
        got.emplace(report.cards[string.from].item, report.cards[string.to].item,
                    string.late.value_or(-1.0));
      }
      std::multiset<String> expected;
      for (std::size_t n = 0; n < analysis.network.num_nodes(); ++n) {
        for (const InLink& in : analysis.network.links_into(n)) {
          const Node& from = analysis.network.nodes[in.from.index()];
          const Node& to = analysis.network.nodes[n];
          const auto is_open = [&](const Node& node, NodeId id) {
            return analysis.schedule.exists(id) && node.progress != Progress::done;
          };
          if (!is_open(from, in.from) || !is_open(to, NodeId(n))) continue;
          if (!all && plan.item(from.item).team == plan.item(to.item).team) continue;
          double late = -1.0;
          for (const HandoverRisk& row : analysis.risk->handovers) {
            if (row.link == in.link && row.from == from.item && row.to == to.item)
              late = static_cast<double>(row.late) / 200.0;
          }
          expected.emplace(from.item.index(), to.item.index(), late);
        }
      }
      EXPECT_EQ(got.size() + report.num_strings_hidden, expected.size()) << seed;
      if (report.num_strings_hidden == 0) {
        EXPECT_EQ(got, expected) << seed;
      } else {
        EXPECT_GT(expected.size(), kMostBoardStrings);
        EXPECT_TRUE(std::ranges::includes(expected, got)) << seed;
      }
      seen += got.size();
    }
  }
  EXPECT_GT(seen, 500u);
}

// Two views of one plan count the same links, also those of objectives.
TEST(BoardReport, CountsLinksBetweenTeamsAsTheMatrixDoes) {
  std::size_t seen = 0;
  std::size_t spread = 0;  // plans in which a link has more strings than one
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Analysis analysis = analyse_random(seed, 40);
    for (std::size_t team = 0; team <= analysis.plan->teams.size(); ++team) {
      ViewFilter filter{.all = true};
      if (team > 0) filter.teams = {TeamId(team - 1)};
      const BoardReport board = report_board(analysis, {.filter = filter});
      const MatrixCell links = report_matrix(analysis, {.filter = filter}).between;
      EXPECT_EQ(board.num_links, links.links) << seed << " " << team;
      EXPECT_EQ(board.num_unagreed, links.unagreed) << seed << " " << team;
      EXPECT_EQ(board.num_likely_late, links.late) << seed << " " << team;
      seen += links.links;
      const auto crossing = static_cast<std::size_t>(std::ranges::count_if(
          board.strings, [](const BoardString& string) { return string.link.is_cross_team; }));
      spread += crossing > board.num_links ? 1 : 0;
    }
  }
  EXPECT_GT(seen, 500u);
  EXPECT_GT(spread, 10u);
}

std::string many(int teams, int goals_each) {
  std::string list;
  std::string goals;
  for (int t = 0; t < teams; ++t) {
    const std::string team = "t" + std::to_string(t);
    list += (t > 0 ? "," : "") + ("{\"id\": \"" + team) + "\", \"capacity\": 2}";
    for (int i = 0; i < goals_each; ++i) {
      const std::string id = team + "-" + std::to_string(i);
      goals += (goals.empty() ? "" : ",") + ("{\"id\": \"" + id) + "\", \"team\": \"" + team +
               "\", \"estimate\": \"" + std::to_string(2 + (t * 5 + i * 3) % 17) + "d\"";
      if (i > 0) goals += ", \"depends_on\": [\"" + team + "-" + std::to_string(i - 1) + "\"]";
      if (i == 0 && t > 0) goals += ", \"depends_on\": [\"t" + std::to_string(t - 1) + "-0\"]";
      goals += "}";
    }
  }
  return R"({"slipway": 1, "name": "test", "start": "2024-01-01", "teams": [)" + list +
         "], \"goals\": [" + goals + "]}";
}

TEST(BoardReport, WhatIsFoldedIsCounted) {
  for (const auto& [teams, each] : {std::pair(12, 12), std::pair(50, 20)}) {
    const Analysis analysis = analyse_text(many(teams, each));
    const BoardReport report = report_board(analysis);
    EXPECT_GT(report.step, BoardStep::every_goal);
    EXPECT_LE(report.rows.size(), kMostBoardTeams + 1);
    EXPECT_FALSE(report.notes.empty());
    std::size_t single = 0;
    std::size_t folded = 0;
    for (const BoardCard& card : report.cards) {
      single += card.is_folded() ? 0 : 1;
      folded += card.num_goals;
    }
    EXPECT_EQ(single, report.num_shown);
    EXPECT_EQ(folded, report.num_folded);
    EXPECT_EQ(single + folded, report.num_goals);
    EXPECT_LE(report.strings.size(), kMostBoardStrings);
    BoardOptions options;
    options.filter.all = true;
    const BoardReport whole = report_board(analysis, options);
    EXPECT_EQ(whole.num_shown, whole.num_goals);
    EXPECT_EQ(whole.step, BoardStep::every_goal);
  }
}

TEST(BoardReport, CellsCompareWhatIsAskedWithWhatMayBePlanned) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "test", "start": "2024-01-01",
    "teams": [{"id": "a", "capacity": 1, "plan_fraction": 0.5}, {"id": "b"}],
    "goals": [{"id": "x", "team": "a", "estimate": "5d"},
              {"id": "y", "team": "b", "estimate": "8d", "people": 2, "depends_on": ["x"]}]})");
  BoardOptions options;
  options.columns = ColumnLength::week;
  const BoardReport report = report_board(analysis, options);
  ASSERT_EQ(report.columns.size(), 3u);
  ASSERT_EQ(report.rows.size(), 2u);
  EXPECT_DOUBLE_EQ(report.rows[0].cells[0].asked_days, 5.0);
  EXPECT_DOUBLE_EQ(report.rows[0].cells[0].plannable_days.value(), 2.5);
  EXPECT_DOUBLE_EQ(report.rows[1].cells[1].asked_days, 10.0);
  EXPECT_DOUBLE_EQ(report.rows[1].cells[2].asked_days, 6.0);
  EXPECT_EQ(report.rows[1].cells[1].plannable_days, std::nullopt);
}

}  // namespace
}  // namespace slipway
