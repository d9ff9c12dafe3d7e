#include "viz/charts/tornado_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/viz/scene_check.hpp"
#include "viz/charts/tornado_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

Date day(std::int64_t year, unsigned month, unsigned d) { return make_date(year, month, d); }

/// A report as it might come from a quarter, written by hand.
TornadoReport quarter() {
  TornadoReport report;
  report.plan = "libp2p 2018 Q3";
  report.as_of = day(2018, 8, 13);
  report.samples = 10'000;
  report.seed = 1;
  report.p80 = day(2018, 10, 15);
  report.rows = {
      {TornadoKind::goal, "go-daemon-api", "Daemon API in go-libp2p", "Go", day(2018, 9, 28),
       day(2018, 11, 5), -11, 15, 0.81, false},
      {TornadoKind::goal, "js-daemon-client", "JS client for the daemon", "JS", day(2018, 10, 8),
       day(2018, 10, 26), -5, 9, 0.81, true},
      {TornadoKind::risk, "events", "Conference season", "", day(2018, 10, 12), day(2018, 10, 22),
       -1, 5, std::nullopt, false},
      {TornadoKind::link, "go-daemon-api -> js-daemon-client", "go-daemon-api -> js-daemon-client",
       "JS", day(2018, 10, 10), day(2018, 10, 15), -3, 0, 0.804, false},
      {TornadoKind::blocker, "peer-store-talk", "Peer store discussion", "Go", day(2018, 10, 15),
       day(2018, 10, 17), -0.4, 2, 0.07, false},
      {TornadoKind::ask, "go -> js-own-goals", "A reviewer for two weeks", "Go", day(2018, 10, 15),
       day(2018, 10, 16), 0, 1, 0.001, false},
  };
  return report;
}

TornadoReport many(std::size_t count) {
  TornadoReport report = quarter();
  report.rows.clear();
  for (std::size_t i = 0; i < count; ++i) {
    const double swing = 10.0 / static_cast<double>(i + 1);
    report.rows.push_back({TornadoKind::goal, "goal-" + std::to_string(i), "A goal of some length",
                           "Platform and infrastructure", day(2018, 10, 1), day(2018, 10, 29),
                           -swing, swing * 1.5, 0.5 / static_cast<double>(i + 1), i % 3 == 0});
  }
  return report;
}

TEST(TornadoChart, IsSoundAndSaysWhatTheReportSays) {
  const TornadoReport report = quarter();
  const Scene scene = draw_tornado(report);
  expect_sound(scene);
  keep_picture(scene, "tornado");
  EXPECT_EQ(scene.title, "libp2p 2018 Q3: what moves the plan's finish");
  EXPECT_THAT(scene.description, testing::HasSubstr("The goal go-daemon-api moves it most"));
  EXPECT_TRUE(has_text(scene, "; as it stands it is Mon 15 Oct 2018."));
  EXPECT_TRUE(has_text(scene, "P80 Mon 15 Oct 2018"));
  EXPECT_TRUE(has_text(scene, "28 Sep, −11 d"));
  EXPECT_TRUE(has_text(scene, "5 Nov, +15 d"));
  EXPECT_TRUE(has_text(scene, "go-daemon-api →"));
  EXPECT_TRUE(has_text(scene, "js-daemon-client · JS")) << "the second half of a long link";
  EXPECT_TRUE(has_text(scene, "81 %"));
  EXPECT_TRUE(has_text(scene, "<5 %"));
  EXPECT_TRUE(has_text(scene, "6 of 6 shown"));
  EXPECT_TRUE(has_text(scene, "10,000 runs, seed 1"));
  EXPECT_TRUE(has_text(scene, "no estimate: the plan's default"));
  for (const TornadoRow& row : report.rows) {
    EXPECT_TRUE(row.kind == TornadoKind::link || has_text(scene, with_arrows(row.id))) << row.id;
  }
}

TEST(TornadoChart, BarsReachFromLowToHighAndMeetAtTheBase) {
  const Scene scene = draw_tornado(quarter());
  std::vector<Box> boxes;
  visit(scene, [&](const Element& element) {
    if (const auto* box = std::get_if<Box>(&element.what)) boxes.push_back(*box);
  });
  ASSERT_GE(boxes.size(), 4u);
  const Area& earlier = boxes[0].area;
  const Area& later = boxes[1].area;
  EXPECT_DOUBLE_EQ(earlier.right(), later.x);
  EXPECT_NEAR(earlier.width / 11.0, later.width / 15.0, 1e-9);
  EXPECT_NEAR(boxes[2].area.width / 5.0, later.width / 15.0, 1e-9);
  EXPECT_EQ(boxes[2].look.hatch, Hatch::rising) << "an assumed estimate shows without colour";
  EXPECT_EQ(boxes[0].look.hatch, Hatch::none);
}

TEST(TornadoChart, KeepsTenAndSumsUpTheRest) {
  TornadoReport report = many(25);
  report.others = 4;
  const Scene scene = draw_tornado(report);
  expect_sound(scene);
  keep_picture(scene, "tornado-many");
  EXPECT_TRUE(has_text(scene, "goal-9"));
  EXPECT_FALSE(has_text(scene, "goal-10"));
  EXPECT_TRUE(has_text(scene, "19 others"));
  EXPECT_TRUE(has_text(scene, "10 of 29 shown"));
  EXPECT_THAT(to_markdown(report), testing::HasSubstr("| goal-24"));
  EXPECT_THAT(to_markdown(report), testing::HasSubstr("And 4 others"));
}

