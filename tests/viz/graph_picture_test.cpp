#include "viz/graph/graph_picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <random>

#include "planner/base/utf8.hpp"
#include "tests/viz/graph_plan.hpp"
#include "tests/viz/graph_svg_check.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/graph/graph_layout.hpp"
#include "viz/text/picture_text.hpp"

namespace slipway::viz {
namespace {

using namespace std::chrono_literals;

Picture draw(const Analysis& analysis, PictureOptions how = {}, GraphOptions what = {}) {
  Loaded<Picture> out = draw_graph(
      [&](GraphStep first) {
        what.first_step = first;
        return report_graph(analysis, what);
      },
      how);
  EXPECT_TRUE(out.ok);
  EXPECT_EQ(out.findings.size(), 0U);
  return std::move(out.value);
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++n;
  return n;
}

/// Returns an SVG with the entities that Graphviz writes for harmless characters undone.
std::string readable(std::string svg) {
  for (const auto& [entity, text] : {std::pair{"&#45;", "-"}, std::pair{"&#160;", " "}}) {
    for (std::size_t at = svg.find(entity); at != std::string::npos; at = svg.find(entity, at)) {
      svg.replace(at, std::string_view(entity).size(), text);
    }
  }
  return svg;
}

/// Returns the words of a box one after the other: names may be broken into lines.
std::string words_of_box(const std::string& svg, std::size_t row) {
  const std::size_t from = svg.find("<g id=\"n" + std::to_string(row) + "\" class=\"node ");
  const std::string group = svg.substr(from, svg.find("</g>", from) - from);
  std::string words;
  for (std::size_t at = group.find("<text"); at != std::string::npos;
       at = group.find("<text", at + 1)) {
    const std::size_t begin = group.find('>', at) + 1;
    const std::string text = group.substr(begin, group.find('<', begin) - begin);
    if (text != "◆" && text != "⬢") words += text;  // beside the lines
  }
  return words;
}

/// Returns a picture's width or height in points.
double points(const std::string& svg, const std::string& attribute) {
  const std::string start = " " + attribute + "=\"";
  return std::stod(svg.substr(svg.find(start, svg.find("<svg ")) + start.size()));
}

TEST(GraphPicture, SvgShowsEveryBoxAndArrowOfTheReport) {
  for (const char* file : {"libp2p-2018-q3.json", "release-quarter.json"}) {
    const Analysis analysis = analysis_of_file(file);
    const GraphReport report = report_graph(analysis);
    const std::string svg = draw(analysis).bytes;
    EXPECT_EQ(find_xml_fault(svg), "");
    const std::string texts = readable(svg);
    for (std::size_t row = 0; row < report.boxes.size(); ++row) {
      EXPECT_EQ(count(svg, "<g id=\"n" + std::to_string(row) + "\" class=\"node "), 1U);
      EXPECT_GE(count(words_of_box(texts, row), escape_xml(report.boxes[row].id)), 1U)
          << report.boxes[row].id;
    }
    EXPECT_EQ(count(svg, "<g id=\"n"), report.boxes.size());
    for (std::size_t row = 0; row < report.links.size(); ++row) {
      EXPECT_EQ(count(svg, "<g id=\"e" + std::to_string(row) + "\" class=\"edge "), 1U);
    }
    EXPECT_EQ(count(svg, "<g id=\"e"), report.links.size());
    for (const GraphBox& box : report.unlinked) {
      if (box.kind == BoxKind::others) {  // stands beside its team's name
        const std::string all = std::to_string(box.num_goals + box.num_blockers);
        const bool has_team = box.team != kNoTeam;
        EXPECT_GE(count(texts, has_team ? ">+" + all + " more<" : "+" + all + " blocker"), 1U);
        continue;
      }
      EXPECT_GE(count(texts, ">" + escape_xml(box.id) + "<"), 1U) << box.id;
    }
    EXPECT_LT(svg.size(), 1U << 20);
  }
}

TEST(GraphPicture, SvgSpeaksToThoseWhoCannotSeeIt) {
  const std::string svg = readable(draw(analysis_of_file("libp2p-2018-q3.json")).bytes);
  EXPECT_EQ(count(svg, "role=\"img\" aria-labelledby=\"picture-title picture-text\""), 1U);
  EXPECT_EQ(count(svg, "<title id=\"picture-title\">libp2p 2018 Q3: what waits for what</title>"),
            1U);
  EXPECT_EQ(count(svg,
                  "<desc id=\"picture-text\">1 of 20 goals misses its date: js-daemon-client "
                  "(5 days late). Critical path go-daemon-api → js-daemon-client"),
            1U);
  EXPECT_EQ(count(svg, "21 of 21 goals shown"), 2U) << "in the picture and in its description";
  EXPECT_EQ(count(svg, ">Legend<"), 1U);
  EXPECT_EQ(count(svg, "<title>js-daemon-client finishes"), 0U);
  EXPECT_EQ(count(svg, "<title>js-daemon-client starts after the finish of go-daemon-api"), 1U);
  EXPECT_EQ(count(svg, "<title>n0</title>"), 0U);
  EXPECT_EQ(count(svg, "class=\"node goal critical late\""), 1U);
  EXPECT_EQ(count(svg, "5 d late"), 2U) << "on the box and in the legend";
}

TEST(GraphPicture, ThemesAreSwitchedByVariables) {
  const Analysis analysis = analysis_of_file("libp2p-2018-q3.json");
  const std::string automatic = draw(analysis).bytes;
  EXPECT_EQ(count(automatic, "prefers-color-scheme: dark"), 1U);
  EXPECT_EQ(count(automatic, "@media print"), 1U);
  EXPECT_EQ(count(automatic, "--page:#ffffff"), 2U) << "on screen and on paper";
  EXPECT_EQ(count(automatic, "--page:#0d1117"), 1U);
  const std::string light = draw(analysis, {.theme = Theme::light}).bytes;
  EXPECT_EQ(count(light, "prefers-color-scheme"), 0U);
  const std::string dark = draw(analysis, {.theme = Theme::dark}).bytes;
  EXPECT_EQ(count(dark, "prefers-color-scheme"), 0U);
  EXPECT_GE(count(dark, "fill=\"#0d1117\""), 1U);
  // Every colour of the drawing goes through a variable, or the theme could not change it.
  for (const std::string& svg : {automatic, dark}) {
    for (const char* attribute : {" fill=\"#", " stroke=\"#"}) {
      for (std::size_t at = svg.find(attribute); at != std::string::npos;
           at = svg.find(attribute, at + 1)) {
        const std::string pair = svg.substr(at + 1, svg.find('"', at + 9) - at);
        ASSERT_NE(svg.find("[" + pair + "]{"), std::string::npos) << pair;
      }
    }
  }
}

TEST(GraphPicture, SameInputSameBytes) {
  const Analysis analysis = analysis_of_file("libp2p-2018-q3.json");
  for (const PictureFormat format : {PictureFormat::svg, PictureFormat::png, PictureFormat::dot}) {
    EXPECT_EQ(draw(analysis, {.format = format}).bytes, draw(analysis, {.format = format}).bytes);
  }
}

// Graphviz orders clusters by an id that is the address of their name unless told otherwise.
TEST(GraphPicture, BytesDoNotDependOnWhereThingsLieInMemory) {
  const Analysis analysis = analysis_of_file("libp2p-2018-q3.json");
  const std::string before = draw(analysis).bytes;
  std::mt19937 random(3);
  for (int round = 0; round < 6; ++round) {
    // Leaves holes of the size of names, in no order, for the next allocations to fall into.
    std::vector<std::unique_ptr<char[]>> blocks;
    for (int i = 0; i < 4'000; ++i) blocks.push_back(std::make_unique<char[]>(8 + random() % 90));
    std::ranges::shuffle(blocks, random);
    blocks.resize(2'000);
    EXPECT_TRUE(draw(analysis).bytes == before) << "round " << round;
  }
}

TEST(GraphPicture, FormatsBeginAsTheyMust) {
  const Analysis analysis = analysis_of_text(chains(2, 3));
  EXPECT_EQ(draw(analysis, {.format = PictureFormat::png}).bytes.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_EQ(draw(analysis, {.format = PictureFormat::pdf}).bytes.substr(0, 5), "%PDF-");
  EXPECT_EQ(draw(analysis, {.format = PictureFormat::dot}).bytes.substr(0, 16), "digraph slipway ");
  EXPECT_EQ(draw(analysis, {.format = PictureFormat::svg}).bytes.substr(0, 5), "<?xml");
  EXPECT_EQ(picture_format_of("a/b.c.SVG"), PictureFormat::svg);
  EXPECT_EQ(picture_format_of("x.png"), PictureFormat::png);
  EXPECT_EQ(picture_format_of("x.pdf"), PictureFormat::pdf);
  EXPECT_EQ(picture_format_of("x.dot"), PictureFormat::dot);
  EXPECT_EQ(picture_format_of("x.jpeg"), std::nullopt);
  EXPECT_EQ(picture_format_of("svg"), std::nullopt);
}

TEST(GraphPicture, HostileTitlesStayText) {
  const std::string deep(65'000, 'x');
  const char* titles[] = {R"(<script>alert(1)</script>)",
                          R"(a & b &amp; c &#x3c; d)",
                          R"(\"quoted\" 'twice')",
                          R"(</TD></TR></TABLE>>)",
                          R"(C:\\new \\N \\G \\L \\\\)",
                          R"(\u202Eright to left\u0007\u001b[31m)",
                          R"(مرحبا שלום)",
                          R"(👩‍👩‍👧 flag 🇪🇺)",
                          R"(]]> <!-- -->)",
                          R"(--><style>*{display:none}</style>)",
                          R"(%s%n %d)",
                          R"(\ufffe\uffff)"};
  std::string goals = R"({"id":"first<&'>\\N","title":")" + deep + R"(","estimate":"1d"})";
  int n = 0;
  for (const char* title : titles) {
    goals += R"(,{"id":"g)" + std::to_string(n++) + R"(","title":")" + title +
             R"(","team":"<t>&","estimate":"1d","depends_on":["first<&'>\\N"]})";
  }
  const Analysis analysis = analysis_of_text(
      R"({"slipway":1,"name":"<b>&\"\\N plan","start":"2027-01-04","teams":[{"id":"<t>&","name":"<i>team\\G</i>"}],"goals":[)" +
      goals + "]}");
  const std::string svg = draw(analysis).bytes;
  std::vector<std::string> names;
  EXPECT_EQ(find_xml_fault(svg, &names), "");
  for (const std::string& name : names) {
    EXPECT_NE(name, "script");
    EXPECT_FALSE(name.starts_with("on")) << name;
    EXPECT_NE(name, "image");
    EXPECT_NE(name, "a");
  }
  EXPECT_EQ(count(svg, "<style>"), 1U);
  EXPECT_GE(count(svg, "&lt;script&gt;alert(1)&lt;/script&gt;"), 1U);
  EXPECT_GE(count(svg, ">first&lt;&amp;&#39;&gt;\\N<"), 1U) << "a backslash is a backslash";
  EXPECT_EQ(count(svg, "\x1b"), 0U);
  EXPECT_EQ(count(svg, "\u202e"), 0U);
  EXPECT_LT(svg.size(), 400'000U) << "titles are cut";
  EXPECT_EQ(draw(analysis, {.format = PictureFormat::pdf}).bytes.substr(0, 5), "%PDF-");
  EXPECT_EQ(draw(analysis, {.format = PictureFormat::png}).bytes.substr(1, 3), "PNG");
}

TEST(GraphPicture, NothingToDrawIsAPictureToo) {
  const Analysis lonely = analysis_of_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","goals":[{"id":"alone","estimate":"1d"}]})");
  const std::string svg = draw(lonely).bytes;
  EXPECT_EQ(find_xml_fault(svg), "");
  EXPECT_GE(count(svg, "Without links here: alone, to "), 1U);
  const Analysis empty =
      analysis_of_text(R"({"slipway":1,"name":"p","start":"2027-01-04","goals":[]})");
  EXPECT_EQ(find_xml_fault(draw(empty).bytes), "");
}

TEST(GraphPicture, EveryViewOfTheReleaseQuarterDraws) {
  const Analysis analysis = analysis_of_file("release-quarter.json");
  std::vector<GraphOptions> views(6);
  views[0].filter.all = true;
  views[1].collapse = Collapse::team;
  views[2].collapse = Collapse::objective;
  views[3].filter.focus = item_named(*analysis.plan, "sync-protocol");
  views[4].filter.teams = {TeamId(4)};
  views[5].filter.only_critical = true;
  for (const GraphOptions& view : views)
    EXPECT_EQ(find_xml_fault(draw(analysis, {}, view).bytes), "");
}

// Both plans fill a projector of 1600 by 900 pixels with text of about 11 pixels or more.
TEST(GraphPicture, CanBeReadOnAProjector) {
  for (const char* file : {"libp2p-2018-q3.json", "release-quarter.json"}) {
    const std::string svg = draw(analysis_of_file(file)).bytes;
    const double scale = std::min(1600 / points(svg, "width"), 900 / points(svg, "height"));
    for (std::size_t at = svg.find("font-size=\""); at != std::string::npos;
         at = svg.find("font-size=\"", at + 1)) {
      ASSERT_GE(scale * std::stod(svg.substr(at + 11)), 10.5) << file;
    }
  }
}

// Some viewers drop them, and words that stood apart run together.
TEST(GraphPicture, NoTextBeginsOrEndsWithASpace) {
  for (const char* file : {"libp2p-2018-q3.json", "release-quarter.json"}) {
    const std::string svg = readable(draw(analysis_of_file(file)).bytes);
    for (std::size_t at = svg.find("<text"); at != std::string::npos;
         at = svg.find("<text", at + 1)) {
      const std::size_t begin = svg.find('>', at) + 1;
      const std::string text = svg.substr(begin, svg.find('<', begin) - begin);
      EXPECT_FALSE(text.starts_with(' ') || text.ends_with(' ') || text.starts_with("\u00a0") ||
                   text.ends_with("\u00a0"))
          << "'" << text << "'";
    }
  }
}

TEST(GraphPicture, NoTwoTextsOverlap) {
  const Analysis analysis = analysis_of_file("release-quarter.json");
  std::vector<GraphOptions> views(4);
  views[1].collapse = Collapse::team;
  views[2].filter.focus = item_named(*analysis.plan, "sync-protocol");
  views[3].filter.teams = {TeamId(3)};
  for (std::size_t view = 0; view < views.size(); ++view) {
    const std::string svg = readable(draw(analysis, {}, views[view]).bytes);
    struct Text {
      double left, right, bottom, top;
      std::string words;
    };
    std::vector<Text> texts;
    for (std::size_t at = svg.find("<text"); at != std::string::npos;
         at = svg.find("<text", at + 1)) {
      const std::string tag = svg.substr(at, svg.find('>', at) - at);
      const auto number = [&](const char* name) {
        const std::string start = std::string(" ") + name + "=\"";
        return std::stod(tag.substr(tag.find(start) + start.size()));
      };
      const std::size_t begin = svg.find('>', at) + 1;
      std::string words = svg.substr(begin, svg.find('<', begin) - begin);
      const double size = number("font-size");
      const double width = 0.5 * size * static_cast<double>(count_code_points(words));
      double left = number("x");
      if (tag.find("\"middle\"") != std::string::npos) left -= width / 2;
      if (tag.find("\"end\"") != std::string::npos) left -= width;
      const double line = number("y");
      for (const Text& other : texts) {
        EXPECT_FALSE(left < other.right && other.left < left + width &&
                     line - 0.7 * size < other.bottom && other.top < line)
            << "view " << view << ": '" << words << "' and '" << other.words << "'";
      }
      texts.push_back({left, left + width, line, line - 0.7 * size, std::move(words)});
    }
  }
}

// Else the last row of pixels would be half empty: a bright line beside a dark picture.
TEST(GraphPicture, FillsWholePixels) {
  for (const char* file : {"libp2p-2018-q3.json", "release-quarter.json"}) {
    const std::string svg = draw(analysis_of_file(file)).bytes;
    EXPECT_EQ(std::fmod(points(svg, "width"), 3.0), 0.0);
    EXPECT_EQ(std::fmod(points(svg, "height"), 3.0), 0.0);
  }
}

// Twenty-nine pairs below each other: every goal would be too small, and nearly all have time.
TEST(GraphPicture, FoldsWhatHasTimeWhenTextWouldBeTooSmall) {
  std::string goals;
  for (int pair = 0; pair < 29; ++pair) {
    const std::string id = "p" + std::to_string(pair);
    const std::string estimate = pair == 0 ? "30d" : "1d";
    goals += std::string(pair > 0 ? "," : "") + "{\"id\":\"" + id +
             "a\",\"team\":\"t\",\"estimate\":\"" + estimate + "\"},{\"id\":\"" + id +
             "b\",\"team\":\"t\",\"estimate\":\"1d\",\"depends_on\":[\"" + id + "a\"]}";
  }
  const Analysis analysis = analysis_of_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t"}],"goals":[)" + goals +
      "]}");
  const Picture picture = draw(analysis);
  EXPECT_EQ(picture.step, GraphStep::near_critical);
  ASSERT_FALSE(picture.notes.empty());
  EXPECT_EQ(picture.notes[0],
            "58 linked boxes are too many to read: what is neither near-critical nor late is "
            "folded per team (--all shows it)");
  EXPECT_EQ(draw(analysis, {}, {.filter = {.all = true}}).step, GraphStep::every_goal);
  const Analysis small = analysis_of_text(chains(6, 10));
  EXPECT_EQ(draw(small).step, GraphStep::every_goal);
}

TEST(GraphLayout, KeepsItsDeadline) {
  // Dense and without order: Graphviz needs minutes for it.
  std::string dot = "digraph{";
  for (int from = 0; from < 300; ++from) {
    for (int k = 1; k <= 20; ++k) {
      dot += "a" + std::to_string(from) + "->a" + std::to_string((from * 37 + k * k * 101) % 300) +
             ";";
    }
  }
  dot += "}";
  const auto begin = std::chrono::steady_clock::now();
  const LayoutResult result = run_layout(dot, LayoutFormat::svg, 300ms);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
  EXPECT_FALSE(result.ok);
  EXPECT_EQ(result.problem, "the layout took longer than 0.3 s");
}

TEST(GraphLayout, SaysWhatIsWrong) {
  EXPECT_FALSE(run_layout("digraph {", LayoutFormat::svg, 5s).ok);
  const LayoutResult result = run_layout("digraph { a [label=<<B>open>]; }", LayoutFormat::svg, 5s);
  EXPECT_FALSE(result.ok) << "broken labels must not be drawn as names";
  EXPECT_EQ(result.problem, "Graphviz gave up on it") << "in our words";
  EXPECT_TRUE(run_layout("digraph { a -> b }", LayoutFormat::svg, 5s).ok);
}

TEST(DrawGraph, TakesTheNextSimplerStepAndSaysSo) {
  const Analysis analysis = analysis_of_text(chains(3, 3));
  std::vector<GraphStep> asked;
  const auto make = [&](GraphStep first) {
    asked.push_back(first);
    GraphOptions options;
    options.first_step = first;
    GraphReport report = report_graph(analysis, options);
    report.may_fold = false;
    // Thousands of arrows: the first two tries cannot be laid out in time.
    if (asked.size() <= 2) {
      report.boxes.resize(400, report.boxes.front());
      for (std::uint32_t i = 0; i < 8'000; ++i) {
        report.links.push_back(
            {.from = (i * 7) % 400, .to = (i * i * 13 + i / 400 * 57 + 5) % 400});
      }
    }
    return report;
  };
  const auto out = draw_graph(make, {.deadline = 1s});
  ASSERT_TRUE(out.ok);
  EXPECT_EQ(asked, (std::vector<GraphStep>{GraphStep::every_goal, GraphStep::near_critical,
                                           GraphStep::per_objective}));
  EXPECT_EQ(out.value.step, GraphStep::per_objective);
  const auto findings = out.findings.sorted();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, Code::layout_failed);
  EXPECT_EQ(
      findings[0].message,
      "this picture could not be laid out (the layout took longer than 1 s); a simpler one was "
      "drawn: one box per objective");
}

// Without objectives there is no step of them, neither to try nor to name.
TEST(DrawGraph, NamesTheStepThatIsDrawn) {
  const Analysis analysis = analysis_of_text(R"({"slipway":1,"name":"two","start":"2027-01-04",
      "teams":[{"id":"a"},{"id":"b"}],"goals":[{"id":"x","team":"a","estimate":"2d"},
      {"id":"y","team":"b","estimate":"2d","depends_on":["x"]}]})");
  const auto out = draw_graph([&](GraphStep first) {
    GraphOptions options;
    options.filter.all = true;
    options.first_step = std::max(first, GraphStep::per_objective);
    GraphReport report = report_graph(analysis, options);
    EXPECT_EQ(report.step, GraphStep::per_team);
    return report;
  });
  ASSERT_TRUE(out.ok);
  EXPECT_EQ(out.value.step, GraphStep::per_team);
  EXPECT_THAT(out.value.notes, testing::Each(testing::Not(testing::HasSubstr("--all"))));
  EXPECT_THAT(out.value.notes, testing::Contains(testing::HasSubstr("one box per team")));
}

