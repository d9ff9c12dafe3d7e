// Late hand-overs against closed forms, and against the finishes of every sample.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "planner/io/plan_reader.hpp"
#include "tests/risk/simulate_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

SimulationOptions watch(std::size_t links, std::uint64_t samples = SimulationOptions{}.samples) {
  SimulationOptions options;
  options.samples = samples;
  for (std::size_t link = 0; link < links; ++link) options.handovers.emplace_back(link);
  return options;
}

// `error` is the standard deviation of the days late of one sample.
void expect_handover(const HandoverRisk& got, double odds, double days, double error) {
  expect_share(static_cast<double>(got.late) / kSamples, odds);
  EXPECT_NEAR(got.mean_days, days, 4 * error / std::sqrt(kSamples) + kHalfSecond);
}

std::string link(const std::string& more) { return R"("depends_on": [{"on": "a")" + more + "}]"; }

// What takes 2 to 10 days is planned with 6: late by (a - 6)+, half of the time, 1 day on average.
TEST(Handover, OfAUniformLengthIsHalfADiceThrow) {
  const double error = std::sqrt(64.0 / 24 - 1);
  for (const std::string& more :
       {link(""), link(R"(, "lag": "3d")"), link(R"(, "lag": "-2d")"), link(R"(, "type": "FF")"),
        link(R"(, "type": "FF", "lag": "4d")")}) {
    SCOPED_TRACE(more);
    const Simulation got =
        simulate_text(listed({goal("a", uniform(2, 10)), goal("b", "\"3d\"", more)}), "", watch(1));
    ASSERT_EQ(got.handovers.size(), 1u);
    expect_handover(got.handovers[0], 0.5, 1.0, error);
  }
}

TEST(Handover, OfStartsIsThatOfWhatSetsThem) {
  for (const std::string& more : {link(R"(, "type": "SS")"), link(R"(, "type": "SF")")}) {
    SCOPED_TRACE(more);
    const Simulation got =
        simulate_text(listed({goal("first", uniform(2, 10)),
                              goal("a", "\"3d\"", after("\"first\"")), goal("b", "\"1d\"", more)}),
                      "", watch(2));
    ASSERT_EQ(got.handovers.size(), 2u);
    expect_handover(got.handovers[0], 0.5, 1.0, std::sqrt(64.0 / 24 - 1));
    expect_handover(got.handovers[1], 0.5, 1.0, std::sqrt(64.0 / 24 - 1));
  }
}

TEST(Handover, TimeBeforeThePlannedStartIsRoom) {
  const Simulation got = simulate_text(
      listed({goal("a", uniform(2, 10)),
              goal("b", "\"3d\"", after("\"a\"") + R"(, "not_before": "2024-01-09")")}),
      "", watch(1));
  expect_handover(got.handovers[0], 0.25, 0.25, 0.6);
}

TEST(Handover, OfAWaitWithoutMemory) {
  const Simulation got = simulate_text(
      listed({goal("a", exponential(8)), goal("b", "\"3d\"", after("\"a\""))}), "", watch(1));
  expect_handover(got.handovers[0], std::exp(-1.0), 8 * std::exp(-1.0), 8);
}

TEST(Handover, OfAnObjectiveIsThatOfEachOfItsGoals) {
  const Simulation got = simulate_text(
      listed({R"({"id": "o", "kind": "objective"})", goal("a", uniform(2, 10), R"("parent": "o")"),
              goal("c", uniform(4, 6), R"("parent": "o")"), goal("b", "\"3d\"", after("\"o\""))}),
      "", watch(1));
  ASSERT_EQ(got.handovers.size(), 2u);
  EXPECT_EQ(got.handovers[0].from, ItemId(std::size_t{1}));
  EXPECT_EQ(got.handovers[1].from, ItemId(std::size_t{2}));
  EXPECT_EQ(got.handovers[1].to, ItemId(std::size_t{3}));
  expect_handover(got.handovers[0], 0.5, 1.0, std::sqrt(64.0 / 24 - 1));
  EXPECT_EQ(got.handovers[1].late, 0u);  // a is planned for longer than c ever takes
}

