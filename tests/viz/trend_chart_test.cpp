#include "viz/charts/trend_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/support/analyse_text.hpp"
#include "tests/viz/scene_check.hpp"
#include "viz/scene/label_rows.hpp"

namespace slipway::viz {
namespace {

const std::string kPlan = R"({"slipway": 1, "name": "test", "start": "2024-01-01",
  "as_of": "2024-02-01", "periods": [{"id": "Q1", "start": "2024-01-01", "end": "2024-03-31"}],
  "goals": [{"id": "slips", "estimate": "4w/5w/9w", "due": "2024-03-01"},
            {"id": "stays", "estimate": "3d", "period": "Q1"},
            {"id": "sooner", "status": "done", "started": "2024-01-01", "finished": "2024-01-26"},
            {"id": "gone", "status": "dropped"},
            {"id": "sure", "due": "2024-02-02", "estimate": "3w"}],
  "checkins": [{"date": "2024-01-08", "goal": "slips", "forecast": "2024-02-09"},
               {"date": "2024-01-18", "goal": "slips", "forecast": "2024-02-16"},
               {"date": "2024-02-01", "goal": "slips", "forecast": "2024-03-01"},
               {"date": "2024-01-08", "goal": "stays", "forecast": "2024-02-06"},
               {"date": "2024-01-18", "goal": "stays", "forecast": "2024-02-06"},
               {"date": "2024-01-08", "goal": "sooner", "forecast": "2024-02-02"},
               {"date": "2024-01-18", "goal": "sooner", "forecast": "2024-01-26"},
               {"date": "2024-01-18", "goal": "gone", "forecast": "2024-02-20"},
               {"date": "2024-01-08", "goal": "sure", "confidence": 0.9},
               {"date": "2024-02-01", "goal": "sure", "confidence": 0.7}]})";

TrendReport report_of(const std::string& json) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 500};
  return report_trend(analyse_text(json, options));
}

const Group* find_group(const std::vector<Element>& elements, const std::string& id) {
  for (const Element& element : elements) {
    const auto* group = std::get_if<Group>(&element.what);
    if (group == nullptr) continue;
    if (group->id == id) return group;
    if (const Group* inner = find_group(group->parts, id)) return inner;
  }
  return nullptr;
}

/// The line through what was said.
const Path& line_of(const Scene& scene, const std::string& id) {
  return std::get<Path>(find_group(scene.elements, id)->parts.front().what);
}

TEST(TrendChart, LinesRiseFallOrStayAsDatesDo) {
  const Scene scene = draw_trend(report_of(kPlan)).front();
  expect_sound(scene);
  keep_picture(scene, "trend-small");
  const Path& slips = line_of(scene, "goal-0");
  ASSERT_EQ(slips.points.size(), 3U);
  EXPECT_GT(slips.points[0].y, slips.points[1].y);
  EXPECT_GT(slips.points[1].y, slips.points[2].y);
  // Places are in proportion to days, both ways.
  EXPECT_NEAR((slips.points[1].x - slips.points[0].x) / 10,
              (slips.points[2].x - slips.points[1].x) / 14, 1e-9);
  EXPECT_NEAR((slips.points[0].y - slips.points[1].y) / 7,
              (slips.points[1].y - slips.points[2].y) / 14, 1e-9);
  const Path& stays = line_of(scene, "goal-1");
  EXPECT_EQ(stays.points[0].y, stays.points[1].y);
  const Path& sooner = line_of(scene, "goal-2");
  EXPECT_LT(sooner.points[0].y, sooner.points[1].y);
  EXPECT_EQ(slips.look.dash, Dash::solid);
  EXPECT_EQ(sooner.look.dash, Dash::dashed) << "not by colour alone";
  EXPECT_GT(slips.look.width, stays.look.width);
  EXPECT_TRUE(has_text(scene, "+21 d · planned 6 Mar"));
  EXPECT_TRUE(has_text(scene, "as said before · planned 5 Feb"));
  EXPECT_TRUE(has_text(scene, "−7 d · ✓ done 26 Jan"));
  EXPECT_TRUE(has_text(scene, "5 of 5 goals shown"));
  EXPECT_TRUE(has_text(scene, "due 1 Mar 2024"));
}

TEST(TrendChart, SaysWhoSlipsAndWhoIsHopeful) {
  EXPECT_THAT(
      answer_in_words(report_of(kPlan)),
      testing::ElementsAre("1 of 3 goals slips: slips most, by 21 days within 24 days (9 Feb → 1 "
                           "Mar).",
                           "The plan is later than the owner says for slips (said 1 Mar, planned 6 "
                           "Mar).",
                           "Owners are more hopeful than the runs about sure (said 70 %, computed "
                           "<5 %)."));
  EXPECT_THAT(answer_in_words(report_of(kEveryDay + R"("goals": [{"id": "a"}]})")),
              testing::ElementsAre("No check-in says a date or a confidence: there is no trend "
                                   "yet."));
}

