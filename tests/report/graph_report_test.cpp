#include "planner/report/graph_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "planner/report/matrix_report.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/graph_plan.hpp"

namespace slipway {
namespace {

// A box per team and the matrix of teams are two pictures of the same links.
TEST(GraphReport, ArrowsBetweenTeamsCountLinksAsTheMatrixDoes) {
  std::size_t seen = 0;
  std::size_t spread = 0;  // links of objectives, that are several between goals
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    slow::RandomOptions kinds;
    kinds.max_items = 30;
    const auto plan = std::make_shared<const Plan>(uncertain_plan(seed, kinds));
    const Loaded<Analysis> analysis = analyse(plan, {});
    ASSERT_TRUE(analysis.ok) << seed;
    const GraphReport graph = report_graph(analysis.value, {.collapse = Collapse::team});
    const MatrixReport matrix = report_matrix(analysis.value);
    const auto row_of = [&](const GraphBox& box) {
      const auto team = std::ranges::find(matrix.teams, box.id, &MatrixTeam::id);
      return static_cast<std::size_t>(team - matrix.teams.begin());
    };
    std::size_t links = 0;
    std::size_t unagreed = 0;
    for (const GraphLink& link : graph.links) {
      if (link.is_idle) continue;
      const MatrixCell& cell =
          matrix.cell(row_of(graph.boxes[link.from]), row_of(graph.boxes[link.to]));
      EXPECT_EQ(link.count, cell.links) << seed;
      EXPECT_EQ(link.num_unagreed, cell.unagreed) << seed;
      links += link.count;
      unagreed += link.num_unagreed;
    }
    EXPECT_EQ(links, matrix.between.links) << seed;
    EXPECT_EQ(unagreed, matrix.between.unagreed) << seed;
    seen += links;
    std::size_t between = 0;
    for (const ItemArc& arc : spread_links(*plan))
      between += plan->item(arc.from).team != plan->item(arc.to).team ? 1 : 0;
    spread += between > links + matrix.num_idle ? 1 : 0;
  }
  EXPECT_GT(seen, 500U);
  EXPECT_GT(spread, 10U);
}

TEST(GraphReport, ShowsTheRealQuarterWhole) {
  const Analysis analysis = analysis_of_file("libp2p-2018-q3.json");
  const GraphReport report = report_graph(analysis);
  EXPECT_EQ(report.step, GraphStep::every_goal);
  EXPECT_EQ(report.num_goals, 21U);
  EXPECT_EQ(report.num_shown, 21U);
  EXPECT_EQ(report.num_folded, 0U);
  EXPECT_EQ(report.sentence,
            "1 of 20 goals misses its date: js-daemon-client (5 days late). Critical path "
            "go-daemon-api → js-daemon-client, finish Fri 5 Oct 2018.");
  const GraphBox* client = find_box(report.boxes, "js-daemon-client");
  ASSERT_NE(client, nullptr);
  EXPECT_TRUE(client->is_critical);
  EXPECT_DOUBLE_EQ(client->late_days, 5.0);
  const GraphLink* link = find_link(report, "go-daemon-api", "js-daemon-client");
  ASSERT_NE(link, nullptr);
  EXPECT_TRUE(link->is_critical);
  EXPECT_TRUE(link->is_unagreed());
  EXPECT_DOUBLE_EQ(link->missing_days, 5.0);
  const GraphLink* soft = find_link(report, "peer-store-talk", "fix-dht");
  ASSERT_NE(soft, nullptr);
  EXPECT_DOUBLE_EQ(soft->probability, 0.6);
  EXPECT_FALSE(soft->is_idle);
  EXPECT_NE(find_box(report.unlinked, "quic-go-ipfs"), nullptr);
  EXPECT_EQ(find_box(report.boxes, "quic-go-ipfs"), nullptr);
}

// Every goal and blocker is a box or in the list, once; every declared link between two of them is
// an arrow; nothing else is.
TEST(GraphReport, DrawsEverythingOnceAndNothingElse) {
  for (const char* file : {"libp2p-2018-q3.json", "release-quarter.json"}) {
    const Analysis analysis = analysis_of_file(file);
    const Plan& plan = *analysis.plan;
    GraphOptions options;
    options.filter.all = true;
    const GraphReport report = report_graph(analysis, options);
    std::multiset<std::string> drawn;
    for (const GraphBox& box : report.boxes) drawn.insert(box.id);
    for (const GraphBox& box : report.unlinked) drawn.insert(box.id);
    std::multiset<std::string> wanted;
    for (const Item& item : plan.items) {
      if (item.kind != Kind::objective) wanted.emplace(item.id);
    }
    EXPECT_EQ(drawn, wanted) << file;
    std::multiset<std::string> arrows;
    for (const GraphLink& link : report.links) {
      arrows.insert(report.boxes[link.from].id + ">" + report.boxes[link.to].id);
    }
    std::multiset<std::string> links;
    for (const Link& link : plan.links) {
      const Item& from = plan.item(link.predecessor);
      const Item& to = plan.item(link.successor);
      const auto below = [&](const Item& end) {
        std::vector<std::string> ids;
        for (const Item& item : plan.items) {
          bool inside = &item == &end;
          for (ItemId up = item.parent; up.is_set(); up = plan.item(up).parent) {
            inside = inside || (&plan.item(up) == &end && item.status != Status::dropped);
          }
          if (inside && item.kind != Kind::objective) ids.emplace_back(item.id);
        }
        return ids;
      };
      for (const std::string& a : below(from)) {
        for (const std::string& b : below(to)) links.insert(a + ">" + b);
      }
    }
    EXPECT_EQ(arrows, links) << file;
  }
}

TEST(GraphReport, ClimbsTheLadderBySize) {
  struct Case {
    int teams, length;
    GraphStep step;
  };
  // Chains stay within a team, so that a box per objective or team would swallow every link: there
  // the near-critical goals are drawn instead.
  for (const Case& c :
       {Case{6, 10, GraphStep::every_goal}, Case{6, 11, GraphStep::near_critical},
        Case{15, 10, GraphStep::near_critical}, Case{16, 10, GraphStep::near_critical},
        Case{41, 10, GraphStep::near_critical}}) {
    const Analysis analysis = analysis_of_text(chains(c.teams, c.length));
    const GraphReport report = report_graph(analysis);
    EXPECT_EQ(report.step, c.step) << c.teams << " x " << c.length;
    EXPECT_EQ(report.notes.empty(), c.step == GraphStep::every_goal);
    EXPECT_EQ(report.num_shown + report.num_folded, report.num_goals);
    GraphOptions all;
    all.filter.all = true;
    EXPECT_EQ(report_graph(analysis, all).step, GraphStep::every_goal);
    EXPECT_EQ(report_graph(analysis, all).num_shown, report.num_goals);
    all.first_step = GraphStep::per_team;
    EXPECT_EQ(report_graph(analysis, all).step, GraphStep::per_team);
  }
}

// Twenty goals per team, each waiting for one of the team before: links cross teams everywhere.
std::string crossing(int teams, int length, bool with_objectives) {
  std::string team_list;
  std::string goals;
  for (int t = 0; t < teams; ++t) {
    const std::string team = "t" + std::to_string(t);
    team_list += (t > 0 ? "," : "") + std::string("{\"id\":\"") + team + "\"}";
    if (with_objectives) {
      goals += std::string(goals.empty() ? "" : ",") + "{\"id\":\"o" + team +
               "\",\"kind\":\"objective\",\"team\":\"" + team + "\"}";
    }
    for (int g = 0; g < length; ++g) {
      const std::string id = team + "-" + std::to_string(g);
      goals += std::string(goals.empty() ? "" : ",") + "{\"id\":\"" + id + "\",\"team\":\"" + team +
               "\",\"estimate\":\"3d\"";
      if (with_objectives) goals += ",\"parent\":\"o" + team + "\"";
      if (t > 0) {
        goals += ",\"depends_on\":[\"t" + std::to_string(t - 1) + "-" + std::to_string(g) + "\"]";
      }
      goals += "}";
    }
  }
  return R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[)" + team_list +
         R"(],"goals":[)" + goals + "]}";
}

TEST(GraphReport, FoldsByObjectiveThenByTeamWhereLinksCross) {
  EXPECT_EQ(report_graph(analysis_of_text(crossing(8, 20, true))).step, GraphStep::per_objective);
  EXPECT_EQ(report_graph(analysis_of_text(crossing(8, 20, false))).step, GraphStep::per_team);
  EXPECT_EQ(report_graph(analysis_of_text(crossing(21, 20, true))).step, GraphStep::per_team);
}

// --all is advised only to those who did not ask for it, and not where even less was too much.
TEST(GraphReport, AdvisesAllOnlyWhereItHelps) {
  const Analysis analysis = analysis_of_text(crossing(8, 20, false));
  const auto advises_all = [&](const GraphOptions& options) {
    return std::ranges::any_of(report_graph(analysis, options).notes, [](const std::string& note) {
      return note.find("--all") != std::string::npos;
    });
  };
  EXPECT_TRUE(advises_all({}));
  for (const GraphStep step :
       {GraphStep::near_critical, GraphStep::per_objective, GraphStep::per_team}) {
    EXPECT_FALSE(advises_all({.filter = {.all = true}, .first_step = step}));
  }
  EXPECT_FALSE(advises_all({.first_step = GraphStep::per_team}));
}

TEST(GraphReport, FoldsTheRestPerTeam) {
  // Chains of 2 d goals have 11 days of float beside 3 d goals: only the first team is critical.
  const GraphReport report = report_graph(analysis_of_text(chains(6, 11)));
  EXPECT_EQ(report.num_shown, 11U);
  EXPECT_EQ(report.num_folded, 55U);
  ASSERT_EQ(report.unlinked.size(), 5U);
  EXPECT_EQ(report.unlinked[0].kind, BoxKind::others);
  EXPECT_EQ(report.unlinked[0].num_goals, 11U);
}

TEST(GraphReport, CountsLinksBetweenFoldedTeams) {
  const GraphReport report =
      report_graph(analysis_of_text(R"({"slipway":1,"name":"p","start":"2027-01-04",
    "teams":[{"id":"a"},{"id":"b"}],
    "goals":[{"id":"a1","team":"a","estimate":"2d"},{"id":"a2","team":"a","estimate":"3d"},
             {"id":"b1","team":"b","estimate":"2d","depends_on":["a1",{"on":"a2","ask":"asked"}]},
             {"id":"b2","team":"b","estimate":"2d","depends_on":["a2"]}]})"),
                   {.collapse = Collapse::team});
  ASSERT_EQ(report.boxes.size(), 2U);
  ASSERT_EQ(report.links.size(), 1U);
  EXPECT_EQ(report.links[0].count, 3U);
  EXPECT_EQ(report.links[0].num_unagreed, 1U);
  EXPECT_TRUE(report.links[0].is_critical);
  EXPECT_EQ(report.boxes[0].num_goals, 2U);
  EXPECT_EQ(report.boxes[0].num_critical, 1U);
  EXPECT_TRUE(report.notes.empty());
}