TEST(DrawGraph, GivesUpAfterTheSimplest) {
  const Analysis analysis = analysis_of_text(chains(2, 3));
  const auto out = draw_graph(
      [&](GraphStep first) {
        GraphOptions options;
        options.first_step = first;
        return report_graph(analysis, options);
      },
      {.deadline = 0ms});
  EXPECT_FALSE(out.ok);
  ASSERT_EQ(out.findings.sorted().size(), 1U);
  EXPECT_EQ(out.findings.sorted()[0].code, Code::layout_failed);
}

TEST(BreakLines, BreaksWhereItMay) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(break_lines("one two three", 7, 9, Breaks::prose), (Lines{"one two", "three"}));
  EXPECT_EQ(break_lines("go-daemon-api", 10, 9, Breaks::name), (Lines{"go-daemon-", "api"}));
  EXPECT_EQ(break_lines("abcdefghij", 4, 9, Breaks::name), (Lines{"abcd", "efgh", "ij"}));
  EXPECT_EQ(break_lines("abcdefghij", 4, 2, Breaks::name), (Lines{"abcd", "efg…"}));
  EXPECT_EQ(break_lines("", 4, 2, Breaks::prose), Lines{});
  EXPECT_EQ(break_lines("ä ö ü", 3, 9, Breaks::prose), (Lines{"ä ö", "ü"}));
}

TEST(ShortDate, NamesTheYearWhenItIsAnother) {
  const Date near = make_date(2018, 8, 13);
  EXPECT_EQ(short_date(make_date(2018, 10, 5), near), "5 Oct");
  EXPECT_EQ(short_date(make_date(2019, 1, 2), near), "2 Jan 2019");
  EXPECT_EQ(date_range(make_date(2018, 9, 3), make_date(2018, 10, 5), near), "3 Sep – 5 Oct");
  EXPECT_EQ(date_range(near, near, near), "13 Aug");
  EXPECT_EQ(date_range({}, near, near), "to 13 Aug");
  EXPECT_EQ(date_range({}, {}, near), "");
}

}  // namespace
}  // namespace slipway::viz
