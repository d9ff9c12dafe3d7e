#include "planner/whatif/mixed_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "planner/graph/network.hpp"
#include "planner/risk/simulation.hpp"
#include "planner/schedule/schedule.hpp"
#include "planner/whatif/attribution.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/plan_edits.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

std::vector<bool> all_of(const PlanDiff& diff, bool taken) {
  return std::vector<bool>(diff.groups.size(), taken);
}

// Two plans with the same rows that must come out the same to the last bit.
void expect_same_analysis(const Plan& a, const Plan& b, std::uint64_t seed) {
  ASSERT_EQ(a.items.size(), b.items.size()) << seed;
  for (std::size_t row = 0; row < a.items.size(); ++row)
    ASSERT_EQ(a.items[row].id, b.items[row].id) << seed;
  const Loaded<Network> network_a = compile(a);
  const Loaded<Network> network_b = compile(b);
  ASSERT_TRUE(network_a.ok && network_b.ok) << seed;
  const Schedule dates_a =
      find_early_dates(a, network_a.value, likely_conditions(a, network_a.value));
  const Schedule dates_b =
      find_early_dates(b, network_b.value, likely_conditions(b, network_b.value));
  EXPECT_EQ(dates_a.start, dates_b.start) << seed;
  EXPECT_EQ(dates_a.finish, dates_b.finish) << seed;
  const SimulationOptions options{.samples = 256, .threads = 1};
  EXPECT_EQ(simulate(a, network_a.value, options), simulate(b, network_b.value, options)) << seed;
}

TEST(MixedPlan, NothingTakenIsTheOldPlan) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const EditedPlan edited = edit_plan(seed, {.edits = 6});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    const Plan mixed = mix(edited.before, edited.after, diff, all_of(diff, false));
    EXPECT_EQ(mixed.items, edited.before.items) << seed;
    EXPECT_EQ(mixed.links, edited.before.links) << seed;
    EXPECT_EQ(mixed.risks, edited.before.risks) << seed;
    EXPECT_EQ(mixed.teams, edited.before.teams) << seed;
    EXPECT_EQ(mixed.periods, edited.before.periods) << seed;
    EXPECT_EQ(mixed.calendars, edited.before.calendars) << seed;
    EXPECT_EQ(mixed.estimates, edited.before.estimates) << seed;
    EXPECT_EQ(mixed.details, edited.before.details) << seed;
    EXPECT_EQ(mixed.link_details, edited.before.link_details) << seed;
    EXPECT_EQ(mixed.checkins, edited.before.checkins) << seed;
    EXPECT_TRUE(diff_plans(edited.before, mixed).empty()) << seed;
  }
}

TEST(MixedPlan, AllTakenIsTheNewPlan) {
  int tried = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const EditedPlan edited = edit_plan(seed, {.edits = 6});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    if (diff.groups.empty()) continue;
    ++tried;
    const Plan mixed = mix(edited.before, edited.after, diff, all_of(diff, true));
    const PlanDiff left = diff_plans(mixed, edited.after);
    EXPECT_TRUE(left.empty()) << seed << ' ' << left.changes.front().id << ' '
                              << to_string(left.changes.front().field);
    expect_same_analysis(mixed, edited.after, seed);
  }
  EXPECT_GT(tried, 250);
}

TEST(MixedPlan, AnyMixtureDiffersFromTheOldPlanByWhatWasTaken) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const EditedPlan edited = edit_plan(seed, {.edits = 8, .only_figures = true});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    const PlanMixer mixer(edited.before, edited.after, diff);
    std::mt19937_64 random(seed);
    for (int round = 0; round < 8; ++round) {
      std::vector<bool> taken(diff.groups.size());
      for (std::size_t g = 0; g < taken.size(); ++g) taken[g] = random() % 2 == 0;
      const Plan mixed = mixer.make(taken).plan;
      ASSERT_TRUE(compile(mixed).ok) << seed;
      // Field by field; links that come and go with their ends need both.
      std::vector<std::string> expected;
      for (const PlanChange& c : diff.changes) {
        if (c.op == ChangeOp::changed && c.group != kNoGroup && taken[c.group])
          expected.push_back(c.id + std::string(to_string(c.field)) + c.from + '>' + c.to);
      }
      std::vector<std::string> found;
      for (const PlanChange& c : diff_plans(edited.before, mixed).changes) {
        const bool fell_away = c.field == PlanField::affects;  // with what was removed
        if (c.op == ChangeOp::changed && c.group != kNoGroup && !fell_away)
          found.push_back(c.id + std::string(to_string(c.field)) + c.from + '>' + c.to);
      }
      std::ranges::sort(expected);
      std::ranges::sort(found);
      EXPECT_EQ(found, expected) << seed;
    }
  }
}

