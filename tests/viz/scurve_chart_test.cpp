#include "viz/charts/scurve_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/viz/graph_plan.hpp"
#include "tests/viz/scene_check.hpp"

namespace slipway::viz {
namespace {

/// A curve over working days from `first` on: `done_by` as given.
ScurveReport made(const std::vector<std::uint64_t>& finishing, Date first, Date due = {}) {
  ScurveReport report;
  report.plan = "A plan";
  report.as_of = make_date(2027, 1, 4);
  report.seed = 7;
  Date day = first;
  ScurveCurve curve;
  curve.id = "goal";
  curve.title = "What it is";
  curve.team_name = "Ours";
  curve.due = due;
  std::uint64_t sum = 0;
  for (const std::uint64_t count : finishing) {
    while (weekday(day) >= 5) day = plus_days(day, 1);
    report.days.push_back(day);
    sum += count;
    curve.done_by.push_back(sum);
    day = plus_days(day, 1);
  }
  report.samples = sum;
  const auto quantile = [&](double p) {
    const auto rank = static_cast<std::uint64_t>(std::ceil(p * static_cast<double>(sum)));
    return report.days[static_cast<std::size_t>(std::ranges::lower_bound(curve.done_by, rank) -
                                                curve.done_by.begin())];
  };
  curve.first = quantile(1e-9);
  curve.p10 = quantile(0.1);
  curve.p50 = quantile(0.5);
  curve.p80 = quantile(0.8);
  curve.p90 = quantile(0.9);
  curve.last = quantile(1.0);
  if (due.is_set()) {
    report.curves.push_back(curve);
    const auto hits = static_cast<std::uint64_t>(
        std::llround(share_done_by(report, curve, due) * static_cast<double>(sum)));
    report.curves.pop_back();
    curve.on_time = odds_of(hits, sum);
  }
  report.curves.push_back(std::move(curve));
  return report;
}

ScurveReport bell(Date due) {
  return made({0, 0, 10, 40, 90, 160, 200, 180, 130, 90, 60, 30, 10, 0, 0}, make_date(2027, 3, 15),
              due);
}

/// Finishes kept of a plan in the data folder, for the items named.
struct Kept {
  Analysis analysis;
  ScurveReport report;
};

Kept kept_of(const std::string& file, const std::vector<std::string>& ids,
             std::uint64_t samples = 10'000) {
  const Analysis plain = analysis_of_file(file);
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = samples};
  for (std::size_t row = 0; row < plain.plan->items.size(); ++row) {
    if (std::ranges::find(ids, plain.plan->items[row].id) != ids.end()) {
      options.risk->keep.emplace_back(row);
    }
  }
  if (ids.empty()) options.risk->keep.emplace_back();
  Kept out{analyse(plain.plan, options).value, {}};
  out.report = report_scurve(out.analysis);
  EXPECT_EQ(out.report.curves.size(), std::max<std::size_t>(1, ids.size()));
  return out;
}

std::vector<Path> paths_of(const Scene& scene) {
  std::vector<Path> out;
  visit(scene, [&](const Element& element) {
    if (const auto* path = std::get_if<Path>(&element.what)) out.push_back(*path);
  });
  return out;
}

std::vector<Box> bars_of(const Scene& scene) {
  std::vector<Box> out;
  visit(scene, [&](const Element& element) {
    if (const auto* box = std::get_if<Box>(&element.what)) {
      if (box->title.ends_with(" run") || box->title.ends_with(" runs")) out.push_back(*box);
    }
  });
  return out;
}

/// The curve itself: the path with most points.
Path curve_of(const Scene& scene) {
  const std::vector<Path> paths = paths_of(scene);
  return *std::ranges::max_element(paths, {}, [](const Path& path) { return path.points.size(); });
}

TEST(ScurveChart, IsSoundForThePlansWeShip) {
  for (const char* const file : {"libp2p-2018-q3.json", "release-quarter.json"}) {
    const Kept kept = kept_of(file, {});
    const Scene scene = draw_scurve(kept.report);
    expect_sound(scene);
    keep_picture(scene, std::string("scurve-") + file);
    EXPECT_TRUE(has_text(scene, "10,000 runs, seed 1"));
    EXPECT_TRUE(has_text(scene, "How likely is it done by which day?"));
    EXPECT_TRUE(has_text(scene, to_words(kept.report.curves[0].p50)));
    EXPECT_TRUE(has_text(scene, to_words(kept.report.curves[0].p80)));
    EXPECT_TRUE(has_text(scene, to_words(kept.report.curves[0].p90)));
    EXPECT_TRUE(has_text(scene, "as of " + to_words(kept.report.as_of)));
  }
}

TEST(ScurveChart, PointsAreTheEmpiricalDistribution) {
  const ScurveReport report = bell(make_date(2027, 3, 24));
  const Path curve = curve_of(draw_scurve(report));
  ASSERT_EQ(curve.points.size(), report.days.size() + 1) << "every day, from the first morning on";
  const double bottom = curve.points.front().y;
  const double top = curve.points.back().y;
  const double width =
      (curve.points.back().x - curve.points.front().x) / static_cast<double>(report.days.size());
  for (std::size_t row = 0; row < report.days.size(); ++row) {
    const double share =
        static_cast<double>(report.curves[0].done_by[row]) / static_cast<double>(report.samples);
    EXPECT_NEAR(curve.points[row + 1].y, bottom - share * (bottom - top), 1e-9);
    EXPECT_NEAR(curve.points[row + 1].x, curve.points[0].x + width * static_cast<double>(row + 1),
                1e-9);
  }
}

TEST(ScurveChart, BarsStandForTheRunsAndChangeAfterTheDueDate) {
  const Date due = make_date(2027, 3, 24);
  const ScurveReport report = bell(due);
  const Scene scene = draw_scurve(report);
  const std::vector<Box> bars = bars_of(scene);
  ASSERT_EQ(bars.size(), 11u) << "days without a finish have none";
  EXPECT_EQ(bars[0].title, "Wed 17 Mar 2027: 10 runs");
  std::size_t late = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const std::size_t row = i + 2;
    const auto count = static_cast<double>(samples_within(report.curves[0], row, row));
    EXPECT_NEAR(bars[i].area.height / count, bars[4].area.height / 200.0, 1e-9);
    const bool is_late = report.days[row] > due;
    EXPECT_EQ(bars[i].look.hatch == Hatch::rising, is_late) << to_iso(report.days[row]);
    late += is_late ? 1 : 0;
  }
  EXPECT_EQ(late, 5u);
}

