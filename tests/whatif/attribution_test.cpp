#include "planner/whatif/attribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <numeric>

#include "planner/base/diagnostic_text.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/whatif/mixed_plan.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/plan_edits.hpp"

namespace slipway {
namespace {

AttributionOptions with_risk(std::uint64_t samples) {
  AttributionOptions out;
  out.risk = SimulationOptions{.samples = samples};
  return out;
}

std::int64_t sum_of(const Attributed& attributed) {
  std::int64_t sum = 0;
  for (const Share& share : attributed.by) sum += share.numerator;
  return sum;
}

using Visit = std::function<void(const Attributed&, const std::string&)>;

void visit_all(const Attribution& attribution, const Visit& visit) {
  const auto visit_row = [&](const ItemAttribution& row, const std::string& name) {
    if (row.finish) visit(*row.finish, name + " finish");
    if (row.p80) visit(*row.p80, name + " p80");
    if (row.on_time) visit(*row.on_time, name + " on time");
  };
  visit_row(attribution.plan, "plan");
  for (const ItemAttribution& row : attribution.items)
    visit_row(row, "item " + std::to_string(row.item));
}

// Two plans as text, compared.
struct Compared {
  Analysis before, after;
  PlanDiff diff;
  Attribution attribution;

  Compared(const std::string& old_text, const std::string& new_text,
           const AttributionOptions& options = {})
      : before(analyse_text(kEveryDay + old_text)),
        after(analyse_text(kEveryDay + new_text)),
        diff(diff_plans(*before.plan, *after.plan)) {
    Loaded<Attribution> made = attribute(*before.plan, *after.plan, diff, options);
    EXPECT_TRUE(made.ok);
    attribution = std::move(made.value);
  }
  const ItemAttribution& of(std::string_view id) const {
    for (const ItemAttribution& row : attribution.items) {
      if (after.plan->items[diff.match.items.rows[row.item].new_row].id == id) return row;
    }
    throw std::out_of_range(std::string(id));
  }
  // The part of the group that holds the change of a thing.
  double days(const Attributed& attributed, std::string_view id) const {
    for (const PlanChange& change : diff.changes) {
      if (change.id == id && change.group != kNoGroup)
        return attribution.days_of(attributed.by[change.group]);
    }
    throw std::out_of_range(std::string(id));
  }
};

TEST(Attribution, PartsAddUpToTheWholeForEveryGoal) {
  int exact = 0;
  int sampled = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const EditedPlan edited = edit_plan(seed, {.edits = 1 + static_cast<int>(seed % 12)});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    AttributionOptions options = with_risk(128);
    options.shapley = {.most_exact = 5, .permutations = 8};
    const Loaded<Attribution> made = attribute(edited.before, edited.after, diff, options);
    ASSERT_TRUE(made.ok) << seed;
    const Attribution& attribution = made.value;
    (attribution.is_exact ? exact : sampled) += 1;
    visit_all(attribution, [&](const Attributed& attributed, const std::string& name) {
      EXPECT_EQ(attributed.by.size(), diff.groups.size());
      EXPECT_EQ(attributed.remainder, 0) << seed << ' ' << name;
      EXPECT_EQ(sum_of(attributed), attributed.whole * attribution.denominator)
          << seed << ' ' << name;
    });
  }
  EXPECT_GT(exact, 30);
  EXPECT_GT(sampled, 30);
}

// The figures of a plan as the facade gives them, in the calendars of `yardstick`.
struct Facade {
  Analysis analysis;
  const Plan& yardstick;

