#include "viz/matrix/matrix_chart.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "planner/report/link_facts.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/scene_check.hpp"

namespace slipway::viz {
namespace {

Analysis simulated(const std::string& json) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 200, .threads = 1};
  options.risk->handovers = list_handovers(*analyse_text(json).plan, true);
  return analyse_text(json, options);
}

std::string ring_of(int teams, int goals_each) {
  std::string list;
  std::string goals;
  for (int t = 0; t < teams; ++t) {
    list += (t > 0 ? "," : "") + ("{\"id\": \"t" + std::to_string(t)) + "\"}";
  }
  for (int i = 0; i < teams * goals_each; ++i) {
    goals += (i > 0 ? "," : "") + ("{\"id\": \"g" + std::to_string(i)) + "\", \"team\": \"t" +
             std::to_string(i % teams) + "\", \"estimate\": \"2d/3d/9d\"" +
             (i > 0 ? ", \"depends_on\": [\"g" + std::to_string(i - 1) + "\"]" : "") + "}";
  }
  return R"({"slipway": 1, "name": "test", "start": "2024-01-01", "teams": [)" + list +
         "], \"goals\": [" + goals + "]}";
}

TEST(MatrixChart, SaysEachCellAndTheRing) {
  const MatrixReport report = report_matrix(simulated(ring_of(3, 3)));
  ASSERT_EQ(report.rings.size(), 1u);
  const std::vector<Scene> pages = draw_matrix(report);
  ASSERT_EQ(pages.size(), 1u);
  expect_sound(pages[0]);
  EXPECT_TRUE(has_text(pages[0], "3 links"));
  EXPECT_TRUE(has_text(pages[0], "d at risk"));
  EXPECT_TRUE(has_text(pages[0], "t0 → t1 → t2 → t0"));
  EXPECT_NE(to_markdown(report).find("| t0 | t1 | 3 | 0 |"), std::string::npos);
}

TEST(MatrixChart, ALongLoopIsCutInTheAnswerAlone) {
  const auto loop_of = [](const MatrixReport& report) { return answer_in_words(report).back(); };
  EXPECT_EQ(loop_of(report_matrix(simulated(ring_of(7, 2)))),
            "7 teams wait for each other in a ring: t0 → t1 → t2 → t3 → t4 → t5 → t6 → t0.");
  const MatrixReport report = report_matrix(simulated(ring_of(20, 2)));
  EXPECT_EQ(loop_of(report),
            "20 teams wait for each other in a ring: t0 → t1 → t2 → t3 → (14 more) → t18 → t19 → "
            "t0.");
  EXPECT_NE(to_markdown(report).find("t9 → t10 → t11"), std::string::npos);
}

// The narrower the cell, the more the legend has to say.
TEST(MatrixChart, TheLegendSaysWhatStandsInACell) {
  const auto page_of = [](int teams) {
    return draw_matrix(report_matrix(simulated(ring_of(teams, 2)))).front();
  };
  EXPECT_FALSE(has_text(page_of(3), "In a cell:"));
  EXPECT_TRUE(has_text(page_of(12), "In a cell: links; likely late; days at risk."));
  EXPECT_TRUE(has_text(page_of(40), "In a cell: links; below, days at risk."));
}

// However narrow the cells and however many the pages, every count is there.
TEST(MatrixChart, EveryCellIsOnOnePage) {
  for (const int teams : {5, 12, 40}) {
    const MatrixReport report = report_matrix(simulated(ring_of(teams, 2)));
    ASSERT_EQ(report.teams.size(), static_cast<std::size_t>(teams));
    for (const Paper paper : {Paper::none, Paper::a4, Paper::a3}) {
      const std::vector<Scene> pages = draw_matrix(report, frame_of(paper));
      std::size_t cells = 0;
      std::multiset<std::string> drawn;
      for (const Scene& page : pages) {
        expect_sound(page);
        visit(page, [&](const Element& element) {
          const auto* box = std::get_if<Box>(&element.what);
          if (box == nullptr || box->title.find(" gives, ") == std::string::npos) return;
          drawn.insert(box->title);
        });
      }
      for (std::size_t giver = 0; giver < report.teams.size(); ++giver) {
        for (std::size_t taker = 0; taker < report.teams.size(); ++taker)
          cells += giver != taker && report.cell(giver, taker).links > 0 ? 1 : 0;
      }
      EXPECT_EQ(drawn.size(), cells) << teams;
      EXPECT_EQ(std::set<std::string>(drawn.begin(), drawn.end()).size(), cells);
      if (teams == 40 && paper == Paper::a4) {
        EXPECT_GT(pages.size(), 1u);
      }
    }
  }
}

TEST(MatrixChart, AllMarksOfItemsLieBelowTheDiagonal) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    slow::RandomOptions kinds;
    kinds.max_items = 30;
    const Loaded<Analysis> analysis =
        analyse(std::make_shared<const Plan>(uncertain_plan(seed, kinds)));
    const MatrixReport report = report_matrix(analysis.value, {.by_items = true});
    const Scene scene = draw_matrix(report).front();
    std::vector<Area> diagonal;
    std::vector<Area> marks;
    visit(scene, [&](const Element& element) {
      const auto* box = std::get_if<Box>(&element.what);
      if (box == nullptr) return;
      if (box->look.fill == Paint::box_done) diagonal.push_back(box->area);
      if (box->title.find(" waits for ") != std::string::npos) marks.push_back(box->area);
    });
    EXPECT_EQ(marks.size(), report.marks.size());
    EXPECT_EQ(diagonal.size(), report.items.size());
    for (const Area& mark : marks) {
      const auto own = std::ranges::find_if(diagonal, [&](const Area& area) {
        return area.y <= mark.y && mark.bottom() <= area.bottom();
      });
      ASSERT_NE(own, diagonal.end());
      EXPECT_LE(mark.right(), own->x + 0.01);
    }
  }
}

}  // namespace
}  // namespace slipway::viz
