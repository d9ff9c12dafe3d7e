// Splitting a goal: what is kept, what follows it, and what that does to everybody else.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "planner/io/change_flags.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/model/estimate_text.hpp"
#include "planner/whatif/apply.hpp"
#include "planner/whatif/same_rows.hpp"
#include "tests/whatif/changed_plans.hpp"

namespace slipway {
namespace {

using test::Outcome;
using test::work_out;

Plan read(const std::string& text) {
  Loaded<Plan> out = read_plan(std::make_shared<const Source>(Source{"plan.json", text}));
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

Loaded<Plan> changed(const Plan& plan, const std::vector<ChangeFlag>& flags) {
  const auto changes = read_change_flags(plan, flags);
  EXPECT_TRUE(changes.ok);
  return apply_changes(plan, changes.value);
}

const Item& item(const Plan& plan, std::string_view id) {
  const auto at = std::ranges::find(plan.items, id, &Item::id);
  EXPECT_NE(at, plan.items.end()) << id;
  return *at;
}

std::string words(const Plan& plan, std::uint32_t estimate) {
  return estimate == kNoRow ? "none" : to_text(plan.estimates[estimate]);
}

const char* const kPlan = R"({ "slipway": 1, "name": "Split", "start": "2027-01-04",
  "periods": [ { "id": "q1", "start": "2027-01-01", "end": "2027-03-31" },
               { "id": "q2", "start": "2027-04-01", "end": "2027-06-30" } ],
  "teams": [ { "id": "go" }, { "id": "js" } ],
  "goals": [
    { "id": "all", "kind": "objective" },
    { "id": "api", "parent": "all", "title": "The API", "team": "go", "period": "q1", "estimate": "2w/4w/8w",
      "owner": "lead", "priority": "P1", "people": 2, "due": "2027-02-26",
      "needs": [ { "team": "js", "people": 1, "ask": "asked" } ] },
    { "id": "half", "team": "go", "estimate": "4w", "started": "2027-01-04", "progress": 0.5 },
    { "id": "left", "team": "go", "estimate": "4w", "remaining": "1w..3w" },
    { "id": "api-rest", "team": "js", "estimate": "1d" },
    { "id": "client", "team": "js", "estimate": "1w", "depends_on": ["api", "talk"] },
    { "id": "shipped", "kind": "milestone", "depends_on": ["all"] },
    { "id": "old", "team": "go", "estimate": "1w", "started": "2027-01-04", "progress": 1 } ],
  "blockers": [ { "id": "talk", "estimate": "1w" } ],
  "risks": [ { "id": "storm", "probability": 0.5, "affects": ["api", "client"], "factor": 2 } ],
  "scenarios": [ { "name": "s", "changes": [ { "resolve": "talk" }, { "slip": "client", "by": "1d" } ] } ],
  "checkins": [ { "date": "2027-01-04", "goal": "client", "score": 0 } ] })";

TEST(Split, LeavesAPartAndAddsTheRest) {
  const Plan before = read(kPlan);
  const Loaded<Plan> made = changed(before, {{"split", "api=0.25@q2"}});
  ASSERT_TRUE(made.ok);
  const Plan& after = made.value;
  EXPECT_EQ(after.num_goals, before.num_goals + 1);
  const Item& api = item(after, "api");
  EXPECT_EQ(words(after, api.estimate), "0.5w/1w/2w");
  EXPECT_EQ(api.due, item(before, "api").due);
  const Item& rest = item(after, "api-rest-2");  // api-rest is somebody else
  EXPECT_EQ(words(after, rest.estimate), "1.5w/3w/6w");
  EXPECT_EQ(rest.title, "rest of The API");
  EXPECT_EQ(rest.kind, Kind::goal);
  EXPECT_EQ(rest.team, api.team);
  EXPECT_EQ(rest.priority, Priority::p1);
  EXPECT_EQ(rest.period, PeriodId(1));
  EXPECT_EQ(to_iso(rest.not_before), "2027-04-01");
  EXPECT_FALSE(rest.due.is_set());
  EXPECT_FALSE(rest.parent.is_set());
  EXPECT_EQ(after.details_of(rest).people, 2.0);
  ASSERT_EQ(after.details_of(rest).needs.size(), 1u);
  EXPECT_EQ(after.details_of(rest).needs[0].ask, Ask::none);
  EXPECT_EQ(after.details_of(api).needs[0].ask, Ask::asked);
}

TEST(Split, WithoutAPeriodKeepsTheDates) {
  const Plan before = read(kPlan);
  const Loaded<Plan> made = changed(before, {{"split", "api=0.5"}});
  ASSERT_TRUE(made.ok);
  const Item& rest = item(made.value, "api-rest-2");
  EXPECT_EQ(rest.period, PeriodId(0));
  EXPECT_EQ(rest.due, item(before, "api").due);
  EXPECT_FALSE(rest.not_before.is_set());
}

TEST(Split, IsOfWhatIsLeft) {
  const Plan before = read(kPlan);
  const Plan half = changed(before, {{"split", "half=0.25"}}).value;
  EXPECT_EQ(words(half, item(half, "half").estimate), "4w");
  EXPECT_EQ(words(half, item(half, "half").remaining), "0.5w");
  EXPECT_EQ(words(half, item(half, "half-rest").estimate), "1.5w");
  EXPECT_EQ(item(half, "half-rest").status, Status::not_started);
  const Plan left = changed(before, {{"split", "left=0.5"}}).value;
  EXPECT_EQ(words(left, item(left, "left").remaining), "0.5w..1.5w");
  EXPECT_EQ(words(left, item(left, "left-rest").estimate), "0.5w..1.5w");
}

TEST(Split, RenamesWhatNamesRows) {
  const Plan before = read(kPlan);
  const Plan after = changed(before, {{"split", "api=0.5"}}).value;
  const SameRows rows(before, after);
  for (std::size_t row = 0; row < before.items.size(); ++row) {
    EXPECT_EQ(after.item(rows.after_of(ItemId(row))).id, before.items[row].id);
    EXPECT_EQ(rows.before_of(rows.after_of(ItemId(row))), ItemId(row));
  }
  EXPECT_TRUE(after.is_blocker(rows.after_of(ItemId(before.items.size() - 1))));
  const auto id_of = [](const Plan& plan, ItemId id) { return std::string(plan.item(id).id); };
  for (std::size_t i = 0; i < before.links.size(); ++i) {
    EXPECT_EQ(id_of(after, after.links[i].predecessor), id_of(before, before.links[i].predecessor));
    EXPECT_EQ(id_of(after, after.links[i].successor), id_of(before, before.links[i].successor));
  }
  EXPECT_EQ(id_of(after, after.links.back().predecessor), "api");
  EXPECT_EQ(id_of(after, after.links.back().successor), "api-rest-2");
  EXPECT_EQ(id_of(after, after.scenarios[0].changes[0].item), "talk");
  EXPECT_EQ(id_of(after, after.checkins[0].goal), "client");
  ASSERT_EQ(after.risks[0].items.size(), 3u);
  EXPECT_EQ(id_of(after, after.risks[0].items[2]), "api-rest-2");
}

TEST(Split, OfTheSameGoalTwiceAndBesideABlocker) {
  const Plan before = read(kPlan);
  const Loaded<Plan> made =
      changed(before, {{"split", "api=0.5"}, {"block", "api=1d"}, {"split", "api=0.5@q2"}});
  ASSERT_TRUE(made.ok);
  EXPECT_EQ(words(made.value, item(made.value, "api").estimate), "0.5w/1w/2w");
  EXPECT_EQ(words(made.value, item(made.value, "api-rest-2").estimate), "1w/2w/4w");
  EXPECT_EQ(words(made.value, item(made.value, "api-rest-3").estimate), "0.5w/1w/2w");
  EXPECT_EQ(made.value.items.back().id, "block:api");
  EXPECT_EQ(made.value.num_goals, before.num_goals + 2);
}

TEST(Split, RefusesByName) {
  const Plan plan = read(kPlan);
  for (const auto& [flag, says] : std::vector<std::pair<std::string, std::string>>{
           {"talk=0.5", "'talk' is a blocker; only goals are split"},
           {"all=0.5", "'all' is an objective"},
           {"shipped=0.5", "'shipped' is a milestone"},
           {"old=0.5", "nothing is left to do of 'old'"}}) {
    const Loaded<Plan> made = changed(plan, {{"split", flag}});
    ASSERT_FALSE(made.ok) << flag;
    EXPECT_NE(made.findings.sorted().front().message.find(says), std::string::npos)
        << made.findings.sorted().front().message;
  }
  for (const std::string flag : {"api=0", "api=1", "api=2", "api=x", "api=0.5@q9", "api"}) {
    const std::vector<ChangeFlag> flags = {{"split", flag}};
    EXPECT_FALSE(read_change_flags(plan, flags).ok) << flag;
  }
}

TEST(Split, OfATeamSplitsItsOpenGoals) {
  const Plan plan = read(kPlan);
  const Loaded<Plan> made = changed(plan, {{"split", "team:go=0.5"}});
  ASSERT_TRUE(made.ok);
  EXPECT_EQ(made.value.num_goals, plan.num_goals + 3) << "api, half and left";
}

// Longer work whose finish a link holds begins earlier, so less work may begin later.
bool is_held_at_its_end(const Outcome& of, ItemId id) {
  return std::ranges::any_of(
      of.network.links_into(of.network.node_of[id.index()].index()),
      [](const InLink& in) { return in.type == LinkType::ff || in.type == LinkType::sf; });
}

TEST(Split, MakesNobodyLaterWhoWasThere) {
  std::size_t made = 0;
  std::size_t earlier = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Plan plan = test::random_plan(7000 + seed, {});
    test::Chooser choose(seed);
    const auto change = test::random_change(plan, ChangeKind::split, choose);
    if (!change) continue;
    const Outcome before = work_out(plan);
    if (is_held_at_its_end(before, change->change.item)) continue;
    ++made;
    const Outcome after = work_out(apply_changes(plan, std::span(&change->change, 1)).value);
    const SameRows rows(plan, after.plan);
    for (std::size_t row = 0; row < plan.items.size(); ++row) {
      const ItemId id(row);
      const ItemId now = rows.after_of(id);
      const NodeId a = before.network.node_of[id.index()];
      const NodeId b = after.network.node_of[now.index()];
      ASSERT_EQ(a.is_set(), b.is_set()) << seed << ' ' << plan.items[row].id;
      if (!a.is_set()) continue;
      ASSERT_LE(after.schedule.finish_of(b), before.schedule.finish_of(a))
          << seed << ' ' << plan.items[row].id;
      earlier += after.schedule.finish_of(b) < before.schedule.finish_of(a) ? 1 : 0;
      const auto& was = before.risk.hits[id.index()];
      const auto& is = after.risk.hits[now.index()];
      for (std::size_t word = 0; word < std::min(was.size(), is.size()); ++word) {
        ASSERT_EQ(was[word] & ~is[word], 0u) << seed << ' ' << plan.items[row].id;
      }
    }
  }
  EXPECT_GT(made, 150u);
  EXPECT_GT(earlier, 150u);
}

