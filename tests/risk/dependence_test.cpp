// What makes goals late together, or at all: the team factor, shared risks, soft links, doubtful
// work, asks, lags with a spread. Against closed forms.
// Sources: domain reference 3.2 to 3.4; mixtures.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "planner/risk/normal.hpp"
#include "planner/risk/sampler.hpp"
#include "tests/risk/simulate_text.hpp"

namespace slipway {
namespace {

double square(double x) { return x * x; }

// Two goals in series: Var(a + b) = Var a + Var b + 2 rho sd a sd b.
double rho_of_series(const Simulation& got, double sd_a, double sd_b) {
  return (square(got.finish->days.std_dev) - square(sd_a) - square(sd_b)) / (2 * sd_a * sd_b);
}

// The standard error of the same, for a sum of which the kurtosis is known or bounded.
double rho_error(double rho, double sd_a, double sd_b, double kurtosis) {
  const double variance = square(sd_a) + square(sd_b) + 2 * rho * sd_a * sd_b;
  return variance * std::sqrt((kurtosis - 1) / kSamples) / (2 * sd_a * sd_b);
}

TEST(TeamFactor, CorrelatesTheGoalsOfATeam) {
  for (const double rho : {0.0, 0.3, 0.9, 0.99}) {
    SCOPED_TRACE(rho);
    const Simulation got =
        simulate_text(listed({goal("a", normal(20, 2), of_team("t")),
                              goal("b", normal(20, 3), of_team("t") + ", " + after("\"a\""))}),
                      R"("teams": [{"id": "t", "correlation": )" + std::to_string(rho) + "}],");
    EXPECT_NEAR(rho_of_series(got, 2, 3), rho, 4 * rho_error(rho, 2, 3, 3));
    // The sum is normal: only that of two normals that share a score is.
    const double sd = std::sqrt(13 + 12 * rho);
    expect_distribution(got.finish->days,
                        ExactDistribution([&](double x) { return normal_cdf((x - 40) / sd); },
                                          40 - 8 * sd, 40 + 8 * sd));
  }
}

TEST(TeamFactor, OfThePlanHoldsWhereATeamSaysNothing) {
  const std::string goals =
      listed({goal("a", normal(20, 2), of_team("t")),
              goal("b", normal(20, 2), of_team("t") + ", " + after("\"a\""))});
  const Simulation by_default = simulate_text(goals, R"("teams": [{"id": "t"}],)");
  EXPECT_NEAR(rho_of_series(by_default, 2, 2), 0.3, 4 * rho_error(0.3, 2, 2, 3));
  const Simulation by_plan = simulate_text(goals, R"("correlation": 0.7, "teams": [{"id": "t"}],)");
  EXPECT_NEAR(rho_of_series(by_plan, 2, 2), 0.7, 4 * rho_error(0.7, 2, 2, 3));
}

TEST(TeamFactor, StopsAtTheTeam) {
  const std::string head =
      R"("correlation": 0.9, "teams": [{"id": "t"}, {"id": "u"}], "blockers": [
          {"id": "wait", "team": "t", "estimate": )" +
      normal(20, 2) + R"(, "blocks": ["c"]}],)";
  const double error = 4 * rho_error(0, 2, 2, 3);
  const Simulation across = simulate_text(
      listed({goal("a", normal(20, 2), of_team("t")),
              goal("b", normal(20, 2), of_team("u") + ", " + after("\"a\"")), goal("c", "\"1d\"")}),
      head);
  EXPECT_NEAR(rho_of_series(across, 2, 2), 0.0, error) << "two teams";
  const Simulation teamless = simulate_text(
      listed({goal("a", normal(20, 2)), goal("b", normal(20, 2), after("\"a\""))}), "");
  EXPECT_NEAR(rho_of_series(teamless, 2, 2), 0.0, error) << "no team";
  const Simulation blocked = simulate_text(goal("c", normal(20, 2), of_team("t")), head);
  EXPECT_NEAR(rho_of_series(blocked, 2, 2), 0.0, error) << "a blocker of the team";
}

// A factor with mean m and variance v on two goals with noise of their own, mean 1, variance s^2:
// rho = v / ((v + m^2) (1 + s^2) - m^2).
TEST(SharedRisk, Correlates) {
  struct Row {
    double cv;
    double rho;
  };
  for (const Row& row : {Row{0.2, 0.488}, Row{0.5, 0.132}}) {
    SCOPED_TRACE(row.cv);
    const double m = 1 + 0.3 * 0.5;
    const double v = 0.3 * 0.7 * 0.25;
    const double variance = (v + m * m) * (1 + row.cv * row.cv) - m * m;
    EXPECT_NEAR(v / variance, row.rho, 5e-4);
    const double half = row.cv * std::sqrt(3.0);
    const std::string estimate = uniform(10 * (1 - half), 10 * (1 + half));
    const Simulation got = simulate_text(
        listed({goal("a", estimate), goal("b", estimate, after("\"a\""))}),
        R"("risks": [{"id": "r", "probability": 0.3, "affects": ["a", "b"], "factor": 1.5}],)");
    // The sum of two uniforms, with probability 0.3 one and a half times as long.
    const auto sum = [&](double x, double f) {
      const double y = (x / f - 20 * (1 - half)) / (20 * half);  // a triangle on [0, 2]
      if (y <= 0) return 0.0;
      if (y >= 2) return 1.0;
      return y < 1 ? y * y / 2 : 1 - (2 - y) * (2 - y) / 2;
    };
    const ExactDistribution exact([&](double x) { return 0.7 * sum(x, 1) + 0.3 * sum(x, 1.5); }, 0,
                                  60);
    EXPECT_NEAR(exact.variance(), 100 * 2 * (variance + v), 1e-5);
    expect_distribution(got.finish->days, exact);
    const double sd = 10 * std::sqrt(variance);
    EXPECT_NEAR(rho_of_series(got, sd, sd), row.rho,
                5e-4 + 4 * exact.variance_error(kSamples) / (2 * sd * sd));
  }
}

TEST(SharedRisk, StretchesAndDelays) {  // (X times 1.5) plus 3 days, or X
  const Simulation got = simulate_text(
      goal("a", normal(20, 2)),
      R"("risks": [{"id": "r", "probability": 0.4, "affects": ["a"], "factor": 1.5, "delay": "3d"}],)");
  expect_distribution(
      got.finish->days,
      ExactDistribution(
          [](double x) { return 0.6 * normal_cdf((x - 20) / 2) + 0.4 * normal_cdf((x - 33) / 3); },
          5, 55));
}

TEST(SharedRisk, FactorsMultiplyBeforeDelaysAdd) {  // 10, 21, 32, and 10 x 2 x 3 + 1 + 2 days
  const Simulation got = simulate_text(
      goal("a", "\"10d\""),
      R"("risks": [{"id": "r", "probability": 0.5, "affects": ["a"], "factor": 2, "delay": "1d"},
                   {"id": "s", "probability": 0.2, "affects": ["a"], "factor": 3, "delay": "2d"}],)");
  const double probabilities[] = {0.4, 0.4, 0.1, 0.1};
  const double lengths[] = {10, 21, 32, 63};
  double mean = 0;
  for (int i = 0; i < 4; ++i) mean += probabilities[i] * lengths[i];
  double variance = 0;
  double fourth = 0;
  for (int i = 0; i < 4; ++i) {
    variance += probabilities[i] * square(lengths[i] - mean);
    fourth += probabilities[i] * square(square(lengths[i] - mean));
  }
  expect_moments(got.finish->days, mean, variance, fourth / square(variance));
  EXPECT_EQ(got.finish->days.p10, 10);
  EXPECT_EQ(got.finish->days.p50, 21);
}

// Of PERT 1.1, 1.3, 1.8: mean 1.35, variance 0.25 x 0.45 / 7. Drawn once for both.
TEST(SharedRisk, ThreePointFactorsAreDrawnOnceForAll) {
  const Simulation got = simulate_text(
      listed({goal("a", "\"10d\""), goal("b", "\"20d\"", after("\"a\""))}),
      R"("risks": [{"id": "r", "probability": 1, "affects": ["a", "b"], "factor": "1.1/1.3/1.8"}],)");
  expect_moments(got.finish->days, 30 * 1.35, 900 * 0.25 * 0.45 / 7, 3);
  EXPECT_NEAR(*got.items[0].cruciality, 1.0, 1e-6);
}

TEST(SharedRisk, KnowsWhomItHits) {
  const std::string goals = listed({goal("a", "\"10d\"", of_team("t")), goal("b", "\"10d\"")});
  const auto risk = [](const std::string& more) {
    return R"("teams": [{"id": "t"}], "blockers": [{"id": "w", "team": "t", "estimate": "10d"}],
              "risks": [{"id": "r", "probability": 1, "factor": 2, )" +
           more + "}],";
  };
  const Simulation team = simulate_text(goals, risk(R"("affects": ["team:t"])"));
  EXPECT_EQ(team.items[0].forecast->days.p50, 20);
  EXPECT_EQ(team.items[1].forecast->days.p50, 10);
  EXPECT_EQ(team.items[2].forecast->days.p50, 10) << "a team's blockers are not its goals";
  const Simulation resolved =
      simulate_text(goals, risk(R"("affects": ["a", "b"], "roam": "resolved")"));
  EXPECT_EQ(resolved.finish->days.p90, 10);
}

TEST(SoftLink, BindsAsOftenAsItSays) {  // b is 5 days, after a (10) with probability 0.25
  const Simulation got = simulate_text(
      listed({goal("a", "\"10d\""),
              goal("b", "\"5d\"",
                   R"("due": "2024-01-05", )" + after(R"({"on": "a", "probability": 0.25})"))}));
  expect_on_time(got.items[1].on_time, 0.75);
  const double variance = 100 * 0.25 * 0.75;
  expect_moments(got.items[1].forecast->days, 7.5, variance, 1 / (0.25 * 0.75) - 3);
  expect_share(got.items[0].criticality, 1.0);
  expect_share(got.items[1].criticality, 0.25);
}

TEST(SoftLink, MixesTwoDistributions) {
  const Simulation got = simulate_text(
      listed({goal("a", normal(20, 2)),
              goal("b", normal(30, 3), after(R"({"on": "a", "probability": 0.6})"))}));
  const double sd = std::sqrt(13.0);
  expect_distribution(got.items[1].forecast->days, ExactDistribution(
                                                       [&](double x) {
                                                         return 0.4 * normal_cdf((x - 30) / 3) +
                                                                0.6 * normal_cdf((x - 50) / sd);
                                                       },
                                                       5, 85));
}

TEST(Existence, LeavesNothingOfAbsentWork) {  // 0 with probability 0.3, else uniform
  const Simulation got = simulate_text(goal("a", uniform(2, 4), R"("probability": 0.7)"));
  // 2 x 0.7 + 0.7: mean 2.1; mean square 0.7 x 28/3.
  const double variance = 0.7 * 28 / 3 - 2.1 * 2.1;
  expect_moments(got.finish->days, 2.1, variance, 3);
  expect_share(got.items[0].criticality, 0.7);
  EXPECT_NEAR(*got.items[0].cruciality, 1.0, 1e-9);
  expect_share(*got.items[0].ssi, 0.7);
}

TEST(Existence, PassesThroughWithoutItsLags) {
  // 3 + 2 + 4 + 1 + 2 with the middle one; 3 + 2 without it and the lags beside it.
  const Simulation got = simulate_text(
      listed({goal("a", "\"3d\""),
              goal("b", "\"4d\"", R"("probability": 0.4, )" + after(R"({"on": "a", "lag": "2d"})")),
              goal("c", "\"2d\"", after(R"({"on": "b", "lag": "1d"})"))}));
  expect_moments(got.finish->days, 5 + 0.4 * 7, 49 * 0.24, 1 / 0.24 - 3);
  expect_share(got.items[1].criticality, 0.4);
  EXPECT_EQ(got.items[0].criticality, 1.0);
}

TEST(Existence, HalfTheTimeAndThenTheLonger) {
  const Simulation got =
      simulate_text(listed({goal("a", "\"5d\"", R"("probability": 0.5)"), goal("b", "\"3d\"")}));
  expect_share(got.items[0].criticality, 0.5);
  expect_share(got.items[1].criticality, 0.5);
  EXPECT_NEAR(got.finish->days.mean, 4, 4 * std::sqrt(1 / kSamples));
}

// ---- asks: until another team agrees, an exponential wait with a mean of a week of 7 days ----

const std::string kTwoTeams = R"("correlation": 0, "teams": [{"id": "t"}, {"id": "u"}],)";

Simulation asked(const std::string& team, const std::string& link) {
  return simulate_text(
      listed({goal("a", "\"2d\"", of_team("t")),
              goal("b", "\"1d\"", of_team(team) + ", " + after("{\"on\": \"a\", " + link + "}"))}),
      kTwoTeams);
}

TEST(Asks, WaitOnALinkUntilAgreed) {
  const Simulation got = asked("u", R"("ask": "asked")");
  expect_distribution(
      got.finish->days,
      ExactDistribution([](double x) { return x < 3 ? 0 : 1 - std::exp(-(x - 3) / 7); }, 0, 200));
  for (const char* const state : {"agreed", "declined", "done"}) {
    EXPECT_EQ(asked("u", std::string("\"ask\": \"") + state + "\"").finish->days.p90, 3) << state;
  }
  EXPECT_EQ(asked("t", R"("ask": "asked")").finish->days.p90, 3) << "of the own team";
}

TEST(Asks, AddToTheLagThatIsThere) {  // uniform 0 to 4 and the wait: the sum's moments
  const Simulation got =
      asked("u", R"("ask": "asked", "lag": {"low": "0d", "high": "4d", "shape": "uniform"})");
  // Fourth cumulants: 6 x 7^4 and -4^4 / 120.
  const double variance = 16.0 / 12 + 49;
  const double kurtosis = 3 + (6 * 2401 - 256.0 / 120) / square(variance);
  expect_moments(got.finish->days, 3 + 2 + 7, variance, kurtosis);
}

TEST(Asks, WaitLengthensWorkThatNeedsAnotherTeam) {
  const auto needing = [](const std::string& need) {
    return simulate_text(goal("a", "\"2d\"", of_team("t") + R"(, "needs": [)" + need + "]"),
                         kTwoTeams);
  };
  const Simulation got = needing(R"({"team": "u", "people": 1, "ask": "asked"})");
  expect_distribution(
      got.finish->days,
      ExactDistribution([](double x) { return x < 2 ? 0 : 1 - std::exp(-(x - 2) / 7); }, 0, 200));
  EXPECT_EQ(needing(R"({"team": "u", "people": 1, "ask": "agreed"})").finish->days.p90, 2);
  EXPECT_EQ(needing(R"({"team": "u", "people": 1})").finish->days.p90, 2);
}

TEST(Asks, WaitAsLongAsThePlanSays) {
  const Simulation got = simulate_text(
      goal("a", "\"2d\"",
           of_team("t") + R"(, "needs": [{"team": "u", "people": 1, "ask": "asked"}])"),
      kTwoTeams + "\"ask_wait\": " + uniform(1, 3) + ",");
  expect_moments(got.finish->days, 4, 4.0 / 12, 1.8);
}

TEST(Asks, LeaveTheScheduleAlone) {
  AnalysisOptions options;
  const Analysis got = analyse_text(
      kEveryDay + kTwoTeams + "\"goals\": [" +
          listed({goal("a", "\"2d\"", of_team("t")),
                  goal("b", "\"1d\"",
                       of_team("u") + ", " + after(R"({"on": "a", "ask": "asked"})"))}) +
          "]}",
      options);
  EXPECT_EQ(to_iso(got.shown.plan_finish), "2024-01-03");
}

TEST(Lag, HasASpreadOfItsOwn) {  // PERT 1, 2, 6: mean 2.5, variance 1.5 x 3.5 / 7
  const Simulation got = simulate_text(listed(
      {goal("a", "\"2d\""), goal("b", "\"1d\"", after(R"({"on": "a", "lag": "1d/2d/6d"})"))}));
  expect_moments(got.finish->days, 5.5, 0.75, 3);
}

TEST(Lag, MayBeALead) {  // 20 - X + 1 with X of P10 2 and P90 8, and PERT -6, -2, -1
  const Simulation three = simulate_text(listed(
      {goal("a", "\"20d\""), goal("b", "\"1d\"", after(R"({"on": "a", "lag": "-6d/-2d/-1d"})"))}));
  expect_moments(three.items[1].forecast->days, 21 - 2.5, 0.75, 3);
  const Simulation range = simulate_text(listed(
      {goal("a", "\"200d\""), goal("b", "\"1d\"", after(R"({"on": "a", "lag": "-8d..-2d"})"))}));
  const double sigma = std::log(4.0) / (2 * normal_quantile(0.9));
  expect_distribution(
      range.items[1].forecast->days,
      ExactDistribution(
          [&](double x) {
            return x >= 201 ? 1 : normal_cdf(-(std::log(201 - x) - std::log(4.0)) / sigma);
          },
          100, 201));
}

}  // namespace
}  // namespace slipway
