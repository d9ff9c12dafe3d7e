// What would help, and what swings a date, against numbers that can be worked out by hand.
#include "planner/risk/gains.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/support/analyse_text.hpp"

namespace slipway {
namespace {

constexpr std::uint64_t kSamples = 20'000;

Analysis analyse_gains(const std::string& rest, ItemId target = {}, std::size_t swings = 0) {
  AnalysisOptions options;
  options.target = target;
  options.risk = SimulationOptions{.samples = kSamples, .seed = 11};
  options.wants_gains = true;
  options.swings = swings;
  return analyse_text(kEveryDay + rest + "}", options);
}

double share(std::int64_t count) { return static_cast<double>(count) / kSamples; }

TEST(Gains, OfABlockerAreItsWholeWait) {
  const Analysis got = analyse_gains(R"("goals": [{"id": "a", "estimate": "5d", "due": "2024-01-06",
      "depends_on": ["b"]}], "blockers": [{"id": "b", "estimate": "10d"}])");
  ASSERT_EQ(got.gains->rows.size(), 1u);
  const Gain& gain = got.gains->rows[0];
  EXPECT_EQ(gain.what.kind, VariationKind::without_item);
  EXPECT_DOUBLE_EQ(gain.finish_days, 10.0);
  EXPECT_EQ(gain.all_on_time.won, kSamples);
  ASSERT_EQ(gain.goals.size(), 1u) << "the blocker itself wins nothing";
  EXPECT_EQ(gain.goals[0].on_time.gain(), static_cast<std::int64_t>(kSamples));
}

TEST(Gains, OfARiskAreTheRunsInWhichItStrikes) {
  const Analysis got =
      analyse_gains(R"("goals": [{"id": "a", "estimate": "5d", "due": "2024-01-05"}],
      "risks": [{"id": "r", "probability": 0.3, "affects": ["a"], "delay": "2d"}])");
  ASSERT_EQ(got.gains->rows.size(), 1u);
  const PairedChange& change = got.gains->rows[0].goals.at(0).on_time;
  EXPECT_NEAR(share(change.gain()), 0.3, 4 * std::sqrt(0.3 * 0.7 / kSamples));
  EXPECT_EQ(change.lost, 0u);
  const double p = share(change.gain());
  EXPECT_NEAR(error_of(change, kSamples), std::sqrt(p * (1 - p) / kSamples), 1e-12);
}

// A factor on both sides of 1 helps some runs and hurts others: the error counts both.
TEST(Gains, ErrorsCountRunsThatMoveEitherWay) {
  const Analysis got = analyse_gains(R"("goals": [{"id": "a", "estimate": "10d/12d/16d",
      "due": "2024-01-12"}],
      "risks": [{"id": "r", "probability": 1, "affects": ["a"], "factor": "0.7/1/1.3"}])");
  const PairedChange& change = got.gains->rows[0].goals.at(0).on_time;
  EXPECT_GT(share(static_cast<std::int64_t>(change.won)), 0.1);
  EXPECT_GT(share(static_cast<std::int64_t>(change.lost)), 0.05);
  const double b = share(static_cast<std::int64_t>(change.won));
  const double c = share(static_cast<std::int64_t>(change.lost));
  EXPECT_NEAR(error_of(change, kSamples), std::sqrt((b + c - (b - c) * (b - c)) / kSamples), 1e-12);
}

TEST(Gains, OfASoftLinkAndOfAnAsk) {
  const Analysis got = analyse_gains(R"("teams": [{"id": "x"}, {"id": "y"}],
      "ask_wait": "4d",
      "goals": [{"id": "a", "team": "x", "estimate": "5d"},
                {"id": "b", "team": "y", "estimate": "5d",
                 "depends_on": [{"on": "a", "probability": 0.25}]},
                {"id": "c", "team": "y", "estimate": "5d", "due": "2024-01-10",
                 "depends_on": [{"on": "a", "ask": "asked"}],
                 "needs": [{"team": "x", "people": 1, "ask": "asked"}]}])");
  ASSERT_EQ(got.gains->rows.size(), 3u);
  const Gain& link = got.gains->rows[0];
  EXPECT_EQ(link.what.kind, VariationKind::without_link);
  const Gain& ask = got.gains->rows[1];
  EXPECT_EQ(ask.what.kind, VariationKind::agreed_link);
  EXPECT_DOUBLE_EQ(ask.finish_days, 4.0);
  const Gain& need = got.gains->rows[2];
  EXPECT_EQ(need.what.kind, VariationKind::agreed_need);
  EXPECT_DOUBLE_EQ(need.finish_days, 4.0);
  ASSERT_EQ(need.goals.size(), 1u) << "the goal that asked is the one that wins";
  EXPECT_EQ(need.goals[0].item, ItemId(std::size_t{2}));
}

