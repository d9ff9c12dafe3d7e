#include "planner/report/load_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "planner/report/team_demand.hpp"
#include "planner/whatif/team_load.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

Date day(const char* text) { return *parse_date(text); }

Analysis analyse_random(std::uint64_t seed, const slow::RandomOptions& options = {}) {
  Plan plan = uncertain_plan(seed, options);
  for (std::size_t t = 0; t < plan.teams.size(); ++t) {
    if ((seed + t) % 3 != 0) plan.teams[t].capacity = static_cast<double>((seed + t) % 4) * 0.75;
  }
  Loaded<Analysis> out = analyse(std::make_shared<const Plan>(std::move(plan)));
  EXPECT_TRUE(out.ok) << seed;
  return std::move(out.value);
}

const std::string kTeams = R"({"slipway": 1, "name": "test", "start": "2024-01-01",
  "as_of": "2024-01-03",
  "teams": [{"id": "a", "name": "Ants", "capacity": 2, "plan_fraction": 0.5,
             "calendar": {"holidays": ["2024-01-08..2024-01-12"], "extra_days": ["2024-01-20"]}},
            {"id": "b"}],
  "goals": [{"id": "x", "team": "a", "people": 2, "estimate": "6d",
             "needs": [{"team": "b", "people": 0.25}]},
            {"id": "y", "team": "b", "estimate": "3d"},
            {"id": "old", "team": "b", "status": "done", "started": "2024-01-01",
             "finished": "2024-01-02"},
            {"id": "nobody", "estimate": "1w"}]})";

TEST(LoadReport, CountsPeopleAgainstWhatMayBePlanned) {
  const Analysis analysis = analyse_text(kTeams);
  const LoadReport report = report_load(analysis);
  ASSERT_EQ(report.columns.size(), 3U) << "the week of the status date, a week off, another";
  EXPECT_EQ(report.columns[0], (LoadColumn{day("2024-01-03"), day("2024-01-07")}));
  EXPECT_EQ(report.columns[2], (LoadColumn{day("2024-01-15"), day("2024-01-21")}));
  const LoadRow& a = report.rows[0];
  EXPECT_EQ(a.name, "Ants");
  EXPECT_DOUBLE_EQ(a.cells[0].wanted_days, 6.0) << "two people from Wednesday to Friday";
  EXPECT_DOUBLE_EQ(*a.cells[0].plannable_days, 3.0) << "two people, half of three days";
  EXPECT_DOUBLE_EQ(*a.cells[0].share(), 2.0);
  EXPECT_TRUE(a.cells[0].is_over());
  EXPECT_THAT(a.cells[0].goals, testing::ElementsAre("x"));
  EXPECT_EQ(a.cells[1].working_days, 0);
  EXPECT_EQ(a.cells[1].days_off, 5);
  EXPECT_FALSE(a.cells[1].is_over());
  EXPECT_EQ(a.cells[1].share(), std::nullopt) << "nothing may be planned";
  EXPECT_EQ(a.cells[2].extra_days, 1);
  EXPECT_DOUBLE_EQ(*a.cells[2].plannable_days, 6.0);
  EXPECT_DOUBLE_EQ(*a.cells[2].share(), 1.0);
  EXPECT_FALSE(a.cells[2].is_over()) << "full is not over";
  EXPECT_EQ(a.num_over, 1U);
  EXPECT_EQ(a.worst, 0U);
  const LoadRow& b = report.rows[1];
  EXPECT_EQ(b.cells[0].share(), std::nullopt);
  EXPECT_DOUBLE_EQ(b.cells[0].people(), 1.25);
  EXPECT_FALSE(b.cells[0].is_over()) << "a team without a capacity never is";
  EXPECT_DOUBLE_EQ(report.sums.cells[0].wanted_days, 6.0) << "of teams with a capacity";
  EXPECT_DOUBLE_EQ(report.unbounded_days, b.total.wanted_days);
  EXPECT_EQ(report.num_goals, 4U);
  EXPECT_EQ(report.goals_counted, 2U) << "what is done and what has no team asks nobody";
  EXPECT_EQ(report.goals_no_team, 1U);
}