TEST(GraphReport, FocusKeepsItsDistance) {
  const Analysis analysis = analysis_of_text(chains(1, 9));
  GraphOptions options;
  options.filter.focus = item_named(*analysis.plan, "t0-g4");
  options.filter.up = 1;
  options.filter.down = 3;
  const GraphReport report = report_graph(analysis, options);
  ASSERT_EQ(report.boxes.size(), 5U);
  EXPECT_EQ(report.boxes.front().id, "t0-g3");
  EXPECT_EQ(report.boxes.back().id, "t0-g7");
  EXPECT_EQ(report.num_shown, 5U);
  EXPECT_TRUE(find_box(report.boxes, "t0-g4")->is_focus);
  EXPECT_EQ(report.filter, "up to 1 link before and 3 after t0-g4");
}

TEST(GraphReport, ATeamBringsItsNeighbours) {
  const Analysis analysis = analysis_of_text(R"({"slipway":1,"name":"p","start":"2027-01-04",
    "teams":[{"id":"a"},{"id":"b"}],
    "goals":[{"id":"a1","team":"a","estimate":"2d"},
             {"id":"a2","team":"a","estimate":"3d","depends_on":["a1"]},
             {"id":"b1","team":"b","estimate":"2d","depends_on":["a1","a2"]}]})");
  GraphOptions options;
  options.filter.teams = {TeamId(1)};
  const GraphReport report = report_graph(analysis, options);
  EXPECT_EQ(report.boxes.size(), 3U);
  EXPECT_TRUE(find_box(report.boxes, "a1")->is_beside);
  EXPECT_FALSE(find_box(report.boxes, "b1")->is_beside);
  EXPECT_EQ(find_link(report, "a1", "a2"), nullptr) << "both are only neighbours";
  EXPECT_EQ(report.links.size(), 2U);
}