  static Facade of(Plan plan, const Plan& yardstick, std::uint64_t samples) {
    AnalysisOptions options;
    options.risk = SimulationOptions{.samples = samples};
    Loaded<Analysis> made = analyse(std::make_shared<const Plan>(std::move(plan)), options);
    EXPECT_TRUE(made.ok);
    return {std::move(made.value), yardstick};
  }
  std::optional<ItemId> find(std::string_view id) const {
    const auto& items = analysis.plan->items;
    const auto found = std::ranges::find(items, id, &Item::id);
    if (found == items.end()) return std::nullopt;
    return ItemId(static_cast<std::size_t>(found - items.begin()));
  }
  std::optional<std::int64_t> finish(const Item& as_new) const {
    const std::optional<ItemId> id = find(as_new.id);
    if (!id) return std::nullopt;
    Instant last = kNever;
    for (std::size_t row = 0; row < analysis.plan->items.size(); ++row) {
      const NodeId node = analysis.network.node_of[row];
      if (!node.is_set() || !analysis.schedule.exists(node)) continue;
      bool is_part = ItemId(row) == *id;
      for (ItemId up = analysis.plan->items[row].parent; up.is_set();
           up = analysis.plan->item(up).parent) {
        is_part = is_part || up == *id;
      }
      if (is_part) last = std::max(last, analysis.schedule.finish_of(node));
    }
    if (last == kNever) return std::nullopt;
    return yardstick.calendars[yardstick.calendar_of(as_new).index()].worked(last).ticks;
  }
  std::optional<std::int64_t> on_time(std::string_view id) const {
    const std::optional<ItemId> item = find(id);
    if (!item) return std::nullopt;
    const auto& count = analysis.risk->items[item->index()].on_time;
    return count ? std::optional(static_cast<std::int64_t>(*count)) : std::nullopt;
  }
};

TEST(Attribution, ExactPartsAreTheAverageOverAllOrdersOfTakingThemOver) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const EditedPlan edited =
        edit_plan(seed, {.edits = 2 + static_cast<int>(seed % 3), .only_figures = true});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    const std::size_t n = diff.groups.size();
    if (n < 2 || n > 5) continue;
    constexpr std::uint64_t kSamples = 64;
    const Loaded<Attribution> made =
        attribute(edited.before, edited.after, diff, with_risk(kSamples));
    ASSERT_TRUE(made.ok && made.value.is_exact) << seed;

    // By mask, from mixtures made and worked out one by one.
    std::vector<Facade> facades;
    for (std::size_t mask = 0; mask < std::size_t{1} << n; ++mask) {
      std::vector<bool> taken;
      for (std::size_t g = 0; g < n; ++g) taken.push_back((mask >> g & 1U) != 0);
      facades.push_back(
          Facade::of(mix(edited.before, edited.after, diff, taken), edited.after, kSamples));
    }
    const auto average = [&](const auto& value) -> std::optional<std::vector<std::int64_t>> {
      for (const Facade& facade : facades) {
        if (!value(facade)) return std::nullopt;
      }
      std::vector<std::int64_t> sums(n, 0);
      std::vector<std::size_t> order(n);
      std::iota(order.begin(), order.end(), std::size_t{0});
      do {
        std::size_t mask = 0;
        for (const std::size_t g : order) {
          sums[g] -= *value(facades[mask]);
          mask |= std::size_t{1} << g;
          sums[g] += *value(facades[mask]);
        }
      } while (std::ranges::next_permutation(order).found);
      return sums;
    };
    const auto expect_same = [&](const std::optional<Attributed>& found, const auto& value,
                                 std::string_view id) {
      const std::optional<std::vector<std::int64_t>> expected = average(value);
      ASSERT_EQ(found.has_value(), expected.has_value()) << seed << ' ' << id;
      if (!found) return;
      for (std::size_t g = 0; g < n; ++g)
        EXPECT_EQ(found->by[g].numerator, (*expected)[g]) << seed << ' ' << id;
      ++compared;
    };
    for (const ItemAttribution& row : made.value.items) {
      const Item& item = edited.after.items[diff.match.items.rows[row.item].new_row];
      expect_same(
          row.finish, [&](const Facade& f) { return f.finish(item); }, item.id);
      expect_same(
          row.on_time, [&](const Facade& f) { return f.on_time(item.id); }, item.id);
    }
  }
  EXPECT_GT(compared, 300);
}

TEST(Attribution, TwoEqualEffectsThatDoNotMeetAreSharedEqually) {
  const Compared compared(
      R"("goals": [ { "id": "a", "estimate": "5d" }, { "id": "b", "estimate": "5d", "depends_on": ["a"] },
                    { "id": "c", "estimate": "5d", "depends_on": ["b"] } ] })",
      R"("goals": [ { "id": "a", "estimate": "7d" }, { "id": "b", "estimate": "7d", "depends_on": ["a"] },
                    { "id": "c", "estimate": "5d", "depends_on": ["b"], "notes": "n" } ] })");
  EXPECT_EQ(compared.diff.groups.size(), 2U);
  const Attributed& finish = *compared.of("c").finish;
  EXPECT_EQ(finish.whole, 4 * kTicksPerDay);
  EXPECT_EQ(finish.by[0], finish.by[1]);
  EXPECT_EQ(compared.days(finish, "a"), 2.0);
  // What comes after a goal does not move it.
  EXPECT_EQ(compared.of("a").finish->by[1], Share{});
  EXPECT_EQ(compared.days(*compared.of("a").finish, "a"), 2.0);
}

