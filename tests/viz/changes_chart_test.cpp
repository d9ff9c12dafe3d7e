#include "viz/charts/changes_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/support/what_if.hpp"
#include "tests/viz/graph_plan.hpp"
#include "tests/viz/scene_check.hpp"

namespace slipway::viz {
namespace {

ChangesReport changes_of(const test::WhatIf& asked, bool all = false) {
  return report_what_changed(*asked.before, *asked.after, asked.report, asked.what(),
                             "What if " + asked.what().change_words.front() + "?", {.all = all});
}

ChangesReport late_daemon() {
  return changes_of(
      test::what_if_file("libp2p-2018-q3.json", {{"slip", "go-daemon-api=2w"}}, 1'000));
}

const Group* find_group(const std::vector<Element>& elements, std::string_view title) {
  for (const Element& element : elements) {
    if (const auto* group = std::get_if<Group>(&element.what)) {
      if (group->title.starts_with(title)) return group;
    }
  }
  return nullptr;
}

std::vector<Box> boxes_of(const Group& group) {
  std::vector<Box> out;
  for (const Element& element : group.parts) {
    if (const auto* box = std::get_if<Box>(&element.what)) out.push_back(*box);
  }
  return out;
}

TEST(ChangesChart, SaysWhatTheReportSays) {
  const ChangesReport report = late_daemon();
  const std::vector<Scene> scenes = draw_changes(report);
  ASSERT_EQ(scenes.size(), 1U);
  expect_sound(scenes[0]);
  keep_picture(scenes[0], "changes-late-daemon");
  for (const char* const text : {"What if go-daemon-api slips by 2w?", "1 goal newly late",
                                 "3 of 21 goals shown", "js-go-goals", "newly late", "still late",
                                 "+10 d", "as of Mon 13 Aug 2018", "bracket: due date"}) {
    EXPECT_TRUE(has_text(scenes[0], text)) << text;
  }
  const Group* const row = find_group(scenes[0].elements, "js-go-goals: ");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->kind, "goal late newly-late");
  EXPECT_THAT(row->title, testing::HasSubstr("before Mon 17 Sep 2018 to Fri 28 Sep 2018, now Mon 1 "
                                             "Oct 2018 to Fri 12 Oct 2018, due Fri 28 Sep 2018"));
}

// The ghost stands where the bar was: a slip of ten days on both ends is ten days on the axis.
TEST(ChangesChart, BarsStandWhereTheDatesAre) {
  const ChangesReport report = late_daemon();
  const Scene scene = draw_changes(report).front();
  const Group* const row = find_group(scene.elements, "js-go-goals: ");
  ASSERT_NE(row, nullptr);
  const std::vector<Box> boxes = boxes_of(*row);
  ASSERT_EQ(boxes.size(), 2U);
  const Box& ghost = boxes[0];
  const Box& bar = boxes[1];
  EXPECT_EQ(ghost.look.dash, Dash::dashed);
  EXPECT_FALSE(ghost.look.fill.has_value());
  EXPECT_TRUE(bar.look.fill.has_value());
  EXPECT_GT(ghost.area.height, bar.area.height);
  EXPECT_NEAR(bar.area.width, ghost.area.width, 1e-6);
  const ChangedRow& facts = report.rows[0];
  const auto days_between = std::ranges::count_if(
      report.days, [&](Date day) { return facts.start_before <= day && day < facts.start_after; });
  EXPECT_EQ(days_between, 11) << "ten working days, and the Sunday on which something is due";
  EXPECT_NEAR(bar.area.x - ghost.area.x, ghost.area.width / 10 * static_cast<double>(days_between),
              1e-6);
}

// In grey, what is critical still has a thicker edge and a letter.
TEST(ChangesChart, CriticalShowsWithoutColour) {
  const Scene scene = draw_changes(late_daemon()).front();
  const auto marks = [&](std::string_view title) {
    const Group* const row = find_group(scene.elements, title);
    EXPECT_NE(row, nullptr);
    bool has_letter = false;
    double width = 0.0;
    for (const Element& element : row->parts) {
      if (const auto* text = std::get_if<Text>(&element.what))
        has_letter = has_letter || text->text == "C";
      if (const auto* box = std::get_if<Box>(&element.what))
        if (box->look.dash == Dash::solid) width = std::max(width, box->look.width);
    }
    return std::pair(has_letter, width);
  };
  const auto critical = marks("go-daemon-api: ");
  const auto normal = marks("js-go-goals: ");
  EXPECT_TRUE(critical.first);
  EXPECT_FALSE(normal.first);
  EXPECT_GE(critical.second, normal.second + 1.0);
}

TEST(ChangesChart, PathsAndLoadsStandBelow) {
  const ChangesReport report = changes_of(test::what_if_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t","capacity":1}],
      "goals":[{"id":"a","team":"t","estimate":"5d"},
               {"id":"b","team":"t","estimate":"9d","depends_on":["a"]},
               {"id":"c","team":"t","estimate":"8d","depends_on":["b"]},
               {"id":"z","team":"t","estimate":"1d","depends_on":["c"]}]})",
      {{"unlink", "b->c"}, {"link", "a->c"}}));
  const Scene scene = draw_changes(report).front();
  expect_sound(scene);
  EXPECT_TRUE(has_text(scene, "Critical path"));
  EXPECT_TRUE(has_text(scene, "t: 2 wanted at once, 1 there; W2 to W3; before: 1"));
  EXPECT_THAT(to_markdown(report), testing::HasSubstr("Critical path now: a → c → z"));
  bool has_struck = false;
  for (const Text& text : texts_of(scene))
    has_struck = has_struck || (text.is_struck && text.text == "b");
  EXPECT_TRUE(has_struck) << "b leaves the path";
}

