// Levers against what `whatif` would say of the same changes, and against numbers that can be
// worked out by hand.
#include "planner/whatif/levers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "planner/io/change_writer.hpp"
#include "planner/whatif/apply.hpp"
#include "planner/whatif/estimate_scale.hpp"
#include "planner/whatif/same_rows.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

SimulationOptions risk_options(std::uint64_t samples) {
  SimulationOptions out;
  out.samples = samples;
  out.seed = 3;
  out.threads = 1;
  return out;
}

Levers levers_of(const std::string& rest, ItemId goal = {}, std::uint64_t samples = 4000) {
  const Analysis analysis = analyse_text(kEveryDay + rest + "}");
  return find_levers(analysis, risk_options(samples), goal);
}

const Lever* find_kind(const Levers& levers, LeverKind kind) {
  const auto at = std::ranges::find_if(levers.rows,
                                       [&](const Lever& lever) { return lever.move.kind == kind; });
  return at == levers.rows.end() ? nullptr : &*at;
}

// Every figure of a lever is that of two whole analyses, of the plan and of the plan with the
// changes in it, which come from the flags that the lever shows.
std::size_t check_levers(const Plan& plan, ItemId goal) {
  AnalysisOptions options;
  options.risk = risk_options(256);
  options.wants_gains = true;  // keeps who is on time in which sample
  const auto analyse_plan = [&](const Plan& of) {
    Loaded<Analysis> out = analyse(std::make_shared<const Plan>(of), options);
    EXPECT_TRUE(out.ok);
    return std::move(out.value);
  };
  const Analysis before = analyse_plan(plan);
  const Levers levers = find_levers(before, risk_options(256), goal);
  EXPECT_EQ(levers.before.all_on_time, before.risk->all_on_time);
  for (const Lever& lever : levers.rows) {
    std::vector<ChangeFlag> flags;
    for (const Change& change : lever.move.changes) flags.push_back(flag_of(change, plan));
    SCOPED_TRACE(to_shell(flags.front()));
    Loaded<std::vector<Change>> changes = read_change_flags(plan, flags);
    EXPECT_TRUE(changes.ok);
    for (Change& change : changes.value) change.place = {};
    EXPECT_EQ(changes.value, lever.move.changes);
    const Loaded<Plan> changed = apply_changes(plan, changes.value);
    EXPECT_TRUE(changed.ok);
    const Analysis after = analyse_plan(changed.value);
    const SameRows rows(plan, changed.value);

    std::vector<ItemId> left = levers.measured;
    std::erase_if(left, [&](ItemId item) {
      return std::ranges::find(lever.given_up, item) != lever.given_up.end();
    });
    EXPECT_EQ(left.size(), lever.measured);
    std::uint64_t was = 0;
    std::uint64_t is = 0;
    for (std::size_t sample = 0; sample < 256 && !left.empty(); ++sample) {
      const auto all_hit = [&](const Simulation& of) {
        return std::ranges::all_of(left, [&](ItemId item) {
          const ItemId row = &of == &*after.risk ? rows.after_of(item) : item;
          return (of.hits[row.index()][sample / 64] >> (sample % 64) & 1U) != 0;
        });
      };
      was += all_hit(*before.risk) ? 1 : 0;
      is += all_hit(*after.risk) ? 1 : 0;
    }
    EXPECT_EQ(lever.odds.before, was);
    EXPECT_EQ(static_cast<std::int64_t>(lever.odds.before) + lever.odds.gain(),
              static_cast<std::int64_t>(is));
    const auto finish_of = [&](const Analysis& of) {
      const ItemId row = &of == &after ? rows.after_of(goal) : goal;
      return row.is_set() ? of.risk->items[row.index()].forecast : of.risk->finish;
    };
    if (finish_of(before) && finish_of(after)) {
      EXPECT_DOUBLE_EQ(lever.finish_days, finish_of(before)->days.p80 - finish_of(after)->days.p80);
    }
    // Who is not named keeps every figure to the last digit.
    for (std::size_t row = 0; row < plan.items.size(); ++row) {
      const ItemId id(row);
      const auto named = std::ranges::find(lever.goals, id, &LeverGoal::item);
      const bool is_changed =
          id == lever.move.item || !(plan.items[row] == changed.value.item(rows.after_of(id)));
      const ItemRisk& then = before.risk->items[row];
      const ItemRisk& now = after.risk->items[rows.after_of(id).index()];
      if (named == lever.goals.end()) {
        const bool is_empty = plan.items[row].kind == Kind::objective && !now.forecast;
        if (is_changed || is_empty) continue;  // dropped, or all that belongs to it is
        EXPECT_EQ(then.on_time, now.on_time) << plan.items[row].id;
        if (then.forecast && now.forecast) {
          EXPECT_EQ(then.forecast->days.p80, now.forecast->days.p80) << plan.items[row].id;
        }
        continue;
      }
      EXPECT_EQ(named->p80, now.forecast->p80);
      EXPECT_EQ(named->p80_before, then.forecast->p80);
      if (then.on_time) {
        EXPECT_EQ(static_cast<std::int64_t>(*then.on_time) + named->on_time.gain(),
                  static_cast<std::int64_t>(now.on_time.value_or(0)));
      }
    }
  }
  return levers.rows.size();
}

