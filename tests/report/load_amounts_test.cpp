// The load of the runs: the work that a simulation keeps, and percentiles of what it asks.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "planner/io/plan_reader.hpp"
#include "planner/report/load_report.hpp"
#include "planner/report/team_demand.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

/// A random plan with capacities, worked out with the work of every run kept.
Analysis simulate_random(std::uint64_t seed, std::uint64_t samples, Engine engine = Engine::best,
                         const slow::RandomOptions& of = {}) {
  Plan plan = uncertain_plan(seed, of);
  for (std::size_t t = 0; t < plan.teams.size(); ++t) {
    if ((seed + t) % 3 != 0) plan.teams[t].capacity = static_cast<double>((seed + t) % 4) * 0.75;
  }
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = samples,
                                   .threads = 1,
                                   .forecast_for = ForecastFor::none,
                                   .keep = load_goals(plan),
                                   .keeps_work = true,
                                   .engine = engine};
  Loaded<Analysis> out = analyse(std::make_shared<const Plan>(std::move(plan)), options);
  EXPECT_TRUE(out.ok) << seed;
  return std::move(out.value);
}

TEST(LoadAmounts, TheWorkOfRunsEndsWhenTheirFinishesSay) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Plan plan = uncertain_plan(seed, {});
    AnalysisOptions options;
    options.risk = SimulationOptions{.samples = 100,
                                     .threads = 1,
                                     .keep = load_goals(plan),
                                     .keeps_samples = true,
                                     .keeps_work = true};
    const Loaded<Analysis> analysis =
        analyse(std::make_shared<const Plan>(std::move(plan)), options);
    ASSERT_TRUE(analysis.ok);
    const Simulation& risk = *analysis.value.risk;
    for (const KeptWork& work : risk.work) {
      const auto kept = std::ranges::find(risk.kept, work.item, &KeptFinishes::item);
      ASSERT_NE(kept, risk.kept.end());
      const Plan& of = *analysis.value.plan;
      const WorkCalendar& own = of.calendars[of.calendar_of(of.item(work.item)).index()];
      const Work origin = own.worked(start_of(of.as_of));
      for (std::size_t run = 0; run < work.spans.size(); ++run) {
        const WorkedSpan& span = work.spans[run];
        EXPECT_LE(span.from, span.to);
        if (span.from == span.to) continue;
        EXPECT_EQ(day_before(own.earliest(origin + Work{span.to})), kept->days[run])
            << seed << ' ' << of.item(work.item).id;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 10'000U);
}

TEST(LoadAmounts, EveryEngineKeepsTheSameWork) {
  std::size_t spans = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Analysis best = simulate_random(seed, 100, Engine::best, one_calendar());
    const Analysis general = simulate_random(seed, 100, Engine::general, one_calendar());
    ASSERT_EQ(best.risk->work, general.risk->work) << seed;
    for (const KeptWork& work : best.risk->work) spans += work.spans.size();
  }
  EXPECT_GT(spans, 10'000U);
}

TEST(LoadAmounts, WithoutDoubtTheRunsAskWhatThePlanAsks) {
  std::size_t over = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    slow::RandomOptions of;
    if (seed % 2 == 0) of = one_calendar();
    Plan plan = uncertain_plan(seed, of);
    // Fixed lengths, and nothing that only chance decides.
    for (std::size_t i = 0; i < plan.estimates.size(); ++i) {
      plan.estimates[i] =
          Estimate{.amounts = {Amount{static_cast<double>(1 + (seed + i) % 9) / 2, Unit::days}}};
    }
    plan.default_estimate = Estimate{.amounts = {Amount{3.0, Unit::days}}};
    plan.risks.clear();
    for (Item& item : plan.items) item.probability = 1.0;
    for (LinkDetails& link : plan.link_details) {
      link.probability = 1.0;
      link.ask = Ask::none;
    }
    for (ItemDetails& details : plan.details) {
      for (Need& need : details.needs) need.ask = Ask::agreed;
    }
    for (Team& team : plan.teams) team.capacity = 0.75;
    AnalysisOptions options;
    options.risk = SimulationOptions{
        .samples = 70, .threads = 1, .keep = load_goals(plan), .keeps_work = true};
    const Loaded<Analysis> analysis =
        analyse(std::make_shared<const Plan>(std::move(plan)), options);
    ASSERT_TRUE(analysis.ok);
    const LoadReport planned = report_load(analysis.value, {.all = true});
    for (const LoadAt at : {LoadAt::p50, LoadAt::p90}) {
      const LoadReport runs = report_load(analysis.value, {.all = true, .at = at});
      ASSERT_EQ(runs.columns, planned.columns) << seed;
      for (std::size_t t = 0; t < planned.rows.size(); ++t) {
        for (std::size_t c = 0; c < planned.columns.size(); ++c) {
          EXPECT_NEAR(runs.rows[t].cells[c].wanted_days, planned.rows[t].cells[c].wanted_days, 1e-6)
              << seed << ' ' << t << ' ' << c;
          EXPECT_EQ(runs.rows[t].cells[c].goals, planned.rows[t].cells[c].goals) << seed;
          over += planned.rows[t].cells[c].is_over() ? 1 : 0;
        }
      }
      EXPECT_EQ(runs.goals_counted, planned.goals_counted) << seed;
    }
  }
  EXPECT_GT(over, 100U);
}

