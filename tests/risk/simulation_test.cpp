// The simulation against exact answers. Tolerances are four standard errors, never eyeballed.
#include "planner/risk/simulation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/support/analyse_text.hpp"

namespace slipway {
namespace {

constexpr std::uint64_t kSamples = 40'000;

std::string uniform(const std::string& id, const std::string& waits = "") {
  return "{\"id\": \"" + id + R"(", "estimate": {"low": "0d", "high": "1d", "shape": "uniform"},
    "depends_on": [)" +
         waits + "]}";
}

std::string exponential(const std::string& id, const std::string& mean,
                        const std::string& waits = "") {
  return "{\"id\": \"" + id + "\", \"estimate\": {\"mean\": \"" + mean +
         "\", \"shape\": \"exponential\"}, \"depends_on\": [" + waits + "]}";
}

std::string normal(const std::string& id, const std::string& mean, const std::string& sd,
                   const std::string& rest = "") {
  return "{\"id\": \"" + id + "\", \"estimate\": {\"mean\": \"" + mean + "\", \"sd\": \"" + sd +
         "\", \"shape\": \"normal\"}" + rest + "}";
}

Simulation simulate_text(const std::string& goals, const std::string& head = "",
                         SimulationOptions options = {.samples = kSamples, .seed = 7}) {
  AnalysisOptions wanted;
  wanted.risk = options;
  return analyse_text(kEveryDay + head + "\"goals\": [" + goals + "]}", wanted).risk.value();
}

void expect_mean(const ForecastNumbers& got, double mean, double variance) {
  const double n = static_cast<double>(kSamples);
  EXPECT_NEAR(got.mean, mean, 4.0 * std::sqrt(variance / n));
  // The variance of a sample variance is at most about (kurtosis - 1) / n; 9 covers exponentials.
  EXPECT_NEAR(got.std_dev * got.std_dev, variance, 4.0 * variance * std::sqrt(8.0 / n));
}

void expect_share(std::optional<double> got, double p) {
  ASSERT_TRUE(got.has_value());
  EXPECT_NEAR(*got, p, 4.0 * std::sqrt(p * (1.0 - p) / static_cast<double>(kSamples)) + 1e-12);
}

TEST(Simulation, ThreeUniformsInSeries) {  // Irwin-Hall
  const Simulation got =
      simulate_text(uniform("a") + "," + uniform("b", "\"a\"") + "," + uniform("c", "\"b\""));
  expect_mean(got.finish->days, 1.5, 3.0 / 12.0);
  EXPECT_NEAR(got.finish->days.p80, 1.937121, 0.01);
  EXPECT_NEAR(got.finish->days.p90, 2.156567, 0.012);
  for (const ItemRisk& item : got.items) EXPECT_EQ(item.criticality, 1.0);
}

TEST(Simulation, TenUniformsInParallel) {
  std::string goals;
  for (int i = 0; i < 10; ++i) goals += (i > 0 ? "," : "") + uniform("g" + std::to_string(i));
  const Simulation got = simulate_text(goals);
  expect_mean(got.finish->days, 10.0 / 11.0, 0.00688705);
  EXPECT_NEAR(got.finish->days.p80, 0.977933, 0.001);
  for (const ItemRisk& item : got.items) {
    expect_share(item.criticality, 0.1);
    EXPECT_NEAR(*item.cruciality, 0.158114, 4.0 / std::sqrt(static_cast<double>(kSamples)));
  }
}

TEST(Simulation, SeriesAndParallel) {
  const Simulation got = simulate_text(uniform("a") + "," + uniform("b", "\"a\"") + "," +
                                       uniform("c") + "," + uniform("d", R"("b","c")"));
  expect_mean(got.finish->days, 37.0 / 24.0, 619.0 / 2880.0);
  expect_share(got.items[0].criticality, 5.0 / 6.0);
  expect_share(got.items[1].criticality, 5.0 / 6.0);
  expect_share(got.items[2].criticality, 1.0 / 6.0);
  EXPECT_EQ(got.items[3].criticality, 1.0);
}

TEST(Simulation, ClarksTwoNormals) {
  const Simulation got = simulate_text(normal("a", "10d", "2d") + "," + normal("b", "11d", "3d"));
  expect_mean(got.finish->days, 11.993378, 5.066043);
  expect_share(got.items[0].criticality, 0.390756);
  expect_share(got.items[1].criticality, 0.609244);
  EXPECT_NEAR(*got.items[0].ssi, 0.347217, 0.02);
  EXPECT_NEAR(*got.items[1].ssi, 0.812042, 0.02);
  EXPECT_NEAR(*got.items[0].cruciality, 0.347217, 0.02);
  EXPECT_NEAR(*got.items[1].cruciality, 0.812042, 0.02);
  EXPECT_NEAR(got.finish->days.p50, 11.83375, 0.06);
  EXPECT_NEAR(got.finish->days.p80, 13.79103, 0.07);
}

TEST(Simulation, ClarksTwoNormalsOfOneTeam) {
  const Simulation got = simulate_text(normal("a", "10d", "2d", R"(, "team": "t")") + "," +
                                           normal("b", "11d", "3d", R"(, "team": "t")"),
                                       R"("correlation": 0.5, "teams": [{"id": "t"}],)");
  expect_mean(got.finish->days, 11.630010, 6.209435);
  expect_share(got.items[0].criticality, 0.352728);
  EXPECT_NEAR(*got.items[0].cruciality, 0.672732, 0.02);
  EXPECT_NEAR(*got.items[1].cruciality, 0.920810, 0.02);
}

TEST(Simulation, FiveCorrelatedInSeries) {
  std::string goals;
  for (int i = 0; i < 5; ++i) {
    if (i > 0) goals += ",";
    std::string rest = R"(, "team": "t")";
    if (i > 0) rest += ", \"depends_on\": [\"g" + std::to_string(i - 1) + "\"]";
    goals += normal("g" + std::to_string(i), "10d", "2d", rest);
  }
  const Simulation got = simulate_text(goals, R"("teams": [{"id": "t", "correlation": 0.3}],)");
  expect_mean(got.finish->days, 50.0, 44.0);
  EXPECT_NEAR(got.finish->days.p80, 55.582684, 0.2);
}

TEST(Simulation, ARiskThatDelays) {
  const Simulation got = simulate_text(
      normal("a", "20d", "2d"),
      R"("risks": [{"id": "r", "probability": 0.3, "affects": ["a"], "delay": "8d"}],)");
  expect_mean(got.finish->days, 22.4, 17.44);
  EXPECT_NEAR(got.finish->days.p50, 21.131149, 0.09);
  EXPECT_NEAR(got.finish->days.p80, 27.140832, 0.12);
}

TEST(Simulation, WheatstoneBridge) {
  const Simulation got =
      simulate_text(exponential("a", "1d") + "," + exponential("b", "1d") + "," +
                    exponential("c", "1d", "\"a\"") + "," + exponential("d", "1d", "\"a\"") + "," +
                    exponential("e", "1d", R"("b","c")"));
  expect_mean(got.finish->days, 83.0 / 24.0, 1663.0 / 576.0);
  const double criticality[] = {19.0 / 24, 5.0 / 24, 7.0 / 12, 5.0 / 24, 19.0 / 24};
  const double cruciality[] = {0.527221, 0.261567, 0.457742, 0.261567, 0.527221};
  for (std::size_t i = 0; i < 5; ++i) {
    expect_share(got.items[i].criticality, criticality[i]);
    EXPECT_NEAR(*got.items[i].cruciality, cruciality[i], 0.03);
  }
}

TEST(Simulation, MergeOfThreePathsAtEightyPercent) {
  // Each is on time with probability 0.8; independent paths join on time with 0.512.
  std::string goals;
  for (int i = 0; i < 3; ++i) {
    goals +=
        "{\"id\": \"g" + std::to_string(i) +
        R"(", "estimate": {"low": "0d", "high": "10d", "shape": "uniform"}, "due": "2024-01-08"},)";
  }
  goals +=
      R"({"id": "join", "kind": "milestone", "due": "2024-01-08", "depends_on": ["g0", "g1", "g2"]})";
  const Simulation got = simulate_text(goals);
  for (std::size_t i = 0; i < 3; ++i) {
    expect_share(static_cast<double>(*got.items[i].on_time) / static_cast<double>(kSamples), 0.8);
  }
  expect_share(static_cast<double>(*got.items[3].on_time) / static_cast<double>(kSamples), 0.512);
  expect_share(static_cast<double>(*got.all_on_time) / static_cast<double>(kSamples), 0.512);
}