Plan with_dates(Plan plan, std::uint64_t seed) {
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    Item& item = plan.items[row];
    if (item.kind == Kind::objective || (seed + row) % 3 == 0) continue;
    item.due = Date(plan.as_of.day + 5 + static_cast<std::int32_t>((seed * 7 + row * 13) % 30));
    item.priority = static_cast<Priority>((seed + row) % 6);
    if ((seed + row) % 5 == 0) item.commitment = Commitment::stretch;
  }
  for (int quarter = 0; quarter < 2; ++quarter) {
    Period& period = plan.periods.emplace_back();
    period.id = quarter == 0 ? "soon" : "later";
    period.start = Date(plan.as_of.day + 30 + 30 * quarter);
    period.end = Date(period.start.day + 29);
  }
  return plan;
}

TEST(Levers, OfRandomPlansAreWhatTheirFlagsDo) {
  std::size_t levers = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Plan plan = with_dates(uncertain_plan(seed, {}), seed);
    levers += check_levers(plan, {});
    if (HasFailure()) return;
  }
  EXPECT_GT(levers, 300u) << "the plans ask too little";
}

TEST(Levers, OfOneGoalAreWhatTheirFlagsDo) {
  std::size_t levers = 0;
  for (std::uint64_t seed = 100; seed < 140; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Plan plan = with_dates(uncertain_plan(seed, one_calendar()), seed);
    levers += check_levers(plan, ItemId(plan.num_goals - 1));
    if (HasFailure()) return;
  }
  EXPECT_GT(levers, 60u) << "the plans ask too little";
}

TEST(Levers, ABlockerWinsItsWholeWait) {
  const Levers levers = levers_of(R"("goals": [{"id": "a", "estimate": "5d", "due": "2024-01-06",
      "depends_on": ["b"]}], "blockers": [{"id": "b", "estimate": "10d"}])");
  const Lever* lever = find_kind(levers, LeverKind::resolve);
  ASSERT_NE(lever, nullptr);
  EXPECT_EQ(lever, &levers.rows.front()) << "nothing wins more";
  EXPECT_EQ(lever->odds.gain(), 4000);
  EXPECT_DOUBLE_EQ(lever->finish_days, 10.0);
  ASSERT_EQ(lever->goals.size(), 1u) << "the blocker itself wins nothing";
  EXPECT_FALSE(is_noise(lever->odds, 4000));
}