TEST(TornadoChart, HasNoBarForNothing) {
  TornadoReport report = quarter();
  report.rows.clear();
  const Scene empty = draw_tornado(report);
  expect_sound(empty);
  EXPECT_TRUE(has_text(empty, "Nothing moves the P80"));
  report = quarter();
  for (TornadoRow& row : report.rows) {
    row.low_days = row.high_days = 0.0;
    row.low = row.high = report.p80;
  }
  expect_sound(draw_tornado(report));
  for (TornadoRow& row : report.rows) row.low_days = row.high_days = 1e6;  // both on one side
  expect_sound(draw_tornado(report));
}

TEST(TornadoChart, IsSoundWithEveryPlaceOfTheBase) {
  for (const auto& [low, high] : {std::pair{-3000.0, 0.0},
                                  {0.0, 2.0},
                                  {-0.04, 0.04},
                                  {-1.0, 900.0},
                                  {4.0, 9.0},
                                  {-9.0, -4.0},
                                  {5.0, -5.0}}) {
    TornadoReport report = quarter();
    for (TornadoRow& row : report.rows) {
      row.low_days = low;
      row.high_days = high;
      row.low = day(2007, 5, 29);
      row.high = day(2022, 11, 30);
    }
    SCOPED_TRACE(std::to_string(low) + " " + std::to_string(high));
    expect_sound(draw_tornado(report));
  }
}

// The colour says earlier or later by the side of the centre; a bar beside it is tied to it, and
// says at its ends what goes well.
TEST(TornadoChart, ABarBesideTheCentreIsTiedToIt) {
  TornadoReport report = quarter();
  report.rows.resize(1);
  report.rows[0].low_days = 4;
  report.rows[0].high_days = 9;
  const Scene scene = draw_tornado(report);
  expect_sound(scene);
  keep_picture(scene, "tornado-beside");
  EXPECT_TRUE(has_text(scene, "28 Sep, +4 d, well"));
  EXPECT_TRUE(has_text(scene, "5 Nov, +9 d, badly"));
  EXPECT_TRUE(has_text(scene, "P80 gets later"));
  std::size_t ties = 0;
  visit(scene, [&](const Element& element) {
    const auto* path = std::get_if<Path>(&element.what);
    if (path != nullptr && path->look.dash == Dash::dotted) ++ties;
  });
  EXPECT_EQ(ties, 1U);
}

TEST(TornadoChart, TicksOfWideAxesKeepApart) {
  TornadoReport report = quarter();
  for (double days = 1.0e4; days < 1.0e8; days *= 1.05) {
    for (TornadoRow& row : report.rows) row.high_days = days;
    const std::vector<Text> texts = texts_of(draw_tornado(report));
    for (std::size_t i = 1; i < texts.size(); ++i) {
      const Area before = area_of(texts[i - 1]);
      const Area area = area_of(texts[i]);
      if (area.y != before.y || texts[i].anchor != Anchor::middle) continue;
      EXPECT_TRUE(area.x < before.x || area.x >= before.right() + 6)
          << texts[i - 1].text << texts[i].text;
    }
  }
}

TEST(TornadoChart, TextsOfAPlanStayTexts) {
  for (const std::string& text : hostile_texts()) {
    TornadoReport report = quarter();
    report.plan = report.target_id = report.target_title = text;
    for (TornadoRow& row : report.rows) row.id = row.title = row.team = text;
    const Scene scene = draw_tornado(report);
    expect_sound(scene);
    EXPECT_EQ(to_svg(scene).find("<script"), std::string::npos);
    const std::string table = to_markdown(report);
    EXPECT_EQ(table.find("<script"), std::string::npos);
    EXPECT_EQ(std::ranges::count(table, '\n'), std::ranges::count(to_markdown(quarter()), '\n'))
        << table;
    report.rows.front().title = "another";
    report.rows.front().team = "";
    expect_sound(draw_tornado(report));
  }
}

TEST(TornadoChart, MarkdownHasTheFactsOfThePicture) {
  const std::string table = to_markdown(quarter());
  EXPECT_THAT(table, testing::HasSubstr("| go-daemon-api: Daemon API in go-libp2p | goal | Go | "
                                        "2018-09-28 | −11 d | 2018-11-05 | +15 d | 81 % |  |\n"));
  EXPECT_THAT(table, testing::HasSubstr("| events: Conference season | risk |  | 2018-10-12 | −1 d "
                                        "| 2018-10-22 | +5 d |  |  |\n"));
  EXPECT_THAT(table, testing::HasSubstr("it is 2018-10-15 when everything is drawn"));
  EXPECT_THAT(table, testing::HasSubstr("10,000 runs, seed 1"));
}

TEST(TornadoReport, PutsTheWidestSwingFirst) {
  TornadoReport report = quarter();
  const std::vector<TornadoRow> sorted = report.rows;
  std::ranges::reverse(report.rows);
  sort_rows(report);
  EXPECT_EQ(report.rows[0].id, "go-daemon-api");
  EXPECT_EQ(report.rows, sorted);
}

}  // namespace
}  // namespace slipway::viz
