// Slip budgets against brute force: the plan with the slip in it, analysed as any other plan. What
// a budget allows loses nothing, one day more does, in dates and in odds.
#include "planner/whatif/slip_budget.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "planner/whatif/apply.hpp"
#include "planner/whatif/day_classes.hpp"
#include "planner/whatif/odds_trial.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

constexpr std::uint64_t kSamples = 192;
constexpr double kConfidence = 0.6;

SimulationOptions risk_options() {
  SimulationOptions out;
  out.samples = kSamples;
  out.seed = 5;
  out.threads = 1;
  out.forecast_for = ForecastFor::none;
  out.wants_sensitivities = false;
  return out;
}

Analysis analyse_plan(const Plan& plan) {
  AnalysisOptions options;
  options.risk = risk_options();
  Loaded<Analysis> out = analyse(std::make_shared<const Plan>(plan), options);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

Analysis analyse_slip(const Plan& plan, ItemId item, std::int64_t days) {
  Change change;
  change.kind = ChangeKind::slip;
  change.item = item;
  change.length.amounts[0] = Amount{static_cast<double>(days), Unit::days};
  const Loaded<Plan> changed = apply_changes(plan, {&change, 1});
  EXPECT_TRUE(changed.ok);
  return analyse_plan(changed.value);
}

Date finish_of(const Analysis& analysis, ItemId item) {
  const NodeId node = analysis.network.node_of[item.index()];
  return node.is_set() ? analysis.shown.finish[node.index()] : Date{};
}

bool is_dated_goal(const Analysis& analysis, ItemId item) {
  const Item& at = analysis.plan->item(item);
  return (at.kind == Kind::goal || at.kind == Kind::milestone) && at.status != Status::done &&
         at.status != Status::dropped && analysis.plan->target_of(at).is_set() &&
         finish_of(analysis, item).is_set();
}

// The goals, in file order, whose date holds before and not after.
std::vector<ItemId> lost_dates(const Analysis& before, const Analysis& after) {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < before.plan->num_goals; ++row) {
    const ItemId id(row);
    if (!is_dated_goal(before, id)) continue;
    const Date target = before.plan->target_of(before.plan->item(id));
    if (finish_of(before, id) <= target && finish_of(after, id) > target) out.push_back(id);
  }
  return out;
}

std::vector<ItemId> of_team(const Plan& plan, const std::vector<ItemId>& goals, TeamId team) {
  std::vector<ItemId> out;
  for (const ItemId id : goals) {
    if (plan.item(id).team == team) out.push_back(id);
  }
  return out;
}

bool holds(const Analysis& analysis, ItemId goal) {
  return static_cast<double>(analysis.risk->items[goal.index()].on_time.value_or(0)) / kSamples >=
         kConfidence;
}

std::vector<ItemId> lost_odds(const SlipBudget& budget, const Analysis& after) {
  std::vector<ItemId> out;
  for (const ItemId goal : budget.held) {
    if (!holds(after, goal)) out.push_back(goal);
  }
  return out;
}

ItemId first_of(const std::vector<ItemId>& items) {
  return items.empty() ? ItemId{} : items.front();
}

// More than any plan of the tests can bear.
constexpr std::int64_t kFar = 40'000;