TEST(Simulation, AbsentHalfTheTime) {
  // Present in half the samples, and then always the longer of the two: criticality 50 %.
  const Simulation got = simulate_text(
      R"({"id": "a", "estimate": "5d", "probability": 0.5}, {"id": "b", "estimate": "3d"})");
  expect_share(got.items[0].criticality, 0.5);
  expect_share(got.items[1].criticality, 0.5);
  expect_mean(got.finish->days, 4.0, 1.0);
}

TEST(Simulation, SoftLinkBindsAsOftenAsItSays) {
  const Simulation got = simulate_text(
      R"({"id": "a", "estimate": "5d"}, {"id": "b", "estimate": "5d", "depends_on": [{"on": "a", "probability": 0.25}]})");
  EXPECT_NEAR(got.finish->days.mean, 6.25, 4.0 * 5.0 * std::sqrt(0.25 * 0.75 / kSamples));
}

TEST(Simulation, ZeroSpreadGivesTheSchedule) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 100};
  const Analysis analysis = analyse_text(
      kEveryDay +
          R"("goals": [{"id": "a", "estimate": "3d"}, {"id": "b", "estimate": "2d", "depends_on": ["a"]}]})",
      options);
  EXPECT_EQ(analysis.risk->finish->p10, analysis.shown.plan_finish);
  EXPECT_EQ(analysis.risk->finish->p90, analysis.shown.plan_finish);
  EXPECT_EQ(analysis.risk->items[0].cruciality, std::nullopt);
  EXPECT_EQ(analysis.risk->items[0].ssi, std::nullopt);
}

TEST(Simulation, SameBitsForAnyThreadCount) {
  const std::string goals =
      uniform("a") + "," + uniform("b", "\"a\"") + "," + exponential("c", "2d") + "," +
      normal("d", "2d", "1d", R"(, "depends_on": ["b", "c"], "due": "2024-01-05")");
  const Simulation one = simulate_text(goals, "", {.samples = 1001, .seed = 3, .threads = 1});
  for (const unsigned threads : {2U, 3U, 7U}) {
    EXPECT_EQ(one, simulate_text(goals, "", {.samples = 1001, .seed = 3, .threads = threads}));
  }
  EXPECT_NE(one, simulate_text(goals, "", {.samples = 1001, .seed = 4, .threads = 1}));
}

TEST(Simulation, UnrelatedGoalsChangeNothing) {
  const Simulation alone = simulate_text(uniform("a") + "," + uniform("b", "\"a\""));
  const Simulation among = simulate_text("{\"id\": \"first\", \"estimate\": \"0.1d\"}," +
                                         uniform("a") + "," + uniform("b", "\"a\""));
  EXPECT_EQ(alone.items[0].forecast, among.items[1].forecast);
  EXPECT_EQ(alone.items[1].forecast, among.items[2].forecast);
}

}  // namespace
}  // namespace slipway