TEST(Handover, WhatHasBegunOrIsDoneIsNotLate) {
  const Simulation got = simulate_text(
      listed({goal("a", uniform(2, 10)), goal("done", "\"2d\"", R"("started": "2023-12-01",
               "finished": "2023-12-05")"),
              goal("b", "\"3d\"", after(R"("a")") + R"(, "started": "2023-12-20")"),
              goal("c", "\"3d\"", after(R"("done")")), goal("d", "\"3d\"", after(R"("c")"))}),
      "", watch(3));
  ASSERT_EQ(got.handovers.size(), 1u);  // of c to d alone, which nothing can delay
  EXPECT_EQ(got.handovers[0], (HandoverRisk{LinkId(std::size_t{2}), ItemId(std::size_t{3}),
                                            ItemId(std::size_t{4}), 0, 0.0}));
}

// Plans whose every length is a number of whole days, so that the days that are kept of finishes
// say all: a hand-over is late when its day is that of the planned start, or after it.
Plan plan_of_whole_days(std::uint64_t seed) {
  slow::RandomOptions options;
  options.fractions = options.link_types = options.lags = options.soft_links = false;
  options.absent = options.objectives = options.progress = options.zero_goals = false;
  options.milestones = options.leads = false;
  const auto source = std::make_shared<Source>(
      Source{"random.json", slow::to_plan_json(slow::random_problem(seed, options))});
  Loaded<Plan> read = read_plan(source);
  EXPECT_TRUE(read.ok) << seed;
  Plan plan = std::move(read.value);
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    Item& item = plan.items[row];
    if (item.kind != Kind::goal && item.kind != Kind::blocker) continue;
    if (item.status == Status::done || item.status == Status::dropped) continue;
    Estimate estimate;
    estimate.form = Form::samples;
    for (std::size_t i = 0; i < 3; ++i) {
      estimate.samples.push_back(
          {static_cast<double>(1 + (seed * 7 + row * 3) % 4 + i * (1 + row % 3)), Unit::days});
    }
    item.remaining = kNoRow;
    item.estimate = static_cast<std::uint32_t>(plan.estimates.size());
    plan.estimates.push_back(estimate);
  }
  return plan;
}

TEST(Handover, IsWhatTheFinishesOfEverySampleSay) {
  std::size_t compared = 0;
  std::size_t late = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const auto plan = std::make_shared<const Plan>(plan_of_whole_days(seed));
    AnalysisOptions wanted;
    wanted.risk = watch(plan->links.size(), 200);
    for (std::size_t row = 0; row < plan->items.size(); ++row) wanted.risk->keep.emplace_back(row);
    Loaded<Analysis> analysis = analyse(plan, wanted);
    ASSERT_TRUE(analysis.ok) << seed;
    const Simulation& risk = *analysis.value.risk;
    for (const HandoverRisk& got : risk.handovers) {
      const Link& of = plan->links[got.link.index()];
      const auto kept = std::ranges::find(risk.kept, of.predecessor, &KeptFinishes::item);
      ASSERT_NE(kept, risk.kept.end());
      const NodeId taker = analysis.value.network.node_of[of.successor.index()];
      const Instant needed = analysis.value.schedule.start_of(taker);
      const WorkCalendar& own =
          plan->calendars[plan->calendar_of(plan->item(of.successor)).index()];
      std::uint64_t late_samples = 0;
      double days = 0.0;
      for (const Date day : kept->days) {
        const double too_late = days_of(own.between(needed, end_of(day)));
        if (too_late > 0.0) ++late_samples;
        days += std::max(0.0, too_late);
      }
      EXPECT_EQ(got.late, late_samples) << seed;
      EXPECT_NEAR(got.mean_days, days / 200, 1e-9) << seed;
      ++compared;
      late += late_samples > 0 ? 1 : 0;
    }
  }
  EXPECT_GT(compared, 1000u);
  EXPECT_GT(late, compared / 3);
}

TEST(Handover, ThreadsDoNotMatter) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Plan plan = uncertain_plan(seed, slow::RandomOptions{});
    const Loaded<Network> network = compile(plan);
    SimulationOptions options = watch(plan.links.size(), 1000);
    options.threads = 1;
    const Simulation one = simulate(plan, network.value, options);
    options.threads = 3;
    EXPECT_EQ(simulate(plan, network.value, options).handovers, one.handovers) << seed;
  }
}

}  // namespace
}  // namespace slipway