TEST(GraphReport, OnlyCritical) {
  GraphOptions options;
  options.filter.only_critical = true;
  const GraphReport report = report_graph(analysis_of_file("libp2p-2018-q3.json"), options);
  EXPECT_EQ(report.boxes.size(), 2U);
  EXPECT_EQ(report.links.size(), 1U);
  EXPECT_EQ(report.num_shown, 2U);
}

TEST(GraphReport, ReductionHidesPlainImpliedLinksOnly) {
  const std::string text =
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"a"},{"id":"b"}],
    "goals":[{"id":"x","team":"a","estimate":"1d"},
             {"id":"y","team":"a","estimate":"1d","depends_on":["x"]},
             {"id":"z","team":"b","estimate":"1d","depends_on":["y",LINK]}]})";
  struct Case {
    const char* link;
    std::size_t links;
  };
  for (const Case& c :
       {Case{R"("x")", 2}, Case{R"({"on":"x","lag":"1d"})", 3},
        Case{R"({"on":"x","type":"SS"})", 3}, Case{R"({"on":"x","probability":0.7})", 3},
        Case{R"({"on":"x","ask":"asked"})", 3}}) {
    std::string plan = text;
    plan.replace(plan.find("LINK"), 4, c.link);
    const Analysis analysis = analysis_of_text(plan);
    EXPECT_EQ(report_graph(analysis).links.size(), 3U) << c.link;
    const GraphReport reduced = report_graph(analysis, {.reduce = true});
    EXPECT_EQ(reduced.links.size(), c.links) << c.link;
    EXPECT_EQ(reduced.notes.size(), 3U - c.links) << c.link;
  }
}

