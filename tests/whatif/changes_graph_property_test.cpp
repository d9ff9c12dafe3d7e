// Laws of before/after graphs on random plans and changes. SLIPWAY_RANDOM_PLANS asks for more
// plans.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "planner/report/graph_view.hpp"
#include "planner/report/graph_words.hpp"
#include "planner/whatif/same_rows.hpp"
#include "tests/support/what_if.hpp"
#include "tests/whatif/changed_plans.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/graph/graph_turn.hpp"

namespace slipway {
namespace {

std::uint64_t num_plans() {
  const char* wanted = std::getenv("SLIPWAY_RANDOM_PLANS");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 40;
}

/// Every plan with one change of each kind that can be made to it.
template <typename Look>
void for_random_changes(Look look) {
  std::size_t count = 0;
  for (std::uint64_t seed = 0; seed < num_plans(); ++seed) {
    const auto plan = std::make_shared<const Plan>(test::random_plan(seed, {}));
    test::Chooser choose(seed);
    for (std::size_t kind = 0; kind < kNumChangeKinds; ++kind) {
      const auto made = test::random_change(*plan, static_cast<ChangeKind>(kind), choose);
      if (!made || !apply_changes(*plan, std::span(&made->change, 1))) continue;
      SCOPED_TRACE("seed " + std::to_string(seed) + ": " + to_words(made->change, *plan));
      look(test::make_changes(plan, {made->change}, 64));
      ++count;
    }
  }
  EXPECT_GT(count, 5 * num_plans());
}

struct Tally {
  std::map<std::string, const GraphBox*> single;
  std::size_t turned_in_folds = 0;
};

Tally tally(const GraphReport& graph) {
  Tally out;
  for (const auto* boxes : {&graph.boxes, &graph.unlinked}) {
    for (const GraphBox& box : *boxes) {
      if (!box.is_folded()) {
        EXPECT_TRUE(out.single.emplace(box.id, &box).second) << box.id << " twice";
      } else if (box.turn) {
        out.turned_in_folds += box.turn->num_later + box.turn->num_earlier + box.turn->num_gone +
                               box.turn->num_left_out + box.turn->num_new + box.turn->num_other;
      }
    }
  }
  return out;
}

TEST(ChangesGraphProperty, EverythingThatMovesIsShownOrCounted) {
  for_random_changes([](const test::WhatIf& asked) {
    for (const GraphStep first :
         {GraphStep::every_goal, GraphStep::near_critical, GraphStep::per_team}) {
      const GraphReport graph = asked.graph({.first_step = first});
      const Tally drawn = tally(graph);
      std::size_t missing = 0;
      for (const MovedRow& row : asked.what().moved) {
        if (row.kind == Kind::objective) continue;
        const bool has_moved =
            row.finish_before != row.finish_after || row.p80_before != row.p80_after ||
            row.is_new || row.is_gone ||
            (row.on_time_before && row.on_time_after && !row.is_noise &&
             say_percent(*row.on_time_before) != say_percent(*row.on_time_after));
        if (!has_moved) continue;
        const auto found = drawn.single.find(std::string(row.id));
        if (found == drawn.single.end()) {
          ++missing;
          continue;
        }
        const GraphBox& box = *found->second;
        ASSERT_TRUE(box.turn) << row.id;
        EXPECT_NE(viz::say_turn(graph, box), "") << row.id << " is marked, but no word says why";
        EXPECT_EQ(box.turn->is_gone, row.is_gone) << row.id;
        EXPECT_EQ(box.turn->is_new, row.is_new) << row.id;
        EXPECT_EQ(box.turn->is_newly_late, row.is_newly_late) << row.id;
        EXPECT_EQ(box.turn->is_newly_safe, row.is_newly_safe) << row.id;
        if (row.finish_before != row.finish_after) {
          EXPECT_EQ(box.turn->finish_before, row.finish_before) << row.id;
          EXPECT_EQ(box.turn->days, row.delta_days) << row.id;
        }
      }
      // Who only joins or leaves the critical path counts there too.
      EXPECT_GE(drawn.turned_in_folds + graph.num_unlinked_more, missing);
      EXPECT_TRUE(graph.step != GraphStep::every_goal || missing == graph.num_unlinked_more);
      EXPECT_EQ(viz::to_dot(graph, viz::Theme::light), viz::to_dot(graph, viz::Theme::light));
    }
  });
}

// Each link of either plan is one arrow, and says in which of the two it is.
TEST(ChangesGraphProperty, DrawsTheLinksOfBothPlans) {
  using Key = std::tuple<std::string, std::string, LinkType>;
  const auto links_of = [](const Plan& plan) {
    std::multiset<Key> out;
    for (const ItemArc& arc : spread_links(plan)) {
      if (arc.from == arc.to) continue;
      const LinkType type = plan.details_of(plan.links[arc.link.index()]).type;
      out.emplace(plan.item(arc.from).id, plan.item(arc.to).id, type);
    }
    return out;
  };
  for_random_changes([&](const test::WhatIf& asked) {
    const GraphReport graph = asked.graph({.filter = {.all = true}});
    std::multiset<Key> before = links_of(*asked.before->plan);
    std::multiset<Key> after = links_of(*asked.after->plan);
    for (const GraphLink& link : graph.links) {
      ASSERT_LT(std::max(link.from, link.to), graph.boxes.size());
      const GraphBox& from = graph.boxes[link.from];
      const GraphBox& to = graph.boxes[link.to];
      const Key key{from.id, to.id, link.type};
      const bool has_lost_an_end =
          (from.turn && from.turn->is_gone) || (to.turn && to.turn->is_gone);
      const auto in_before = before.find(key);
      const auto in_after = after.find(key);
      if (!has_lost_an_end) {
        EXPECT_EQ(in_before != before.end(), link.turn != LinkTurn::added);
        EXPECT_EQ(in_after != after.end(), link.turn != LinkTurn::gone);
      }
      EXPECT_TRUE(in_before != before.end() || in_after != after.end());
      EXPECT_FALSE(link.is_critical && link.was_critical);
      if (in_before != before.end()) before.erase(in_before);
      if (in_after != after.end()) after.erase(in_after);
    }
    EXPECT_TRUE(before.empty());
    EXPECT_TRUE(after.empty());
  });
}

// The question asked the other way about is the same graph: boxes and arrows in the same order.
TEST(ChangesGraphProperty, BeforeAndAfterAreOneGraph) {
  for_random_changes([](const test::WhatIf& asked) {
    if (asked.before->plan->items.size() != asked.after->plan->items.size()) return;
    const auto& items = asked.before->plan->items;
    for (std::size_t row = 0; row < items.size(); ++row) {
      if (items[row].team != asked.after->plan->items[row].team) return;  // drawn in its new team
    }
    const GraphReport forth = asked.graph({.filter = {.all = true}});
    const GraphReport back = test::turn_round(asked).graph({.filter = {.all = true}});
    ASSERT_EQ(forth.boxes.size(), back.boxes.size());
    for (std::size_t i = 0; i < forth.boxes.size(); ++i) {
      const GraphBox& a = forth.boxes[i];
      const GraphBox& b = back.boxes[i];
      EXPECT_EQ(a.id, b.id);
      EXPECT_EQ(a.turn.has_value(), b.turn.has_value()) << a.id;
      if (!a.turn || !b.turn) continue;
      EXPECT_EQ(a.turn->joins_path && !a.turn->is_new, b.turn->leaves_path) << a.id;
    }
    ASSERT_EQ(forth.links.size(), back.links.size());
    for (std::size_t i = 0; i < forth.links.size(); ++i) {
      EXPECT_EQ(forth.links[i].from, back.links[i].from);
      EXPECT_EQ(forth.links[i].to, back.links[i].to);
      EXPECT_EQ(forth.links[i].type, back.links[i].type);
      EXPECT_EQ(forth.links[i].is_critical || forth.links[i].was_critical,
                back.links[i].is_critical || back.links[i].was_critical);
    }
  });
}

// Who must react: every team with a goal that turns for the worse, moves, goes or changes hands,
// counted from the rows, and nobody else.
TEST(ChangesGraphProperty, EveryTeamThatMustReactIsNamedAndNoOther) {
  std::size_t dropped = 0;
  std::size_t less_likely = 0;
  std::size_t taken_over = 0;
  for_random_changes([&](const test::WhatIf& asked) {
    std::set<std::string_view> expected;
    std::size_t later = 0;
    for (const MovedRow& row : asked.what().moved) {
      if (row.kind == Kind::objective || row.kind == Kind::blocker || row.team.empty()) continue;
      const bool falls =
          row.on_time_before && row.on_time_after && !row.is_noise &&
          std::lround(*row.on_time_after * 100) < std::lround(*row.on_time_before * 100);
      const bool moves = row.delta_days.value_or(0.0) != 0.0;
      later += row.delta_days.value_or(0.0) > 0.0 ? 1 : 0;
      if (row.is_newly_late || row.is_gone || moves || falls) expected.insert(row.team);
    }
    const auto& old = asked.before->plan->items;
    for (std::size_t row = 0; row < old.size(); ++row) {
      const Plan& plan = *asked.after->plan;
      const Item& now = plan.item(SameRows(*asked.before->plan, plan).after_of(ItemId(row)));
      const bool is_dated = now.kind == Kind::goal || now.kind == Kind::milestone;
      if (!is_dated || now.team == old[row].team) continue;
      for (const TeamId team : {old[row].team, now.team})
        if (team.is_set()) expected.insert(plan.teams[team.index()].id);
    }
    std::set<std::string_view> named;
    std::size_t counted_later = 0;
    for (const TeamTurn& turn : asked.what().teams) {
      EXPECT_TRUE(named.insert(turn.team).second) << turn.team << " twice";
      counted_later += turn.later;
      dropped += turn.dropped;
      less_likely += turn.less_likely;
      taken_over += turn.taken_over;
    }
    EXPECT_EQ(named, expected);
    EXPECT_EQ(counted_later, later);
  });
  EXPECT_GT(dropped, 0U);
  EXPECT_GT(less_likely, 0U);
  EXPECT_GT(taken_over, 0U);
}

}  // namespace
}  // namespace slipway
