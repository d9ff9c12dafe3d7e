#include "viz/graph/graph_dot.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/support/what_if.hpp"
#include "tests/viz/graph_plan.hpp"
#include "viz/graph/graph_arrangement.hpp"
#include "viz/text/whatif_text.hpp"

namespace slipway::viz {
namespace {

/// Compares with tests/golden/`name`; with SLIPWAY_GOLDEN=rewrite in the environment writes it.
/// Returns what is wrong, or nothing.
std::string differs_from_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(SLIPWAY_SOURCE_DIR) + "/tests/golden/" + name;
  const char* const wish = std::getenv("SLIPWAY_GOLDEN");
  if (wish != nullptr && std::string(wish) == "rewrite") {
    std::ofstream(path, std::ios::binary) << text;
    return "";
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return path + " is missing; ./dev golden writes it";
  std::ostringstream accepted;
  accepted << file.rdbuf();
  if (accepted.str() == text) return "";
  return "differs from " + path + "\n--- accepted\n" + accepted.str() + "--- now\n" + text;
}

Analysis with_odds(const std::string& file) {
  SimulationOptions risk;
  risk.samples = 1'000;
  risk.threads = 1;
  AnalysisOptions options;
  options.risk = risk;
  return analysis_of(read_source(std::string(SLIPWAY_SOURCE_DIR) + "/data/plans/" + file).value,
                     options);
}

// Our own text, before Graphviz places anything: the same on every machine.
TEST(GraphDot, IsAsAccepted) {
  const Analysis libp2p = with_odds("libp2p-2018-q3.json");
  const Analysis release = with_odds("release-quarter.json");
  const std::string whole = to_dot(report_graph(libp2p), Theme::light);
  const std::string folded = to_dot(report_graph(release), Theme::light);
  const std::string teams =
      to_dot(report_graph(release, {.collapse = Collapse::team}), Theme::dark);
  EXPECT_EQ(differs_from_golden("graph-libp2p.dot", whole), "");
  EXPECT_EQ(differs_from_golden("graph-release-near-critical.dot", folded), "");
  EXPECT_EQ(differs_from_golden("graph-release-per-team.dot", teams), "");
  for (const std::string& dot : {whole, folded, teams}) {
    for (const char* of_layout : {" pos=", " bb=", " lp=", " width=", "rects="}) {
      EXPECT_EQ(dot.find(of_layout), std::string::npos) << of_layout;
    }
  }
}

// A slip, a goal that is dropped, a link that goes and one that comes.
TEST(GraphDot, AChangeIsAsAccepted) {
  const test::WhatIf asked = test::what_if_text(
      R"({"slipway":1,"name":"Search","start":"2027-01-04",
          "teams":[{"id":"core","name":"Core"},{"id":"app","name":"App"}],
          "goals":[{"id":"index","team":"core","estimate":"2w","due":"2027-01-20"},
                   {"id":"query","team":"core","estimate":"1w","depends_on":["index"]},
                   {"id":"cache","team":"core","estimate":"3d","depends_on":["index"]},
                   {"id":"screen","team":"app","estimate":"2w","depends_on":["query","legal"]},
                   {"id":"docs","team":"app","estimate":"2d"}],
          "blockers":[{"id":"legal","estimate":"1w"}]})",
      {{"slip", "index=1w"},
       {"drop", "cache"},
       {"unlink", "query->screen"},
       {"link", "screen->docs"}});
  GraphReport graph = asked.graph();
  graph.sentence = say_case(asked.report, asked.what());
  EXPECT_EQ(differs_from_golden("graph-change.dot", to_dot(graph, Theme::light)), "");
}

