#include "viz/graph/graph_sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <string>

#include "tests/viz/graph_plan.hpp"
#include "tests/viz/graph_svg_check.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/graph/graph_layout.hpp"
#include "viz/graph/graph_picture.hpp"

namespace slipway::viz {
namespace {

std::string drawing(double width, double height) {
  return "<?xml version=\"1.0\"?>\n<svg width=\"" + std::to_string(width) + "pt\" height=\"" +
         std::to_string(height) +
         "pt\"\n viewBox=\"0.00 0.00 9 9\">\n<g id=\"graph0\"></g>\n</svg>\n";
}

Picture draw(const Analysis& analysis, const PictureOptions& how, GraphOptions what = {}) {
  Loaded<Picture> out = draw_graph(
      [&](GraphStep first) {
        what.first_step = first;
        return report_graph(analysis, what);
      },
      how);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

// The view has the sheet's shape and the drawing in its middle, whole.
TEST(GraphSheet, DrawingsStandInTheMiddleWhole) {
  for (const Paper paper : {Paper::a4, Paper::a3}) {
    const double ratio = paper == Paper::a4 ? 297.0 / 210.0 : 420.0 / 297.0;
    for (const double width : {50.0, 800.0, 2'000.0, 9'000.0}) {
      for (const double height : {40.0, 600.0, 7'000.0}) {
        const auto sheet = fit_to_sheet(drawing(width, height), paper, Theme::light);
        ASSERT_TRUE(sheet.has_value());
        std::smatch view;
        const std::regex box("viewBox=\"(\\S+) (\\S+) (\\S+) (\\S+)\"");
        ASSERT_TRUE(std::regex_search(sheet->svg, view, box));
        const double x = std::stod(view[1]);
        const double y = std::stod(view[2]);
        const double w = std::stod(view[3]);
        const double h = std::stod(view[4]);
        EXPECT_NEAR(w / h, ratio, 0.01);
        EXPECT_LT(x, 0.0);
        EXPECT_LT(y, 0.0);
        EXPECT_NEAR(x + w - width, -x, 0.05);
        EXPECT_NEAR(y + h - height, -y, 0.05);
        const double points = paper == Paper::a4 ? 841.89 : 1190.55;
        EXPECT_NEAR(sheet->text_points, 12.0 * points / w, 0.01);
        EXPECT_LE(sheet->text_points, 15.0 + 1e-9);
      }
    }
  }
  EXPECT_FALSE(fit_to_sheet("<svg>", Paper::a4, Theme::light).has_value());
  EXPECT_FALSE(fit_to_sheet("", Paper::a4, Theme::light).has_value());
}

TEST(GraphSheet, ThePictureOfAPlanIsASheetInEveryFormat) {
  const Analysis analysis = analysis_of_file("libp2p-2018-q3.json");
  const Picture svg = draw(analysis, {.paper = Paper::a4});
  EXPECT_EQ(find_xml_fault(svg.bytes), "");
  EXPECT_THAT(svg.bytes, testing::HasSubstr("width=\"297mm\" height=\"210mm\""));
  EXPECT_THAT(svg.bytes, testing::HasSubstr("role=\"img\""));
  EXPECT_EQ(svg.step, GraphStep::every_goal);
  EXPECT_THAT(svg.notes, testing::IsEmpty());
  const Picture png = draw(analysis, {.format = PictureFormat::png, .paper = Paper::a4});
  EXPECT_EQ(png.bytes.substr(1, 3), "PNG");
  const Picture pdf = draw(analysis, {.format = PictureFormat::pdf, .paper = Paper::a3});
  EXPECT_EQ(pdf.bytes.substr(0, 5), "%PDF-");
  EXPECT_EQ(draw(analysis, {.format = PictureFormat::pdf, .paper = Paper::a3}).bytes, pdf.bytes);
}

TEST(GraphSheet, SmallPrintIsFoldedOrSaid) {
  const Analysis analysis = analysis_of_file("release-quarter.json");
  const Picture all = draw(analysis, {.paper = Paper::a4}, {.filter = {.all = true}});
  EXPECT_EQ(all.step, GraphStep::every_goal) << "what was asked for is drawn";
  EXPECT_THAT(all.notes, testing::Contains(testing::HasSubstr("--paper a3 has more room")));
  const Picture large = draw(analysis, {.paper = Paper::a3}, {.filter = {.all = true}});
  EXPECT_THAT(large.notes, testing::Not(testing::Contains(testing::HasSubstr("--paper a3"))));
}

TEST(GraphSheet, TightPackingPrintsLongChainsLarger) {
  const GraphReport report = report_graph(analysis_of_file("release-quarter.json"),
                                          {.first_step = GraphStep::near_critical});
  const auto print = [&](const Packing& packing) {
    const LayoutResult drawn = run_layout(to_dot(report, Theme::light, packing), LayoutFormat::svg,
                                          PictureOptions{}.deadline);
    EXPECT_TRUE(drawn.ok) << drawn.problem;
    const auto sheet = fit_to_sheet(drawn.bytes, Paper::a4, Theme::light);
    return sheet ? sheet->text_points : 0.0;
  };
  EXPECT_GT(print({.is_tight = true, .legend_columns = 4}), 1.1 * print({}));
  EXPECT_GT(print({.is_tight = true, .legend_columns = 1}), 0.0) << "boxes and arrows need two";
}

// In grey, what is critical still differs from the rest: by a thick edge and a letter, arrows by
// a thick line and their title.
TEST(GraphSheet, CriticalShowsWithoutColour) {
  for (const char* const name : {"libp2p-2018-q3.json", "release-quarter.json"}) {
    const GraphReport report = report_graph(analysis_of_file(name));
    const std::string dot = to_dot(report, Theme::light);
    std::size_t seen = 0;
    const auto line_of = [&](const std::string& id) {
      const std::size_t at = dot.find("[id=\"" + id + "\"");
      return dot.substr(at, dot.find("];\n", at) - at);
    };
    const auto width_of = [](const std::string& line) {
      return std::stod(line.substr(line.find("penwidth=") + 9));
    };
    for (std::size_t row = 0; row < report.boxes.size(); ++row) {
      const GraphBox& box = report.boxes[row];
      if (box.is_folded()) continue;
      const std::string line = line_of("n" + std::to_string(row));
      const bool has_letter = line.find(">C<") != std::string::npos;
      EXPECT_EQ(has_letter, box.is_critical) << line;
      EXPECT_EQ(width_of(line) >= 2.5, box.is_critical) << line;
      seen += box.is_critical ? 1U : 0U;
    }
    for (std::size_t row = 0; row < report.links.size(); ++row) {
      const GraphLink& link = report.links[row];
      // A broken critical link is two lines of 2.4.
      EXPECT_EQ(width_of(line_of("e" + std::to_string(row))) >= 2.4, link.is_critical);
    }
    EXPECT_GE(seen, 2U);
  }
}

}  // namespace
}  // namespace slipway::viz