// Of 10 to 20 days, 18 or less take 80 %; a fifth less takes 8 to 16, all of it in time.
TEST(Levers, AFifthLessOfAUniformLength) {
  const Levers levers = levers_of(R"("goals": [{"id": "a", "due": "2024-01-18",
      "estimate": {"low": "10d", "high": "20d", "shape": "uniform"}}])");
  const Lever* lever = find_kind(levers, LeverKind::shorten);
  ASSERT_NE(lever, nullptr);
  EXPECT_NEAR(static_cast<double>(lever->odds.gain()) / 4000, 0.2, 4 * std::sqrt(0.16 / 4000));
  EXPECT_EQ(lever->odds.lost, 0u);
  EXPECT_NEAR(lever->finish_days, 18.0 * 0.2, 0.3);
}

TEST(Levers, AStretchGoalThatOthersWaitForCanBeDropped) {
  const Levers levers = levers_of(R"("goals": [
      {"id": "s", "estimate": "9d", "commitment": "stretch", "due": "2024-01-31"},
      {"id": "a", "estimate": "5d", "due": "2024-01-06", "depends_on": ["s"]},
      {"id": "idle", "estimate": "9d", "commitment": "stretch", "due": "2024-01-31"}])");
  const Lever* lever = find_kind(levers, LeverKind::drop);
  ASSERT_NE(lever, nullptr);
  EXPECT_EQ(lever->move.item, ItemId(std::size_t{0}));
  EXPECT_TRUE(lever->given_up.empty()) << "nobody was promised it";
  EXPECT_EQ(lever->odds.gain(), 4000);
  EXPECT_EQ(std::ranges::count(levers.rows, LeverKind::drop,
                               [](const Lever& at) { return at.move.kind; }),
            1)
      << "nothing waits for the other one";
}

// A promise for later is not a promise kept: the others are measured, before and after.
TEST(Levers, ADeferredPromiseIsMeasuredWithoutIt) {
  const Levers levers = levers_of(R"(
      "periods": [{"id": "q1", "start": "2024-01-01", "end": "2024-03-31"},
                  {"id": "q2", "start": "2024-04-01", "end": "2024-06-30"}],
      "goals": [{"id": "late", "estimate": "9d", "due": "2024-01-05", "period": "q1"},
                {"id": "b", "estimate": "5d", "due": "2024-01-31", "period": "q1"},
                {"id": "c", "estimate": "1d", "period": "q1", "depends_on": ["late"]}])");
  const Lever* lever = find_kind(levers, LeverKind::defer);
  ASSERT_NE(lever, nullptr);
  ASSERT_EQ(lever->move.changes.size(), 2u) << "its due date moves along";
  EXPECT_EQ(lever->given_up.size(), 2u) << "what depends on it is promised for later too";
  EXPECT_EQ(lever->measured, 1u);
  EXPECT_EQ(lever->odds.before, 4000u) << "b is on time anyway";
  EXPECT_EQ(lever->odds.gain(), 0) << "and wins nothing";
  EXPECT_EQ(levers.before.all_on_time, 0u);
}

TEST(Levers, OfOneGoalNeitherDropNorDeferIt) {
  const Levers levers = levers_of(R"(
      "periods": [{"id": "q1", "start": "2024-01-01", "end": "2024-03-31"},
                  {"id": "q2", "start": "2024-04-01", "end": "2024-06-30"}],
      "goals": [{"id": "a", "estimate": "9d", "due": "2024-01-05", "priority": "P4"},
                {"id": "b", "estimate": "9d", "due": "2024-01-05"}])",
                                  ItemId(std::size_t{0}));
  ASSERT_EQ(levers.rows.size(), 1u) << "b has nothing to do with it";
  EXPECT_EQ(levers.rows[0].move.kind, LeverKind::shorten);
  EXPECT_DOUBLE_EQ(levers.rows[0].finish_days, 1.8);
}