// What brute force says of every row of a plan's budget. Returns how many rooms were limited.
std::size_t check_budget(const Plan& plan) {
  const Analysis before = analyse_plan(plan);
  const SlipBudget budget = find_slip_budget(before, risk_options(),
                                             {.confidence = kConfidence, .item = {}, .effort = {}});
  std::size_t limited = 0;
  for (const ItemBudget& row : budget.rows) {
    SCOPED_TRACE("item " + std::string(plan.item(row.item).id));
    const auto slip = [&](std::int64_t days) { return analyse_slip(plan, row.item, days); };
    const Analysis far = slip(kFar);

    const bool moves = far.shown.plan_finish > before.shown.plan_finish;
    EXPECT_EQ(row.finish.state == RoomState::limited, moves);
    if (moves) {
      ++limited;
      EXPECT_LE(slip(row.finish.days).shown.plan_finish, before.shown.plan_finish);
      EXPECT_GT(slip(row.finish.days + 1).shown.plan_finish, before.shown.plan_finish);
    }

    const bool loses = !lost_dates(before, far).empty();
    EXPECT_EQ(row.due.state == RoomState::limited, loses);
    if (loses) {
      ++limited;
      EXPECT_TRUE(lost_dates(before, slip(row.due.days)).empty());
      const std::vector<ItemId> lost = lost_dates(before, slip(row.due.days + 1));
      EXPECT_EQ(first_of(lost), row.due.first);
    }
    for (const TeamRoom& team : row.teams) {
      if (team.room.state != RoomState::limited) {
        EXPECT_TRUE(of_team(plan, lost_dates(before, far), team.team).empty());
        continue;
      }
      const auto lost = [&](std::int64_t days) {
        return of_team(plan, lost_dates(before, slip(days)), team.team);
      };
      EXPECT_TRUE(lost(team.room.days).empty());
      const std::vector<ItemId> first = lost(team.room.days + 1);
      EXPECT_EQ(first_of(first), team.room.first);
    }

    const bool loses_odds = !lost_odds(budget, far).empty();
    EXPECT_EQ(row.odds.state == RoomState::limited, loses_odds);
    if (loses_odds && row.odds.state == RoomState::limited) {
      ++limited;
      for (const std::int64_t days : {row.odds.days / 3, row.odds.days / 2, row.odds.days}) {
        EXPECT_TRUE(lost_odds(budget, slip(days)).empty()) << days << " of " << row.odds.days;
      }
      const std::vector<ItemId> lost = lost_odds(budget, slip(row.odds.days + 1));
      EXPECT_EQ(first_of(lost), row.odds.first);
    }
    EXPECT_EQ(bisect_odds_room(before, risk_options(), kConfidence, budget.held, row.item).days,
              row.odds.days);
  }
  return limited;
}

// Dates of random plans lie close together: later ones give slips something to lose.
Plan with_later_dates(Plan plan, std::uint64_t seed) {
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    Item& item = plan.items[row];
    if (item.kind == Kind::objective || (seed + row) % 3 == 0) continue;
    item.due = Date(plan.as_of.day + 10 + static_cast<std::int32_t>((seed * 7 + row * 13) % 50));
  }
  return plan;
}

TEST(SlipBudget, OfRandomPlansIsWhatBruteForceSays) {
  std::size_t limited = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    limited += check_budget(with_later_dates(uncertain_plan(seed, {}), seed));
    if (HasFailure()) return;
  }
  EXPECT_GT(limited, 500u) << "the plans ask too little";
}

TEST(SlipBudget, OfRandomPlansOnOneCalendarIsWhatBruteForceSays) {
  std::size_t limited = 0;
  for (std::uint64_t seed = 1000; seed < 1100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    limited += check_budget(with_later_dates(uncertain_plan(seed, one_calendar()), seed));
    if (HasFailure()) return;
  }
  EXPECT_GT(limited, 300u) << "the plans ask too little";
}

// Longer work that an FF link holds at its end begins earlier, which helps who waits for its start:
// in these plans odds rise by a slip before they fall.
TEST(SlipBudget, OfWorkThatBeginsEarlierIsWhatBruteForceSays) {
  EXPECT_GT(check_budget(with_later_dates(uncertain_plan(5480, {}), 5480)), 0u);
  EXPECT_GT(check_budget(with_later_dates(uncertain_plan(7161, one_calendar()), 7161)), 0u);
}

SlipBudget budget_of(const std::string& rest, double confidence = 0.8) {
  AnalysisOptions options;
  options.risk = risk_options();
  const Analysis analysis = analyse_text(kEveryDay + rest + "}", options);
  return find_slip_budget(analysis, risk_options(),
                          {.confidence = confidence, .item = {}, .effort = {}});
}

TEST(SlipBudget, OfAChainIsTheFloatOfEachDate) {
  const SlipBudget budget = budget_of(R"("teams": [{"id": "x"}, {"id": "y"}], "goals": [
      {"id": "a", "team": "x", "estimate": "5d", "due": "2024-01-07"},
      {"id": "b", "team": "y", "estimate": "3d", "due": "2024-01-12", "depends_on": ["a"]},
      {"id": "c", "team": "y", "estimate": "12d"}])");
  ASSERT_EQ(budget.rows.size(), 3u);
  const ItemBudget& a = budget.rows[0];
  EXPECT_EQ(a.finish, (Room{RoomState::limited, 4, {}}));
  EXPECT_EQ(a.due, (Room{RoomState::limited, 2, ItemId(std::size_t{0})}));
  ASSERT_EQ(a.teams.size(), 2u);
  EXPECT_EQ(a.teams[1].room, (Room{RoomState::limited, 4, ItemId(std::size_t{1})}));
  EXPECT_EQ(a.odds, a.due) << "nothing is left to chance";
  EXPECT_EQ(budget.rows[2].finish, (Room{RoomState::limited, 0, {}}));
  EXPECT_EQ(budget.rows[2].due.state, RoomState::unlimited);
  EXPECT_EQ(budget.rows[2].odds.state, RoomState::unlimited);
}

