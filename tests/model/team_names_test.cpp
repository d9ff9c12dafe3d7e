#include "planner/model/team_names.hpp"

#include <gtest/gtest.h>

namespace slipway {
namespace {

TEST(TeamNames, AnIdIsMeantBeforeAName) {
  Plan plan;
  for (const auto& [id, name] : {std::pair{"go", "JS"}, std::pair{"js", "Browser"}}) {
    Team& team = plan.teams.emplace_back();
    team.id = id;
    team.name = name;
  }
  EXPECT_EQ(find_meant_team(plan, "JS"), TeamId(1)) << "the id of one, the name of another";
  EXPECT_EQ(find_meant_team(plan, "browser"), TeamId(1));
  EXPECT_EQ(find_meant_team(plan, "team:Go"), TeamId(0));
  EXPECT_EQ(find_meant_team(plan, "goo"), std::nullopt) << "near is not enough";
  EXPECT_EQ(find_meant_team(plan, "team:"), std::nullopt);
  EXPECT_EQ(find_meant_team(plan, ""), std::nullopt);
}

}  // namespace
}  // namespace slipway
