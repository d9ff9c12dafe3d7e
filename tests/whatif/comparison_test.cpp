#include "planner/whatif/comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "planner/whatif/apply.hpp"
#include "planner/whatif/rerun.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/whatif/changed_plans.hpp"

namespace slipway {
namespace {

AnalysisOptions with_risk(std::uint64_t samples) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = samples, .seed = 7, .threads = 1, .keeps_hits = true};
  return options;
}

Analysis work_out(std::shared_ptr<const Plan> plan, const AnalysisOptions& options) {
  Loaded<Analysis> out = analyse(std::move(plan), options);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

TEST(Comparison, OfAPlanWithItselfMovesNothing) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto plan = std::make_shared<const Plan>(test::random_plan(seed, {}));
    const Analysis one = work_out(plan, with_risk(128));
    const Comparison out = compare(one, one, pair_rows(*plan, *plan));
    ASSERT_EQ(out.items.size(), plan->items.size());
    for (const ItemComparison& item : out.items) {
      EXPECT_FALSE(item.moves());
      EXPECT_EQ(item.on_time_error, 0.0);
    }
    EXPECT_EQ(out.all_on_time_error, 0.0);
  }
}

TEST(Comparison, OddsAreThoseOfBothRunsAndTheirErrorIsMcNemars) {
  std::size_t moved = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto plan = std::make_shared<const Plan>(test::random_plan(seed, {}));
    test::Chooser choose(seed);
    const auto made = test::random_change(*plan, ChangeKind::slip, choose);
    if (!made) continue;
    const Loaded<Plan> changed = apply_changes(*plan, std::span(&made->change, 1));
    ASSERT_TRUE(changed.ok);
    const AnalysisOptions options = with_risk(1000);
    const Analysis before = work_out(plan, options);
    const Analysis after = work_out(std::make_shared<const Plan>(changed.value), options);
    const Comparison out = compare(before, after, pair_rows(*plan, *after.plan));
    for (std::size_t row = 0; row < out.items.size(); ++row) {
      const ItemComparison& item = out.items[row];
      const ItemRisk& was = before.risk->items[row];
      const ItemRisk& is = after.risk->items[row];
      if (!was.on_time || !is.on_time) continue;
      EXPECT_DOUBLE_EQ(*item.on_time_before, static_cast<double>(*was.on_time) / 1000.0);
      EXPECT_DOUBLE_EQ(*item.on_time_after, static_cast<double>(*is.on_time) / 1000.0);
      // Sample by sample, by the definition of a standard error of a mean difference.
      double sum = 0.0;
      double squares = 0.0;
      for (std::size_t k = 0; k < 1024; ++k) {
        const auto hit = [&](const Simulation& of) {
          return static_cast<double>(of.hits[row][k / 64] >> (k % 64) & 1U);
        };
        const double d = hit(*after.risk) - hit(*before.risk);
        sum += d;
        squares += d * d;
      }
      const double error = std::sqrt((squares - sum * sum / 1000.0) / 1000.0 / 1000.0);
      EXPECT_NEAR(item.on_time_error, error, 1e-12);
      moved += sum != 0.0 ? 1U : 0U;
    }
  }
  EXPECT_GT(moved, 10U);
}

TEST(Comparison, ObjectivesFinishWithTheLastOfTheirGoals) {
  const Analysis before = analyse_text(R"({"slipway": 1, "name": "p", "start": "2024-01-01",
    "goals": [{"id": "o", "kind": "objective"},
              {"id": "a", "parent": "o", "estimate": "3d"},
              {"id": "b", "parent": "o", "estimate": "5d"}]})");
  Change change;
  change.kind = ChangeKind::slip;
  change.item = ItemId(std::size_t{1});
  change.length.amounts[0] = {4.0, Unit::days};
  const auto after =
      std::make_shared<const Plan>(apply_changes(*before.plan, std::span(&change, 1)).value);
  const Comparison out = compare(before, work_out(after, {}), pair_rows(*before.plan, *after));
  EXPECT_EQ(out.items[0].delta_days, 2.0);  // 3d + 4d against 5d
  EXPECT_EQ(out.items[1].delta_days, 4.0);
  EXPECT_EQ(to_iso(out.items[0].finish_before), "2024-01-05");
  EXPECT_EQ(to_iso(out.items[0].finish_after), "2024-01-09");
  EXPECT_FALSE(out.items[2].moves());
  EXPECT_FALSE(out.plan_p80_days.has_value());
}

TEST(Comparison, RefusesRunsThatCannotBePaired) {
  const auto plan = std::make_shared<const Plan>(test::random_plan(4, {}));
  const auto pairs = pair_rows(*plan, *plan);
  const Analysis one = work_out(plan, with_risk(128));
  AnalysisOptions options = with_risk(128);
  options.risk->seed = 8;
  EXPECT_THROW(compare(one, work_out(plan, options), pairs), std::invalid_argument);
  EXPECT_THROW(compare(one, work_out(plan, with_risk(256)), pairs), std::invalid_argument);
}

TEST(Comparison, NoiseIsLessThanTwoStandardErrors) {
  EXPECT_TRUE(is_noise(0.019, 0.01));
  EXPECT_TRUE(is_noise(-0.019, 0.01));
  EXPECT_FALSE(is_noise(0.02, 0.01));
  EXPECT_TRUE(is_noise(0.0, 0.0));
}

}  // namespace
}  // namespace slipway
