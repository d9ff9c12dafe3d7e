// A re-run computes less and gives the same bits. SLIPWAY_RANDOM_PLANS asks for more plans.
#include "planner/whatif/rerun.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "planner/model/change_text.hpp"
#include "tests/whatif/changed_plans.hpp"

namespace slipway {
namespace {

AnalysisOptions with_risk() {
  AnalysisOptions options;
  options.risk = SimulationOptions{
      .samples = 128, .seed = 3, .threads = 1, .wants_waits = true, .keeps_hits = true};
  return options;
}

// Returns how many items the re-run could leave alone.
std::size_t compare_with_full_run(std::uint64_t seed, const slow::RandomOptions& kinds) {
  const auto plan = std::make_shared<const Plan>(test::random_plan(seed, kinds));
  const AnalysisOptions options = with_risk();
  const Loaded<Analysis> before = analyse(plan, options);
  EXPECT_TRUE(before.ok);
  test::Chooser choose(seed);
  std::size_t left_alone = 0;
  for (std::size_t kind = 0; kind < kNumChangeKinds; ++kind) {
    const auto made = test::random_change(*plan, static_cast<ChangeKind>(kind), choose);
    if (!made) continue;
    Loaded<Plan> changed = apply_changes(*plan, std::span(&made->change, 1));
    if (!changed) continue;  // a link that would close a loop
    const auto after = std::make_shared<const Plan>(std::move(changed.value));
    const Loaded<Analysis> full = analyse(after, options);
    const Loaded<Analysis> again = analyse_again(before.value, after, options);
    EXPECT_EQ(full.ok, again.ok);
    if (!full) continue;
    const std::string what =
        "seed " + std::to_string(seed) + ": " + to_words(made->change, *plan);
    EXPECT_TRUE(full.value.risk == again.value.risk) << what;
    EXPECT_EQ(full.value.schedule.finish, again.value.schedule.finish) << what;
    const std::vector<bool> affected =
        find_affected(*plan, before.value.network, *after, full.value.network);
    left_alone += static_cast<std::size_t>(std::ranges::count(affected, false));
  }
  return left_alone;
}

TEST(Rerun, GivesTheBitsOfAFullRun) {
  const char* wanted = std::getenv("SLIPWAY_RANDOM_PLANS");
  const std::uint64_t count = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 60;
  std::size_t left_alone = 0;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    left_alone += compare_with_full_run(seed, {});
    slow::RandomOptions one_calendar;
    one_calendar.team_calendars = one_calendar.elapsed_lags = false;
    left_alone += compare_with_full_run(seed + 500'000, one_calendar);
  }
  EXPECT_GT(left_alone, count);
}

}  // namespace
}  // namespace slipway
