#include "viz/scene/scene.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "planner/base/utf8.hpp"
#include "tests/viz/scene_check.hpp"
#include "viz/scene/svg_writer.hpp"
#include "viz/scene/text_metrics.hpp"

namespace slipway::viz {
namespace {

/// A scene with one of everything.
Scene everything() {
  Scene scene{.width = 200, .height = 120, .title = "All \"of\" it", .description = "One & two."};
  Brush brush(scene.elements);
  Brush row = brush.group("row-0", "goal late", "What <it> is");
  row.box({10, 10, 40, 12.345},
          {.fill = Paint::box_critical, .stroke = Paint::critical, .hatch = Hatch::rising}, 3,
          "a box");
  row.line({0, 50}, {100, 50}, {.stroke = Paint::link, .width = 2, .dash = Dash::dashed});
  row.path({{10, 60}, {20, 70}, {30, 60}}, {.fill = Paint::risk, .hatch = Hatch::falling}, true);
  row.circle({60, 80}, 5, {.fill = Paint::done});
  brush.diamond({80, 80}, 5, {.stroke = Paint::outside, .dash = Dash::dotted});
  brush.text({.at = {190, 90},
              .text = "end & <done>",
              .weight = Weight::bold,
              .ink = Paint::muted,
              .anchor = Anchor::end,
              .is_struck = true,
              .has_halo = true});
  brush.label({.at = {10, 110}, .text = "a title that is longer than a label can be"}, 120);
  return scene;
}

TEST(TextMetrics, KnowTheFont) {
  // Advance widths of DejaVu Sans 2.37, thousandths of the size.
  EXPECT_DOUBLE_EQ(text_width("i", 1000), 278);
  EXPECT_DOUBLE_EQ(text_width("W", 1000), 989);
  EXPECT_DOUBLE_EQ(text_width("W", 1000, Weight::bold), 1103);
  EXPECT_DOUBLE_EQ(text_width("ß·Ž", 1000), 630 + 318 + 685);
  EXPECT_DOUBLE_EQ(text_width("10", 12), 2 * 0.636 * 12);
  EXPECT_DOUBLE_EQ(text_width("", 12), 0);
  EXPECT_DOUBLE_EQ(text_width("e\u0301", 1000), 615) << "a mark takes no room";
  EXPECT_DOUBLE_EQ(text_width("日本", 1000), 2000);
  EXPECT_GE(text_width("Щ", 1000), 800);
}

TEST(TextMetrics, CutsToCharactersAndToPixels) {
  const std::string lengthy = "a title that is longer than a label can be";
  EXPECT_EQ(cut_label(lengthy, 1000, 12), "a title that is longer than…");
  const std::string cut = cut_label(lengthy, 80, 12);
  EXPECT_LE(text_width(cut, 12), 80);
  EXPECT_THAT(cut, testing::EndsWith("…"));
  EXPECT_EQ(cut_label("short", 80, 12), "short");
  EXPECT_EQ(fit_text(lengthy, 1000, 12), lengthy);
  EXPECT_LE(text_width(fit_text(std::string(500, 'W'), 90, 12), 12), 90);
  EXPECT_EQ(fit_text("WWWW", 1, 12), "W…") << "something is always left";
  for (const std::string& text : hostile_texts()) {
    EXPECT_LE(text_width(fit_text(text, 100, 12), 12), 100);
    EXPECT_TRUE(is_utf8(fit_text(text, 100, 12)));
  }
}

TEST(TextMetrics, BreaksAtSpacesAndKeepsPercentsWhole) {
  EXPECT_THAT(break_text("one two three", 50, 12), testing::ElementsAre("one two", "three"));
  EXPECT_THAT(break_text("  ", 50, 12), testing::IsEmpty());
  EXPECT_THAT(break_text("is at 34 % now", 40, 12), testing::ElementsAre("is at", "34 %", "now"));
  EXPECT_THAT(break_text("Supercalifragilistic x", 20, 12),
              testing::ElementsAre("Supercalifragilistic", "x"));
}

TEST(Scene, TextsKnowTheirPlace) {
  const Text text{.at = {100, 50}, .text = "10", .size = 10};
  EXPECT_DOUBLE_EQ(area_of(text).x, 100);
  EXPECT_NEAR(area_of(text).width, 12.72, 1e-9);
  EXPECT_LT(area_of(text).y, 42);
  EXPECT_GT(area_of(text).bottom(), 51);
  Text end = text;
  end.anchor = Anchor::end;
  EXPECT_DOUBLE_EQ(area_of(end).right(), 100);
  end.anchor = Anchor::middle;
  EXPECT_DOUBLE_EQ(area_of(end).x + area_of(end).width / 2, 100);
}

TEST(Scene, OverlapNeedsBothDirections) {
  const Area a{0, 0, 10, 10};
  EXPECT_TRUE(overlap(a, {5, 5, 10, 10}));
  EXPECT_FALSE(overlap(a, {10, 0, 10, 10})) << "they only touch";
  EXPECT_FALSE(overlap(a, {5, 10, 10, 10}));
  EXPECT_FALSE(overlap(a, {9.8, 0, 10, 10}, 0.5));
}

TEST(Scene, CheckerFindsMadeUpFaults) {
  Scene scene{.width = 100, .height = 50, .title = "t", .description = "d"};
  Brush brush(scene.elements);
  EXPECT_THAT(find_layout_faults(scene), testing::IsEmpty());
  brush.text({.at = {10, 20}, .text = "one"});
  brush.text({.at = {20, 22}, .text = "two"});
  brush.text({.at = {90, 40}, .text = "beyond"});
  brush.text({.at = {10, 40}, .text = "tiny", .size = 9});
  brush.box({90, 10, 20, 10}, {});
  brush.line({0, 0}, {0, 60}, {});
  brush.group("a", "");
  brush.group("a", "");
  EXPECT_THAT(
      find_layout_faults(scene),
      testing::UnorderedElementsAre("overlap: one / two", "outside: beyond", "too small: tiny",
                                    "box outside: ", "path outside: ", "id twice: a"));
}

TEST(SvgWriter, WritesEverything) {
  const Scene scene = everything();
  expect_sound(scene);
  const std::string svg = to_svg(scene);
  for (const char* const part :
       {"role=\"img\" aria-labelledby=\"picture-title picture-text\"",
        "width=\"200\" height=\"120\" viewBox=\"0 0 200 120\"",
        "<title id=\"picture-title\">All &quot;of&quot; it</title>",
        "<desc id=\"picture-text\">One &amp; two.</desc>",
        "<g id=\"picture-row-0\" class=\"goal late\">\n<title>What &lt;it&gt; is</title>",
        "<rect x=\"10\" y=\"10\" width=\"40\" height=\"12.35\" rx=\"3\" fill=\"#fde7dc\" "
        "stroke=\"#b34700\"><title>a box</title></rect>",
        "<pattern id=\"picture-rising-critical\"", "fill=\"url(#picture-rising-critical)\"",
        "<pattern id=\"picture-falling-line\"",
        "<path d=\"M0,50H100\" fill=\"none\" stroke=\"#0072b2\" "
        "stroke-width=\"2\" stroke-dasharray=\"6 4\"/>",
        "<path d=\"M10,60L20,70L30,60Z\" fill=\"#8f6200\"/>", "text-anchor=\"end\"",
        "text-decoration=\"line-through\"", "paint-order=\"stroke\">end &amp; &lt;done&gt;</text>",
        "<title>a title that is longer than a label can be</title>a title that is",
        "@media (prefers-color-scheme: dark)", "@media print", "var(--critical)"}) {
    EXPECT_THAT(svg, testing::HasSubstr(part));
  }
}

TEST(SvgWriter, ThemesDifferInColoursAlone) {
  const Scene scene = everything();
  const std::string light = to_svg(scene, {.theme = Theme::light});
  const std::string dark = to_svg(scene, {.theme = Theme::dark});
  EXPECT_THAT(light, testing::Not(testing::HasSubstr("prefers-color-scheme")));
  EXPECT_THAT(dark, testing::Not(testing::HasSubstr("prefers-color-scheme")));
  EXPECT_THAT(dark, testing::HasSubstr("fill=\"#3a1f12\""));
  const std::regex colour("#[0-9a-f]{6}");
  EXPECT_EQ(
      std::regex_replace(to_svg(scene, {.theme = Theme::light, .is_plain = true}), colour, ""),
      std::regex_replace(to_svg(scene, {.theme = Theme::dark, .is_plain = true}), colour, ""));
}

// Programs that know no variables must find every colour as an attribute.
TEST(SvgWriter, PlainFilesHaveNoStyleSheet) {
  const std::string svg = to_svg(everything(), {.is_plain = true});
  EXPECT_EQ(find_xml_fault(svg), "");
  EXPECT_THAT(svg, testing::Not(testing::HasSubstr("<style")));
  EXPECT_THAT(svg, testing::Not(testing::HasSubstr("var(")));
}

TEST(SvgWriter, PrefixKeepsPicturesOnOnePageApart) {
  const std::string svg = to_svg(everything(), {.prefix = "second"});
  EXPECT_EQ(find_xml_fault(svg), "");
  EXPECT_THAT(svg, testing::HasSubstr("aria-labelledby=\"second-title second-text\""));
  EXPECT_THAT(svg, testing::HasSubstr("id=\"second-row-0\""));
  EXPECT_THAT(svg, testing::HasSubstr("url(#second-rising-critical)"));
  EXPECT_THAT(svg, testing::Not(testing::HasSubstr("picture-")));
}

TEST(SvgWriter, TextsOfAPlanStayTexts) {
  for (const std::string& text : hostile_texts()) {
    Scene scene{.width = 300, .height = 40, .title = text, .description = text};
    Brush brush(scene.elements);
    Brush group = brush.group("", text, text);
    group.label({.at = {10, 20}, .text = text}, 280);
    group.box({0, 0, 10, 10}, {}, 0, text);
    expect_sound(scene);
    std::vector<std::string> names;
    EXPECT_EQ(find_xml_fault(to_svg(scene), &names), "");
    EXPECT_THAT(names, testing::Not(testing::Contains("script")));
    EXPECT_THAT(names, testing::Not(testing::Contains("onload")));
  }
}

TEST(SvgWriter, NumbersAreShort) {
  Scene scene{.width = 10, .height = 10, .title = "t", .description = "d"};
  Brush brush(scene.elements);
  brush.line({-0.001, 1.0 / 3}, {1e-9, 2.999}, {.stroke = Paint::line, .width = 0.5});
  EXPECT_THAT(to_svg(scene), testing::HasSubstr("d=\"M0,0.33V3\""));
}

// Reads the points of a path back: M, then L, H and V, absolute or relative.
std::vector<Point> points_of(const std::string& steps) {
  std::vector<Point> out;
  const char* at = steps.c_str();
  const auto number = [&] {
    char* end = nullptr;
    const double value = std::strtod(at, &end);
    at = *end == ',' ? end + 1 : end;
    return value;
  };
  while (*at != '\0' && *at != 'Z') {
    const char step = *at++;
    Point next = out.empty() ? Point{} : out.back();
    const Point from = step >= 'a' ? next : Point{};
    const char kind = step >= 'a' ? static_cast<char>(step - 'a' + 'A') : step;
    if (kind != 'V') next.x = from.x + number();
    if (kind != 'H') next.y = from.y + number();
    out.push_back(next);
  }
  return out;
}

TEST(SvgWriter, PathsReadBackAsTheyWere) {
  std::mt19937 draw(3);
  const auto coordinate = [&] { return static_cast<double>(draw() % 400'000) / 300.0 - 200.0; };
  for (int run = 0; run < 500; ++run) {
    std::vector<Point> points = {{coordinate(), coordinate()}};
    for (std::size_t i = draw() % 12 + 1; i > 0; --i) {
      Point next{coordinate(), coordinate()};
      if (draw() % 3 == 0) next.x = points.back().x;
      if (draw() % 3 == 0) next.y = points.back().y + 0.001;
      points.push_back(next);
    }
    Scene scene{.width = 10, .height = 10, .title = "t", .description = "d"};
    Brush(scene.elements).path(points, {.stroke = Paint::line}, run % 2 == 0);
    const std::string svg = to_svg(scene);
    const std::size_t begin = svg.find(" d=\"") + 4;
    const std::string steps = svg.substr(begin, svg.find('"', begin) - begin);
    EXPECT_EQ(steps.ends_with('Z'), run % 2 == 0);
    const std::vector<Point> read = points_of(steps);
    ASSERT_EQ(read.size(), points.size()) << steps;
    for (std::size_t i = 0; i < points.size(); ++i) {
      EXPECT_NEAR(read[i].x, points[i].x, 0.0051) << steps << " must not drift";
      EXPECT_NEAR(read[i].y, points[i].y, 0.0051) << steps;
    }
  }
}

// What is said once for the whole picture is what most texts are; the others say so themselves.
TEST(SvgWriter, TheUsualTextIsDescribedOnce) {
  Scene scene{.width = 100, .height = 100, .title = "t", .description = "d"};
  Brush brush(scene.elements);
  for (int i = 0; i < 3; ++i) brush.text({.at = {1, 20.0 * i + 15}, .text = "usual", .size = 11});
  brush.text({.at = {1, 90}, .text = "large", .size = 13, .ink = Paint::critical});
  const std::string svg = to_svg(scene, {.theme = Theme::dark});
  EXPECT_THAT(svg, testing::HasSubstr("font-size=\"11\" fill=\"#e6edf3\""));
  EXPECT_THAT(svg, testing::HasSubstr("<text x=\"1\" y=\"15\">usual</text>"));
  EXPECT_THAT(svg, testing::HasSubstr(
                       "<text x=\"1\" y=\"90\" font-size=\"13\" fill=\"#ff8a4c\">large</text>"));
}

// Lines have round corners, said once; areas sharp ones, as boxes of cells must have.
TEST(SvgWriter, AreasKeepSharpCorners) {
  Scene scene{.width = 100, .height = 100, .title = "t", .description = "d"};
  Brush brush(scene.elements);
  brush.box({1, 1, 10, 10}, {.stroke = Paint::line});
  brush.box({1, 20, 10, 10}, {.stroke = Paint::line}, 3);
  brush.path({{0, 50}, {5, 55}, {10, 50}}, {.stroke = Paint::line});
  brush.diamond({50, 50}, 5, {.stroke = Paint::line});
  const std::string svg = to_svg(scene);
  std::size_t sharp = 0;
  for (std::size_t at = svg.find("\"miter\""); at != std::string::npos;
       at = svg.find("\"miter\"", at + 1)) {
    ++sharp;
  }
  EXPECT_EQ(sharp, 2U);
  EXPECT_THAT(svg, testing::HasSubstr("stroke-linejoin=\"round\">\n<title"));
}

}  // namespace
}  // namespace slipway::viz
