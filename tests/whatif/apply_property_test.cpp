// Laws of changes on random plans with every kind of uncertainty. SLIPWAY_RANDOM_PLANS asks for
// more plans of each kind.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <string>

#include "planner/model/change_text.hpp"
#include "planner/whatif/same_rows.hpp"
#include "tests/whatif/changed_plans.hpp"

namespace slipway {
namespace {

using test::ChangeMade;
using test::Chooser;
using test::Outcome;
using test::random_change;
using test::random_plan;
using test::work_out;

std::uint64_t count_of(std::uint64_t usual) {
  const char* wanted = std::getenv("SLIPWAY_RANDOM_PLANS");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : usual;
}

Plan applied(const Plan& plan, std::span<const Change> changes) {
  Loaded<Plan> out = apply_changes(plan, changes);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

Plan applied(const Plan& plan, const Change& change) {
  return applied(plan, std::span(&change, 1));
}

Estimate exactly(double number, Unit unit = Unit::days) {
  Estimate out;
  out.amounts[0] = {number, unit};
  return out;
}

constexpr std::array kKinds = {
    ChangeKind::slip,    ChangeKind::estimate, ChangeKind::remaining, ChangeKind::finish,
    ChangeKind::drop,    ChangeKind::defer,    ChangeKind::resolve,   ChangeKind::block,
    ChangeKind::link,    ChangeKind::unlink,   ChangeKind::soften,    ChangeKind::agree,
    ChangeKind::decline, ChangeKind::move,     ChangeKind::capacity,  ChangeKind::absent,
    ChangeKind::due,     ChangeKind::priority, ChangeKind::split};
static_assert(kKinds.size() == kNumChangeKinds);

// Changes that say what is so already.
std::vector<Change> zero_changes(const Plan& plan) {
  std::vector<Change> out;
  const auto add = [&](ChangeKind kind, ItemId id) -> Change& {
    Change& change = out.emplace_back();
    change.kind = kind;
    change.item = id;
    return change;
  };
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const ItemId id(row);
    const Item& item = plan.items[row];
    add(ChangeKind::slip, id).length = exactly(0.0, Unit::weeks);
    if (item.estimate != kNoRow)
      add(ChangeKind::estimate, id).length = plan.estimates[item.estimate];
    if (item.remaining != kNoRow)
      add(ChangeKind::remaining, id).length = plan.estimates[item.remaining];
    if (item.team.is_set()) add(ChangeKind::move, id).other_team = item.team;
    if (item.due.is_set()) add(ChangeKind::due, id).on = item.due;
    if (item.priority != Priority::none) add(ChangeKind::priority, id).priority = item.priority;
    if (item.finished.is_set()) add(ChangeKind::finish, id).on = item.finished;
  }
  for (const Link& link : plan.links) {
    Change& change = add(ChangeKind::soften, link.successor);
    change.other = link.predecessor;
    change.probability = plan.details_of(link).probability;
  }
  for (std::size_t row = 0; row < plan.teams.size(); ++row) {
    if (plan.teams[row].capacity) {
      Change& change = add(ChangeKind::capacity, {});
      change.team = TeamId(row);
      change.people = *plan.teams[row].capacity;
    }
    const WorkCalendar& own = plan.calendars[plan.teams[row].calendar.index()];
    for (std::int32_t day = 0; day < 7; ++day) {
      const Date date = plus_days(plan.as_of, day);
      if (own.is_working(date)) continue;
      Change& change = add(ChangeKind::absent, {});
      change.team = TeamId(row);
      change.on = change.until = date;
    }
  }
  return out;
}

TEST(Changes, ThatSayWhatIsSoMoveNothing) {
  std::size_t made = 0;
  for (std::uint64_t seed = 0; seed < count_of(150); ++seed) {
    const Plan plan = random_plan(seed, seed % 2 == 0 ? slow::RandomOptions{} : one_calendar());
    std::vector<Change> all;
    for (const Change& change : zero_changes(plan)) {
      const Change one[] = {change};
      const Loaded<Plan> changed = apply_changes(plan, one);
      if (!changed.ok) continue;  // of what is done or dropped
      // One pair may be linked in several ways, with a probability each.
      if (change.kind == ChangeKind::soften &&
          std::ranges::count_if(plan.links, [&](const Link& link) {
            return link.predecessor == change.other && link.successor == change.item;
          }) > 1) {
        continue;
      }
      ++made;
      ASSERT_TRUE(changed.value == plan) << "seed " << seed << ": " << to_words(change, plan);
      all.push_back(change);
    }
    const Outcome before = work_out(plan);
    const Outcome after = work_out(applied(plan, all));
    ASSERT_TRUE(before.risk == after.risk) << "seed " << seed;
    ASSERT_EQ(before.schedule.start, after.schedule.start);
    ASSERT_EQ(before.schedule.finish, after.schedule.finish);
    ASSERT_EQ(before.schedule.critical_path, after.schedule.critical_path);
  }
  EXPECT_GT(made, count_of(150) * 10);
}

// The one whose dates come from its start alone: links into its finish can absorb a slip.
std::optional<ItemId> item_to_slip(const Plan& plan, const Network& network, Chooser& choose) {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const NodeId node = network.node_of[row];
    if (!node.is_set() || network.nodes[node.index()].progress == Progress::done) continue;
    if (plan.items[row].probability >= 1.0) out.emplace_back(row);
  }
  if (out.empty()) return std::nullopt;
  return out[choose.below(out.size())];
}

TEST(Slip, MovesTheItemByExactlyThatAndNothingBefore) {
  std::size_t slipped = 0;
  std::size_t started = 0;
  std::size_t without_time = 0;
  for (std::uint64_t seed = 0; seed < count_of(400); ++seed) {
    slow::RandomOptions options = seed % 2 == 0 ? slow::RandomOptions{} : one_calendar();
    options.link_types = false;
    const Plan plan = random_plan(1000 + seed, options);
    Chooser choose(seed);
    const Outcome before = work_out(plan);
    const auto id = item_to_slip(plan, before.network, choose);
    if (!id) continue;
    const NodeId n = before.network.node_of[id->index()];
    ++slipped;
    started += before.network.nodes[n.index()].progress == Progress::started ? 1 : 0;
    without_time += before.schedule.conditions.durations[n.index()] == 0 ? 1 : 0;
    // Whole seconds go through the vector kernels; a third of a day in ticks does not.
    const double days = choose.chance(0.8) ? static_cast<double>(1 + choose.below(80)) / 8.0
                                           : 0.000001 * static_cast<double>(choose.below(99'999));
    Change slip;
    slip.kind = ChangeKind::slip;
    slip.item = *id;
    slip.length = exactly(days);
    const Outcome after = work_out(applied(plan, slip));
    const NodeId m = after.network.node_of[id->index()];
    const WorkCalendar& own = plan.calendars[before.network.nodes[n.index()].calendar.index()];
    const std::string what = "seed " + std::to_string(seed) + ": " + to_words(slip, plan);
    ASSERT_EQ(own.between(before.schedule.finish_of(n), after.schedule.finish_of(m)),
              work_of_days(days))
        << what;
    const std::vector<bool> reached = test::find_reach(before, after, {*id});
    for (std::size_t row = 0; row < plan.items.size(); ++row) {
      if (reached[row]) continue;
      ASSERT_EQ(test::find_difference(before, after, ItemId(row)), "") << what;
    }
    // Every sample moves by the same, so every figure in days does.
    if (own != plan.calendars[0]) continue;
    const ForecastNumbers& x = before.risk.items[id->index()].forecast->days;
    const ForecastNumbers& y = after.risk.items[id->index()].forecast->days;
    const double moved = days_of(work_of_days(days));
    const double tiny = 1e-9;
    ASSERT_NEAR(y.p10 - x.p10, moved, tiny) << what;
    ASSERT_NEAR(y.p50 - x.p50, moved, tiny) << what;
    ASSERT_NEAR(y.p80 - x.p80, moved, tiny) << what;
    ASSERT_NEAR(y.p90 - x.p90, moved, tiny) << what;
    ASSERT_NEAR(y.mean - x.mean, moved, tiny) << what;
    ASSERT_NEAR(y.std_dev, x.std_dev, 1e-7) << what;
  }
  EXPECT_GT(slipped, count_of(400) * 9 / 10);
  EXPECT_GT(started, slipped / 20);
  EXPECT_GT(without_time, slipped / 20);
}

TEST(Slips, AddUpInAnyOrder) {
  for (std::uint64_t seed = 0; seed < count_of(50); ++seed) {
    slow::RandomOptions options;
    options.link_types = false;
    const Plan plan = random_plan(2000 + seed, options);
    Chooser choose(seed);
    const Outcome before = work_out(plan);
    const auto id = item_to_slip(plan, before.network, choose);
    if (!id) continue;
    Change one;
    one.kind = ChangeKind::slip;
    one.item = *id;
    one.length = exactly(1.0, Unit::weeks);
    Change two = one;
    two.length = exactly(4.0, Unit::hours);
    const Change there[] = {one, two};
    const Change back[] = {two, one};
    const Plan both = applied(plan, there);
    ASSERT_TRUE(both == applied(plan, back));
    const Outcome after = work_out(both);
    ASSERT_TRUE(after.risk == work_out(applied(applied(plan, one), two)).risk);
    const NodeId n = before.network.node_of[id->index()];
    const WorkCalendar& own = plan.calendars[before.network.nodes[n.index()].calendar.index()];
    ASSERT_EQ(own.between(before.schedule.finish_of(n),
                          after.schedule.finish_of(after.network.node_of[id->index()])),
              work_of_days(own.days_per_week() + 0.5));
  }
}

TEST(Changes, LeaveWhatIsUnrelatedToTheLastDigit) {
  std::array<std::size_t, kNumChangeKinds> made{};
  std::size_t unrelated = 0;
  for (std::uint64_t seed = 0; seed < count_of(300); ++seed) {
    const Plan plan =
        random_plan(3000 + seed, seed % 2 == 0 ? slow::RandomOptions{} : one_calendar());
    Chooser choose(seed);
    const Outcome before = work_out(plan);
    for (std::size_t k = 0; k < 6; ++k) {
      const ChangeKind kind = kKinds[(seed + k * 3) % kKinds.size()];
      const auto change = random_change(plan, kind, choose);
      if (!change) continue;
      ++made[static_cast<std::size_t>(kind)];
      const Outcome after = work_out(applied(plan, change->change));
      const std::vector<bool> reached = test::find_reach(before, after, change->touches);
      const SameRows rows(plan, after.plan);
      for (std::size_t row = 0; row < plan.items.size(); ++row) {
        if (reached[rows.after_of(ItemId(row)).index()]) continue;
        ++unrelated;
        ASSERT_EQ(test::find_difference(before, after, ItemId(row)), "")
            << "seed " << seed << ": " << to_words(change->change, plan);
      }
    }
  }
  for (std::size_t kind = 0; kind < kNumChangeKinds; ++kind) {
    EXPECT_GT(made[kind], count_of(300) / 30) << to_string(static_cast<ChangeKind>(kind));
  }
  EXPECT_GT(unrelated, count_of(300) * 10);
}

TEST(Changes, OfDifferentThingsMayComeInAnyOrder) {
  std::size_t shuffles = 0;
  for (std::uint64_t seed = 0; seed < count_of(300); ++seed) {
    slow::RandomOptions options;
    options.min_items = 8;
    options.max_items = 20;
    const Plan plan = random_plan(4000 + seed, options);
    Chooser choose(seed);
    std::vector<Change> changes;
    std::set<ItemId> taken;
    std::set<TeamId> teams;
    for (int attempt = 0; attempt < 12; ++attempt) {
      const ChangeKind kind = kKinds[choose.below(kKinds.size())];
      const auto change = random_change(plan, kind, choose, taken);
      if (!change) continue;
      if (change->team) {
        if (!teams.insert(*change->team).second) continue;
      }
      taken.insert(change->touches.begin(), change->touches.end());
      changes.push_back(change->change);
    }
    if (changes.size() < 2) continue;
    const Loaded<Plan> expected = apply_changes(plan, changes);
    ASSERT_TRUE(expected.ok) << "seed " << seed << ": "
                             << expected.findings.sorted().front().message;
    for (int shuffle = 0; shuffle < 4; ++shuffle) {
      for (std::size_t i = changes.size(); i > 1; --i) {
        std::swap(changes[i - 1], changes[choose.below(i)]);
      }
      ++shuffles;
      ASSERT_TRUE(applied(plan, changes) == expected.value) << "seed " << seed;
    }
  }
  EXPECT_GT(shuffles, count_of(300) * 2);
}

// What takes no time and waits for nothing begins on a working day of its own team, which another
// team's boundary need not: with several calendars the law holds for plans in which all takes time.
bool has_instants(const Outcome& outcome) {
  for (std::size_t n = 0; n < outcome.network.num_nodes(); ++n) {
    const bool is_done = outcome.network.nodes[n].progress == Progress::done;
    if (!is_done && outcome.schedule.conditions.durations[n] == 0) return true;
  }
  return false;
}

TEST(Resolve, NeverDelaysAnything) {
  std::size_t resolved = 0;
  std::size_t sooner = 0;
  for (std::uint64_t seed = 0; seed < count_of(400); ++seed) {
    const bool has_one_calendar = seed % 2 == 1;
    slow::RandomOptions options = has_one_calendar ? one_calendar() : slow::RandomOptions{};
    options.milestones = has_one_calendar;
    const Plan plan = random_plan(5000 + seed, options);
    const Outcome before = work_out(plan);
    if (!has_one_calendar && has_instants(before)) continue;
    for (std::size_t row = plan.num_goals; row < plan.items.size(); ++row) {
      if (plan.items[row].status == Status::done || plan.items[row].status == Status::dropped)
        continue;
      Change resolve;
      resolve.kind = ChangeKind::resolve;
      resolve.item = ItemId(row);
      const Outcome after = work_out(applied(plan, resolve));
      ++resolved;
      for (std::size_t other = 0; other < plan.items.size(); ++other) {
        const NodeId n = before.network.node_of[other];
        const std::string what = "seed " + std::to_string(seed) + ": " +
                                 std::string(plan.items[other].id) + " after " +
                                 to_words(resolve, plan);
        if (n.is_set() && other != row) {
          const NodeId m = after.network.node_of[other];
          // What is absent passes on what lies before the status date as well, or nothing at all.
          const Instant earlier = std::max(before.schedule.finish_of(n), start_of(plan.as_of));
          ASSERT_LE(after.schedule.finish_of(m), earlier) << what;
          sooner += after.schedule.finish_of(m) < before.schedule.finish_of(n) ? 1 : 0;
        }
        const ItemRisk& x = before.risk.items[other];
        const ItemRisk& y = after.risk.items[other];
        if (!has_one_calendar || !x.forecast || !y.forecast || other == row) continue;
        ASSERT_LE(y.forecast->days.p10, x.forecast->days.p10) << what;
        ASSERT_LE(y.forecast->days.p80, x.forecast->days.p80) << what;
        ASSERT_LE(y.forecast->days.mean, x.forecast->days.mean) << what;
        ASSERT_LE(y.forecast->p90, x.forecast->p90) << what;
        if (x.on_time) {
          ASSERT_GE(*y.on_time, *x.on_time) << what;
        }
      }
    }
  }
  EXPECT_GT(resolved, count_of(400) / 4);
  EXPECT_GT(sooner, resolved / 4);
}

TEST(Finish, IsOnThatDayInEverySample) {
  std::size_t pinned = 0;
  for (std::uint64_t seed = 0; seed < count_of(300); ++seed) {
    const Plan plan =
        random_plan(6000 + seed, seed % 2 == 0 ? slow::RandomOptions{} : one_calendar());
    Chooser choose(seed);
    const auto made = random_change(plan, ChangeKind::finish, choose);
    if (!made) continue;
    const Change& change = made->change;
    const Outcome after = work_out(applied(plan, change));
    const Item& item = plan.item(change.item);
    const NodeId n = after.network.node_of[change.item.index()];
    const Instant finish = after.schedule.finish_of(n);
    const std::string what = "seed " + std::to_string(seed) + ": " + to_words(change, plan);
    if (item.status == Status::done || change.on <= plan.as_of || item.kind == Kind::blocker) {
      ASSERT_EQ(finish, end_of(change.on)) << what;
      continue;
    }
    ++pinned;
    const WorkCalendar& own = plan.calendars[plan.calendar_of(item).index()];
    ASSERT_EQ(finish, own.previous(end_of(change.on))) << what;
    const Forecast& forecast = *after.risk.items[change.item.index()].forecast;
    ASSERT_EQ(forecast.days.std_dev, 0.0) << what;
    ASSERT_EQ(forecast.p10, day_before(finish)) << what;
    ASSERT_EQ(forecast.p90, day_before(finish)) << what;
  }
  EXPECT_GT(pinned, count_of(300) / 3);
}

// The engines agree on what only what-ifs make: slips, and finishes that are given.
TEST(ChangedPlans, GiveTheSameInEveryEngine) {
  std::size_t in_kernels = 0;
  for (std::uint64_t seed = 0; seed < count_of(300); ++seed) {
    Plan plan = random_plan(7000 + seed, seed % 3 == 0 ? slow::RandomOptions{} : one_calendar());
    Chooser choose(seed);
    for (const ChangeKind kind : {ChangeKind::slip, ChangeKind::slip, ChangeKind::finish,
                                  ChangeKind::resolve, ChangeKind::block, ChangeKind::soften}) {
      const auto change = random_change(plan, kind, choose);
      if (change) plan = applied(plan, change->change);
    }
    const Outcome expected = work_out(plan, Engine::general, 100);
    for (const std::string_view name : {"portable", "avx2", "avx512"}) {
      const auto engine = engine_of(name);
      if (!engine) continue;
      ++in_kernels;
      ASSERT_TRUE(work_out(plan, *engine, 100).risk == expected.risk)
          << "seed " << seed << ", engine " << name;
    }
  }
  EXPECT_GT(in_kernels, 0u);
}

}  // namespace
}  // namespace slipway