TEST(GraphReport, MarksWhatHoldsNothingUp) {
  const GraphReport report =
      report_graph(analysis_of_file("release-quarter.json"), {.filter = {.all = true}});
  const GraphLink* done = find_link(report, "storage-format", "conflict-rules");
  ASSERT_NE(done, nullptr);
  EXPECT_TRUE(done->is_idle);
  const GraphLink* early = find_link(report, "storage-migration", "sync-protocol");
  ASSERT_NE(early, nullptr);
  EXPECT_FALSE(early->is_idle);
  EXPECT_TRUE(early->is_out_of_sequence);
  EXPECT_EQ(find_box(report.boxes, "plugin-sandbox")->status, Status::dropped);
  EXPECT_TRUE(find_box(report.boxes, "import-wizard")->is_absent);
  EXPECT_TRUE(find_box(report.boxes, "help-site")->is_assumed);
  EXPECT_EQ(find_box(report.boxes, "translators")->team, kNoTeam);
}

TEST(GraphReport, EveryLateGoalIsDrawnOrCounted) {
  // Five hundred late goals of one team: too many to draw one by one, folded, and said to be so.
  std::string goals;
  for (int g = 0; g < 500; ++g) {
    goals += (g > 0 ? "," : "") + std::string("{\"id\":\"g") + std::to_string(g) +
             "\",\"team\":\"a\",\"estimate\":\"9d\",\"due\":\"2027-01-05\"" +
             (g > 0 ? ",\"depends_on\":[\"g" + std::to_string(g - 1) + "\"]" : "") + "}";
  }
  const GraphReport report = report_graph(analysis_of_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"a"}],"goals":[)" + goals +
      "]}"));
  ASSERT_EQ(report.unlinked.size(), 1U);
  EXPECT_EQ(report.unlinked[0].num_late, 500U);
  EXPECT_EQ(report.notes.back(), "500 late goals not drawn one by one");
}

