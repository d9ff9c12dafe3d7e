#include "planner/report/matrix_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "planner/report/link_facts.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

Analysis analyse_watched(std::shared_ptr<const Plan> plan, bool within_teams) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 200, .threads = 1};
  options.risk->handovers = list_handovers(*plan, within_teams);
  Loaded<Analysis> out = analyse(std::move(plan), options);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

Analysis analyse_random(std::uint64_t seed, const slow::RandomOptions& options,
                        bool within_teams = false) {
  return analyse_watched(std::make_shared<const Plan>(uncertain_plan(seed, options)), within_teams);
}

bool holds_up(const Analysis& analysis, NodeId node) {
  return analysis.schedule.exists(node) &&
         analysis.network.nodes[node.index()].progress != Progress::done;
}

// The links of the network between what is still open, counted one by one.
TEST(MatrixReport, CountsEveryOpenLinkOnce) {
  slow::RandomOptions kinds;
  kinds.objectives = false;
  kinds.max_items = 40;
  std::size_t counted = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Analysis analysis = analyse_random(seed, kinds);
    const Plan& plan = *analysis.plan;
    const MatrixReport report = report_matrix(analysis);
    std::map<std::pair<std::string, std::string>, MatrixCell> expected;
    const auto name = [&](NodeId node) {
      const TeamId team = plan.item(analysis.network.nodes[node.index()].item).team;
      return team.is_set() ? std::string(plan.teams[team.index()].name) : "no team";
    };
    for (std::size_t n = 0; n < analysis.network.num_nodes(); ++n) {
      for (const InLink& in : analysis.network.links_into(n)) {
        if (!holds_up(analysis, in.from) || !holds_up(analysis, NodeId(n))) continue;
        MatrixCell& cell = expected[{name(in.from), name(NodeId(n))}];
        ++cell.links;
        const Ask ask = plan.details_of(plan.links[in.link.index()]).ask;
        cell.unagreed += ask == Ask::asked || ask == Ask::declined ? 1 : 0;
        for (const HandoverRisk& handover : analysis.risk->handovers) {
          if (handover.link != in.link) continue;
          cell.days += handover.mean_days;
          cell.late += 2 * handover.late >= analysis.risk->samples ? 1 : 0;
        }
      }
    }
    MatrixCell all;
    for (std::size_t giver = 0; giver < report.teams.size(); ++giver) {
      MatrixCell gives;
      for (std::size_t taker = 0; taker < report.teams.size(); ++taker) {
        const MatrixCell& got = report.cell(giver, taker);
        const MatrixCell& wanted = expected[{report.teams[giver].name, report.teams[taker].name}];
        EXPECT_EQ(got.links, wanted.links) << seed;
        EXPECT_EQ(got.unagreed, wanted.unagreed) << seed;
        EXPECT_EQ(got.late, wanted.late) << seed;
        EXPECT_NEAR(got.days, wanted.days, 1e-9) << seed;
        all.add(got);
        if (giver != taker) gives.add(got);
      }
      EXPECT_EQ(report.teams[giver].gives.links, gives.links);
      EXPECT_NEAR(report.teams[giver].gives.days, gives.days, 1e-9);
    }
    std::size_t wanted = 0;
    for (const auto& [pair, cell] : expected) wanted += cell.links;
    EXPECT_EQ(all.links, wanted) << seed;
    EXPECT_EQ(report.between.links + report.within.links, wanted) << seed;
    counted += wanted;
  }
  EXPECT_GT(counted, 500u);
}

TEST(MatrixReport, SumsOverRowsAreSumsOverColumns) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const MatrixReport report = report_matrix(analyse_random(seed, {}));
    MatrixCell gives;
    MatrixCell needs;
    for (const MatrixTeam& team : report.teams) {
      gives.add(team.gives);
      needs.add(team.needs);
    }
    EXPECT_EQ(gives.links, report.between.links);
    EXPECT_EQ(needs.links, report.between.links);
    EXPECT_NEAR(gives.days, needs.days, 1e-9);
    EXPECT_EQ(gives.late, needs.late);
  }
}

TEST(MatrixReport, RingsStandTogetherAndNameALoop) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "test", "start": "2024-01-01",
    "teams": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}],
    "goals": [{"id": "a1", "team": "a"}, {"id": "c1", "team": "c", "depends_on": ["a1"]},
              {"id": "d1", "team": "d", "depends_on": ["c1"]},
              {"id": "a2", "team": "a", "depends_on": ["d1"]},
              {"id": "b1", "team": "b", "depends_on": ["a1"]}]})");
  const MatrixReport report = report_matrix(analysis);
  ASSERT_EQ(report.teams.size(), 4u);
  EXPECT_EQ(report.teams[0].id, "a");
  EXPECT_EQ(report.teams[1].id, "c");
  EXPECT_EQ(report.teams[2].id, "d");
  EXPECT_EQ(report.teams[3].id, "b");
  ASSERT_EQ(report.rings.size(), 1u);
  EXPECT_EQ(report.rings[0].members, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(report.rings[0].loop, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(report.teams[3].ring, MatrixTeam::kNoRing);
}

// A link on an objective is one promise to each team below it, however many goals wait.
TEST(MatrixReport, ALinkOfAnObjectiveCountsOnceForEachPairOfTeams) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "test", "start": "2024-01-01",
    "teams": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
    "goals": [{"id": "x", "team": "a"}, {"id": "o", "kind": "objective", "depends_on": ["x"]},
              {"id": "b1", "team": "b", "parent": "o"}, {"id": "b2", "team": "b", "parent": "o"},
              {"id": "c1", "team": "c", "parent": "o"}]})");
  const MatrixReport report = report_matrix(analysis);
  EXPECT_EQ(report.cell(0, 1).links, 1u);
  EXPECT_EQ(report.cell(0, 2).links, 1u);
  EXPECT_EQ(report.between.links, 2u);
}

