// Filters on random plans against their own words, spelled out plainly.
#include "planner/report/view_filter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "planner/io/plan_reader.hpp"
#include "planner/report/board_report.hpp"
#include "planner/report/gantt_report.hpp"
#include "planner/report/graph_report.hpp"
#include "planner/report/matrix_report.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/graph_plan.hpp"

namespace slipway {
namespace {

struct Case {
  Analysis analysis;
  ScheduleReport schedule;
  std::vector<ItemArc> arcs;

  explicit Case(Analysis made)
      : analysis(std::move(made)),
        schedule(report_schedule(analysis)),
        arcs(spread_links(*analysis.plan)) {}
  const Plan& plan() const { return *analysis.plan; }
  Selection select(const ViewFilter& filter) const {
    return select_items(analysis, schedule, arcs, filter);
  }
};

/// Calls `see` with random plans, worked out with a simulation.
template <typename See>
void for_random_plans(See see) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    slow::RandomOptions options;
    options.max_items = 30;
    AnalysisOptions wanted;
    wanted.risk = SimulationOptions{.samples = 64, .threads = 1};
    Loaded<Analysis> analysis =
        analyse(std::make_shared<const Plan>(uncertain_plan(seed, options)), wanted);
    ASSERT_TRUE(analysis.ok);
    const Case one(std::move(analysis.value));
    see(one);
  }
}

TEST(ViewFilter, NothingAskedIsEverythingButObjectives) {
  for_random_plans([](const Case& one) {
    const Selection all = one.select({});
    EXPECT_EQ(all.words, "");
    for (std::size_t row = 0; row < one.plan().items.size(); ++row) {
      EXPECT_EQ(all.asked[row], one.plan().items[row].kind != Kind::objective);
      EXPECT_FALSE(all.beside[row]);
    }
  });
}

TEST(ViewFilter, BetweenTakesTheEndsOfLinksOfBothTeams) {
  std::size_t taken = 0;
  for_random_plans([&](const Case& one) {
    const std::size_t teams = one.plan().teams.size();
    for (std::size_t a = 0; a < teams; ++a) {
      for (std::size_t b = 0; b < teams; ++b) {
        const Selection chosen = one.select({.between = {{TeamId(a), TeamId(b)}}});
        EXPECT_EQ(chosen.asked, one.select({.between = {{TeamId(b), TeamId(a)}}}).asked);
        for (std::size_t row = 0; row < chosen.asked.size(); ++row) {
          const bool is_end = std::ranges::any_of(one.arcs, [&](const ItemArc& arc) {
            if (arc.from != ItemId(row) && arc.to != ItemId(row)) return false;
            const TeamId from = one.plan().item(arc.from).team;
            const TeamId to = one.plan().item(arc.to).team;
            return (from == TeamId(a) && to == TeamId(b)) || (from == TeamId(b) && to == TeamId(a));
          });
          EXPECT_EQ(chosen.asked[row], is_end);
          taken += is_end ? 1 : 0;
        }
      }
    }
  });
  EXPECT_GT(taken, 20U);
}

TEST(ViewFilter, NearGrowsWithItsDaysFromTheCriticalOnes) {
  std::size_t grown = 0;
  for_random_plans([&](const Case& one) {
    std::vector<bool> before = one.select({.only_critical = true}).asked;
    for (const double days : {0.0, 2.0, 5.0, 1e6}) {
      const std::vector<bool> now = one.select({.near_days = days}).asked;
      for (std::size_t row = 0; row < now.size(); ++row) {
        EXPECT_TRUE(now[row] || !before[row]) << "lost " << one.schedule.rows[row].id;
        const auto& total_float = one.schedule.rows[row].total_float_days;
        if (now[row] && !before[row]) {
          ++grown;
          ASSERT_TRUE(total_float);
          EXPECT_LE(*total_float, days);
        }
      }
      before = now;
    }
  });
  EXPECT_GT(grown, 20U);
}

TEST(ViewFilter, LateCountsDatesAndOdds) {
  std::size_t by_date = 0;
  std::size_t by_odds = 0;
  for_random_plans([&](const Case& one) {
    const std::vector<bool> late = one.select({.only_late = true}).asked;
    for (std::size_t row = 0; row < late.size(); ++row) {
      const ScheduleRow& facts = one.schedule.rows[row];
      const auto& on_time = one.analysis.risk->items[row].on_time;
      const bool is_open = facts.status != Status::done && facts.status != Status::dropped &&
                           !facts.is_absent && facts.kind != Kind::objective;
      const bool misses =
          is_open && facts.finish.is_set() && facts.due.is_set() && facts.finish > facts.due;
      const bool is_unlikely = is_open && on_time && *on_time * 2 < one.analysis.risk->samples;
      EXPECT_EQ(late[row], misses || is_unlikely) << facts.id;
      by_date += misses ? 1 : 0;
      by_odds += is_unlikely && !misses ? 1 : 0;
    }
  });
  EXPECT_GT(by_date, 20U);
  EXPECT_GT(by_odds, 5U);
}