TEST(LoadReport, ATeamWithoutPeopleIsOverWithEverything) {
  const Analysis analysis = analyse_text(kEveryDay + R"("teams": [{"id": "a", "capacity": 0}],
                     "goals": [{"id": "x", "team": "a", "estimate": "3d"}]})");
  const LoadReport report = report_load(analysis);
  EXPECT_TRUE(report.rows[0].cells[0].is_over());
  EXPECT_EQ(report.rows[0].cells[0].share(), std::nullopt);
}

TEST(LoadReport, CellsAddUpToTheDemandOfRandomPlans) {
  std::size_t over = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Analysis analysis = analyse_random(seed);
    const Plan& plan = *analysis.plan;
    const LoadReport report = report_load(analysis, {.most_columns = 500});
    ASSERT_EQ(report.rows.size(), plan.teams.size());
    if (report.columns.empty()) continue;
    EXPECT_EQ(report.columns.front().first, plan.as_of);
    EXPECT_GE(report.columns.back().last, report.last_work);
    for (std::size_t c = 1; c < report.columns.size(); ++c) {
      EXPECT_EQ(report.columns[c].first, plus_days(report.columns[c - 1].last, 1));
      EXPECT_EQ(weekday(report.columns[c].first), 0) << "weeks begin on Mondays";
    }
    const TeamDemand demand =
        measure_demand(plan, list_work(analysis), plan.as_of, report.last_work);
    std::vector<double> sums(report.columns.size(), 0.0);
    for (std::size_t t = 0; t < plan.teams.size(); ++t) {
      const LoadRow& row = report.rows[t];
      EXPECT_NEAR(row.total.wanted_days, demand.sum(TeamId(t), plan.as_of, report.last_work), 1e-6);
      std::size_t row_over = 0;
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        const LoadCell& cell = row.cells[c];
        if (row.capacity) sums[c] += cell.wanted_days;
        EXPECT_EQ(cell.plannable_days.has_value(), row.capacity.has_value());
        EXPECT_EQ(cell.goals.empty(), !cell.is_over()) << "who asks is said where it is too much";
        if (row.capacity) {
          EXPECT_NEAR(*cell.plannable_days, *row.capacity * row.plan_fraction * cell.working_days,
                      1e-9);
        }
        row_over += cell.is_over() ? 1 : 0;
        if (cell.share() && row.cells[row.worst].share()) {
          EXPECT_LE(*cell.share(), *row.cells[row.worst].share() + 1e-9);
        }
      }
      EXPECT_EQ(row.num_over, row_over);
      over += row_over;
    }
    for (std::size_t c = 0; c < sums.size(); ++c) {
      EXPECT_NEAR(report.sums.cells.at(c).wanted_days, sums[c], 1e-6);
    }
  }
  EXPECT_GT(over, 100U);
}

/// A plan of whole days by one calendar: there each moment of a day wants what the day wants.
Analysis analyse_whole_days(std::uint64_t seed) {
  slow::RandomOptions options = one_calendar();
  options.fractions = false;
  options.lags = false;
  options.leads = false;
  options.progress = false;
  Plan plan = uncertain_plan(seed, options);
  for (std::size_t i = 0; i < plan.estimates.size(); ++i) {
    plan.estimates[i] =
        Estimate{.amounts = {Amount{static_cast<double>(1 + (seed + i) % 9), Unit::days}}};
  }
  Loaded<Analysis> out = analyse(std::make_shared<const Plan>(std::move(plan)));
  EXPECT_TRUE(out.ok) << seed;
  return std::move(out.value);
}