TEST(MatrixReport, EveryItemStandsBelowWhatItWaitsFor) {
  slow::RandomOptions kinds;
  kinds.max_items = 40;
  std::size_t marks = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Analysis analysis = analyse_random(seed, kinds, true);
    const MatrixReport report = report_matrix(analysis, {.by_items = true});
    ASSERT_TRUE(report.by_items);
    std::vector<std::size_t> level(report.items.size(), 0);
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    std::size_t links = 0;
    for (const MatrixMark& mark : report.marks) {
      EXPECT_LT(mark.giver, mark.taker);
      level[mark.taker] = std::max(level[mark.taker], report.items[mark.giver].level + 1);
      EXPECT_TRUE(
          pairs.emplace(report.items[mark.giver].item, report.items[mark.taker].item).second);
      links += mark.links;
    }
    for (std::size_t i = 0; i < report.items.size(); ++i)
      EXPECT_EQ(report.items[i].level, level[i]) << seed;
    std::set<std::pair<std::size_t, std::size_t>> expected;
    std::size_t expected_links = 0;
    for (std::size_t n = 0; n < analysis.network.num_nodes(); ++n) {
      for (const InLink& in : analysis.network.links_into(n)) {
        if (!holds_up(analysis, in.from) || !holds_up(analysis, NodeId(n))) continue;
        expected.emplace(analysis.network.nodes[in.from.index()].item.index(),
                         analysis.network.nodes[n].item.index());
        ++expected_links;
      }
    }
    EXPECT_EQ(pairs, expected) << seed;
    EXPECT_EQ(links, expected_links) << seed;
    marks += report.marks.size();
  }
  EXPECT_GT(marks, 500u);
}

std::string chains(int teams, int length) {
  std::string goals;
  std::string list;
  for (int t = 0; t < teams; ++t) {
    const std::string team = "t" + std::to_string(t);
    list += (t > 0 ? "," : "") + ("{\"id\": \"" + team) + "\"}";
    for (int i = 0; i < length; ++i) {
      const std::string id = team + "-" + std::to_string(i);
      goals += (goals.empty() ? "" : ",") + ("{\"id\": \"" + id) + "\", \"team\": \"" + team +
               "\", \"estimate\": \"" + std::to_string(1 + t) + "d\"";
      if (i > 0)
        goals += ", \"depends_on\": [\"" + team + "-" + std::to_string(i - 1) + "\"]";
      else if (t > 0)
        goals += ", \"depends_on\": [\"t" + std::to_string(t - 1) + "-0\"]";
      goals += "}";
    }
  }
  return R"({"slipway": 1, "name": "test", "start": "2024-01-01", "teams": [)" + list +
         "], \"goals\": [" + goals + "]}";
}

TEST(MatrixReport, ManyTeamsShareARow) {
  const Analysis analysis = analyse_text(chains(50, 2));
  const MatrixReport folded = report_matrix(analysis);
  ASSERT_EQ(folded.teams.size(), kMostMatrixTeams);
  EXPECT_EQ(folded.teams.back().kind, MatrixTeam::Kind::others);
  EXPECT_EQ(folded.teams.back().name, "11 other teams");
  ASSERT_EQ(folded.notes.size(), 1u);
  ViewFilter everything;
  everything.all = true;
  const MatrixReport whole = report_matrix(analysis, {.filter = everything});
  EXPECT_EQ(whole.teams.size(), 50u);
  EXPECT_TRUE(whole.notes.empty());
  EXPECT_EQ(folded.between.links + folded.within.links, whole.between.links + whole.within.links);
  EXPECT_EQ(folded.num_shown, 100u);
}

TEST(MatrixReport, ManyItemsAreLeftOutByTheLadder) {
  const Analysis analysis = analyse_text(chains(10, 10));
  const MatrixReport some = report_matrix(analysis, {.by_items = true});
  ASSERT_TRUE(some.by_items);
  EXPECT_LE(some.items.size(), kMostMatrixItems);
  EXPECT_GE(some.items.size(), 10u);
  ASSERT_EQ(some.notes.size(), 1u);
  ViewFilter everything;
  everything.all = true;
  EXPECT_EQ(report_matrix(analysis, {.filter = everything, .by_items = true}).items.size(), 100u);
}

}  // namespace
}  // namespace slipway