// Dropping the soft link would drop the certain one too.
TEST(Levers, ASoftLinkBesideACertainOneStays) {
  const std::string soft = R"({"on": "a", "probability": 0.5})";
  const auto has_unlink = [&](const std::string& others) {
    return find_kind(levers_of(R"("goals": [{"id": "a", "estimate": "9d"},
        {"id": "b", "estimate": "2d", "due": "2024-01-05", "depends_on": [)" +
                               soft + others + "]}]"),
                     LeverKind::unlink) != nullptr;
  };
  EXPECT_TRUE(has_unlink(""));
  EXPECT_FALSE(has_unlink(R"(, {"on": "a", "type": "SS"})"));
}

// Without odds to win there is time to win.
TEST(Levers, WithoutDatesWinTheFinishOfThePlan) {
  const Levers levers = levers_of(R"(
      "periods": [{"id": "q2", "start": "2024-04-01", "end": "2024-06-30"}],
      "goals": [{"id": "a", "estimate": "10d", "depends_on": ["wait"]},
                {"id": "b", "estimate": "5d"}],
      "blockers": [{"id": "wait", "estimate": "4d"}])");
  EXPECT_TRUE(levers.measured.empty());
  ASSERT_EQ(levers.rows.size(), 3u) << "resolve wait, shorten a, shorten b; no promise to defer";
  EXPECT_EQ(levers.left_out, 0u);
  EXPECT_EQ(levers.rows[0].move.kind, LeverKind::resolve);
  EXPECT_DOUBLE_EQ(levers.rows[0].finish_days, 4.0);
  EXPECT_EQ(levers.rows[1].move.kind, LeverKind::shorten);
  EXPECT_DOUBLE_EQ(levers.rows[1].finish_days, 2.0);
  EXPECT_DOUBLE_EQ(levers.rows[2].finish_days, 0.0);
}

TEST(Levers, PromisesWithoutALaterPeriodAreNoMovesLeftOut) {
  std::string goals;
  for (int i = 0; i < 25; ++i) {
    goals += (i > 0 ? "," : "") +
             (R"({"id": "g)" + std::to_string(i) + R"(", "estimate": "5d", "due": "2024-01-02"})");
  }
  const Levers levers = levers_of("\"goals\": [" + goals + "]", {}, 64);
  EXPECT_EQ(levers.left_out, 5u) << "those that were not shortened";
}

TEST(Levers, OfManyGoalsTryThoseOnWhichMostHangs) {
  std::string goals;
  for (int i = 0; i < 30; ++i) {
    goals += (i > 0 ? "," : "") +
             (R"({"id": "g)" + std::to_string(i) + R"(", "estimate": "5d..15d", "due": "2024-01-)" +
              std::to_string(10 + i / 2) + "\"}");
  }
  const Levers levers = levers_of("\"goals\": [" + goals + "]");
  EXPECT_EQ(levers.rows.size(), kMostMoves);
  EXPECT_EQ(levers.left_out, 10u);
  for (const Lever& lever : levers.rows) EXPECT_LT(lever.move.item.index(), 22u);
}

TEST(Noise, IsLessThanTwoStandardErrors) {
  EXPECT_TRUE(is_noise({.before = 10, .won = 0, .lost = 0}, 100));
  EXPECT_TRUE(is_noise({.before = 10, .won = 3, .lost = 1}, 100));
  EXPECT_FALSE(is_noise({.before = 10, .won = 5, .lost = 0}, 100));
  EXPECT_FALSE(is_noise({.before = 10, .won = 0, .lost = 5}, 100));
}

TEST(Scaled, KeepsTheFormAndLooksUpSizes) {
  Estimate estimate;
  estimate.form = Form::pert;
  estimate.amounts = {Amount{1, Unit::weeks}, Amount{3, Unit::weeks}, Amount{5, Unit::weeks}};
  const Estimate less = scaled(estimate, 0.8, default_sizes());
  EXPECT_EQ(less.form, Form::pert);
  EXPECT_EQ(less.amounts[1], (Amount{2.4, Unit::weeks}));
  Estimate size;
  size.form = Form::size;
  size.size = Size::m;
  EXPECT_EQ(scaled(size, 0.5, default_sizes()), scaled(default_sizes()[2], 0.5, default_sizes()));
}

}  // namespace
}  // namespace slipway