/// What a percentile of the demand of single runs is, day by day with measure_demand.
double pick_slowly(std::vector<double> sums, double share) {
  std::ranges::sort(sums);
  for (const double sum : sums) {
    const auto up_to = std::ranges::count_if(sums, [&](double other) { return other <= sum; });
    if (static_cast<double>(up_to) >= share * static_cast<double>(sums.size()) - 1e-9) return sum;
  }
  return sums.back();
}

TEST(LoadAmounts, PercentilesAreThoseOfTheDemandOfSingleRuns) {
  constexpr std::uint64_t kRuns = 40;
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Analysis analysis = simulate_random(seed, kRuns);
    const Plan& plan = *analysis.plan;
    const LoadReport report = report_load(analysis, {.all = true, .at = LoadAt::p90});
    EXPECT_EQ(report.samples, kRuns);
    if (report.columns.empty()) continue;
    std::vector<WorkSpan> done = list_work(analysis);
    std::erase_if(
        done, [&](const WorkSpan& span) { return plan.item(span.item).status != Status::done; });
    std::vector<TeamDemand> demands;
    for (std::size_t run = 0; run < kRuns; ++run) {
      std::vector<WorkSpan> spans = done;
      for (const KeptWork& work : analysis.risk->work) {
        const WorkedSpan& span = work.spans[run];
        if (span.from == span.to) continue;
        const WorkCalendar& own = plan.calendars[plan.calendar_of(plan.item(work.item)).index()];
        const Work origin = own.worked(start_of(plan.as_of));
        spans.push_back({work.item, own.latest(origin + Work{span.from}),
                         own.earliest(origin + Work{span.to})});
      }
      demands.push_back(measure_demand(plan, spans, plan.as_of, report.columns.back().last));
    }
    const auto pick = [&](std::size_t team, Date first, Date last) {
      std::vector<double> sums;
      for (const TeamDemand& demand : demands)
        sums.push_back(demand.sum(TeamId(team), first, last));
      return pick_slowly(std::move(sums), 0.9);
    };
    for (std::size_t t = 0; t < report.rows.size(); ++t) {
      double sum = 0.0;
      for (std::size_t c = 0; c < report.columns.size(); ++c) {
        const LoadColumn& column = report.columns[c];
        const double wanted = report.rows[t].cells[c].wanted_days;
        ASSERT_NEAR(wanted, pick(t, column.first, column.last), 1e-6) << seed << ' ' << t;
        sum += wanted;
        compared += wanted > 0.0 ? 1 : 0;
      }
      const LoadCell& total = report.rows[t].total;
      ASSERT_NEAR(total.wanted_days,
                  pick(t, report.columns.front().first, report.columns.back().last), 1e-6);
    }
    // All that limited teams are asked together, in each run.
    for (std::size_t c = 0; c < report.columns.size(); ++c) {
      std::vector<double> sums(kRuns, 0.0);
      for (std::size_t t = 0; t < plan.teams.size(); ++t) {
        for (std::size_t run = 0; run < kRuns && plan.teams[t].capacity; ++run)
          sums[run] += demands[run].sum(TeamId(t), report.columns[c].first, report.columns[c].last);
      }
      if (report.sums.teams == 0) continue;
      ASSERT_NEAR(report.sums.cells[c].wanted_days, pick_slowly(sums, 0.9), 1e-6);
    }
  }
  EXPECT_GT(compared, 500U);
}

// One goal of five or of ten days, three to one: the second week is asked for in 1 of 4 runs.
TEST(LoadAmounts, ASeldomWeekIsAskedForAtP90Alone) {
  Loaded<Plan> plan = read_plan(std::make_shared<const Source>(Source{"test.json", R"({
    "slipway": 1, "name": "test", "start": "2024-01-01",
    "teams": [{"id": "a", "capacity": 1, "plan_fraction": 1}],
    "goals": [{"id": "x", "team": "a",
               "estimate": {"samples": ["5d", "5d", "5d", "10d"]}}]})"}));
  ASSERT_TRUE(plan.ok);
  AnalysisOptions options;
  options.risk = SimulationOptions{
      .samples = 2000, .threads = 1, .keep = load_goals(plan.value), .keeps_work = true};
  const Loaded<Analysis> analysis =
      analyse(std::make_shared<const Plan>(std::move(plan.value)), options);
  ASSERT_TRUE(analysis.ok);
  const LoadReport p90 = report_load(analysis.value, {.at = LoadAt::p90});
  ASSERT_EQ(p90.columns.size(), 2U);
  EXPECT_DOUBLE_EQ(p90.rows[0].cells[0].wanted_days, 5.0);
  EXPECT_DOUBLE_EQ(p90.rows[0].cells[1].wanted_days, 5.0);
  EXPECT_DOUBLE_EQ(p90.rows[0].total.wanted_days, 10.0);
  const LoadReport p50 = report_load(analysis.value, {.at = LoadAt::p50});
  ASSERT_EQ(p50.columns.size(), 1U) << "in half of the runs all is done in the first week";
  EXPECT_DOUBLE_EQ(p50.rows[0].total.wanted_days, 5.0);
}

}  // namespace
}  // namespace slipway