std::string pair_of(const std::string& link) {
  return R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t"}],
    "goals":[{"id":"a","team":"t","estimate":"9d"},{"id":"z","team":"t","estimate":"9d"},
             {"id":"b","team":"t","estimate":"2d","depends_on":[{"on":"a")" +
         link + "}]}]}";
}

std::string dot_of_pair(const std::string& link) {
  return to_dot(report_graph(analysis_of_text(pair_of(link))), Theme::light);
}

TEST(GraphDot, SampleLinesLookLikeTheirArrows) {
  const std::string dotted = "STYLE=\"DOTTED\"";
  EXPECT_EQ(dot_of_pair("").find(dotted), std::string::npos);
  const std::string soft = dot_of_pair(R"(,"probability":0.4)");
  EXPECT_NE(soft.find("style=dotted"), std::string::npos);
  EXPECT_NE(soft.find(dotted), std::string::npos) << "a line, not letters that look like one";
}

TEST(GraphDot, WhatHoldsNothingUpIsAsDimAsItsSample) {
  GraphReport report = report_graph(analysis_of_text(pair_of("")));
  report.links[0].is_idle = true;
  report.links[0].is_critical = false;
  const std::string dot = to_dot(report, Theme::dark);
  const std::string line = "COLOR=\"" + std::string(colour_of(Paint::line, Theme::dark));
  EXPECT_NE(dot.find("BORDER=\"1\" STYLE=\"SOLID\" " + line), std::string::npos);
  EXPECT_NE(
      dot.find("color=\"" + std::string(colour_of(Paint::line, Theme::dark)) + "\", penwidth=0.8"),
      std::string::npos);
}

TEST(GraphDot, TheLegendExplainsNearCriticalArrows) {
  const GraphReport report = report_graph(with_odds("release-quarter.json"));
  EXPECT_NE(to_dot(report, Theme::light).find(">near-critical link<"), std::string::npos);
}

TEST(GraphDot, TheLegendExplainsCountsOfFoldedArrows) {
  GraphReport report = report_graph(analysis_of_text(pair_of("")));
  ASSERT_FALSE(report.links.empty());
  EXPECT_EQ(to_dot(report, Theme::light).find("links in one"), std::string::npos);
  report.links[0].count = 12;
  report.links[0].num_broken = 3;
  std::string dot = to_dot(report, Theme::light);
  EXPECT_NE(dot.find(">12 · 3 !<"), std::string::npos);
  EXPECT_NE(dot.find(">3 · 2 !<"), std::string::npos);
  EXPECT_EQ(dot.find(">3 · 2 ?<"), std::string::npos);
  report.links[0].num_unagreed = 1;
  EXPECT_NE(to_dot(report, Theme::light).find(">3 · 2 ?<"), std::string::npos);
}

TEST(GraphDot, WhatHasNoTeamIsListedByWhatIsInside) {
  GraphReport report = report_graph(analysis_of_text(pair_of("")));
  GraphBox box;
  box.kind = BoxKind::team;
  box.num_blockers = 2;
  report.unlinked = {box};
  EXPECT_NE(to_dot(report, Theme::light).find("Without links here: 2 blockers (no team)"),
            std::string::npos);
}

TEST(GraphDot, OnlyWhatIsCriticalHasItsColour) {
  GraphReport report = report_graph(analysis_of_text(pair_of("")));
  const std::string critical = "color=\"" + std::string(colour_of(Paint::critical, Theme::light));
  for (GraphBox& box : report.boxes) {
    box.is_critical = false;
    box.is_near_critical = true;
  }
  for (GraphLink& link : report.links) link.is_critical = false;
  EXPECT_EQ(to_dot(report, Theme::light).find(critical), std::string::npos);
}

TEST(GraphDot, WhatWasAskedAboutIsMarkedEvenOnTheCriticalPath) {
  GraphReport report = report_graph(analysis_of_text(pair_of("")));
  report.boxes[0].is_focus = true;
  ASSERT_TRUE(report.boxes[0].is_critical);
  const std::string dot = to_dot(report, Theme::light);
  EXPECT_NE(
      dot.find("color=\"" + std::string(colour_of(Paint::link, Theme::light)) + "\", penwidth=4"),
      std::string::npos);
  EXPECT_NE(dot.find(">what was asked about<"), std::string::npos);
}

TEST(Arrangement, WorkAtOnceSharesAColumn) {
  const auto columns = [](const std::string& link) {
    return arrange(report_graph(analysis_of_text(pair_of(link)))).column;
  };
  EXPECT_EQ(columns(""), (std::vector<std::size_t>{0, 1}));
  for (const char* type : {"SS", "FF", "SF"}) {
    EXPECT_EQ(columns(std::string(",\"type\":\"") + type + "\""), (std::vector<std::size_t>{0, 0}))
        << type;
  }
}

// Folded teams wait for each other; each round through such a loop used to add a column.
TEST(Arrangement, LoopsDoNotWidenThePicture) {
  GraphReport report;
  for (std::uint32_t team = 0; team < 3; ++team) {
    GraphBox& box = report.boxes.emplace_back();
    box.kind = BoxKind::team;
    box.id = "t" + std::to_string(team);
    for (std::uint32_t other = 0; other < 3; ++other) {
      if (other != team) report.links.push_back({.from = other, .to = team, .count = 2});
    }
  }
  report.step = GraphStep::per_team;
  EXPECT_EQ(arrange(report).column, (std::vector<std::size_t>{0, 1, 2}));
  // Twelve in a ring that is closed everywhere: by the fewest arrows, not one behind the other.
  report.boxes.resize(12, report.boxes.front());
  report.links.clear();
  for (std::uint32_t to = 0; to < 12; ++to) {
    for (const std::uint32_t step : {1U, 3U, 5U}) {
      report.links.push_back({.from = (to + 12 - step) % 12, .to = to, .count = 2});
    }
  }
  const Arrangement shape = arrange(report);
  EXPECT_LE(*std::ranges::max_element(shape.column), 4U);
  EXPECT_EQ(shape.loose.size(), report.links.size());
}

}  // namespace
}  // namespace slipway::viz
