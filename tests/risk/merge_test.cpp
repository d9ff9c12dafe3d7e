// Where paths join: merge bias, what it costs, and who waits for whom, against closed forms.
// Sources: order statistics; Clark 1961, "The greatest of a finite set of random variables";
// quadrature over the score that a team shares.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "planner/risk/normal.hpp"
#include "tests/risk/simulate_text.hpp"

namespace slipway {
namespace {

// P(all of n scores that share rho stay below z).
double all_below(int n, double z, double rho) {
  if (rho == 0) return std::pow(normal_cdf(z), n);
  return integrate(
      [&](double shared) {
        const double own = (z - std::sqrt(rho) * shared) / std::sqrt(1 - rho);
        return normal_density(shared) * std::pow(normal_cdf(own), n);
      },
      -8, 8, 80);
}

std::string copies(int n, const std::string& estimate, const std::string& more) {
  std::vector<std::string> out;
  for (int i = 0; i < n; ++i) out.push_back(goal("g" + std::to_string(i), estimate, more));
  return listed(out);
}

std::string one_team(double rho) {
  return R"("teams": [{"id": "t", "correlation": )" + std::to_string(rho) + "}],";
}

TEST(Merge, TheLatestOfSeveralNormals) {
  struct Row {
    int n;
    double mean;
    double variance;
  };
  for (const Row& row :
       {Row{2, 0.564190, 0.681690}, Row{3, 0.846284, 0.559467}, Row{4, 1.029375, 0.491715},
        Row{5, 1.162964, 0.447534}, Row{10, 1.538753, 0.344344}}) {
    SCOPED_TRACE(row.n);
    const ExactDistribution exact([&](double x) { return all_below(row.n, x - 20, 0); }, 13, 27);
    EXPECT_NEAR(exact.mean(), 20 + row.mean, 1e-6);
    EXPECT_NEAR(exact.variance(), row.variance, 1e-6);
    const Simulation got = simulate_text(copies(row.n, normal(20, 1), ""));
    expect_distribution(got.finish->days, exact);
    for (const ItemRisk& item : got.items) expect_share(item.criticality, 1.0 / row.n);
  }
}

TEST(Merge, CorrelationSoftensTheBias) {
  double last = 100;
  for (const double rho : {0.0, 0.3, 0.9}) {
    SCOPED_TRACE(rho);
    const ExactDistribution exact([&](double x) { return all_below(4, x - 20, rho); }, 13, 27);
    const Simulation got = simulate_text(copies(4, normal(20, 1), of_team("t")), one_team(rho));
    expect_distribution(got.finish->days, exact);
    for (const ItemRisk& item : got.items) expect_share(item.criticality, 0.25);
    EXPECT_LT(exact.mean(), last);
    last = exact.mean();
  }
}

TEST(Merge, ClarksTwoNormals) {
  for (const double rho : {0.0, 0.5, 0.8}) {
    SCOPED_TRACE(rho);
    const double a = std::sqrt(4 + 9 - 2 * rho * 6);
    const double z = (10.0 - 11.0) / a;
    const double mean = 10 * normal_cdf(z) + 11 * normal_cdf(-z) + a * normal_density(z);
    const double square = 104 * normal_cdf(z) + 130 * normal_cdf(-z) + 21 * a * normal_density(z);
    const auto cdf = [&](double t) {
      return integrate(
          [&](double shared) {
            const auto below = [&](double score) {
              return normal_cdf((score - std::sqrt(rho) * shared) / std::sqrt(1 - rho));
            };
            return normal_density(shared) * below((t - 10) / 2) * below((t - 11) / 3);
          },
          -8, 8, 80);
    };
    const ExactDistribution exact(cdf, -5, 32);
    EXPECT_NEAR(exact.mean(), mean, 1e-6);
    EXPECT_NEAR(exact.variance(), square - mean * mean, 1e-5);
    const Simulation got = simulate_text(
        listed({goal("a", normal(10, 2), of_team("t")), goal("b", normal(11, 3), of_team("t"))}),
        one_team(rho));
    expect_distribution(got.finish->days, exact);
    expect_share(got.items[0].criticality, normal_cdf(z));
    expect_share(got.items[1].criticality, normal_cdf(-z));
  }
}

// Three paths that are each on time with 0.8: 0.512 where they are independent.
TEST(Merge, OfThreePathsAtEightyPercent) {
  struct Row {
    double rho;
    double joint;
  };
  for (const Row& row : {Row{0, 0.5120}, Row{0.3, 0.5698}, Row{0.5, 0.6114}}) {
    SCOPED_TRACE(row.rho);
    const double joint = all_below(3, normal_quantile(0.8), row.rho);
    EXPECT_NEAR(joint, row.joint, 5e-5);
    const Simulation got =
        simulate_text(listed({copies(3, uniform(0, 10), of_team("t") + R"(, "due": "2024-01-08")"),
                              R"({"id": "join", "kind": "milestone", "due": "2024-01-08",
                    "depends_on": ["g0", "g1", "g2"]})"}),
                      one_team(row.rho));
    for (std::size_t i = 0; i < 3; ++i) expect_on_time(got.items[i].on_time, 0.8);
    expect_on_time(got.items[3].on_time, joint);
    expect_on_time(got.all_on_time, joint);
  }
}

SimulationOptions with_waits() {
  SimulationOptions out;
  out.wants_waits = true;
  return out;
}

// E max - max E: two equal uniforms lose 2/3 - 1/2.
TEST(Merge, CostsWhatTheLatestOnAverageDoesNotExplain) {
  const Simulation equal = simulate_text(listed({goal("a", uniform(0, 1)), goal("b", uniform(0, 1)),
                                                 goal("c", "\"1d\"", after(R"("a", "b")"))}),
                                         "", with_waits());
  ASSERT_EQ(equal.merges.size(), 1U);
  EXPECT_EQ(equal.merges[0].item, ItemId(std::size_t{2}));
  // (U1 - U2)+ has mean 1/6 and variance 1/12 - 1/36.
  EXPECT_NEAR(equal.merges[0].days, 1.0 / 6, 4 * std::sqrt(1.0 / 18 / kSamples));
  ASSERT_EQ(equal.merges[0].input_share.size(), 2U);
  for (const double share : equal.merges[0].input_share) expect_share(share, 0.5);
  EXPECT_TRUE(equal.waits.empty()) << "no teams";

  // U1 and 2 U2: (U1 - 2 U2)+ has mean 1/12 and mean square 1/24.
  const Simulation unequal =
      simulate_text(listed({goal("a", uniform(0, 1)), goal("b", uniform(0, 2)),
                            goal("c", "\"1d\"", after(R"("a", "b")"))}),
                    "", with_waits());
  ASSERT_EQ(unequal.merges.size(), 1U);
  EXPECT_NEAR(unequal.merges[0].days, 1.0 / 12, 4 * std::sqrt(5.0 / 144 / kSamples));
  expect_share(unequal.merges[0].input_share[0], 0.25);
  expect_share(unequal.merges[0].input_share[1], 0.75);
}

TEST(Merge, CostsNothingWhereOneIsAlwaysTheLatest) {
  const Simulation got = simulate_text(listed({goal("a", uniform(0, 1)), goal("b", uniform(1, 2)),
                                               goal("c", "\"1d\"", after(R"("a", "b")"))}),
                                       "", with_waits());
  EXPECT_TRUE(got.merges.empty());
}

const std::string kTwoTeams = R"("correlation": 0, "teams": [{"id": "giver"}, {"id": "waiter"}],)";

TEST(Waits, CountBeyondTheOwnReadiness) {
  const Simulation got = simulate_text(
      listed({goal("theirs", uniform(0, 1), of_team("giver")),
              goal("ours", uniform(0, 1), of_team("waiter")),
              goal("joint", "\"1d\"", of_team("waiter") + ", " + after(R"("theirs", "ours")"))}),
      kTwoTeams, with_waits());
  ASSERT_EQ(got.waits.size(), 1U);
  EXPECT_EQ(got.waits[0].link, LinkId(std::size_t{0}));
  EXPECT_NEAR(got.waits[0].days, 1.0 / 6, 4 * std::sqrt(1.0 / 18 / kSamples));
}

TEST(Waits, CountFromTheStartWhereNothingElseHolds) {
  const Simulation got = simulate_text(
      listed({goal("theirs", uniform(0, 1), of_team("giver")),
              goal("ours", "\"1d\"", of_team("waiter") + ", " + after("\"theirs\""))}),
      kTwoTeams, with_waits());
  ASSERT_EQ(got.waits.size(), 1U);
  EXPECT_NEAR(got.waits[0].days, 0.5, 4 * std::sqrt(1.0 / 12 / kSamples) + kHalfSecond);
}

TEST(Waits, AreForTheLastOfTwoGivers) {  // each of two uniforms is the later one half of the time
  const Simulation got = simulate_text(
      listed({goal("a", uniform(0, 1), of_team("giver")),
              goal("b", uniform(0, 1), of_team("giver")),
              goal("ours", "\"1d\"", of_team("waiter") + ", " + after(R"("a", "b")"))}),
      kTwoTeams, with_waits());
  ASSERT_EQ(got.waits.size(), 2U);
  // max(U1, U2) where U1 is the larger: mean 1/3, mean square 1/4.
  const double error = std::sqrt((1.0 / 4 - 1.0 / 9) / kSamples);
  for (const WaitRisk& wait : got.waits) EXPECT_NEAR(wait.days, 1.0 / 3, 4 * error + kHalfSecond);
}

TEST(Waits, AreNoneWithinATeam) {
  const Simulation got =
      simulate_text(listed({goal("a", uniform(0, 1), of_team("waiter")),
                            goal("b", "\"1d\"", of_team("waiter") + ", " + after("\"a\""))}),
                    kTwoTeams, with_waits());
  EXPECT_TRUE(got.waits.empty());
}

}  // namespace
}  // namespace slipway
