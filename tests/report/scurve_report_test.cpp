#include "planner/report/scurve_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "planner/io/file.hpp"
#include "tests/support/analyse_text.hpp"

namespace slipway {
namespace {

ItemId find(const Analysis& analysis, std::string_view id) {
  for (std::size_t row = 0; row < analysis.plan->items.size(); ++row) {
    if (analysis.plan->items[row].id == id) return ItemId(row);
  }
  ADD_FAILURE() << id;
  return {};
}

/// Analyses a plan of ours and keeps the finishes of every item and of the plan.
Analysis analyse_whole(const std::string& json, std::uint64_t samples = 2000) {
  const Analysis first = analyse_text(json);
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = samples};
  for (std::size_t row = 0; row < first.plan->items.size(); ++row) {
    options.risk->keep.emplace_back(row);
  }
  options.risk->keep.emplace_back();
  return analyse_text(json, options);
}

std::string file_text(const std::string& name) {
  return std::string(
      read_source(std::string(SLIPWAY_SOURCE_DIR) + "/data/plans/" + name).value->text);
}

const std::string kChain = R"({"slipway": 1, "name": "test", "start": "2024-01-01",
  "periods": [{"id": "Q1", "start": "2024-01-01", "end": "2024-03-31"}],
  "teams": [{"id": "t", "name": "The team", "calendar": {"extra_days": ["2024-01-13"]}}],
  "goals": [{"id": "a", "title": "First", "team": "t", "estimate": "5d/8d/20d", "due": "2024-01-12"},
            {"id": "b", "depends_on": ["a"], "estimate": "2d/3d/9d", "period": "Q1"},
            {"id": "c", "estimate": "3d"},
            {"id": "gone", "status": "dropped"}]})";

TEST(ScurveReport, CountsAreThoseOfTheKeptFinishes) {
  for (const std::string& json :
       {kChain, file_text("libp2p-2018-q3.json"), file_text("release-quarter.json")}) {
    const Analysis analysis = analyse_whole(json);
    const ScurveReport report = report_scurve(analysis);
    ASSERT_EQ(report.curves.size(), analysis.risk->kept.size());
    ASSERT_GE(report.curves.size(), 4u);
    EXPECT_TRUE(std::ranges::is_sorted(report.days));
    EXPECT_EQ(std::ranges::adjacent_find(report.days), report.days.end());
    for (std::size_t i = 0; i < report.curves.size(); ++i) {
      const ScurveCurve& curve = report.curves[i];
      const std::vector<Date>& days = analysis.risk->kept[i].days;
      ASSERT_EQ(curve.done_by.size(), report.days.size());
      for (std::size_t row = 0; row < report.days.size(); ++row) {
        const auto done =
            std::ranges::count_if(days, [&](Date finish) { return finish <= report.days[row]; });
        ASSERT_EQ(curve.done_by[row], static_cast<std::uint64_t>(done));
        ASSERT_DOUBLE_EQ(share_done_by(report, curve, report.days[row]),
                         static_cast<double>(done) / static_cast<double>(report.samples));
      }
      EXPECT_EQ(curve.done_by.front(), 0u) << "there is room before the first finish";
      EXPECT_EQ(curve.done_by.back(), report.samples);
      EXPECT_EQ(curve.first, days.front());
      EXPECT_EQ(curve.last, days.back());
    }
  }
}

TEST(ScurveReport, QuantilesAndOddsAreThoseOfTheForecast) {
  const Analysis analysis = analyse_whole(file_text("libp2p-2018-q3.json"), 3000);
  const ScurveReport report = report_scurve(analysis);
  const RiskReport risk = report_risk(analysis);
  std::size_t with_odds = 0;
  for (std::size_t i = 0; i < report.curves.size(); ++i) {
    const ScurveCurve& curve = report.curves[i];
    const ItemId item = analysis.risk->kept[i].item;
    const Forecast forecast =
        item.is_set() ? risk.rows[item.index()].forecast.value() : risk.finish.value();
    EXPECT_EQ(curve.p10, forecast.p10);
    EXPECT_EQ(curve.p50, forecast.p50);
    EXPECT_EQ(curve.p80, forecast.p80);
    EXPECT_EQ(curve.p90, forecast.p90);
    if (!curve.on_time) continue;
    ++with_odds;
    const Odds& odds = risk.rows[item.index()].on_time.value();
    EXPECT_EQ(curve.on_time->share, odds.share);
    EXPECT_EQ(curve.on_time->low, odds.low);
    EXPECT_EQ(curve.on_time->high, odds.high);
    EXPECT_DOUBLE_EQ(share_done_by(report, curve, curve.due), odds.share)
        << curve.id << ": the curve at the due date";
  }
  EXPECT_GT(with_odds, 10u);
}