TEST(Gains, TwoNeedsOfOneTeamAreDrawnApart) {
  const Analysis got = analyse_gains(R"("teams": [{"id": "x"}, {"id": "y"}],
      "goals": [{"id": "a", "team": "x", "estimate": "5d",
                 "needs": [{"team": "y", "people": 1, "ask": "asked"}, {"team": "y", "people": 1, "ask": "asked"}]}])");
  ASSERT_EQ(got.gains->rows.size(), 2u);
  // Two independent exponential waits of a week of seven days.
  EXPECT_NEAR(got.risk->finish->days.mean, 5 + 14, 4 * std::sqrt(2 * 49.0 / kSamples));
  EXPECT_NEAR(got.risk->finish->days.std_dev, std::sqrt(2.0) * 7, 0.35);
}

TEST(Gains, OfALargePlanComeFromFewerRuns) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 10'000};
  options.wants_gains = true;
  options.most_gain_work = 2 * 5000;  // two nodes, one removal: 5,000 pairs
  const std::string plan = kEveryDay + R"("goals": [{"id": "a", "estimate": "1d..9d",
      "depends_on": ["b"]}], "blockers": [{"id": "b", "estimate": "1d..9d"}]})";
  EXPECT_EQ(analyse_text(plan, options).gains->samples, 5000u / 64 * 64);
  options.most_gain_work = 100;
  const Analysis none = analyse_text(plan, options);
  EXPECT_FALSE(none.gains.has_value());
  EXPECT_TRUE(none.left_out_gains);
}

TEST(Risks, InParallelOnlyTheLargestCounts) {
  const auto mean = [](const std::string& combine) {
    const Analysis got = analyse_gains(
        R"("goals": [{"id": "a", "estimate": "10d"}], "risks": [
          {"id": "r", "probability": 1, "affects": ["a"], "factor": 1.5, "combine": ")" +
        combine + R"("},
          {"id": "s", "probability": 1, "affects": ["a"], "factor": 2, "combine": ")" +
        combine +
        R"("},
          {"id": "t", "probability": 1, "affects": ["a"], "factor": 1.1}])");
    return got.risk->finish->days.mean;
  };
  EXPECT_NEAR(mean("series"), 33.0, 1e-4);
  EXPECT_NEAR(mean("parallel"), 22.0, 1e-4);
}

TEST(Swings, OfOneUniformAreItsEnds) {
  const Analysis got = analyse_gains(R"("goals": [{"id": "a",
      "estimate": {"low": "10d", "high": "20d", "shape": "uniform"}}])",
                                     {}, 5);
  ASSERT_EQ(got.swings->rows.size(), 1u);
  const double p80 = got.risk->finish->days.p80;
  EXPECT_NEAR(p80 + got.swings->rows[0].low_days, 11.0, 1e-3);   // its P10
  EXPECT_NEAR(p80 + got.swings->rows[0].high_days, 19.0, 1e-3);  // its P90
}

TEST(Stability, EndsWhenOddsAndP80AreKnown) {
  AnalysisOptions options;
  options.risk = SimulationOptions{};
  options.until_stable = true;
  const auto samples = [&](const std::string& estimate) {
    return analyse_text(kEveryDay + R"("goals": [{"id": "a", "due": "2024-01-15", "estimate": ")" +
                            estimate + R"("}]})",
                        options)
        .risk->samples;
  };
  EXPECT_EQ(samples("5d"), 1000u) << "nothing is left to chance";
  EXPECT_EQ(samples("10d/15d/20d"), 16'000u) << "odds near one half: 9,604 for a point";
  EXPECT_EQ(samples("20w..60w"), kMostUntilStable) << "P80 stays open";
}

}  // namespace
}  // namespace slipway
