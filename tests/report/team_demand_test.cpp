#include "planner/report/team_demand.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

Date day(const char* text) { return *parse_date(text); }

Analysis analyse_random(std::uint64_t seed) {
  Loaded<Analysis> out =
      analyse(std::make_shared<const Plan>(uncertain_plan(seed, slow::RandomOptions{})));
  EXPECT_TRUE(out.ok) << seed;
  return std::move(out.value);
}

// Wide enough for every random plan.
constexpr Date kFrom{0};
constexpr Date kTo{40'000};

double total(const TeamDemand& demand, std::size_t team) {
  return std::accumulate(demand.days[team].begin(), demand.days[team].end(), 0.0);
}

TEST(TeamDemand, IsThePeopleOfTheGoalsTimesTheirWorkingDays) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Analysis analysis = analyse_random(seed);
    const Plan& plan = *analysis.plan;
    const std::vector<WorkSpan> work = list_work(analysis);
    const TeamDemand demand = measure_demand(plan, work, kFrom, kTo);
    std::vector<double> own(plan.teams.size(), 0.0);
    std::vector<double> most_needs(plan.teams.size(), 0.0);
    for (const WorkSpan& span : work) {
      const Item& item = plan.item(span.item);
      const WorkCalendar& calendar = plan.calendars[plan.calendar_of(item).index()];
      const double days = days_of(calendar.between(span.start, span.finish));
      const ItemDetails& details = plan.details_of(item);
      if (item.team.is_set()) own[item.team.index()] += details.people * days;
      for (const Need& need : details.needs) {
        if (need.ask != Ask::declined) most_needs[need.team.index()] += need.people * days;
      }
    }
    for (std::size_t team = 0; team < plan.teams.size(); ++team) {
      EXPECT_GE(total(demand, team), own[team] - 1e-9) << seed;
      EXPECT_LE(total(demand, team), own[team] + most_needs[team] + 1e-9) << seed;
      if (most_needs[team] == 0.0) {
        EXPECT_NEAR(total(demand, team), own[team], 1e-9) << seed;
      }
    }
  }
}

TEST(TeamDemand, EveryUnfinishedGoalWorksForItsDuration) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Analysis analysis = analyse_random(seed);
    const Plan& plan = *analysis.plan;
    std::vector<double> worked(plan.items.size(), 0.0);
    for (const WorkSpan& span : list_work(analysis)) {
      const WorkCalendar& calendar = plan.calendars[plan.calendar_of(plan.item(span.item)).index()];
      if (span.start >= start_of(plan.as_of)) {
        worked[span.item.index()] += days_of(calendar.between(span.start, span.finish));
      }
    }
    for (std::size_t n = 0; n < analysis.network.num_nodes(); ++n) {
      const Node& node = analysis.network.nodes[n];
      if (node.progress == Progress::done || !analysis.schedule.exists(NodeId(n))) continue;
      const bool works = plan.item(node.item).kind == Kind::goal;
      const double expected =
          works ? days_of(Work{analysis.schedule.conditions.durations[n]}) : 0.0;
      EXPECT_NEAR(worked[node.item.index()], expected, 1e-9) << seed << plan.item(node.item).id;
    }
  }
}

TEST(TeamDemand, ColumnsAddUpWhereverTheyAreCut) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Analysis analysis = analyse_random(seed);
    const TeamDemand demand = measure_demand(*analysis.plan, list_work(analysis), kFrom, kTo);
    const Date cut = plus_days(analysis.plan->as_of, static_cast<std::int32_t>(seed % 30));
    for (std::size_t team = 0; team < analysis.plan->teams.size(); ++team) {
      const TeamId id(team);
      const double parts =
          demand.sum(id, kFrom, cut) + demand.sum(id, plus_days(cut, 1), plus_days(kTo, 9));
      EXPECT_NEAR(parts, total(demand, team), 1e-9) << seed;
      const TeamDemand narrow =
          measure_demand(*analysis.plan, list_work(analysis), cut, plus_days(cut, 6));
      EXPECT_NEAR(narrow.sum(id, kFrom, kTo), demand.sum(id, cut, plus_days(cut, 6)), 1e-9);
    }
  }
}

TEST(TeamDemand, HelpersAreAskedForOnTheDaysThatBothWork) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "test", "start": "2024-01-01",
    "teams": [{"id": "a"}, {"id": "b", "calendar": {"holidays": ["2024-01-02"]}}, {"id": "c"}],
    "goals": [{"id": "x", "team": "a", "people": 2, "estimate": "3.5d",
               "needs": [{"team": "b", "people": 0.25},
                         {"team": "c", "people": 1, "ask": "declined"}]}]})");
  const TeamDemand demand =
      measure_demand(*analysis.plan, list_work(analysis), day("2023-12-30"), day("2024-01-07"));
  using Days = std::vector<double>;
  EXPECT_EQ(demand.days[0], (Days{0, 0, 2, 2, 2, 1, 0, 0, 0}));
  EXPECT_EQ(demand.days[1], (Days{0, 0, 0.25, 0, 0.25, 0.125, 0, 0, 0}));
  EXPECT_EQ(demand.days[2], Days(9, 0.0));
}

TEST(TeamDemand, PlannableDaysLeaveOutDaysOffAndTheUnplannedShare) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "test", "start": "2024-01-01",
    "teams": [{"id": "a", "capacity": 3, "plan_fraction": 0.6,
               "calendar": {"holidays": ["2024-01-02"]}},
              {"id": "b"}, {"id": "c", "capacity": 2}], "goals": []})");
  const Plan& plan = *analysis.plan;
  EXPECT_DOUBLE_EQ(*plannable_days(plan, TeamId(0), day("2024-01-01"), day("2024-01-07")),
                   3 * 0.6 * 4);
  EXPECT_EQ(plannable_days(plan, TeamId(1), day("2024-01-01"), day("2024-01-07")), std::nullopt);
  EXPECT_DOUBLE_EQ(*plannable_days(plan, TeamId(2), day("2024-01-06"), day("2024-01-08")), 2 * 0.8);
}

}  // namespace
}  // namespace slipway
