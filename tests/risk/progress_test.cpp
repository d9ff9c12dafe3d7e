// Started and done work, lateness, and the score of objectives, against closed forms.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "planner/risk/normal.hpp"
#include "tests/risk/simulate_text.hpp"

namespace slipway {
namespace {

TEST(Progress, WhatIsLeftIsDrawn) {  // 0.6 of uniform 0 to 10
  const Simulation got =
      simulate_text(goal("a", uniform(0, 10), R"("started": "2023-12-20", "progress": 0.4)"));
  expect_distribution(got.finish->days, ExactDistribution([](double x) { return x / 6; }, 0, 6));
  EXPECT_EQ(got.items[0].criticality, 1.0);
}

TEST(Progress, WhatIsSaidToRemainCounts) {
  const Simulation got = simulate_text(
      goal("a", uniform(0, 10),
           R"("started": "2023-12-20", "progress": 0.4, "remaining": )" + uniform(1, 3)));
  expect_distribution(got.finish->days,
                      ExactDistribution([](double x) { return (x - 1) / 2; }, 1, 3));
}

TEST(Progress, DoneIsCertain) {
  const Simulation got = simulate_text(
      listed({goal("a", uniform(0, 10),
                   R"("started": "2023-12-20", "finished": "2023-12-29", "due": "2023-12-30")"),
              goal("b", uniform(0, 1), after("\"a\""))}));
  const ItemRisk& done = got.items[0];
  EXPECT_EQ(to_iso(done.forecast->p10), "2023-12-29");
  EXPECT_EQ(done.forecast->p10, done.forecast->p90);
  EXPECT_EQ(done.forecast->days.std_dev, 0.0);
  EXPECT_EQ(done.on_time, static_cast<std::uint64_t>(kSamples));
  EXPECT_EQ(done.days_late, std::nullopt);
  EXPECT_EQ(done.criticality, 0.0);
  EXPECT_EQ(done.cruciality, std::nullopt);
  EXPECT_EQ(done.ssi, std::nullopt);
  EXPECT_EQ(got.all_on_time, std::nullopt) << "what was done before does not count";
  expect_distribution(got.finish->days, ExactDistribution([](double x) { return x; }, 0, 1));
}

TEST(Lateness, IsTheMeanOfThoseThatAreLate) {  // above 8 of 10 days: uniform 0 to 2
  const Simulation got = simulate_text(goal("a", uniform(0, 10), R"("due": "2024-01-08")"));
  expect_on_time(got.items[0].on_time, 0.8);
  const double late = 0.2 * kSamples;
  EXPECT_NEAR(*got.items[0].days_late, 1.0, 4 * std::sqrt(4.0 / 12 / late) + kHalfSecond);
}

TEST(Lateness, IsNoneForWhoIsNever) {
  const Simulation got = simulate_text(goal("a", uniform(0, 10), R"("due": "2024-01-10")"));
  EXPECT_EQ(got.items[0].on_time, static_cast<std::uint64_t>(kSamples));
  EXPECT_EQ(got.items[0].days_late, std::nullopt);
}

// Three goals that are each on time with 0.8: the number on time is binomial.
TEST(Score, IsBinomial) {
  std::vector<std::string> goals = {R"({"id": "o", "kind": "objective"})"};
  for (const char* const id : {"a", "b", "c"}) {
    goals.push_back(goal(id, uniform(0, 10), R"("parent": "o", "due": "2024-01-08")"));
  }
  goals.push_back(goal("undated", "\"1d\"", R"("parent": "o")"));
  const Simulation got = simulate_text(listed(goals));
  const ItemRisk& objective = got.items[0];
  ASSERT_TRUE(objective.score.has_value());
  EXPECT_NEAR(objective.score->mean, 0.8, 4 * std::sqrt(0.8 * 0.2 / 3 / kSamples));
  // P(K <= 0) = 0.008, P(K <= 1) = 0.104, P(K <= 2) = 0.488: each more than 4 errors from its p.
  ASSERT_GT(0.104 - 0.1, 4 * share_error(0.104, kSamples));
  ASSERT_GT(0.5 - 0.488, 4 * share_error(0.488, kSamples));
  EXPECT_EQ(objective.score->p10, 1.0 / 3);
  EXPECT_EQ(objective.score->p50, 1.0);
  EXPECT_EQ(objective.score->p90, 1.0);
  expect_on_time(objective.all_on_time, 0.512);
  EXPECT_FALSE(got.items[1].score.has_value());
}

// Of one team all goals are nearly always on time together, or late together.
TEST(Score, OfOneTeamHasTheSameMeanAndALongerTail) {
  std::vector<std::string> goals = {R"({"id": "o", "kind": "objective"})"};
  for (const char* const id : {"a", "b", "c"}) {
    goals.push_back(goal(id, uniform(0, 10), R"("parent": "o", "due": "2024-01-08", "team": "t")"));
  }
  const Simulation got =
      simulate_text(listed(goals), R"("teams": [{"id": "t", "correlation": 0.9}],)");
  const ItemRisk& objective = got.items[0];
  const auto given = [](double shared, double score) {
    return normal_cdf((score - std::sqrt(0.9) * shared) / std::sqrt(0.1));
  };
  const double limit = normal_quantile(0.8);
  const auto joint = [&](double score) {
    return integrate(
        [&](double shared) { return normal_density(shared) * std::pow(given(shared, score), 3); },
        -8, 8);
  };
  // The mean of three that share all their luck has the variance of one: the bound of its error.
  EXPECT_NEAR(objective.score->mean, 0.8, 4 * share_error(0.8, kSamples));
  expect_on_time(objective.all_on_time, joint(limit));
  // None on time: all above 0.8, that is all below -limit by symmetry.
  ASSERT_GT(joint(-limit) - 0.1, 4 * share_error(0.1, kSamples));
  EXPECT_EQ(objective.score->p10, 0.0);
  EXPECT_EQ(objective.score->p50, 1.0);
}

}  // namespace
}  // namespace slipway