TEST(Attribution, ParallelDelaysShareWhatTheyBringAboutTogether) {
  // The join moves by 4; alone a brings 4 and b 2: b counts only where it comes first.
  const Compared compared(
      R"("goals": [ { "id": "a", "estimate": "5d" }, { "id": "b", "estimate": "5d" },
                    { "id": "c", "estimate": "1d", "depends_on": ["a", "b"] } ] })",
      R"("goals": [ { "id": "a", "estimate": "9d" }, { "id": "b", "estimate": "7d" },
                    { "id": "c", "estimate": "1d", "depends_on": ["a", "b"] } ] })");
  const Attributed& finish = *compared.of("c").finish;
  EXPECT_EQ(compared.days(finish, "a"), 3.0);
  EXPECT_EQ(compared.days(finish, "b"), 1.0);
  EXPECT_EQ(*compared.attribution.plan.finish, finish);
}

TEST(Attribution, ANullPlayerGetsNothing) {
  const Compared compared(
      R"("goals": [ { "id": "a", "estimate": "1d/5d/9d", "due": "2024-01-06" },
                    { "id": "aside", "estimate": "2d" } ] })",
      R"("goals": [ { "id": "a", "estimate": "3d/6d/9d", "due": "2024-01-06" },
                    { "id": "aside", "estimate": "3d" } ] })",
      with_risk(500));
  const ItemAttribution& a = compared.of("a");
  for (const auto& measure : {a.finish, a.p80, a.on_time}) {
    ASSERT_TRUE(measure);
    EXPECT_NE(measure->whole, 0);
    EXPECT_EQ(measure->by[1], Share{});
  }
  EXPECT_LT(compared.attribution.odds_of(a.on_time->by[0]), 0.0);
}

TEST(Attribution, WhatIsAddedOrGoneHasNoDifferenceButMovesOthers) {
  const Compared compared(
      R"("goals": [ { "id": "gone", "estimate": "4d" },
                    { "id": "last", "estimate": "1d", "depends_on": ["gone"] } ] })",
      R"("goals": [ { "id": "new", "estimate": "6d" },
                    { "id": "last", "estimate": "1d", "depends_on": ["new"] } ] })");
  ASSERT_EQ(compared.attribution.items.size(), 1U);
  const Attributed& finish = *compared.of("last").finish;
  EXPECT_EQ(finish.whole, 2 * kTicksPerDay);
  // After gone alone the new one brings 2, first 6; gone takes 4 when the new one is not there.
  EXPECT_EQ(compared.days(finish, "new"), 4.0);
  EXPECT_EQ(compared.days(finish, "gone"), -2.0);
}

TEST(Attribution, OddsAreOnTheSameDraws) {
  // A change of nothing but a spare goal leaves every draw and so every odds alone.
  const std::string chain = R"("goals": [ { "id": "a", "estimate": "3d..9d", "due": "2024-01-08" },
     { "id": "b", "estimate": "3d..9d", "depends_on": ["a"], "due": "2024-01-15" })";
  const Compared compared(chain + "] }", chain + R"(, { "id": "extra", "estimate": "1d..2d" } ] })",
                          with_risk(2000));
  for (const std::string_view id : {"a", "b"}) {
    EXPECT_EQ(compared.of(id).on_time->whole, 0) << id;
    EXPECT_EQ(compared.of(id).p80->whole, 0) << id;
  }
}

TEST(Attribution, AMovedStatusDateAndProgressAreTwoStories) {
  const std::string rest = R"({ "id": "b", "estimate": "2d", "depends_on": ["a"] } ] })";
  const Compared compared(
      R"("as_of": "2024-01-01", "goals": [ { "id": "a", "estimate": "10d" }, )" + rest,
      R"("as_of": "2024-01-06", "goals": [ { "id": "a", "estimate": "10d", "started": "2024-01-01",
          "progress": 0.5 }, )" +
          rest);
  const Attributed& finish = *compared.of("b").finish;
  EXPECT_EQ(finish.whole, 0);
  EXPECT_EQ(compared.days(finish, ""), 5.0);
  EXPECT_EQ(compared.days(finish, "a"), -5.0);
}

TEST(Attribution, WithoutDifferencesThereIsNothingToShare) {
  const EditedPlan edited = edit_plan(3);
  const PlanDiff diff = diff_plans(edited.after, edited.after);
  const Loaded<Attribution> made = attribute(edited.after, edited.after, diff, with_risk(64));
  ASSERT_TRUE(made.ok);
  visit_all(made.value, [](const Attributed& attributed, const std::string& name) {
    EXPECT_EQ(attributed.whole, 0) << name;
    EXPECT_TRUE(attributed.by.empty()) << name;
  });
}

