#include "viz/charts/load_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/support/analyse_text.hpp"
#include "tests/viz/scene_check.hpp"
#include "viz/charts/load_words.hpp"

namespace slipway::viz {
namespace {

LoadReport report_of(const std::string& json, const LoadOptions& options = {}) {
  return report_load(analyse_text(json), options);
}

const std::string kTeams = R"({"slipway": 1, "name": "test", "start": "2024-01-01",
  "teams": [{"id": "a", "name": "Ants", "capacity": 2, "plan_fraction": 0.5,
             "calendar": {"holidays": ["2024-01-08..2024-01-12", "2024-01-18"]}},
            {"id": "b"}],
  "goals": [{"id": "x", "team": "a", "people": 2, "estimate": "8d",
             "needs": [{"team": "b", "people": 0.5}]}]})";

std::vector<Group> groups_of(const std::vector<Element>& elements, const std::string& kind) {
  std::vector<Group> out;
  for (const Element& element : elements) {
    const auto* group = std::get_if<Group>(&element.what);
    if (group == nullptr) continue;
    if (group->kind == kind) out.push_back(*group);
    for (Group& inner : groups_of(group->parts, kind)) out.push_back(std::move(inner));
  }
  return out;
}

TEST(LoadChart, EveryCellHasItsNumberAndWords) {
  const Scene scene = draw_load(report_of(kTeams)).front();
  expect_sound(scene);
  keep_picture(scene, "load-small");
  const std::vector<Group> over = groups_of(scene.elements, "cell over");
  ASSERT_EQ(over.size(), 2U);
  EXPECT_EQ(over[0].title,
            "Ants, week 1 (Mon 1 Jan 2024 to Sun 7 Jan 2024): over, 10 of 5 plannable "
            "person-days, 200 %; for x");
  const auto* box = std::get_if<Box>(&over[0].parts[0].what);
  ASSERT_NE(box, nullptr);
  EXPECT_EQ(box->look.hatch, Hatch::rising) << "colour is not alone";
  const auto* word = std::get_if<Text>(&over[0].parts[2].what);
  ASSERT_NE(word, nullptr);
  EXPECT_EQ(word->text, "over");
  const std::vector<Group> cells = groups_of(scene.elements, "cell");
  ASSERT_EQ(cells.size(), 4U);
  EXPECT_EQ(cells[0].title,
            "Ants, week 2 (Mon 8 Jan 2024 to Sun 14 Jan 2024): no working day, 5 days off");
  EXPECT_EQ(cells[1].title,
            "b, week 1 (Mon 1 Jan 2024 to Sun 7 Jan 2024): 0.5 people wanted, 2.5 person-days; no "
            "capacity is given");
  EXPECT_TRUE(has_text(scene, "off"));
}

// A month has time enough for what does not fit into one of its weeks.
TEST(LoadChart, WhoIsOverIsSaidByWeeksWhereColumnsAreMonths) {
  const std::string json = R"({"slipway": 1, "name": "t", "start": "2024-01-01",
    "teams": [{"id": "a", "name": "Ants", "capacity": 1}, {"id": "b", "capacity": 2}],
    "goals": [{"id": "x", "team": "a", "people": 2, "estimate": "4d"},
              {"id": "long", "team": "b", "estimate": "40w"}]})";
  const LoadReport months = report_of(json);
  const LoadReport weeks = report_of(json, {.all = true});
  ASSERT_TRUE(months.is_by_month);
  ASSERT_FALSE(weeks.is_by_month);
  EXPECT_EQ(months.rows[0].num_over, 0U) << "no month is over";
  EXPECT_EQ(answer_in_words(months), answer_in_words(weeks));
  EXPECT_THAT(answer_in_words(months).front(),
              testing::HasSubstr("Ants is over its plannable capacity in week 1"));
}

TEST(LoadChart, NobodyIsOffWhereNoWorkIsLeft) {
  const LoadReport report = report_of(R"({"slipway": 1, "name": "t", "start": "2024-01-01",
    "teams": [{"id": "a"}, {"id": "b", "capacity": 1}],
    "goals": [{"id": "x", "team": "a", "status": "dropped"},
              {"id": "m", "kind": "milestone"}]})");
  const Scene scene = draw_load(report).front();
  EXPECT_FALSE(has_text(scene, "off"));
  EXPECT_TRUE(has_text(scene, "0 of 2 goals counted"));
  EXPECT_EQ(to_markdown(report).find("off"), std::string::npos);
}

