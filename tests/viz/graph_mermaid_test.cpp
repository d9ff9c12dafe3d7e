#include "viz/graph/graph_mermaid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/graph_plan.hpp"
#include "viz/graph/graph_markdown.hpp"
#include "viz/graph/graph_picture.hpp"
#include "viz/scene/palette.hpp"

namespace slipway::viz {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  return out;
}

/// What a drawing says, read back by the grammar that we keep to: one statement on a line.
struct Parsed {
  std::vector<std::string> faults;  // lines that are none of these
  std::set<std::string> boxes, teams;
  std::vector<std::pair<std::string, std::string>> arrows;
  std::set<std::string> used, defined;  // classes
  std::size_t deepest_style = 0;        // the largest number in linkStyle
};

Parsed parse(const std::string& text) {
  static const std::string label = "\"[^\"`]*\"";
  static const std::regex box("^ +(\\w+)(?:\\(|\\(\\[|\\{\\{|\\[\\[|\\[)" + label +
                              "(?:\\)|\\]\\)|\\}\\}|\\]\\]|\\]):::(\\w+)$");
  static const std::regex team("^  subgraph (\\w+)\\[" + label + "\\]$");
  static const std::regex arrow("^  (\\w+) (?:-->|--o|--x|==>|==o|==x|-\\.->|-\\.-o|-\\.-x)(?:\\|" +
                                label + "\\|)? (\\w+)$");
  static const std::regex look("^  classDef (\\w+) [a-z]+[^;]*$");
  static const std::regex use("^  class (\\w+) (\\w+)$");
  static const std::regex style(
      "^  linkStyle ([0-9,]+) stroke:#[0-9a-f]{6},stroke-width:[0-9.]+px$");
  Parsed out;
  std::smatch found;
  bool is_front = false;
  for (const std::string& line : lines_of(text)) {
    if (line == "---") {
      is_front = !is_front;
    } else if (is_front || line.starts_with("%% ") || line == "flowchart LR" || line == "  end" ||
               line.starts_with("  accTitle: ") || line.starts_with("  accDescr: ")) {
      continue;
    } else if (std::regex_match(line, found, box)) {
      if (!out.boxes.insert(found[1]).second) out.faults.push_back("twice: " + line);
      out.used.insert(found[2]);
    } else if (std::regex_match(line, found, team)) {
      if (!out.teams.insert(found[1]).second) out.faults.push_back("twice: " + line);
    } else if (std::regex_match(line, found, arrow)) {
      out.arrows.emplace_back(found[1], found[2]);
    } else if (std::regex_match(line, found, look)) {
      out.defined.insert(found[1]);
    } else if (std::regex_match(line, found, use)) {
      out.used.insert(found[2]);
      if (!out.boxes.contains(found[1]) && !out.teams.contains(found[1]))
        out.faults.push_back("nobody: " + line);
    } else if (std::regex_match(line, found, style)) {
      std::istringstream numbers(found[1]);
      for (std::string number; std::getline(numbers, number, ',');)
        out.deepest_style = std::max<std::size_t>(out.deepest_style, std::stoul(number));
    } else {
      out.faults.push_back(line);
    }
  }
  return out;
}

void expect_whole(const GraphReport& report) {
  const std::string text = to_mermaid(report);
  const Parsed parsed = parse(text);
  EXPECT_EQ(parsed.faults, std::vector<std::string>());
  EXPECT_EQ(parsed.used, parsed.defined) << "each look that is used is defined, and no other";
  EXPECT_GE(parsed.boxes.size(), report.boxes.size());
  ASSERT_EQ(parsed.arrows.size(), report.links.size());
  for (const auto& [from, to] : parsed.arrows) {
    EXPECT_TRUE(parsed.boxes.contains(from)) << from;
    EXPECT_TRUE(parsed.boxes.contains(to)) << to;
  }
  EXPECT_LT(parsed.deepest_style, std::max<std::size_t>(report.links.size(), 1));
  EXPECT_EQ(to_mermaid(report), text);
}