TEST(ScurveReport, HasNamesAndDates) {
  const Analysis analysis = analyse_whole(kChain);
  const ScurveReport report = report_scurve(analysis);
  ASSERT_EQ(report.curves.size(), 4u) << "what is dropped has no finish";
  EXPECT_EQ(report.plan, "test");
  EXPECT_EQ(report.samples, 2000u);
  EXPECT_EQ(report.seed, 1u);
  const ScurveCurve& a = report.curves[0];
  EXPECT_EQ(a.id, "a");
  EXPECT_EQ(a.title, "First");
  EXPECT_EQ(a.team_name, "The team");
  EXPECT_EQ(to_iso(a.due), "2024-01-12");
  EXPECT_EQ(to_iso(report.curves[1].due), "2024-03-31") << "the end of its period";
  const ScurveCurve& c = report.curves[2];
  EXPECT_EQ(c.first, c.last) << "nothing about it is uncertain";
  EXPECT_EQ(to_iso(c.p10), "2024-01-03");
  EXPECT_FALSE(c.due.is_set());
  EXPECT_FALSE(c.on_time);
  const ScurveCurve& plan = report.curves[3];
  EXPECT_EQ(plan.id, "");
  EXPECT_EQ(plan.title, "test");
  EXPECT_FALSE(plan.on_time) << "a plan has no date of its own";
}

TEST(ScurveReport, DaysAreWorkingDaysAndThoseOnWhichSomethingFinishes) {
  const Analysis analysis = analyse_whole(kChain);
  const ScurveReport report = report_scurve(analysis);
  EXPECT_EQ(to_iso(report.days.front()), "2024-01-01");
  bool has_saturday = false;
  for (const Date day : report.days) {
    const bool is_weekend = weekday(day) >= 5;
    has_saturday = has_saturday || is_weekend;
    EXPECT_TRUE(!is_weekend || to_iso(day) == "2024-01-13") << "the team works on that one";
  }
  EXPECT_TRUE(has_saturday);
  for (std::size_t row = 1; row < report.days.size(); ++row) {
    EXPECT_LE(report.days[row].day - report.days[row - 1].day, 3);
  }
}

TEST(ScurveReport, TheOrderOfSamplesAndOtherKeptFinishesDoNotMatter) {
  Analysis analysis = analyse_whole(kChain);
  Analysis shuffled = analysis;
  std::mt19937 draw(5);
  for (KeptFinishes& kept : shuffled.risk->kept) std::ranges::shuffle(kept.days, draw);
  EXPECT_EQ(report_scurve(shuffled).days, report_scurve(analysis).days);
  std::erase_if(analysis.risk->kept, [](const KeptFinishes& kept) { return kept.item.is_set(); });
  const ScurveReport alone = report_scurve(analysis);
  const ScurveReport chosen = report_scurve(shuffled, {.only_finish = true});
  ASSERT_EQ(chosen.curves.size(), 1U);
  EXPECT_EQ(chosen.days, alone.days);
  EXPECT_EQ(chosen.curves[0].done_by, alone.curves[0].done_by);
  EXPECT_EQ(chosen.curves[0].p80, alone.curves[0].p80);
}

TEST(ScurveReport, BarsAddUp) {
  const Analysis analysis = analyse_whole(kChain);
  const ScurveReport report = report_scurve(analysis);
  for (const ScurveCurve& curve : report.curves) {
    std::uint64_t sum = 0;
    for (std::size_t row = 0; row < report.days.size(); ++row) {
      sum += samples_within(curve, row, row);
    }
    EXPECT_EQ(sum, report.samples);
    EXPECT_EQ(samples_within(curve, 0, report.days.size() - 1), report.samples);
    EXPECT_EQ(samples_within(curve, 3, 5), curve.done_by[5] - curve.done_by[2]);
  }
  EXPECT_EQ(share_done_by(report, report.curves[0], make_date(2023, 12, 1)), 0.0);
  EXPECT_EQ(share_done_by(report, report.curves[0], make_date(2030, 1, 1)), 1.0);
}

TEST(ScurveReport, KeepingFinishesChangesNoOdds) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 500};
  const Analysis plain = analyse_text(kChain, options);
  options.risk->keep = {find(plain, "b"), ItemId{}};
  options.risk->threads = 3;
  const Analysis keeping = analyse_text(kChain, options);
  EXPECT_EQ(plain.risk->items, keeping.risk->items);
  EXPECT_EQ(plain.risk->finish, keeping.risk->finish);
  const ScurveReport report = report_scurve(keeping);
  ASSERT_EQ(report.curves.size(), 2u);
  EXPECT_EQ(report.curves[0].id, "b");
  EXPECT_EQ(report.curves[1].id, "");
  EXPECT_TRUE(report_scurve(plain).curves.empty());
}

}  // namespace
}  // namespace slipway