TEST(SlipBudget, SaysWhatIsMissedAlready) {
  const SlipBudget budget = budget_of(R"("goals": [
      {"id": "a", "estimate": "5d"},
      {"id": "b", "estimate": "3d", "due": "2024-01-05", "depends_on": ["a"]},
      {"id": "m", "kind": "milestone", "depends_on": ["b"]}],
      "blockers": [{"id": "w", "estimate": "1d", "blocks": ["b"]}, {"id": "idle", "estimate": "1d"}])");
  ASSERT_EQ(budget.rows.size(), 5u);
  EXPECT_EQ(budget.rows[0].due.state, RoomState::missed);
  EXPECT_EQ(budget.rows[0].odds.state, RoomState::missed);
  EXPECT_EQ(budget.rows[2].finish, (Room{RoomState::limited, 0, {}})) << "a milestone can slip";
  EXPECT_EQ(budget.rows[2].due.state, RoomState::unlimited);
  EXPECT_EQ(budget.rows[3].finish, (Room{RoomState::limited, 4, {}})) << "w waits beside a";
  EXPECT_EQ(budget.rows[3].due.state, RoomState::missed);
  EXPECT_EQ(budget.rows[4].finish.state, RoomState::unlimited);
  EXPECT_EQ(budget.rows[4].due.state, RoomState::unlimited);
}

// The room for the odds of one uniform length is where its quantile meets the date.
TEST(SlipBudget, OfOneUniformLengthIsAQuantile) {
  AnalysisOptions options;
  options.risk = risk_options();
  options.risk->samples = 20'000;
  const Analysis analysis = analyse_text(kEveryDay + R"("goals": [{"id": "a", "due": "2024-01-31",
      "estimate": {"low": "10d", "high": "20d", "shape": "uniform"}}]})",
                                         options);
  // 80 % take up to 18 days, 31 days are there: 13 may be lost. Of 85 %, 18.5: 12.
  for (const auto& [confidence, days] : {std::pair{0.79, 13}, {0.81, 12}, {0.89, 12}, {0.91, 11}}) {
    const SlipBudget budget = find_slip_budget(
        analysis, *options.risk, {.confidence = confidence, .item = {}, .effort = {}});
    EXPECT_EQ(budget.rows.at(0).odds.days, days) << confidence;
  }
}

TEST(SlipBudget, ThreadsAndEnginesDoNotMatter) {
  const Plan plan = with_later_dates(uncertain_plan(7, {}), 7);
  const Analysis analysis = analyse_plan(plan);
  SimulationOptions options = risk_options();
  const SlipBudget one =
      find_slip_budget(analysis, options, {.confidence = 0.5, .item = {}, .effort = {}});
  options.threads = 3;
  options.engine = Engine::general;
  const SlipBudget three =
      find_slip_budget(analysis, options, {.confidence = 0.5, .item = {}, .effort = {}});
  EXPECT_EQ(one.rows, three.rows);
}

// Goals that each wait for some of those before, with dates of which some hold: so many that goals
// are looked at in batches.
std::string long_plan(std::size_t num_goals) {
  std::string goals;
  for (std::size_t i = 0; i < num_goals; ++i) {
    const std::size_t due = 6 + (19 * i) / 20 + (i * 7) % 23 + (i % 5 == 0 ? 40 : 0);
    goals += (i > 0 ? ",\n" : "") + std::string(R"({"id": "g)") + std::to_string(i) +
             R"(", "estimate": "1d/2d/4d", "due": ")" +
             to_iso(Date(parse_date("2024-01-01")->day + static_cast<std::int32_t>(due))) + "\"";
    if (i > 0) {
      goals += R"(, "depends_on": ["g)" +
               std::to_string(i - 1 - (i * 5) % std::min<std::size_t>(i, 3)) + "\"";
      if (i > 4) goals += R"(, "g)" + std::to_string(i - 5 + i % 2) + "\"";
      goals += "]";
    }
    goals += "}";
  }
  return kEveryDay + std::string("\"goals\": [") + goals + "]}";
}