TEST(LoadReport, DemandOfADayIsTheLoadThatWhatIfsSee) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Analysis analysis = analyse_whole_days(seed);
    const Plan& plan = *analysis.plan;
    const LoadReport report = report_load(analysis);
    if (report.columns.empty()) continue;
    const TeamDemand demand =
        measure_demand(plan, list_work(analysis), plan.as_of, report.last_work);
    const std::vector<TeamLoad> loads = find_team_loads(analysis);
    for (std::size_t t = 0; t < plan.teams.size(); ++t) {
      const double most = *std::ranges::max_element(demand.days[t]);
      EXPECT_NEAR(most, loads[t].most, 1e-9) << seed << ' ' << t;
      compared += most > 0.0 ? 1 : 0;
    }
  }
  EXPECT_GT(compared, 100U);
}

TEST(LoadReport, ChosenGoalsAskTheirPartAndOverIsByAll) {
  std::size_t chosen_cells = 0;
  std::size_t hidden_rows = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Analysis analysis = analyse_random(seed);
    const Plan& plan = *analysis.plan;
    const LoadReport all = report_load(analysis, {.all = true});
    for (const ViewFilter& filter :
         {ViewFilter{.only_critical = true}, ViewFilter{.only_late = true},
          ViewFilter{.focus = ItemId(std::size_t{0}), .up = 1, .down = 2},
          ViewFilter{.between = {{TeamId(std::size_t{0}), TeamId(std::size_t{1})}}}}) {
      if (filter.between && plan.teams.size() < 2) continue;
      const LoadReport report = report_load(analysis, {.all = true, .filter = filter});
      const Selection selection =
          select_items(analysis, report_schedule(analysis), spread_links(plan), filter);
      std::vector<WorkSpan> spans = list_work(analysis);
      std::erase_if(spans, [&](const WorkSpan& span) { return !selection.has(span.item); });
      const TeamDemand demand = measure_demand(plan, spans, plan.as_of, all.last_work);
      EXPECT_EQ(report.columns, all.columns);
      std::size_t row = 0;
      for (std::size_t t = 0; t < plan.teams.size() && !all.columns.empty(); ++t) {
        const bool is_asked = demand.sum(TeamId(t), plan.as_of, all.last_work) > 1e-9;
        hidden_rows += is_asked ? 0 : 1;
        if (!is_asked) continue;
        ASSERT_LT(row, report.rows.size()) << seed;
        EXPECT_EQ(report.rows[row].id, plan.teams[t].id);
        for (std::size_t c = 0; c < all.columns.size(); ++c) {
          const LoadCell& cell = report.rows[row].cells[c];
          EXPECT_DOUBLE_EQ(cell.wanted_days, all.rows[t].cells[c].wanted_days);
          EXPECT_EQ(cell.is_over(), all.rows[t].cells[c].is_over()) << "by all that is asked";
          EXPECT_NEAR(cell.chosen_days,
                      demand.sum(TeamId(t), all.columns[c].first, all.columns[c].last), 1e-6);
          EXPECT_LE(cell.chosen_days, cell.wanted_days + 1e-9);
          chosen_cells += cell.chosen_days > 0.0 ? 1 : 0;
        }
        ++row;
      }
      EXPECT_EQ(report.rows.size(), row);
      EXPECT_EQ(report.nothing.empty(), row > 0) << seed;
      EXPECT_EQ(report.goals_chosen > 0, row > 0) << seed;
    }
  }
  EXPECT_GT(chosen_cells, 200U);
  EXPECT_GT(hidden_rows, 50U);
}