// Nobody is in between: the rest ends when the whole did.
TEST(Split, OnOneCalendarTheRestEndsWhenTheWholeDid) {
  constexpr std::int64_t kRounding = 100;  // ticks, of 28,800,000 to a day: numbers have 9 digits
  std::size_t made = 0;
  slow::RandomOptions options;
  options.team_calendars = false;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Plan plan = test::random_plan(8000 + seed, options);
    test::Chooser choose(seed);
    auto change = test::random_change(plan, ChangeKind::split, choose);
    if (!change) continue;
    change->change.period = {};
    const Outcome before = work_out(plan);
    const NodeId whole = before.network.node_of[change->change.item.index()];
    if (is_held_at_its_end(before, change->change.item) || !before.schedule.exists(whole)) continue;
    const Outcome after = work_out(apply_changes(plan, std::span(&change->change, 1)).value);
    const NodeId rest = after.network.node_of[plan.num_goals];
    ASSERT_TRUE(rest.is_set());
    ASSERT_LE(
        std::abs(after.schedule.finish_of(rest).ticks - before.schedule.finish_of(whole).ticks),
        kRounding)
        << seed << ' ' << plan.item(change->change.item).id;
    ++made;
  }
  EXPECT_GT(made, 100u);
}

}  // namespace
}  // namespace slipway