TEST(GraphReport, DrawsOnlyTheHeaviestArrowsBetweenManyTeams) {
  // Each of 20 goals, one per team, waits for all before it: 190 arrows.
  std::string teams;
  std::string goals;
  std::string before;
  for (int t = 0; t < 20; ++t) {
    const std::string id = std::to_string(t);
    teams += (t > 0 ? ",{\"id\":\"t" : "{\"id\":\"t") + id + "\"}";
    goals += (t > 0 ? ",{\"id\":\"g" : "{\"id\":\"g") + id + "\",\"team\":\"t" + id +
             "\",\"estimate\":\"1d\",\"depends_on\":[" + before + "]}";
    before += (t > 0 ? ",\"g" : "\"g") + id + "\"";
  }
  const Analysis analysis =
      analysis_of_text(R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[)" + teams +
                       R"(],"goals":[)" + goals + "]}");
  const GraphReport report = report_graph(analysis, {.collapse = Collapse::team});
  EXPECT_EQ(report.links.size(), 40U);
  EXPECT_EQ(report.notes, std::vector<std::string>{"150 arrows of the fewest links hidden"});
  EXPECT_EQ(std::ranges::count_if(report.links, &GraphLink::is_critical), 19);
}

TEST(GraphReport, SaysBothOfTwo) {
  const GraphReport report =
      report_graph(analysis_of_text(R"({"slipway":1,"name":"p","start":"2027-01-04",
    "goals":[{"id":"a","estimate":"2d","due":"2027-02-01"},
             {"id":"b","estimate":"2d","due":"2027-02-01"}]})"));
  EXPECT_TRUE(report.sentence.starts_with("Both goals with a date meet it.")) << report.sentence;
}

TEST(GraphReport, MayFoldOnlyWhatNobodyAskedFor) {
  const Analysis analysis = analysis_of_text(chains(2, 2));
  EXPECT_TRUE(report_graph(analysis).may_fold);
  EXPECT_FALSE(report_graph(analysis, {.filter = {.all = true}}).may_fold);
  EXPECT_FALSE(report_graph(analysis, {.collapse = Collapse::team}).may_fold);
}

TEST(GraphReport, IsQuickForManyGoals) {
  const Analysis analysis = analysis_of_text(chains(1'000, 100));
  const auto begin = std::chrono::steady_clock::now();
  const GraphReport report = report_graph(analysis, {.filter = {.all = true}});
  const auto time = std::chrono::steady_clock::now() - begin;
  EXPECT_NE(report.step, GraphStep::every_goal) << "nobody can draw a hundred thousand boxes";
  EXPECT_LT(time, std::chrono::seconds(5));
}

}  // namespace
}  // namespace slipway