TEST(GraphMermaid, ShippedPlansAreWholeOnEveryStep) {
  for (const char* const name : {"libp2p-2018-q3.json", "release-quarter.json"}) {
    const Analysis analysis = analysis_of_file(name);
    for (const GraphStep step : {GraphStep::every_goal, GraphStep::near_critical,
                                 GraphStep::per_objective, GraphStep::per_team}) {
      SCOPED_TRACE(std::string(name) + std::to_string(static_cast<int>(step)));
      const GraphReport report = report_graph(analysis, {.first_step = step});
      expect_whole(report);
      EXPECT_TRUE(fits_mermaid(report, to_mermaid(report)));
    }
  }
}

TEST(GraphMermaid, RandomPlansAreWhole) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(seed);
    slow::RandomOptions options;
    options.max_items = 40;
    const Loaded<Analysis> analysis =
        analyse(std::make_shared<const Plan>(uncertain_plan(seed, options)));
    if (!analysis) continue;
    expect_whole(report_graph(analysis.value));
  }
}

TEST(GraphMermaid, SaysWhatTheMarksMean) {
  const GraphReport report = report_graph(analysis_of_file("libp2p-2018-q3.json"));
  const std::string text = to_mermaid(report);
  EXPECT_THAT(text, testing::StartsWith("---\ntitle: \"libp2p 2018 Q3: what waits for what\"\n"));
  EXPECT_THAT(text, testing::HasSubstr("%% 1 of 20 goals misses its date"));
  EXPECT_THAT(text, testing::HasSubstr("21 of 21 goals shown"));
  EXPECT_THAT(text, testing::HasSubstr("to 5 Oct, 5 d late<br/>critical\"):::critical\n"));
  EXPECT_THAT(text, testing::HasSubstr("  class g_js_daemon_client late\n"));
  EXPECT_THAT(text, testing::HasSubstr("g_hiring_push -.->|\"40 %\"| g_first_class_project\n"));
  EXPECT_THAT(text, testing::HasSubstr("g_go_daemon_api ==o|\"? #33; 5 d\"| g_js_daemon_client\n"));
  EXPECT_THAT(text, testing::HasSubstr("dotted#58; soft"));
}

TEST(GraphMermaid, LabelsKeepWhatMermaidWouldRead) {
  struct Case {
    const char* text;
    const char* label;
  };
  for (const Case& one : std::vector<Case>{
           {"go-daemon-api", "go-daemon-api"},
           {"say \"hi\"", "say #34;hi#34;"},
           {"a [b](c) `d` **e** _f_", "a #91;b#93;(c) #96;d#96; #42;#42;e#42;#42; #95;f#95;"},
           {"1. first", "1#46; first"},
           {"12) first", "12#41; first"},
           {"v1.2", "v1.2"},
           {"- dash", "#45; dash"},
           {"a -- b --> c", "a #45;#45; b #45;#45;#62; c"},
           {"#35;", "#35;35#59;"},
           {"%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"},
           {"34 %", "34 %"},
           {"direction TB", "direction#32;TB"},
           {"<b>", "#60;b#62;"},
           {"fa:fa-car", "fa#58;\u2060fa-car"},
           {"a\\nb", "a#92;\u2060nb"},
           {"two\nlines", "two lines"},
           {"日本", "日本"},
       }) {
    EXPECT_EQ(mermaid_label(one.text), one.label);
  }
}

// Of every text of two characters that Mermaid could read, nothing but letters, digits and a few
// harmless signs is left outside an entity.
TEST(GraphMermaid, NothingOfTheGrammarIsLeft) {
  for (int a = 0x20; a < 0x7F; ++a) {
    for (int b = 0x20; b < 0x7F; ++b) {
      const std::string label =
          mermaid_label(std::string{'x', static_cast<char>(a), static_cast<char>(b)});
      const std::string rest = std::regex_replace(label, std::regex("#[0-9]+;"), "");
      EXPECT_EQ(rest.find_first_of("\"`*_[]{}<>|\\:;#&@!$~^+"), std::string::npos) << label;
      EXPECT_EQ(rest.find("--"), std::string::npos) << label;
      EXPECT_EQ(rest.find("%%"), std::string::npos) << label;
    }
  }
}