TEST(LoadChart, TheAnswerNamesTeamsAndWeeks) {
  EXPECT_THAT(answer_in_words(report_of(kTeams)),
              testing::ElementsAre(
                  "Ants is over its plannable capacity in weeks 1 and 3, most 200 % in week 1.",
                  "No capacity is given for b: the people wanted are shown instead."));
  const auto plan_of = [](const std::string& length, const std::string& people) {
    return R"({"slipway": 1, "name": "test", "start": "2024-12-16",
      "teams": [{"id": "go", "name": "Go", "capacity": 1, "plan_fraction": 0.5}],
      "goals": [{"id": "x", "team": "go", "estimate": ")" +
           length + R"(", "people": )" + people + "}]}";
  };
  EXPECT_THAT(answer_in_words(report_of(plan_of("15d", "0.75"))),
              testing::ElementsAre("Go is over its plannable capacity in weeks 51 of 2024 to 1 of "
                                   "2025, most 150 % in week 51 of 2024."));
  EXPECT_THAT(answer_in_words(report_of(plan_of("3d", "0.5"))),
              testing::ElementsAre("No team is over its plannable capacity; the fullest is Go with "
                                   "60 % in week 51."));
  EXPECT_THAT(answer_in_words(report_of(plan_of("300d", "0.502")))[0],
              testing::StartsWith("Go is over its plannable capacity in weeks 51 of 2024 to 6 of "
                                  "2026, most 101 % in week 51 of 2024."))
      << "by weeks, whatever the columns are";
  const LoadReport slightly = report_of(plan_of("5d", "0.5001"));
  EXPECT_THAT(answer_in_words(slightly)[0], testing::HasSubstr("101 %"))
      << "over is never rounded to full";
}

std::string many_teams(int teams, const std::string& length) {
  std::string list, goals;
  for (int t = 0; t < teams; ++t) {
    const std::string id = "team-number-" + std::to_string(t);
    list += (t == 0 ? "" : ",") + ("{\"id\": \"" + id + "\", \"capacity\": 2}");
    goals += (t == 0 ? "" : ",") +
             ("{\"id\": \"g" + id + "\", \"team\": \"" + id + "\", \"estimate\": \"" + length +
              "\", \"people\": " + std::to_string(1 + t % 5) + "}");
  }
  return R"({"slipway": 1, "name": "test", "start": "2024-01-01", "teams": [)" + list +
         "], \"goals\": [" + goals + "]}";
}

TEST(LoadChart, PagesHaveEachTeamAndWeekOnce) {
  const LoadReport report = report_of(many_teams(30, "40w"), {.all = true});
  const std::vector<Scene> wide = draw_load(report);
  ASSERT_EQ(wide.size(), 1U);
  EXPECT_GT(wide[0].width, Frame{}.width) << "all of it on a screen";
  expect_sound(wide[0]);
  const Frame frame = frame_of(Paper::a4);
  const std::vector<Scene> pages = draw_load(report, frame);
  EXPECT_GT(pages.size(), 4U);
  std::multiset<std::string> titles;
  for (const Scene& page : pages) {
    expect_sound(page);
    EXPECT_LE(page.height, frame.page_height);
    EXPECT_LE(page.width, frame.width);
    for (const char* const kind : {"cell", "cell over"}) {
      for (const Group& cell : groups_of(page.elements, kind)) titles.insert(cell.title);
    }
  }
  EXPECT_EQ(titles.size(), 31U * report.columns.size()) << "the sums too";
  EXPECT_EQ(std::set<std::string>(titles.begin(), titles.end()).size(), titles.size());
  EXPECT_LT(draw_load(report, frame_of(Paper::a3)).size(), pages.size());
}

TEST(LoadChart, FoldsAreSaidWithTheirOption) {
  const LoadReport report = report_of(many_teams(40, "40w"));
  const Scene scene = draw_load(report).front();
  expect_sound(scene);
  keep_picture(scene, "load-folded");
  std::string facts;
  for (const Text& text : texts_of(scene)) facts += text.text + ' ';
  EXPECT_THAT(facts, testing::HasSubstr("the 10 fullest of 40 teams are shown, the rest as one "
                                        "row"));
  EXPECT_THAT(facts, testing::HasSubstr("--all shows every team and week"));
  EXPECT_TRUE(has_text(scene, "30 others"));
  EXPECT_TRUE(has_text(scene, "Oct"));
}

TEST(LoadChart, TextsOfAPlanStayTexts) {
  for (const std::string& text : hostile_texts()) {
    LoadReport report = report_of(kTeams);
    report.plan = report.rows[0].name = report.rows[1].name = report.rows[0].cells[0].goals[0] =
        text;
    report.rows[0].id = text + "1";
    for (const Scene& page : draw_load(report)) {
      expect_sound(page);
      EXPECT_EQ(to_svg(page).find("<script"), std::string::npos);
    }
    EXPECT_EQ(to_markdown(report).find("<script"), std::string::npos);
    EXPECT_EQ(std::ranges::count(to_markdown(report), '\n'),
              std::ranges::count(to_markdown(report_of(kTeams)), '\n'));
  }
}

TEST(LoadChart, MarkdownHasTheFactsOfThePicture) {
  const std::string table = to_markdown(report_of(kTeams));
  EXPECT_THAT(table, testing::StartsWith(
                         "| team | capacity | W1 2024-01-01 | W2 2024-01-08 | W3 2024-01-15 | all "
                         "|\n|---|---:|---:|---:|---:|---:|\n"
                         "| a: Ants | 2 x 50 % | 200 % over | off | 150 % over | 178 % over |\n"
                         "| b |  | 0.5 people | 0 people | 0.3 people | 0.3 people |\n"));
}

}  // namespace
}  // namespace slipway::viz