TEST(MixedPlan, WholeThingsComeAndGo) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const EditedPlan edited = edit_plan(seed, {.edits = 8});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    const PlanMixer mixer(edited.before, edited.after, diff);
    for (std::size_t g = 0; g < diff.groups.size(); ++g) {
      std::vector<bool> taken = all_of(diff, false);
      taken[g] = true;
      const MixedPlan mixed = mixer.make(taken);
      for (const PlanChange& c : diff.changes) {
        if (c.op == ChangeOp::changed || c.what == ChangeOf::link || c.what == ChangeOf::risk)
          continue;
        if (c.group == kNoGroup) continue;
        const bool is_there = (c.op == ChangeOp::added) == (c.group == g);
        EXPECT_EQ(mixed.items[c.row].is_set(), is_there) << seed << ' ' << c.id;
      }
    }
  }
}

// Two plans that have nothing in common but the ids of some items: all that can conflict does.
TEST(MixedPlan, OfUnrelatedPlansHasNoLoop) {
  std::size_t num_groups = 0;
  std::size_t num_large = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Plan before = uncertain_plan(seed, {});
    const Plan after = uncertain_plan(seed + 5000, {});
    const PlanDiff diff = diff_plans(before, after);
    ASSERT_FALSE(diff.groups.empty());
    num_groups += diff.groups.size();
    for (const ChangeGroup& group : diff.groups) num_large += group.changes.size() > 1 ? 1 : 0;
    const PlanMixer mixer(before, after, diff);
    EXPECT_TRUE(diff_plans(before, mixer.make(all_of(diff, false)).plan).empty()) << seed;
    const Plan all = mixer.make(all_of(diff, true)).plan;
    EXPECT_TRUE(diff_plans(all, after).empty()) << seed;
    expect_same_analysis(all, after, seed);
    std::mt19937_64 random(seed);
    for (int round = 0; round < 40; ++round) {
      std::vector<bool> taken(diff.groups.size());
      for (std::size_t g = 0; g < taken.size(); ++g) taken[g] = random() % 2 == 0;
      const Plan mixed = mixer.make(taken).plan;
      const Loaded<Network> network = compile(mixed);
      ASSERT_TRUE(network.ok) << seed;
      if (round == 0) simulate(mixed, network.value, {.samples = 64, .threads = 1});
    }
  }
  EXPECT_GT(num_groups, 1000U);  // they are not simply all thrown together
  EXPECT_GT(num_large, 300U);
}

TEST(MixedPlan, TeamsAndPeriodsComeAlongWithWhoNamesThem) {
  const Analysis before =
      analyse_text(kEveryDay + R"("goals": [ { "id": "a", "estimate": "1w" } ] })");
  const Analysis after = analyse_text(kEveryDay + R"(
    "periods": [ { "id": "q1", "start": "2024-01-01", "end": "2024-01-10" } ],
    "teams": [ { "id": "go", "calendar": { "work_days": ["mon"] } } ],
    "goals": [ { "id": "a", "team": "go", "period": "q1", "estimate": "1w" } ] })");
  const PlanDiff diff = diff_plans(*before.plan, *after.plan);
  ASSERT_EQ(diff.groups.size(), 2U);  // team, period
  const Plan team = mix(*before.plan, *after.plan, diff, {true, false});
  EXPECT_EQ(team.teams.size(), 1U);
  EXPECT_EQ(team.periods.size(), 0U);
  EXPECT_EQ(team.calendars[team.calendar_of(team.items[0]).index()].days_per_week(), 1);
  const Plan period = mix(*before.plan, *after.plan, diff, {false, true});
  EXPECT_EQ(period.teams.size(), 0U);
  EXPECT_EQ(period.target_of(period.items[0]), make_date(2024, 1, 10));
}

