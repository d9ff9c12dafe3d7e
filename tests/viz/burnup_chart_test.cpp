#include "viz/charts/burnup_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/support/analyse_text.hpp"
#include "tests/viz/scene_check.hpp"
#include "viz/charts/burnup_words.hpp"

namespace slipway::viz {
namespace {

BurnupReport report_of(const std::string& json, ItemId objective = {}) {
  const Analysis first = analyse_text(json);
  AnalysisOptions options;
  options.risk = SimulationOptions{
      .samples = 500, .keep = burnup_goals(*first.plan, objective), .keeps_samples = true};
  return report_burnup(analyse_text(json, options), {.objective = objective});
}

const std::string kQuarter = R"({"slipway": 1, "name": "test", "start": "2024-01-01",
  "as_of": "2024-01-15",
  "goals": [{"id": "o", "kind": "objective", "title": "All of it", "due": "2024-02-16"},
            {"id": "a", "parent": "o", "status": "done", "started": "2024-01-01",
             "finished": "2024-01-05"},
            {"id": "b", "parent": "o", "estimate": "1w/2w/5w"},
            {"id": "c", "parent": "o", "estimate": "1w/2w/5w", "depends_on": ["b"]},
            {"id": "d", "parent": "o", "estimate": "1d/2d/30d"}],
  "checkins": [{"date": "2024-01-08", "goal": "b", "score": 0.25},
               {"date": "2024-01-15", "goal": "b", "score": 0.5}]})";
const ItemId kObjective{std::size_t{0}};

const Group* find_group(const std::vector<Element>& elements, const std::string& id) {
  for (const Element& element : elements) {
    const auto* group = std::get_if<Group>(&element.what);
    if (group == nullptr) continue;
    if (group->id == id) return group;
    if (const Group* inner = find_group(group->parts, id)) return inner;
  }
  return nullptr;
}

std::vector<Path> paths_of(const Group& group) {
  std::vector<Path> out;
  for (const Element& element : group.parts) {
    if (const auto* path = std::get_if<Path>(&element.what)) out.push_back(*path);
  }
  return out;
}

TEST(BurnupChart, LinesEndAtTheScopeAndStartAtWhatIsDone) {
  const BurnupReport report = report_of(kQuarter, kObjective);
  const Scene scene = draw_burnup(report).front();
  expect_sound(scene);
  keep_picture(scene, "burnup-small");
  const Group* cone = find_group(scene.elements, "cone");
  const Group* scope = find_group(scene.elements, "scope");
  const Group* done = find_group(scene.elements, "done");
  ASSERT_NE(cone, nullptr);
  ASSERT_NE(scope, nullptr);
  ASSERT_NE(done, nullptr);
  const double scope_y = paths_of(*scope).front().points.front().y;
  const Path past = paths_of(*done).front();
  const double bottom = past.points.front().y;
  EXPECT_NEAR(bottom - past.points.back().y, (bottom - scope_y) / 4, 1e-9) << "one of four";
  const std::vector<Path> lines = paths_of(*cone);
  ASSERT_EQ(lines.size(), 6U) << "two areas, four lines";
  for (std::size_t i = 2; i < 6; ++i) {
    EXPECT_NEAR(lines[i].points.back().y, scope_y, 1e-9);
    EXPECT_NEAR(lines[i].points.front().y, past.points.back().y, 1e-9);
    EXPECT_NEAR(lines[i].points.front().x, past.points.back().x, 1e-9)
        << "the future begins where the past ends";
    for (std::size_t p = 1; p < lines[i].points.size(); ++p) {
      EXPECT_LE(lines[i].points[p].y, lines[i].points[p - 1].y);
      EXPECT_GE(lines[i].points[p].x, lines[i].points[p - 1].x);
    }
  }
  EXPECT_EQ(lines[4].look.dash, Dash::solid);
  EXPECT_EQ(lines[3].look.dash, Dash::dashed);
  EXPECT_EQ(lines[2].look.dash, Dash::dotted) << "lines differ in more than place";
}

TEST(BurnupChart, SaysWhenAndHowLikely) {
  const BurnupReport report = report_of(kQuarter, kObjective);
  const std::vector<std::string> answer = answer_in_words(report);
  ASSERT_EQ(answer.size(), 2U);
  EXPECT_EQ(answer[0], "1 of 4 goals are done. All are done by " + to_words(report.p50) +
                           " in half of the runs (P50), by " + to_words(report.p80) +
                           " in 8 of 10 (P80).");
  EXPECT_THAT(answer[1], testing::StartsWith("By the due date, Fri 16 Feb 2024, all are done in "));
  const Scene scene = draw_burnup(report).front();
  EXPECT_TRUE(has_text(scene, "P80 " + to_words(report.p80)));
  EXPECT_TRUE(has_text(scene, "as of Mon 15 Jan 2024"));
  EXPECT_TRUE(has_text(scene, "due Fri 16 Feb 2024: "));
  EXPECT_TRUE(has_text(scene, "500 runs, seed 1"));
  EXPECT_THAT(answer_in_words(report_of(R"({"slipway": 1, "name": "t", "start": "2024-01-01",
                "as_of": "2024-02-01", "goals": [{"id": "a", "status": "done",
                "started": "2024-01-01", "finished": "2024-01-05"}]})")),
              testing::ElementsAre("The one goal is done."));
}