TEST(LoadReport, ManyTeamsFoldToTheWorst) {
  std::string teams, goals;
  for (int t = 0; t < 40; ++t) {
    const std::string id = "t" + std::to_string(t);
    teams += (t == 0 ? "" : ",") +
             ("{\"id\": \"" + id + "\"" + (t % 8 == 7 ? "" : ", \"capacity\": 1") + "}");
    goals += (t == 0 ? "" : ",") + ("{\"id\": \"g" + id + "\", \"team\": \"" + id +
                                    "\", \"estimate\": \"7d\", \"people\": " +
                                    std::to_string(0.1 + 0.03 * ((t * 7) % 40)) + "}");
  }
  const std::string json = kEveryDay + "\"teams\": [" + teams + "], \"goals\": [" + goals + "]}";
  const Analysis analysis = analyse_text(json);
  const LoadReport whole = report_load(analysis, {.all = true});
  const LoadReport report = report_load(analysis);
  ASSERT_EQ(whole.rows.size(), 40U);
  ASSERT_EQ(report.rows.size(), 10U);
  ASSERT_TRUE(report.others);
  EXPECT_EQ(report.others->teams, 30U);
  EXPECT_EQ(report.asked_teams, 40U);
  double least = 1e9;
  for (const LoadRow& row : report.rows) least = std::min(least, *row.cells[0].share());
  double wanted = 0.0;
  std::size_t over = 0;
  for (const LoadRow& row : whole.rows) {
    const bool is_kept =
        std::ranges::any_of(report.rows, [&](const LoadRow& kept) { return kept.id == row.id; });
    if (is_kept) continue;
    if (row.capacity) {
      EXPECT_LE(*row.cells[0].share(), least);
      wanted += row.total.wanted_days;
    }
    over += row.num_over > 0 ? 1 : 0;
  }
  EXPECT_NEAR(report.others->total.wanted_days, wanted, 1e-9);
  EXPECT_EQ(report.others_over, over);
  EXPECT_EQ(report.sums.total.wanted_days, whole.sums.total.wanted_days);
  const LoadReport two = report_load(analysis, {.teams = {TeamId(3), TeamId(5)}});
  ASSERT_EQ(two.rows.size(), 2U);
  EXPECT_EQ(two.goals_counted, 2U);
}

TEST(LoadReport, LongPlansHaveMonths) {
  const auto plan_of = [](const std::string& length) {
    return analyse_text(R"({"slipway": 1, "name": "test", "start": "2024-01-15",
      "teams": [{"id": "a", "capacity": 1}],
      "goals": [{"id": "x", "team": "a", "estimate": ")" +
                        length + "\"}]}");
  };
  EXPECT_EQ(report_load(plan_of("26w")).columns.size(), 26U);
  EXPECT_FALSE(report_load(plan_of("26w")).is_by_month);
  const LoadReport months = report_load(plan_of("131d"));
  EXPECT_TRUE(months.is_by_month);
  ASSERT_EQ(months.columns.size(), 7U);
  EXPECT_EQ(months.columns[0], (LoadColumn{day("2024-01-15"), day("2024-01-31")}));
  EXPECT_EQ(months.columns[1], (LoadColumn{day("2024-02-01"), day("2024-02-29")}));
  EXPECT_NEAR(months.rows[0].total.wanted_days, 131.0, 1e-9);
  EXPECT_EQ(report_load(plan_of("131d"), {.all = true}).columns.size(), 27U);
  const LoadReport cut = report_load(plan_of("900d"));
  EXPECT_EQ(cut.columns.size(), 26U);
  EXPECT_GT(cut.columns_left_out, 10U);
  EXPECT_EQ(report_load(plan_of("900000d")).columns.size(), 26U);
}

TEST(LoadReport, APlanWithNothingLeftHasNoColumns) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "test", "start": "2024-01-01",
    "as_of": "2024-02-01", "teams": [{"id": "a", "capacity": 1}],
    "goals": [{"id": "x", "team": "a", "status": "done", "started": "2024-01-01",
               "finished": "2024-01-05"}]})");
  const LoadReport report = report_load(analysis);
  EXPECT_TRUE(report.columns.empty());
  EXPECT_EQ(report.rows.size(), 1U);
  EXPECT_EQ(report.goals_counted, 0U);
}

}  // namespace
}  // namespace slipway