// Objectives, kinds and ids that change sides: whatever is taken, the mixture must compute.
TEST(MixedPlan, SurvivesTurningEverythingRound) {
  const auto plan_of = [](const std::string& goals) {
    return *analyse_text(kEveryDay + goals).plan;
  };
  const std::vector<Plan> plans = {
      plan_of(
          R"("goals": [ { "id": "o", "kind": "objective" }, { "id": "a", "parent": "o", "estimate": "1d" },
        { "id": "b", "estimate": "2d", "depends_on": ["o"] }, { "id": "c", "estimate": "3d", "depends_on": ["b"] } ],
        "blockers": [ { "id": "w", "estimate": "1d", "blocks": ["a"] } ] })"),
      plan_of(
          R"("goals": [ { "id": "o", "estimate": "4d" }, { "id": "a", "estimate": "1d", "depends_on": ["c"] },
        { "id": "b", "kind": "objective" }, { "id": "c", "parent": "b", "estimate": "3d", "depends_on": ["w"] },
        { "id": "w", "estimate": "2d", "depends_on": ["o"] } ] })"),
      plan_of(R"("goals": [ { "id": "q", "kind": "objective", "depends_on": ["c"] },
        { "id": "b", "kind": "objective", "parent": "q" }, { "id": "a", "parent": "b", "estimate": "1d" },
        { "id": "c", "kind": "milestone", "depends_on": ["d"] }, { "id": "d", "estimate": "2d" } ],
        "blockers": [ { "id": "o", "estimate": "1d", "blocks": ["d"] } ] })"),
      plan_of(
          R"("goals": [ { "id": "b", "kind": "objective" }, { "id": "q", "kind": "objective", "parent": "b" },
        { "id": "a", "parent": "q", "estimate": "1d" }, { "id": "c", "estimate": "1d", "depends_on": ["q"] },
        { "id": "d", "estimate": "2d", "depends_on": ["c"], "status": "dropped" } ] })")};
  for (const Plan& before : plans) {
    for (const Plan& after : plans) {
      const PlanDiff diff = diff_plans(before, after);
      ASSERT_LE(diff.groups.size(), 12U);
      const PlanMixer mixer(before, after, diff);
      for (std::size_t mask = 0; mask < std::size_t{1} << diff.groups.size(); ++mask) {
        std::vector<bool> taken;
        for (std::size_t g = 0; g < diff.groups.size(); ++g) taken.push_back((mask >> g & 1U) != 0);
        const Plan mixed = mixer.make(taken).plan;
        ASSERT_TRUE(compile(mixed).ok);
        for (std::size_t i = 0; i < mixed.items.size(); ++i) {
          for (std::size_t j = 0; j < i; ++j) EXPECT_NE(mixed.items[i].id, mixed.items[j].id);
        }
      }
      if (diff.groups.empty()) continue;
      const Plan mixed = mixer.make(all_of(diff, true)).plan;
      EXPECT_TRUE(diff_plans(mixed, after).empty());
      expect_same_analysis(mixed, after, 0);
    }
  }
}

// The texts of a mixture are views; they must live as long as it does.
TEST(MixedPlan, KeepsItsTexts) {
  Plan mixed;
  {
    const Analysis before =
        analyse_text(kEveryDay + R"("goals": [ { "id": "first", "estimate": "1w" } ] })");
    const Analysis after =
        analyse_text(kEveryDay + R"("goals": [ { "id": "first", "estimate": "1w" },
      { "id": "second", "title": "caf\u00e9", "estimate": "1w" } ] })");
    const PlanDiff diff = diff_plans(*before.plan, *after.plan);
    mixed = mix(*before.plan, *after.plan, diff, {true});
  }
  ASSERT_EQ(mixed.items.size(), 2U);
  EXPECT_EQ(mixed.items[0].id, "first");
  EXPECT_EQ(mixed.items[1].title, "caf\u00e9");
}

}  // namespace
}  // namespace slipway