// By a date that nothing can meet, "at least 0" would say nothing.
TEST(BurnupChart, SaysHowManyByTheDateOnlyWhereSomeAre) {
  const auto by_due = [](const std::string& estimates) {
    std::string goals;
    for (std::size_t i = 0; i < estimates.size(); ++i) {
      goals += (i > 0 ? "," : "") + ("{\"id\": \"g" + std::to_string(i)) +
               "\", \"due\": \"2024-01-05\", \"estimate\": \"" + estimates[i] + "d\"}";
    }
    return answer_in_words(report_of(R"({"slipway": 1, "name": "t", "start": "2024-01-01",
                                         "goals": [)" +
                                     goals + "]}"))[1];
  };
  const std::string none = "By the last due date, Fri 5 Jan 2024, all are done in <5 % of the runs";
  EXPECT_EQ(by_due("9"), none + ".");
  EXPECT_EQ(by_due("29"), none + "; in 8 of 10 at least 1 is.");
  EXPECT_EQ(by_due("239"), none + "; in 8 of 10 at least 2 are.");
}

TEST(BurnupChart, OddPlansAreDrawnToo) {
  const std::string head = R"({"slipway": 1, "name": "t", "start": "2024-01-01", )";
  const std::string done =
      R"({"id": "a", "status": "done", "started": "2024-01-01", "finished": "2024-01-05"})";
  for (const std::string& rest :
       {R"("as_of": "2024-02-01", "goals": [)" + done + "]}",
        std::string(R"("goals": [{"id": "a", "estimate": "0d"}]})"),
        std::string(R"("goals": [{"id": "a", "estimate": "1d", "due": "2030-01-01"}]})"),
        std::string(R"("goals": [{"id": "a", "estimate": "20w", "due": "2024-01-02"}]})"),
        std::string(R"("as_of": "2024-06-01", "goals": [{"id": "a", "due": "2024-01-02"}]})"),
        std::string(R"("goals": [{"id": "a", "estimate": "100w/900w/4000w"}]})"),
        std::string(R"("goals": [{"id": "a", "status": "dropped"}]})")}) {
    SCOPED_TRACE(rest);
    const BurnupReport report = report_of(head + rest);
    for (const Paper paper : {Paper::none, Paper::a4, Paper::a3}) {
      const std::vector<Scene> pages = draw_burnup(report, frame_of(paper));
      ASSERT_EQ(pages.size(), 1U);
      expect_sound(pages[0]);
      if (frame_of(paper).has_pages()) {
        EXPECT_LE(pages[0].height, frame_of(paper).page_height);
      }
    }
  }
}

TEST(BurnupChart, TheOldScopeIsAStep) {
  BurnupReport report = report_of(kQuarter, kObjective);
  report.baseline = BurnupStep{*parse_date("2024-01-08"), 6};
  const Scene scene = draw_burnup(report).front();
  expect_sound(scene);
  keep_picture(scene, "burnup-baseline");
  const Group* scope = find_group(scene.elements, "scope");
  ASSERT_NE(scope, nullptr);
  const std::vector<Path> lines = paths_of(*scope);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_LT(lines[0].points[0].y, lines[0].points[2].y) << "there were more";
  EXPECT_EQ(lines[0].look.dash, Dash::dashed);
  EXPECT_THAT(answer_in_words(report).back(), testing::HasSubstr("6"));
}

TEST(BurnupChart, AmountsKeepTheirDigits) {
  EXPECT_EQ(amount_text(0.5), "0.5");
  EXPECT_EQ(amount_text(12.25), "12.25");
  EXPECT_EQ(amount_text(10000.0), "10,000");
  EXPECT_EQ(amount_text(133456.5), "133,457");
}

TEST(BurnupChart, TextsOfAPlanStayTexts) {
  for (const std::string& text : hostile_texts()) {
    BurnupReport report = report_of(kQuarter, kObjective);
    report.plan = report.id = report.title = text;
    for (const Scene& page : draw_burnup(report)) {
      expect_sound(page);
      EXPECT_EQ(to_svg(page).find("<script"), std::string::npos);
    }
    EXPECT_EQ(to_markdown(report).find("<script"), std::string::npos);
  }
}

TEST(BurnupChart, MarkdownHasTheConeByWeeks) {
  const BurnupReport report = report_of(kQuarter, kObjective);
  const std::string table = to_markdown(report);
  EXPECT_THAT(table, testing::HasSubstr("| 2024-01-05 | 1 | | | | | |\n"));
  const BurnupDay& last = report.ahead.back();
  EXPECT_THAT(table, testing::HasSubstr("| " + to_iso(last.day) + " | | 4 | 4 | 4 | 4 | >95 % |"));
  EXPECT_LT(std::ranges::count(table, '\n'), 40);
}

}  // namespace
}  // namespace slipway::viz