TEST(ViewFilter, SeveralFiltersTakeWhatPassesAll) {
  for_random_plans([](const Case& one) {
    const Selection critical = one.select({.only_critical = true});
    const Selection late = one.select({.only_late = true});
    const Selection both = one.select({.only_critical = true, .only_late = true});
    for (std::size_t row = 0; row < both.asked.size(); ++row)
      EXPECT_EQ(both.asked[row], critical.asked[row] && late.asked[row]);
  });
}

TEST(ViewFilter, SaysWhatItAsksFor) {
  const Analysis analysis = analysis_of_text(chains(3, 2));
  const Plan& plan = *analysis.plan;
  EXPECT_EQ(say_filter(plan, {}), "");
  EXPECT_EQ(say_filter(plan, {.all = true}), "") << "everything is shown anyway";
  EXPECT_EQ(say_filter(plan, {.between = {{TeamId(2), TeamId(0)}}}), "links between t2 and t0");
  EXPECT_EQ(say_filter(plan, {.near_days = 1.0}), "critical or with up to 1 day of float");
  EXPECT_EQ(
      say_filter(plan, {.teams = {TeamId(0), TeamId(1)}, .near_days = 2.5, .only_late = true}),
      "teams t0, t1 and what is linked to them; critical or with up to 2.5 days of float; "
      "late or likely late only");
}

TEST(ViewFilter, ByLinksIsWhatIsAskedOfLinksAndTeamsAlone) {
  std::size_t taken = 0;
  for_random_plans([&](const Case& one) {
    std::vector<ViewFilter> filters = {{}, {.focus = ItemId(std::size_t{0}), .up = 1}};
    for (std::size_t t = 0; t < one.plan().teams.size(); ++t) {
      filters.push_back({.teams = {TeamId(t)}});
      filters.push_back({.between = {{TeamId(std::size_t{0}), TeamId(t)}}});
      filters.push_back({.focus = ItemId(std::size_t{0}), .teams = {TeamId(t)}});
    }
    for (ViewFilter& filter : filters) {
      const std::vector<bool> asked = one.select(filter).asked;
      EXPECT_EQ(select_by_links(one.plan(), one.arcs, filter), asked);
      filter.only_late = filter.only_critical = true;
      EXPECT_EQ(select_by_links(one.plan(), one.arcs, filter), asked) << "they are passed over";
      taken += static_cast<std::size_t>(std::ranges::count(asked, true));
    }
  });
  EXPECT_GT(taken, 200U);
}

TEST(ViewFilter, NothingIsToldWhereNothingPassesAndOnlyThere) {
  std::size_t nothing = 0;
  for_random_plans([&](const Case& one) {
    for (const ViewFilter& filter :
         {ViewFilter{}, ViewFilter{.only_critical = true}, ViewFilter{.only_late = true},
          ViewFilter{.only_critical = true, .only_late = true}}) {
      const Selection chosen = one.select(filter);
      const bool is_empty = std::ranges::find(chosen.asked, true) == chosen.asked.end();
      EXPECT_EQ(chosen.nothing.empty(), chosen.words.empty() || !is_empty);
      if (chosen.nothing.empty()) continue;
      EXPECT_EQ(chosen.nothing,
                "Nothing to show: nothing in the plan passes the filter (" + chosen.words + ").");
      const GanttReport gantt = report_gantt(one.analysis, {.filter = filter});
      EXPECT_EQ(gantt.sentence, chosen.nothing);
      EXPECT_TRUE(gantt.rows.empty() && gantt.groups.empty());
      EXPECT_EQ(report_graph(one.analysis, {.filter = filter}).sentence, chosen.nothing);
      EXPECT_EQ(report_board(one.analysis, {.filter = filter}).nothing, chosen.nothing);
      EXPECT_EQ(report_matrix(one.analysis, {.filter = filter}).nothing, chosen.nothing);
      ++nothing;
    }
  });
  EXPECT_GT(nothing, 20U);
}

TEST(ViewFilter, IsCarriedOverByName) {
  const std::string head = R"({"slipway": 1, "name": "p", "start": "2027-01-04", )";
  const auto plan_of = [&](const std::string& rest) {
    return read_plan(std::make_shared<const Source>(Source{"p.json", head + rest})).value;
  };
  const Plan from = plan_of(R"("teams": [{"id": "x"}, {"id": "y"}],
                               "goals": [{"id": "a"}, {"id": "b"}]})");
  const Plan to = plan_of(R"("teams": [{"id": "z"}, {"id": "y"}, {"id": "w"}],
                             "goals": [{"id": "new"}, {"id": "b"}]})");
  const TeamId x(std::size_t{0});
  const TeamId y(std::size_t{1});
  const auto both =
      carry_over({.focus = ItemId(std::size_t{1}), .teams = {x, y}, .near_days = 3.0}, from, to);
  ASSERT_TRUE(both);
  EXPECT_EQ(both->focus, ItemId(std::size_t{1}));
  EXPECT_EQ(both->teams, std::vector<TeamId>{y}) << "there is no x";
  EXPECT_EQ(both->near_days, 3.0);
  EXPECT_FALSE(carry_over({.focus = ItemId(std::size_t{0})}, from, to));
  EXPECT_FALSE(carry_over({.teams = {x}}, from, to)) << "not the same as every team";
  EXPECT_FALSE(carry_over({.between = {{y, x}}}, from, to));
  EXPECT_TRUE(carry_over({}, from, to));
}

}  // namespace
}  // namespace slipway