TEST(ScurveChart, SaysTheOddsOfTheDueDate) {
  const Scene scene = draw_scurve(bell(make_date(2027, 3, 24)));
  expect_sound(scene);
  EXPECT_TRUE(has_text(scene, "due Wed 24 Mar 2027: 68 % on time, at risk"));
  EXPECT_TRUE(has_text(scene, "A plan · team Ours · as of Mon 4 Jan 2027 · 1,000 runs, seed 7"));
  EXPECT_THAT(scene.description,
              testing::HasSubstr("Due Wed 24 Mar 2027: on time in 68 % of the runs, at risk (95 % "
                                 "interval 65 % to 71 %)."));
  EXPECT_TRUE(has_text(draw_scurve(bell(make_date(2027, 3, 16))), "<5 % on time, likely late"));
  EXPECT_TRUE(has_text(draw_scurve(bell(make_date(2027, 4, 2))), ">95 % on time"));
  const Scene weekend = draw_scurve(bell(make_date(2027, 3, 21)));
  expect_sound(weekend);
  EXPECT_TRUE(has_text(weekend, "due Sun 21 Mar 2027: 14 % on time"));
}

TEST(ScurveChart, AFarDueDateIsPointedAtAndDoesNotSqueezeTheCurve) {
  for (const Date due : {make_date(2026, 1, 15), make_date(2029, 6, 1)}) {
    const Scene scene = draw_scurve(bell(due));
    expect_sound(scene);
    EXPECT_TRUE(has_text(scene, due < make_date(2027, 1, 1)
                                    ? "← due Thu 15 Jan 2026"
                                    : "due Fri 1 Jun 2029: >95 % on time →"));
    EXPECT_EQ(curve_of(scene).points.size(), 16u);
  }
}