TEST(GraphMermaid, NamesThatCollideStayApart) {
  const Analysis analysis = analysis_of_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t-1"},{"id":"t.1"}],
      "goals":[{"id":"a-b","team":"t-1","estimate":"1d"},
               {"id":"a.b","team":"t.1","estimate":"1d","depends_on":["a-b"]},
               {"id":"end","team":"t.1","estimate":"1d","depends_on":["a.b"]}]})");
  const std::string text = to_mermaid(report_graph(analysis));
  EXPECT_THAT(text, testing::HasSubstr("g_a_b ==> g_a_b_2\n"));
  EXPECT_THAT(text, testing::HasSubstr("g_a_b_2 ==> g_end\n"));
  EXPECT_THAT(text, testing::HasSubstr("subgraph t_t_1_2["));
}

// Lines have a colour of their own, and pages come in two.
TEST(GraphMermaid, LinesShowOnBothPages) {
  const std::string text = to_mermaid(report_graph(analysis_of_file("release-quarter.json")));
  const std::regex stroke(
      "linkStyle [0-9,]+ stroke:(#[0-9a-f]{6})|fill:none,stroke:(#[0-9a-f]{6})");
  std::size_t seen = 0;
  for (std::sregex_iterator at(text.begin(), text.end(), stroke), end; at != end; ++at, ++seen) {
    const std::string colour = (*at)[1].matched ? (*at)[1] : (*at)[2];
    for (const Theme theme : {Theme::light, Theme::dark})
      EXPECT_GE(contrast(colour, colour_of(Paint::page, theme)), 3.0) << colour;
  }
  EXPECT_GE(seen, 2U);
}

TEST(GraphMermaid, TooLargeTakesTheNextStepAndSaysSo) {
  const Analysis analysis = analysis_of_text(chains(40, 20));
  const GraphOptions all{.filter = {.all = true}};
  EXPECT_FALSE(fits_mermaid(report_graph(analysis, all), to_mermaid(report_graph(analysis, all))));
  const Loaded<Picture> out = draw_graph(
      [&](GraphStep first) {
        GraphOptions what = all;
        what.first_step = first;
        return report_graph(analysis, what);
      },
      {.format = PictureFormat::mmd});
  ASSERT_TRUE(out.ok);
  EXPECT_GT(out.value.step, GraphStep::every_goal);
  EXPECT_LE(out.value.bytes.size(), kMostMermaidBytes);
  ASSERT_EQ(out.findings.size(), 1U);
  EXPECT_THAT(out.findings.sorted()[0].message,
              testing::HasSubstr("100 boxes, 500 links and 50,000 bytes"));
}

TEST(GraphMarkdown, NamesEveryBoxAndLinkOfThePicture) {
  const GraphReport report = report_graph(analysis_of_file("libp2p-2018-q3.json"));
  const std::string table = to_markdown(report);
  for (const GraphBox& box : report.boxes)
    EXPECT_THAT(table, testing::HasSubstr("| " + box.id + " | "));
  for (const GraphBox& box : report.unlinked)
    EXPECT_THAT(table, testing::HasSubstr("| " + box.id + " | "));
  for (const GraphLink& link : report.links) {
    EXPECT_THAT(table, testing::HasSubstr("| " + report.boxes[link.from].id + " | " +
                                          report.boxes[link.to].id + " | "));
  }
  EXPECT_THAT(
      table, testing::HasSubstr("| js-daemon-client | JS client for the daemon | JS | 2018-09-17 | "
                                "2018-10-05 | 2018-09-28 | 0 |  | 5 d late, critical |\n"));
  EXPECT_THAT(table,
              testing::HasSubstr("| hiring-push | first-class-project | FS |  | soft, 40 % |\n"));
  // Every row has as many cells as its head: no text of a plan ends one.
  for (const std::string& line : lines_of(table)) {
    if (!line.starts_with("|")) continue;
    const std::size_t cells = std::regex_replace(line, std::regex(R"(\\.)"), "").find("| ");
    EXPECT_EQ(cells == std::string::npos, line.starts_with("|---")) << line;
  }
}

}  // namespace
}  // namespace slipway::viz
