// Pictures of a change: what they say, that nothing gets lost or moves without need, both themes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <sstream>
#include <string>

#include "tests/support/analyse_text.hpp"
#include "tests/support/what_if.hpp"
#include "tests/viz/graph_plan.hpp"
#include "tests/viz/graph_svg_check.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/graph/graph_picture.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/whatif_text.hpp"

namespace slipway::viz {
namespace {

using test::what_if_file;
using test::WhatIf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kQuarter = "libp2p-2018-q3.json";
constexpr const char* kRelease = "release-quarter.json";

GraphReport graph_of(const WhatIf& asked, GraphOptions options = {}) {
  GraphReport graph = asked.graph(options);
  graph.sentence = say_case(asked.report, asked.what());
  return graph;
}

std::string svg_of(const GraphReport& graph, Theme theme = Theme::automatic) {
  const Loaded<Picture> picture = draw_graph([&](GraphStep) { return graph; }, {.theme = theme});
  EXPECT_TRUE(picture.ok);
  std::string svg = picture.value.bytes;
  EXPECT_EQ(find_xml_fault(svg), "");
  for (const auto& [entity, text] : {std::pair{"&#45;", "-"}, std::pair{"&#160;", " "}}) {
    for (std::size_t at = svg.find(entity); at != std::string::npos; at = svg.find(entity, at))
      svg.replace(at, std::string_view(entity).size(), text);
  }
  return svg;
}

/// A box as it is drawn.
struct Drawn {
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
  std::string classes, words, stroke;
  bool is_dashed = false;
  double x() const { return (left + right) / 2; }
  double y() const { return (top + bottom) / 2; }
};

/// Returns the drawn boxes by id of the item.
std::map<std::string, Drawn> boxes_of(const std::string& svg, const GraphReport& graph) {
  std::map<std::string, Drawn> out;
  for (std::size_t row = 0; row < graph.boxes.size(); ++row) {
    const std::size_t from = svg.find("<g id=\"n" + std::to_string(row) + "\" class=\"node ");
    EXPECT_NE(from, std::string::npos) << graph.boxes[row].id;
    if (from == std::string::npos) continue;
    const std::string group = svg.substr(from, svg.find("</g>", from) - from);
    Drawn& box = out[graph.boxes[row].id];
    const std::size_t classes = group.find("class=\"node ") + 12;
    box.classes = " " + group.substr(classes, group.find('"', classes) - classes) + " ";
    // The first shape is the box itself, as a path or a polygon.
    const std::size_t shape = std::min(group.find("<path"), group.find("<polygon"));
    const std::string tag = group.substr(shape, group.find("/>", shape) - shape);
    box.is_dashed = tag.find("stroke-dasharray") != std::string::npos;
    const std::size_t stroke = tag.find(" stroke=\"") + 9;
    box.stroke = tag.substr(stroke, tag.find('"', stroke) - stroke);
    const bool is_path = tag.starts_with("<path");
    const std::size_t begin_of_line = tag.find(is_path ? " d=\"" : " points=\"");
    const std::string line =
        tag.substr(begin_of_line, tag.find('"', begin_of_line + 10) - begin_of_line);
    const std::regex point("(-?[0-9.]+),(-?[0-9.]+)");
    for (std::sregex_iterator at(line.begin(), line.end(), point), end; at != end; ++at) {
      box.left = std::min(box.left, std::stod((*at)[1]));
      box.right = std::max(box.right, std::stod((*at)[1]));
      box.top = std::min(box.top, std::stod((*at)[2]));
      box.bottom = std::max(box.bottom, std::stod((*at)[2]));
    }
    for (std::size_t at = group.find("<text"); at != std::string::npos;
         at = group.find("<text", at + 1)) {
      const std::size_t begin = group.find('>', at) + 1;
      box.words += group.substr(begin, group.find('<', begin) - begin) + "|";
    }
  }
  return out;
}

std::vector<WhatIf> questions() {
  std::vector<WhatIf> out;
  out.push_back(what_if_file(kQuarter, {{"slip", "go-daemon-api=2w"}}, 1'000));
  out.push_back(what_if_file(kQuarter, {{"drop", "js-go-goals"}}, 1'000));
  out.push_back(what_if_file(kQuarter, {{"resolve", "peer-store-talk"}}, 1'000));
  out.push_back(what_if_file(
      kQuarter, {{"block", "dht-dependable=1w"}, {"unlink", "go-daemon-api->js-daemon-client"}},
      1'000));
  out.push_back(what_if_file(kRelease, {{"slip", "sync-protocol=2w"}}, 1'000));
  out.push_back(
      what_if_file(kRelease, {{"drop", "share-links"}, {"resolve", "security-review"}}, 1'000));
  out.push_back(what_if_file(kRelease, {{"slip", "team:sync=1w"}}));
  return out;
}

TEST(ChangesPicture, BoxesSayWhatMoves) {
  const WhatIf asked = what_if_file(kQuarter, {{"slip", "go-daemon-api=2w"}}, 1'000);
  const GraphReport graph = graph_of(asked);
  const auto boxes = boxes_of(svg_of(graph), graph);
  const Drawn& api = boxes.at("go-daemon-api");
  EXPECT_THAT(api.words, HasSubstr("|14 Sep → 28 Sep|+10 d|"));
  EXPECT_THAT(api.classes, HasSubstr(" focus later "));
  const Drawn& client = boxes.at("js-daemon-client");
  EXPECT_THAT(client.words, HasSubstr("|5 Oct → 19 Oct|+10 d|still 15 d late|"));
  EXPECT_THAT(client.classes, Not(HasSubstr("newly-late")));
  const Drawn& others = boxes.at("js-go-goals");
  EXPECT_THAT(others.words, HasSubstr("|28 Sep → 12 Oct|+10 d|newly late: 10 d|"));
  EXPECT_THAT(others.words, HasSubstr("% → "));
  EXPECT_THAT(others.classes, HasSubstr(" later newly-late "));
  for (const auto& [id, box] : boxes) {
    const bool moves = id == "go-daemon-api" || id == "js-daemon-client" || id == "js-go-goals";
    EXPECT_EQ(box.words.find("→") != std::string::npos, moves) << id;
    EXPECT_FALSE(box.is_dashed && id != "go-ipfs-side") << id;
  }
}

// Every moved goal has its words, in the drawing or in the list beside it.
TEST(ChangesPicture, EveryMoveIsInWords) {
  std::size_t num_moved = 0;
  std::size_t num_newly_late = 0;
  for (const WhatIf& asked : questions()) {
    SCOPED_TRACE(asked.graph().question);
    const GraphReport graph = graph_of(asked);
    const std::string svg = svg_of(graph);
    const auto boxes = boxes_of(svg, graph);
    for (const GraphBox& box : graph.boxes) {
      if (!box.turn || !box.turn->days || *box.turn->days == 0.0) continue;
      if (!box.finish.is_set()) continue;
      ++num_moved;
      const std::string move = short_date(box.turn->finish_before, graph.as_of) + " → ";
      EXPECT_THAT(boxes.at(box.id).words, HasSubstr("|" + move)) << box.id;
      EXPECT_THAT(boxes.at(box.id).words, HasSubstr(*box.turn->days < 0.0 ? "|−" : "|+"));
    }
    for (const std::size_t row : asked.what().newly_late) {
      const std::string id(asked.what().moved[row].id);
      ASSERT_TRUE(boxes.contains(id)) << id;
      EXPECT_THAT(boxes.at(id).words, HasSubstr("newly late")) << id;
      ++num_newly_late;
    }
    EXPECT_THAT(svg, HasSubstr(std::to_string(graph.num_shown) + " of " +
                               std::to_string(graph.num_goals) + " goals shown"));
    EXPECT_THAT(svg, HasSubstr("<desc id=\"picture-text\">What if "));
  }
  EXPECT_GT(num_moved, 40U);
  EXPECT_GT(num_newly_late, 15U);
}

TEST(ChangesPicture, GhostsAreDashedAndNamed) {
  const WhatIf dropped = what_if_file(kQuarter, {{"drop", "go-daemon-api"}});
  const GraphReport graph = graph_of(dropped);
  const std::string svg = svg_of(graph);
  const Drawn box = boxes_of(svg, graph).at("go-daemon-api");
  EXPECT_TRUE(box.is_dashed);
  EXPECT_THAT(box.words, HasSubstr("|dropped, was 14 Sep|"));
  EXPECT_THAT(box.classes, HasSubstr(" gone "));
  EXPECT_THAT(svg, HasSubstr("dropped by the change"));
  const std::regex ghost("<g id=\"e[0-9]+\" class=\"edge link[a-z -]* gone[a-z -]*\">");
  EXPECT_EQ(std::distance(std::sregex_iterator(svg.begin(), svg.end(), ghost), {}), 2);
  EXPECT_THAT(svg, HasSubstr("gone was-critical"));

  const GraphReport linked = graph_of(what_if_file(
      kQuarter, {{"unlink", "go-daemon-api->js-daemon-client"}, {"block", "dht-work=1w"}}));
  const std::string two = svg_of(linked);
  EXPECT_THAT(two, HasSubstr(">dropped<"));
  EXPECT_THAT(two, HasSubstr(">new<"));
  EXPECT_THAT(boxes_of(two, linked).at("js-daemon-client").words, HasSubstr("|was critical|"));
  EXPECT_THAT(boxes_of(two, linked).at("js-daemon-client").words, HasSubstr("|now on time|"));
}

TEST(ChangesPicture, NoBoxLiesOnAnother) {
  for (const WhatIf& asked : questions()) {
    const GraphReport graph = graph_of(asked);
    const auto boxes = boxes_of(svg_of(graph), graph);
    for (auto a = boxes.begin(); a != boxes.end(); ++a) {
      for (auto b = std::next(a); b != boxes.end(); ++b) {
        EXPECT_FALSE(a->second.left < b->second.right && b->second.left < a->second.right &&
                     a->second.top < b->second.bottom && b->second.top < a->second.bottom)
            << a->first << " and " << b->first << ": " << graph.question;
      }
    }
  }
}

/// Expects each box in the same column and in the same order from top to bottom.
void expect_same_places(const std::map<std::string, Drawn>& one,
                        const std::map<std::string, Drawn>& other) {
  ASSERT_EQ(one.size(), other.size());
  for (const auto& [a, a_one] : one) {
    ASSERT_TRUE(other.contains(a)) << a;
    const Drawn& a_other = other.at(a);
    for (const auto& [b, b_one] : one) {
      const Drawn& b_other = other.at(b);
      EXPECT_TRUE(a_one.right >= b_one.left || a_other.x() < b_other.x()) << a << ", " << b;
      EXPECT_TRUE(a_one.bottom >= b_one.top || a_other.y() < b_other.y()) << a << ", " << b;
    }
  }
}

// The plan before, drawn from the same boxes and links, has every box where the plan after has it.
TEST(ChangesPicture, BeforeAndAfterHaveTheSamePlaces) {
  for (const auto& [kind, text] : std::vector<std::pair<std::string, std::string>>{
           {"slip", "go-daemon-api=2w"},
           {"drop", "js-go-goals"},
           {"drop", "go-daemon-api"},
           {"resolve", "peer-store-talk"},
           {"unlink", "go-daemon-api->js-daemon-client"},
           {"link", "fix-dht->js-daemon-client"}}) {
    SCOPED_TRACE(kind + " " + text);
    const WhatIf asked = what_if_file(kQuarter, {{kind, text}});
    const GraphReport after = graph_of(asked, {.filter = {.all = true}});
    const GraphReport before = graph_of(test::turn_round(asked), {.filter = {.all = true}});
    expect_same_places(boxes_of(svg_of(before), before), boxes_of(svg_of(after), after));
  }
}

// Nor does the picture of a change move what the plain picture of the plan has.
TEST(ChangesPicture, ASlipLeavesThePlansPictureInPlace) {
  const WhatIf asked = what_if_file(kQuarter, {{"slip", "go-daemon-api=2w"}});
  const GraphReport after = graph_of(asked);
  const GraphReport plain = report_graph(*asked.before);
  expect_same_places(boxes_of(svg_of(plain), plain), boxes_of(svg_of(after), after));
}

TEST(ChangesPicture, IsSaidToThoseWhoCannotSeeIt) {
  const GraphReport graph = graph_of(what_if_file(kQuarter, {{"slip", "go-daemon-api=2w"}}));
  const std::string svg = svg_of(graph);
  EXPECT_THAT(svg, HasSubstr("<title id=\"picture-title\">libp2p 2018 Q3: what a change moves<"));
  EXPECT_THAT(svg, HasSubstr("<desc id=\"picture-text\">What if go-daemon-api slips by 2w? Finish "
                             "Fri 5 Oct 2018 "));
  EXPECT_THAT(svg, HasSubstr("<title>js-go-goals: Other JS goals that need Go, team JS, in "
                             "js-goals, "));
  EXPECT_THAT(svg, HasSubstr("finish before Fri 28 Sep 2018, moved by +10 d, newly late"));
}

TEST(ChangesPicture, TheLegendHasOnlyWhatOccurs) {
  const std::string slip =
      to_dot(graph_of(what_if_file(kQuarter, {{"slip", "go-daemon-api=2w"}})), Theme::light);
  EXPECT_THAT(slip, HasSubstr(">finishes 5 working days later<"));
  EXPECT_THAT(slip, HasSubstr(">misses its date, did not before<"));
  for (const char* absent : {"working days earlier", "dropped", "was critical", "was not there",
                             "meets its date", "odds before"})
    EXPECT_THAT(slip, Not(HasSubstr(absent))) << absent;
  const std::string plain = to_dot(report_graph(analysis_of_file(kQuarter)), Theme::light);
  EXPECT_THAT(plain, Not(HasSubstr("stays as it is")));
  EXPECT_THAT(slip, HasSubstr(">stays as it is<"));
}

// Every text on the box it stands on, in both themes.
TEST(ChangesPicture, TextIsReadableOnItsBox) {
  const std::regex fill("fillcolor=\"(#[0-9a-f]{6})\"");
  const std::regex ink("<FONT POINT-SIZE=\"[0-9]+\" COLOR=\"(#[0-9a-f]{6})\">");
  for (const WhatIf& asked : questions()) {
    const GraphReport graph = graph_of(asked);
    for (const Theme theme : {Theme::light, Theme::dark}) {
      std::istringstream lines(to_dot(graph, theme));
      std::size_t num_texts = 0;
      for (std::string line; std::getline(lines, line);) {
        std::smatch ground;
        if (line.find("[id=\"n") == std::string::npos) continue;
        ASSERT_TRUE(std::regex_search(line, ground, fill)) << line;
        for (std::sregex_iterator at(line.begin(), line.end(), ink), end; at != end; ++at) {
          ++num_texts;
          // Large signs are shapes: 3 is enough for them.
          const std::string sign = at->suffix().str().substr(0, 3);
          const bool is_sign = sign == "◆" || sign == "⬢";
          EXPECT_GE(contrast(ground[1].str(), (*at)[1].str()), is_sign ? 3.0 : 4.5) << line;
        }
      }
      EXPECT_GT(num_texts, 3 * graph.boxes.size());
    }
  }
}

// A projector of 1600 by 900 pixels shows the real quarter with text of 11 pixels or more.
TEST(ChangesPicture, CanBeReadOnAProjector) {
  for (const auto& [kind, text] : std::vector<std::pair<std::string, std::string>>{
           {"slip", "go-daemon-api=2w"}, {"drop", "js-go-goals"}, {"resolve", "peer-store-talk"}}) {
    const std::string svg = svg_of(graph_of(what_if_file(kQuarter, {{kind, text}}, 1'000)));
    const auto points = [&](const std::string& name) {
      const std::string start = " " + name + "=\"";
      return std::stod(svg.substr(svg.find(start, svg.find("<svg ")) + start.size()));
    };
    const double scale = std::min(1600 / points("width"), 900 / points("height"));
    for (std::size_t at = svg.find("font-size=\""); at != std::string::npos;
         at = svg.find("font-size=\"", at + 1)) {
      ASSERT_GE(scale * std::stod(svg.substr(at + 11)), 11.0) << text;
    }
  }
}

TEST(ChangesPicture, CallsWhatIsMerelyImprobableNoLongerExpected) {
  const auto analysis = [](const std::string& probability) {
    return std::make_shared<const Analysis>(
        analyse_text(kEveryDay + R"("goals": [{"id": "a", "estimate": "2d", "probability": )" +
                     probability + R"(}, {"id": "b", "estimate": "1d", "depends_on": ["a"]}]})"));
  };
  const std::string svg =
      svg_of(graph_of(test::compare_plans(analysis("0.9"), analysis("0.3"), {})));
  EXPECT_THAT(svg, HasSubstr("no longer expected to exist"));
  EXPECT_THAT(svg, HasSubstr("not expected (30"));
  EXPECT_THAT(svg, Not(HasSubstr("dropped")));
}

TEST(ChangesPicture, SaysWhichObjectiveIsLeftWithoutGoals) {
  const WhatIf asked = test::what_if_text(
      kEveryDay + R"("goals": [{"id": "o", "kind": "objective"}, {"id": "a", "parent": "o",
      "estimate": "2d"}, {"id": "b", "estimate": "1d", "depends_on": ["a"]}]})",
      {{"drop", "a"}});
  EXPECT_THAT(svg_of(graph_of(asked)), HasSubstr("objective o has no goal left"));
}

}  // namespace
}  // namespace slipway::viz