TEST(ChangesChart, NothingMovesIsSaid) {
  const ChangesReport report =
      changes_of(test::what_if_file("libp2p-2018-q3.json", {{"priority", "fix-dht=P0"}}, 200));
  EXPECT_TRUE(report.rows.empty());
  for (const Paper paper : {Paper::none, Paper::a4}) {
    const std::vector<Scene> scenes = draw_changes(report, frame_of(paper));
    ASSERT_EQ(scenes.size(), 1U);
    expect_sound(scenes[0]);
    EXPECT_TRUE(has_text(scenes[0], "Nothing moves: every date and all odds stay as they are."));
  }
}

TEST(ChangesChart, LargePlansAreCutAndCounted) {
  const test::WhatIf asked = test::what_if_text(chains(30, 20), {{"slip", "team:t0=4w"}});
  const ChangesReport some = changes_of(asked);
  EXPECT_EQ(some.rows.size(), kMostChangedRows);
  EXPECT_EQ(some.num_more, 5U);
  const Scene cut = draw_changes(some).front();
  expect_sound(cut);
  EXPECT_TRUE(has_text(cut, "and 5 more that move by less (--all shows them)"));
  EXPECT_TRUE(has_text(cut, "15 of 600 goals shown"));
  const ChangesReport every = changes_of(asked, true);
  const std::vector<Scene> pages = draw_changes(every, frame_of(Paper::a4));
  ASSERT_EQ(pages.size(), 2U);
  for (const Scene& page : pages) {
    expect_sound(page);
    EXPECT_TRUE(has_text(page, "of 2)"));
  }
  for (const ChangedRow& row : every.rows) {
    EXPECT_TRUE(find_group(pages[0].elements, row.id) != nullptr ||
                find_group(pages[1].elements, row.id) != nullptr)
        << row.id;
  }
}

TEST(ChangesChart, ListsObjectivesAndLinksNewlyBrokenOnEveryPaper) {
  const test::WhatIf asked =
      test::what_if_file("release-quarter.json", {{"slip", "sync-protocol=2w"}}, 500);
  const ChangesReport report = changes_of(asked, false);
  ASSERT_GT(report.broken.size(), 6U) << "more than are listed";
  ASSERT_FALSE(report.objectives.empty());
  for (const Paper paper : {Paper::none, Paper::a4, Paper::a3}) {
    std::size_t headings = 0;
    std::size_t links = 0;
    for (const Scene& page : draw_changes(report, frame_of(paper))) {
      expect_sound(page);
      headings += has_text(page, "Objectives that move") ? 1 : 0;
      headings += has_text(page, "Links newly broken") ? 1 : 0;
      for (const BrokenLink& link : report.broken)
        links += has_text(page, link.from + " (" + link.from_team + ") → " + link.to) ? 1 : 0;
      if (has_text(page, "Links newly broken")) {
        EXPECT_TRUE(
            has_text(page, "and " + std::to_string(report.broken.size() - 6) + " more link"))
            << "beside the list";
      }
    }
    EXPECT_EQ(headings, 2U) << "each once";
    EXPECT_EQ(links, 6U);
  }
  const std::string table = to_markdown(report);
  for (const BrokenLink& link : report.broken) {
    const std::string giver =
        link.from_team.empty() ? link.from : link.from + " (" + link.from_team + ")";
    EXPECT_THAT(table, testing::HasSubstr("- " + giver + " → " + link.to + " ("));
  }
}

}  // namespace
}  // namespace slipway::viz