TEST(Attribution, ThreadsDoNotMatter) {
  const EditedPlan edited = edit_plan(17, {.edits = 7});
  const PlanDiff diff = diff_plans(edited.before, edited.after);
  std::vector<std::vector<Attributed>> found;
  for (const unsigned threads : {1U, 3U, 700U}) {
    AttributionOptions options = with_risk(300);
    options.threads = threads;
    const Loaded<Attribution> made = attribute(edited.before, edited.after, diff, options);
    ASSERT_TRUE(made.ok);
    found.emplace_back();
    visit_all(made.value, [&](const Attributed& attributed, const std::string&) {
      found.back().push_back(attributed);
    });
  }
  EXPECT_FALSE(found[0].empty());
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
}

TEST(Attribution, OfAFewItemsIsTheirPartOfAll) {
  const EditedPlan edited = edit_plan(21, {.edits = 5});
  const PlanDiff diff = diff_plans(edited.before, edited.after);
  AttributionOptions options = with_risk(200);
  const Loaded<Attribution> all = attribute(edited.before, edited.after, diff, options);
  ASSERT_TRUE(all.ok);
  ASSERT_GT(all.value.items.size(), 3U);
  options.items = {all.value.items[2].item, all.value.items[1].item};
  const Loaded<Attribution> few = attribute(edited.before, edited.after, diff, options);
  ASSERT_TRUE(few.ok);
  ASSERT_EQ(few.value.items.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(few.value.items[i].item, all.value.items[i + 1].item);
    EXPECT_EQ(few.value.items[i].finish, all.value.items[i + 1].finish);
    EXPECT_EQ(few.value.items[i].p80, all.value.items[i + 1].p80);
    EXPECT_EQ(few.value.items[i].on_time, all.value.items[i + 1].on_time);
  }
  EXPECT_EQ(few.value.plan.p80, all.value.plan.p80);
}

TEST(Attribution, SamplesComeNearTheExactParts) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 40 && compared < 100; ++seed) {
    const EditedPlan edited = edit_plan(seed, {.edits = 9, .only_figures = true});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    if (diff.groups.size() != 8) continue;
    AttributionOptions options;
    const Loaded<Attribution> exact = attribute(edited.before, edited.after, diff, options);
    options.shapley = {.most_exact = 0, .permutations = 400};
    const Loaded<Attribution> sampled = attribute(edited.before, edited.after, diff, options);
    ASSERT_TRUE(exact.ok && sampled.ok);
    ASSERT_TRUE(exact.value.is_exact && !sampled.value.is_exact);
    for (std::size_t i = 0; i < exact.value.items.size(); ++i) {
      const auto& truth = exact.value.items[i].finish;
      const auto& guess = sampled.value.items[i].finish;
      ASSERT_EQ(truth.has_value(), guess.has_value());
      if (!truth || truth->whole == 0) continue;
      for (std::size_t g = 0; g < 8; ++g) {
        const double off = sampled.value.days_of(guess->by[g]) - exact.value.days_of(truth->by[g]);
        const double error = guess->by[g].std_error / static_cast<double>(kTicksPerDay);
        EXPECT_LE(std::abs(off), 4.0 * error + 1e-9) << seed << ' ' << i << ' ' << g;
      }
      ++compared;
    }
  }
  EXPECT_GT(compared, 10);
}

TEST(Attribution, SaysWhatAMixtureFailsWith) {
  // Each plan ends in time; with both changes apart the lag and the length do not.
  const auto plan_of = [](const std::string& first, const std::string& second) {
    return R"("goals": [ { "id": "a", "estimate": ")" + first +
           R"(" }, { "id": "b", "estimate": ")" + second + R"(", "depends_on": ["a"] } ] })";
  };
  const Analysis before = analyse_text(kEveryDay + plan_of("300000w", "1d"));
  const Analysis after = analyse_text(kEveryDay + plan_of("1d", "300000w"));
  const PlanDiff diff = diff_plans(*before.plan, *after.plan);
  const Loaded<Attribution> made = attribute(*before.plan, *after.plan, diff);
  EXPECT_FALSE(made.ok);
  EXPECT_TRUE(made.findings.has(Code::plan_too_long));
}

}  // namespace
}  // namespace slipway