TEST(TrendChart, ConfidencesStandBesideTheOddsOfTheRuns) {
  const TrendReport report = report_of(kPlan);
  const Scene scene = draw_trend(report).front();
  const Group* sure = find_group(scene.elements, "confidence-4");
  ASSERT_NE(sure, nullptr);
  EXPECT_TRUE(has_text(scene, "said 70 %, computed <5 %: hopeful"));
  EXPECT_EQ(find_group(scene.elements, "goal-4"), nullptr) << "nobody said a date";
  EXPECT_EQ(find_group(scene.elements, "confidence-0"), nullptr) << "nor how sure";
}

std::string many_goals(int goals) {
  std::string list, checkins;
  for (int g = 0; g < goals; ++g) {
    const std::string id = "goal-number-" + std::to_string(g);
    list += (g == 0 ? "" : ",") +
            ("{\"id\": \"" + id + "\", \"estimate\": \"" + std::to_string(1 + g % 9) +
             "w\", \"due\": \"2024-03-0" + std::to_string(1 + g % 9) + "\"}");
    for (int c = 0; c < 3; ++c) {
      checkins += (checkins.empty() ? "" : ",") +
                  ("{\"date\": \"2024-01-0" + std::to_string(1 + 2 * c) + "\", \"goal\": \"" + id +
                   "\", \"confidence\": 0.5, \"forecast\": \"2024-02-" +
                   std::to_string(10 + (g * c) % 19) + "\"}");
    }
  }
  return R"({"slipway": 1, "name": "test", "start": "2024-01-01", "as_of": "2024-01-08",
    "goals": [)" +
         list + "], \"checkins\": [" + checkins + "]}";
}

TEST(TrendChart, PagesHaveEveryLineOnce) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 200};
  const Analysis analysis = analyse_text(many_goals(40), options);
  const TrendReport eight = report_trend(analysis);
  EXPECT_EQ(eight.lines.size(), 8U);
  const Scene scene = draw_trend(eight).front();
  expect_sound(scene);
  keep_picture(scene, "trend-eight");
  EXPECT_TRUE(has_text(scene, "8 of 40 goals shown (40 have a date or a confidence"));
  const TrendReport all = report_trend(analysis, {.most = 60});
  expect_sound(draw_trend(all).front());
  const Frame frame = frame_of(Paper::a4);
  const std::vector<Scene> pages = draw_trend(all, frame);
  EXPECT_GT(pages.size(), 2U);
  std::size_t dates = 0, confidences = 0;
  for (const Scene& page : pages) {
    expect_sound(page);
    EXPECT_LE(page.height, frame.page_height);
    for (int g = 0; g < 40; ++g) {
      dates += find_group(page.elements, "goal-" + std::to_string(g)) != nullptr ? 1 : 0;
      confidences +=
          find_group(page.elements, "confidence-" + std::to_string(g)) != nullptr ? 1 : 0;
    }
  }
  EXPECT_EQ(dates, 40U);
  EXPECT_EQ(confidences, 40U);
}

TEST(TrendChart, TextsOfAPlanStayTexts) {
  for (const std::string& text : hostile_texts()) {
    TrendReport report = report_of(kPlan);
    report.plan = text;
    for (TrendLine& line : report.lines) line.id = line.title = line.team_name = text;
    for (const Scene& page : draw_trend(report)) {
      expect_sound(page);
      EXPECT_EQ(to_svg(page).find("<script"), std::string::npos);
    }
    EXPECT_EQ(to_markdown(report).find("<script"), std::string::npos);
    EXPECT_EQ(std::ranges::count(to_markdown(report), '\n'),
              std::ranges::count(to_markdown(report_of(kPlan)), '\n'));
  }
}

TEST(TrendChart, MarkdownHasARowForEachDayOnWhichSomethingWasSaid) {
  const std::string table = to_markdown(report_of(kPlan));
  EXPECT_THAT(table,
              testing::HasSubstr("| slips |  | 2024-01-18 | 2024-02-16 |  |  |  |  |  |  |\n"));
  EXPECT_THAT(table, testing::HasSubstr("| sure |  | 2024-01-08 |  | 90 % |  |  |  |  |  |\n"));
  EXPECT_EQ(std::ranges::count(table, '\n'), 2 + 10 + 2);
}

TEST(PlaceLabels, KeepTheirOrderTheirDistanceAndTheirBounds) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::vector<double> wanted;
    for (unsigned i = 0; i < 1 + seed % 12; ++i)
      wanted.push_back(static_cast<double>((seed * 7919 + i * i * 104729) % 400));
    const std::vector<double> places = place_labels(wanted, 30, 0, 400);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      EXPECT_GE(places[i], -1e-9);
      EXPECT_LE(places[i], 400 + 1e-9);
      bool is_alone = true;
      for (std::size_t j = 0; j < wanted.size(); ++j) {
        if (i == j) continue;
        EXPECT_GE(std::abs(places[i] - places[j]), 30 - 1e-9);
        EXPECT_TRUE(wanted[i] >= wanted[j] || places[i] < places[j]);
        is_alone = is_alone && std::abs(wanted[i] - wanted[j]) >= 30 * 12;
      }
      EXPECT_TRUE(!is_alone || places[i] == std::clamp(wanted[i], 0.0, 400.0));
    }
  }
}

}  // namespace
}  // namespace slipway::viz
