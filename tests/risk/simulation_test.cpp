// The simulation of small networks against exact answers, and what must not change them. More exact
// cases by topic are in merge_test, dependence_test and progress_test, and in tests/cli.
#include "planner/risk/simulation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/risk/simulate_text.hpp"

namespace slipway {
namespace {

TEST(Simulation, ThreeUniformsInSeries) {  // Irwin-Hall
  const Simulation got =
      simulate_text(listed({goal("a", uniform(0, 1)), goal("b", uniform(0, 1), after("\"a\"")),
                            goal("c", uniform(0, 1), after("\"b\""))}));
  const auto cdf = [](double x) {
    const auto cube = [](double y) { return y > 0 ? y * y * y : 0.0; };
    return (cube(x) - 3 * cube(x - 1) + 3 * cube(x - 2)) / 6;
  };
  expect_distribution(got.finish->days, ExactDistribution(cdf, 0, 3));
  for (const ItemRisk& item : got.items) EXPECT_EQ(item.criticality, 1.0);
}

TEST(Simulation, TenUniformsInParallel) {
  std::vector<std::string> goals;
  for (int i = 0; i < 10; ++i) goals.push_back(goal("g" + std::to_string(i), uniform(0, 1)));
  const Simulation got = simulate_text(listed(goals));
  expect_distribution(got.finish->days,
                      ExactDistribution([](double x) { return std::pow(x, 10); }, 0, 1));
  for (const ItemRisk& item : got.items) {
    expect_share(item.criticality, 0.1);
    EXPECT_NEAR(*item.cruciality, 0.158114, 4 / std::sqrt(kSamples));
  }
}

TEST(Simulation, SeriesAndParallel) {  // max(a + b, c) + d
  const Simulation got = simulate_text(
      listed({goal("a", uniform(0, 1)), goal("b", uniform(0, 1), after("\"a\"")),
              goal("c", uniform(0, 1)), goal("d", uniform(0, 1), after(R"("b", "c")"))}));
  expect_moments(got.finish->days, 37.0 / 24, 619.0 / 2880, 3);
  expect_share(got.items[0].criticality, 5.0 / 6);
  expect_share(got.items[1].criticality, 5.0 / 6);
  expect_share(got.items[2].criticality, 1.0 / 6);
  EXPECT_EQ(got.items[3].criticality, 1.0);
}

TEST(Simulation, WheatstoneBridge) {  // Kulkarni and Adlakha 1986
  const Simulation got = simulate_text(
      listed({goal("a", exponential(1)), goal("b", exponential(1)),
              goal("c", exponential(1), after("\"a\"")), goal("d", exponential(1), after("\"a\"")),
              goal("e", exponential(1), after(R"("b", "c")"))}));
  const ExactDistribution exact(
      [](double t) {
        return (t * t / 2 - 3 * t - 3) * std::exp(-2 * t) +
               (-t * t / 2 - 3 * t + 3) * std::exp(-t) + 1 - std::exp(-3 * t);
      },
      0, 60);
  EXPECT_NEAR(exact.mean(), 83.0 / 24, 1e-6);
  EXPECT_NEAR(exact.variance(), 1663.0 / 576, 1e-6);
  expect_distribution(got.finish->days, exact);
  const double criticality[] = {19.0 / 24, 5.0 / 24, 7.0 / 12, 5.0 / 24, 19.0 / 24};
  for (std::size_t i = 0; i < 5; ++i) expect_share(got.items[i].criticality, criticality[i]);
}

TEST(Simulation, ZeroSpreadGivesTheSchedule) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 100};
  const Analysis analysis =
      analyse_text(kEveryDay + "\"goals\": [" +
                       listed({goal("a", "\"3d\""), goal("b", "\"2d\"", after("\"a\""))}) + "]}",
                   options);
  EXPECT_EQ(analysis.risk->finish->p10, analysis.shown.plan_finish);
  EXPECT_EQ(analysis.risk->finish->p90, analysis.shown.plan_finish);
  EXPECT_EQ(analysis.risk->items[0].cruciality, std::nullopt);
  EXPECT_EQ(analysis.risk->items[0].ssi, std::nullopt);
}

// Everything that can be asked for, on every engine here: threads share no more than blocks.
TEST(Simulation, SameBitsForAnyThreadCount) {
  const std::string head = R"("teams": [{"id": "t"}, {"id": "u"}],
      "risks": [{"id": "r", "probability": 0.3, "affects": ["team:t"], "factor": "1.1/1.3/1.8"}],)";
  const std::string goals =
      listed({R"({"id": "o", "kind": "objective"})",
              goal("a", uniform(0, 1), of_team("t") + R"(, "parent": "o", "due": "2024-01-02")"),
              goal("b", uniform(0, 1), of_team("t") + ", " + after("\"a\"")),
              goal("c", exponential(2), of_team("u") + R"(, "probability": 0.6)"),
              goal("d", normal(2, 1),
                   of_team("u") + R"(, "due": "2024-01-05", )" + after(R"("b", "c")"))});
  SimulationOptions options;
  options.samples = 1001;  // 15 blocks of 64 and a part of one
  options.wants_ranks = true;
  options.wants_waits = true;
  options.keep = {ItemId{}, ItemId(std::size_t{1})};
  options.threads = 1;
  const Simulation one = simulate_text(goals, head, options);
  for (const char* const name : {"best", "general", "portable", "avx2", "avx512"}) {
    const std::optional<Engine> engine = engine_of(name);
    if (!engine) continue;
    options.engine = *engine;
    for (const unsigned threads : {1U, 2U, 3U, 8U}) {
      options.threads = threads;
      EXPECT_EQ(one, simulate_text(goals, head, options)) << name << ", " << threads;
    }
  }
  options.seed = 4;
  EXPECT_NE(one, simulate_text(goals, head, options));
}

TEST(Simulation, UnrelatedGoalsChangeNothing) {
  const std::string goals =
      listed({goal("a", uniform(0, 1)), goal("b", uniform(0, 1), after("\"a\""))});
  const Simulation alone = simulate_text(goals);
  const Simulation among = simulate_text(goal("first", "\"0.1d\"") + "," + goals);
  EXPECT_EQ(alone.items[0].forecast, among.items[1].forecast);
  EXPECT_EQ(alone.items[1].forecast, among.items[2].forecast);
}

}  // namespace
}  // namespace slipway