TEST(ScurveChart, ThinTailsAreLeftOutAndCounted) {
  std::vector<std::uint64_t> finishing(900, 0);
  for (std::size_t i = 300; i < 330; ++i) finishing[i] = 1000;
  finishing[2] = 3;
  finishing[890] = 7;
  const ScurveReport report = made(finishing, make_date(2027, 3, 15));
  const Scene scene = draw_scurve(report);
  expect_sound(scene);
  keep_picture(scene, "scurve-tails");
  EXPECT_LT(curve_of(scene).points.size(), 40u);
  EXPECT_TRUE(has_text(scene,
                       "Not in the picture: 3 runs before the left edge, 7 runs after the right "
                       "edge, the last on " +
                           to_words(report.days[890])));
}

TEST(ScurveChart, IsSoundForEveryLengthOfTime) {
  for (const std::size_t days : {1u, 2u, 5u, 30u, 80u, 200u, 500u, 2500u, 20'000u}) {
    std::vector<std::uint64_t> finishing(days, 0);
    for (std::size_t i = 0; i < days; ++i) finishing[i] = 1 + (i * 7919) % 13;
    SCOPED_TRACE(days);
    const ScurveReport report = made(finishing, make_date(2026, 11, 27), make_date(2027, 2, 3));
    const Scene scene = draw_scurve(report);
    expect_sound(scene);
    keep_picture(scene, "scurve-days-" + std::to_string(days));
    std::uint64_t shown = 0;
    for (const Box& bar : bars_of(scene)) {
      std::string count = bar.title.substr(bar.title.rfind(": ") + 2);
      std::erase(count, ',');
      shown += std::stoull(count);
    }
    EXPECT_GE(shown, report.samples - report.samples / 50) << "every run that is shown has its bar";
    EXPECT_LE(shown, report.samples);
  }
}

TEST(ScurveChart, SeveralCurvesHaveAStripEach) {
  const Kept kept = kept_of("libp2p-2018-q3.json", {"js-daemon-client", "js-go-goals",
                                                    "first-class-project", "quic-go-ipfs"});
  const Scene scene = draw_scurve(kept.report);
  expect_sound(scene);
  keep_picture(scene, "scurve-four");
  for (const ScurveCurve& curve : kept.report.curves) EXPECT_TRUE(has_text(scene, curve.id));
  for (const char* const letter : {"A", "B", "C", "D"}) EXPECT_TRUE(has_text(scene, letter));
  EXPECT_TRUE(has_text(scene,
                       "2 of 4 with a date will likely miss it: js-go-goals (24 % on time) and "
                       "js-daemon-client (9 % on time)."));
  EXPECT_TRUE(has_text(scene, "due 28 Sep: 9 % on time, likely late"));
  std::vector<Dash> dashes;
  for (const Path& path : paths_of(scene)) {
    if (path.points.size() > 20) dashes.push_back(path.look.dash);
  }
  EXPECT_THAT(dashes,
              testing::ElementsAre(Dash::solid, Dash::dashed, Dash::dotted, Dash::dash_dot));
}

TEST(ScurveChart, EqualCurvesKeepTheirLettersApart) {
  ScurveReport report = bell(make_date(2027, 3, 24));
  for (int i = 0; i < 3; ++i) report.curves.push_back(report.curves[0]);
  expect_sound(draw_scurve(report));
  report = made({0, 0, 100, 0, 0}, make_date(2027, 3, 15), make_date(2027, 3, 17));
  for (int i = 0; i < 3; ++i) report.curves.push_back(report.curves[0]);
  const Scene steps = draw_scurve(report);
  expect_sound(steps);
  keep_picture(steps, "scurve-steps");
}

TEST(ScurveChart, SureThingsAreDrawnToo) {
  const Scene scene =
      draw_scurve(made({0, 0, 5000, 0, 0}, make_date(2027, 3, 15), make_date(2027, 3, 19)));
  expect_sound(scene);
  keep_picture(scene, "scurve-sure");
  EXPECT_TRUE(has_text(scene, "Done on Wed 17 Mar 2027 in every run."));
  EXPECT_FALSE(has_text(scene, "P90"));
  const Path curve = curve_of(scene);
  ASSERT_EQ(curve.points.size(), 4U) << "a step";
  EXPECT_EQ(curve.points[1].x, curve.points[2].x);
  EXPECT_TRUE(has_text(scene, ">95 % on time"));
  EXPECT_FALSE(has_text(scene, ": 100 %")) << "no simulation promises that";
}

TEST(ScurveChart, TextsOfAPlanStayTexts) {
  for (const std::string& text : hostile_texts()) {
    ScurveReport report = bell(make_date(2027, 3, 24));
    report.plan = text;
    report.curves[0].id = report.curves[0].title = report.curves[0].team_name = text;
    expect_sound(draw_scurve(report));
    EXPECT_EQ(to_svg(draw_scurve(report)).find("<script"), std::string::npos);
    report.curves.push_back(report.curves[0]);
    report.curves[1].title = "another";
    expect_sound(draw_scurve(report));
    const std::string table = to_markdown(report);
    EXPECT_EQ(table.find("<script"), std::string::npos);
    ScurveReport plain = bell(make_date(2027, 3, 24));
    plain.curves.push_back(plain.curves[0]);
    EXPECT_EQ(std::ranges::count(table, '\n'), std::ranges::count(to_markdown(plain), '\n'));
  }
}

TEST(ScurveChart, MarkdownHasTheFactsOfThePicture) {
  const std::string table = to_markdown(bell(make_date(2027, 3, 24)));
  EXPECT_THAT(table,
              testing::HasSubstr("| goal: What it is | 2027-03-19 | 2027-03-23 | 2027-03-25 | "
                                 "2027-03-26 | 2027-03-24 | 68 % | 65 % to 71 % |\n"));
  EXPECT_THAT(table, testing::HasSubstr("| done by | goal |\n|---|---:|\n| 2027-03-19 | 14 % |\n"
                                        "| 2027-03-26 | 90 % |\n| 2027-04-02 | >95 % |\n"));
  EXPECT_THAT(table, testing::HasSubstr("1,000 runs, seed 7"));
  std::vector<std::uint64_t> finishing(3000, 1);
  const std::string lengthy = to_markdown(made(finishing, make_date(2027, 3, 15)));
  EXPECT_LT(std::ranges::count(lengthy, '\n'), 40) << "weeks are thinned out";
}

TEST(ScurveChart, BytesDoNotDependOnThreads) {
  const Analysis plain = analysis_of_file("libp2p-2018-q3.json");
  std::string first;
  for (const unsigned threads : {1u, 2u, 7u}) {
    AnalysisOptions options;
    options.risk = SimulationOptions{.samples = 1000, .threads = threads, .keep = {ItemId{}}};
    const Loaded<Analysis> analysis = analyse(plain.plan, options);
    const std::string svg = to_svg(draw_scurve(report_scurve(analysis.value)));
    if (first.empty()) first = svg;
    EXPECT_EQ(svg, first);
  }
}

}  // namespace
}  // namespace slipway::viz
