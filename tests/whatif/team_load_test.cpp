#include "planner/whatif/team_load.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/analyse_text.hpp"
#include "tests/whatif/changed_plans.hpp"

namespace slipway {
namespace {

TEST(TeamLoad, CountsPeopleOfGoalsThatAreWorkedOnTogether) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "p", "start": "2024-01-01",
    "teams": [{"id": "go", "capacity": 2}, {"id": "js", "capacity": 0.5}, {"id": "qa"}],
    "goals": [
      {"id": "a", "team": "go", "estimate": "3d", "people": 1.5},
      {"id": "b", "team": "go", "estimate": "2d", "depends_on": ["a"],
       "needs": [{"team": "js", "people": 1}, {"team": "qa", "people": 9}]},
      {"id": "c", "team": "go", "estimate": "4d"}]})");
  const std::vector<TeamLoad> loads = find_team_loads(analysis);
  ASSERT_EQ(loads.size(), 3U);
  EXPECT_DOUBLE_EQ(loads[0].most, 2.5);  // a and c; b follows a and is not beside it
  EXPECT_EQ(to_iso(day_at(loads[0].over_since)), "2024-01-01");
  ASSERT_EQ(loads[0].over.size(), 1U);
  EXPECT_EQ(to_iso(day_before(loads[0].over[0].to)), "2024-01-03");
  EXPECT_DOUBLE_EQ(loads[1].most, 1.0);
  EXPECT_EQ(to_iso(day_at(loads[1].over_since)), "2024-01-04");
  EXPECT_DOUBLE_EQ(loads[2].most, 9.0);
  EXPECT_FALSE(loads[2].is_over()) << "without a capacity there is nothing to be over";
}

// The busiest moment is when somebody starts: try each.
TEST(TeamLoad, IsTheMostOfAnyMomentOnRandomPlans) {
  std::size_t busy = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto plan = std::make_shared<const Plan>(test::random_plan(seed, {}));
    const Loaded<Analysis> analysis = analyse(plan);
    ASSERT_TRUE(analysis.ok);
    const Schedule& schedule = analysis.value.schedule;
    const Network& network = analysis.value.network;
    const Instant as_of = start_of(plan->as_of);
    const auto from = [&](std::size_t n) { return std::max(schedule.start_of(NodeId(n)), as_of); };
    const auto people_at = [&](TeamId team, Instant t) {
      double sum = 0.0;
      for (std::size_t n = 0; n < network.num_nodes(); ++n) {
        const Node& node = network.nodes[n];
        const bool counts =
            !node.is_blocker && node.progress != Progress::done && schedule.exists(NodeId(n));
        if (!counts || from(n) > t || schedule.finish_of(NodeId(n)) <= t) continue;
        const Item& item = plan->item(node.item);
        if (item.team == team) sum += plan->details_of(item).people;
        for (const Need& need : plan->details_of(item).needs) {
          if (need.team == team && need.ask != Ask::declined) sum += need.people;
        }
      }
      return sum;
    };
    const std::vector<TeamLoad> loads = find_team_loads(analysis.value);
    for (std::size_t team = 0; team < plan->teams.size(); ++team) {
      double most = 0.0;
      for (std::size_t n = 0; n < network.num_nodes(); ++n)
        most = std::max(most, people_at(TeamId(team), from(n)));
      EXPECT_NEAR(loads[team].most, most, 1e-9) << "seed " << seed;
      busy += most > 1.0 ? 1U : 0U;
    }
  }
  EXPECT_GT(busy, 20U);
}

}  // namespace
}  // namespace slipway