TEST(SlipBudget, OfManyGoalsIsWhatBisectionSays) {
  AnalysisOptions options;
  options.risk = risk_options();
  const Analysis analysis = analyse_text(long_plan(220), options);
  const SlipBudget budget =
      find_slip_budget(analysis, risk_options(), {.confidence = 0.7, .item = {}, .effort = {}});
  ASSERT_GT(budget.held.size(), 20u);
  ASSERT_GT(budget.below.size(), 20u);
  std::size_t limited = 0;
  for (std::size_t i = 0; i < budget.rows.size(); i += 9) {
    const ItemBudget& row = budget.rows[i];
    const Room found = bisect_odds_room(analysis, risk_options(), 0.7, budget.held, row.item);
    EXPECT_EQ(row.odds.days, found.days) << i;
    EXPECT_EQ(row.odds.first, found.first) << i;
    limited += row.odds.state == RoomState::limited ? 1 : 0;
  }
  EXPECT_GT(limited, 10u);
}

TEST(SlipBudget, OfOneAmongManyIsTheSame) {
  AnalysisOptions options;
  options.risk = risk_options();
  options.risk->samples = 1'200;
  const Analysis analysis = analyse_text(long_plan(220), options);
  const SlipBudget all =
      find_slip_budget(analysis, *options.risk, {.confidence = 0.7, .item = {}, .effort = {}});
  for (std::size_t row = 3; row < all.rows.size(); row += 40) {
    const SlipBudget one = find_slip_budget(
        analysis, *options.risk, {.confidence = 0.7, .item = all.rows[row].item, .effort = {}});
    ASSERT_EQ(one.rows.size(), 1u);
    EXPECT_EQ(one.rows.front(), all.rows[row]) << row;
  }
}

TEST(SlipBudget, OfWhatIsWithinTheEffortIsCertain) {
  AnalysisOptions options;
  options.risk = risk_options();
  const Analysis analysis = analyse_text(long_plan(220), options);
  const auto find = [&](const OddsEffort& effort) {
    return find_slip_budget(analysis, risk_options(),
                            {.confidence = 0.7, .item = {}, .effort = effort});
  };
  const SlipBudget all = find({.most_nodes = 0.0, .forces_all = true});
  std::vector<std::size_t> unknowns;
  for (double most_nodes = 3e5; most_nodes < 1e7; most_nodes *= 1.1) {
    const SlipBudget some = find({.most_nodes = most_nodes, .forces_all = false});
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < all.rows.size(); ++i) {
      ItemBudget row = some.rows[i];
      if (row.odds.state == RoomState::not_worked_out) {
        ++unknown;
        row.odds = all.rows[i].odds;
      }
      EXPECT_EQ(row, all.rows[i]) << i << " with " << most_nodes;
    }
    unknowns.push_back(unknown);
  }
  EXPECT_TRUE(std::ranges::is_sorted(unknowns, std::greater{}));
  EXPECT_GT(unknowns.front(), 100u);
  EXPECT_EQ(unknowns.back(), 0u) << "there is enough in the end";
}

TEST(DayClasses, CoverAllDaysInOrder) {
  std::size_t last = 0;
  for (std::int64_t days = 0; days < 300'000; ++days) {
    const std::size_t found = DayClasses::of(days);
    ASSERT_TRUE(found == last || found == last + 1) << days;
    ASSERT_LE(DayClasses::first_of(found), days);
    ASSERT_GT(DayClasses::first_of(found + 1), days);
    last = found;
  }
}

TEST(LeastHits, IsTheSmallestCountThatIsEnough) {
  EXPECT_EQ(least_hits(0.8, 10), 8u);
  EXPECT_EQ(least_hits(0.81, 10), 9u);
  EXPECT_EQ(least_hits(0.0, 10), 0u);
  EXPECT_EQ(least_hits(1.0, 10), 10u);
  EXPECT_EQ(least_hits(0.7, 10), 7u);
}

}  // namespace
}  // namespace slipway
