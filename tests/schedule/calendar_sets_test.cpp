// Sets of calendars that are kept once.
#include "planner/schedule/calendar_sets.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace slipway {
namespace {

std::vector<std::size_t> members(const CalendarSets& sets, CalendarSets::Number set) {
  std::vector<std::size_t> out;
  for (const CalendarId id : sets.of(set)) out.push_back(id.index());
  return out;
}

TEST(CalendarSets, UniteInAnyOrder) {
  CalendarSets sets;
  EXPECT_TRUE(sets.of(CalendarSets::kEmpty).empty());
  const auto one = sets.single(CalendarId(std::size_t{1}));
  const auto two = sets.single(CalendarId(std::size_t{2}));
  const auto nine = sets.single(CalendarId(std::size_t{9}));
  EXPECT_EQ(sets.single(CalendarId(std::size_t{2})), two);
  const auto both = sets.unite(nine, two);
  EXPECT_EQ(members(sets, both), (std::vector<std::size_t>{2, 9}));
  EXPECT_EQ(sets.unite(two, nine), both);
  EXPECT_EQ(sets.unite(both, two), both);
  EXPECT_EQ(sets.unite(CalendarSets::kEmpty, both), both);
  EXPECT_EQ(sets.unite(both, CalendarSets::kEmpty), both);
  EXPECT_EQ(members(sets, sets.unite(one, both)), (std::vector<std::size_t>{1, 2, 9}));
  EXPECT_EQ(sets.unite(sets.unite(one, two), nine), sets.unite(one, both));
}

// Many milestones in a row, of a few hundred teams: the sets end with the teams.
TEST(CalendarSets, AreSharedByAllThatHaveTheSame) {
  constexpr std::size_t kTeams = 300;
  CalendarSets sets;
  std::set<CalendarSets::Number> different;
  CalendarSets::Number set = CalendarSets::kEmpty;
  for (std::size_t i = 0; i < 100'000; ++i) {
    set = sets.unite(set, sets.single(CalendarId(i % kTeams)));
    different.insert(set);
  }
  EXPECT_EQ(different.size(), kTeams);
  EXPECT_EQ(sets.of(set).size(), kTeams);
}

}  // namespace
}  // namespace slipway
