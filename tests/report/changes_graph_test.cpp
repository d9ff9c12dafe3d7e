#include "planner/report/changes_graph.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/analyse_text.hpp"
#include "tests/support/what_if.hpp"
#include "tests/viz/graph_plan.hpp"

namespace slipway {
namespace {

using test::what_if_file;
using test::what_if_text;
using test::WhatIf;

constexpr const char* kQuarter = "libp2p-2018-q3.json";

Date day(int year, unsigned month, unsigned of_month) {
  return *parse_date(std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) +
                     (of_month < 10 ? "-0" : "-") + std::to_string(of_month));
}

TEST(ChangesGraph, SaysWhatMovesAndByHowMuch) {
  const WhatIf asked = what_if_file(kQuarter, {{"slip", "go-daemon-api=2w"}});
  const GraphReport graph = asked.graph();
  EXPECT_EQ(graph.question, "What if go-daemon-api slips by 2w?");
  EXPECT_EQ(graph.num_shown, 21U);
  EXPECT_EQ(graph.num_goals, 21U);
  std::set<std::string> turned;
  for (const GraphBox& box : graph.boxes) {
    if (!box.turn) continue;
    turned.insert(box.id);
    EXPECT_EQ(box.turn->days, 10.0) << box.id;
    EXPECT_FALSE(box.turn->is_gone || box.turn->is_new || box.turn->is_newly_safe);
    EXPECT_EQ(box.turn->is_newly_late, box.id == "js-go-goals") << box.id;
  }
  EXPECT_EQ(turned, (std::set<std::string>{"go-daemon-api", "js-daemon-client", "js-go-goals"}));
  const GraphBox* api = find_box(graph.boxes, "go-daemon-api");
  ASSERT_NE(api, nullptr);
  EXPECT_TRUE(api->is_focus) << "what was asked about";
  EXPECT_EQ(api->turn->finish_before, day(2018, 9, 14));
  EXPECT_EQ(api->finish, day(2018, 9, 28));
  for (const GraphLink& link : graph.links) {
    EXPECT_EQ(link.turn, LinkTurn::none);
    EXPECT_FALSE(link.was_critical);
  }
}

TEST(ChangesGraph, ADateThatDecidesOtherwiseIsATurn) {
  const WhatIf asked = what_if_text(R"({"slipway": 1, "name": "p", "start": "2024-01-01",
      "goals": [{"id": "a", "estimate": "3d", "due": "2024-01-31"},
                {"id": "b", "estimate": "1d..9w", "depends_on": ["a"], "due": "2024-01-31"}]})",
                                    {{"due", "a=2024-01-02"}}, 200);
  const GraphReport graph = asked.graph();
  const GraphBox* const box = find_box(graph.boxes, "a");
  ASSERT_NE(box, nullptr);
  ASSERT_TRUE(box->turn.has_value());
  EXPECT_TRUE(box->turn->is_newly_late);
}

TEST(ChangesGraph, OddsThatDifferByNoiseAreNoTurn) {
  const WhatIf asked = what_if_file(kQuarter, {{"resolve", "peer-store-talk"}}, 400);
  const GraphReport graph = asked.graph();
  bool has_noise = false;
  for (const MovedRow& row : asked.what().moved) {
    const GraphBox* box = find_box(graph.boxes, std::string(row.id));
    if (box == nullptr || !row.is_noise) continue;
    has_noise = true;
    EXPECT_FALSE(box->turn && box->turn->on_time_before) << row.id;
  }
  EXPECT_TRUE(has_noise) << "else this says nothing";
}

TEST(ChangesGraph, WhatIsDroppedStaysWithItsLinks) {
  const WhatIf asked = what_if_file(kQuarter, {{"drop", "go-daemon-api"}});
  const GraphReport graph = asked.graph();
  const GraphBox* box = find_box(graph.boxes, "go-daemon-api");
  ASSERT_NE(box, nullptr);
  ASSERT_TRUE(box->turn);
  EXPECT_TRUE(box->turn->is_gone);
  EXPECT_EQ(box->turn->finish_before, day(2018, 9, 14));
  for (const char* waits : {"js-daemon-client", "js-go-goals"}) {
    const GraphLink* link = find_link(graph, "go-daemon-api", waits);
    ASSERT_NE(link, nullptr);
    EXPECT_EQ(link->turn, LinkTurn::gone) << waits;
  }
  EXPECT_TRUE(find_link(graph, "go-daemon-api", "js-daemon-client")->was_critical);
  EXPECT_FALSE(find_link(graph, "go-daemon-api", "js-go-goals")->was_critical);
}

TEST(ChangesGraph, AnObjectiveWithoutGoalsIsNoted) {
  const std::string plan = kEveryDay + R"("goals": [{"id": "o", "kind": "objective"},
      {"id": "p", "kind": "objective"}, {"id": "a", "parent": "o", "estimate": "2d"},
      {"id": "b", "parent": "p", "estimate": "1d", "depends_on": ["a"]}]})";
  const auto notes = [&](const std::vector<std::pair<std::string, std::string>>& flags) {
    return test::what_if_text(plan, flags).graph().notes;
  };
  using Notes = std::vector<std::string>;
  EXPECT_EQ(notes({{"slip", "a=1d"}}), Notes{});
  EXPECT_EQ(notes({{"drop", "a"}}), Notes{"objective o has no goal left"});
  EXPECT_EQ(notes({{"drop", "a"}, {"drop", "b"}}), Notes{"objectives o and p have no goal left"});
}

// A goal that is merely improbable hands on what it waits for, so its links are not dropped.
TEST(ChangesGraph, WhatIsLeftOutKeepsItsLinks) {
  const auto analysis = [](const std::string& probability) {
    return std::make_shared<const Analysis>(
        analyse_text(kEveryDay + R"("goals": [{"id": "a", "estimate": "2d", "probability": )" +
                     probability + R"(}, {"id": "b", "estimate": "1d", "depends_on": ["a"]}]})"));
  };
  const GraphReport graph = test::compare_plans(analysis("0.9"), analysis("0.3"), {}).graph();
  const GraphBox* box = find_box(graph.boxes, "a");
  ASSERT_NE(box, nullptr);
  ASSERT_TRUE(box->turn);
  EXPECT_TRUE(box->turn->is_gone && box->turn->is_left_out);
  ASSERT_NE(find_link(graph, "a", "b"), nullptr);
  EXPECT_EQ(find_link(graph, "a", "b")->turn, LinkTurn::none);
}

TEST(ChangesGraph, LinksComeAndGo) {
  const WhatIf asked = what_if_file(kQuarter, {{"unlink", "go-daemon-api->js-daemon-client"},
                                               {"link", "fix-dht->js-daemon-client"},
                                               {"block", "dht-dependable=1w"}});
  const GraphReport graph = asked.graph();
  EXPECT_EQ(graph.question,
            "What if js-daemon-client no longer waits for go-daemon-api, js-daemon-client waits "
            "for fix-dht and dht-dependable is blocked for 1w?");
  const GraphLink* gone = find_link(graph, "go-daemon-api", "js-daemon-client");
  ASSERT_NE(gone, nullptr);
  EXPECT_EQ(gone->turn, LinkTurn::gone);
  EXPECT_TRUE(gone->was_critical);
  EXPECT_FALSE(gone->is_critical);
  const GraphLink* added = find_link(graph, "fix-dht", "js-daemon-client");
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(added->turn, LinkTurn::added);
  const GraphBox* blocker = find_box(graph.boxes, "block:dht-dependable");
  ASSERT_NE(blocker, nullptr);
  EXPECT_TRUE(blocker->turn && blocker->turn->is_new);
  EXPECT_EQ(find_link(graph, "block:dht-dependable", "dht-dependable")->turn, LinkTurn::added);
  const GraphBox* api = find_box(graph.boxes, "go-daemon-api");
  EXPECT_TRUE(api->is_critical) << "js-go-goals ends last then, and waits for it too";
  const GraphBox* client = find_box(graph.boxes, "js-daemon-client");
  EXPECT_TRUE(client->turn && client->turn->leaves_path && client->turn->is_newly_safe);
  const GraphBox* others = find_box(graph.boxes, "js-go-goals");
  EXPECT_TRUE(others->turn && others->turn->joins_path);
}

TEST(ChangesGraph, NamesAFewChangesAndCountsTheRest) {
  const WhatIf asked = what_if_file(kQuarter, {{"slip", "go-daemon-api=2w"},
                                               {"slip", "fix-dht=1d"},
                                               {"slip", "dht-work=1d"},
                                               {"slip", "hiring-push=1d"}});
  EXPECT_EQ(asked.graph().question,
            "What if go-daemon-api slips by 2w, fix-dht slips by 1d and 2 more changes?");
}

// Twelve chains of ten: one moves, the longest is critical, the others only get counted.
TEST(ChangesGraph, OfLargePlansShowsWhatMovesAndWhatIsNear) {
  const WhatIf asked = what_if_text(chains(12, 10), {{"slip", "t5-g6=1d"}});
  const GraphReport graph = asked.graph();
  EXPECT_EQ(graph.step, GraphStep::near_critical);
  std::set<std::string> drawn;
  for (const GraphBox& box : graph.boxes) drawn.insert(box.id);
  std::set<std::string> wanted;
  for (int g = 0; g < 10; ++g) wanted.insert("t0-g" + std::to_string(g));  // critical
  for (int g = 5; g < 10; ++g) wanted.insert("t5-g" + std::to_string(g));  // moves; g5 is before it
  EXPECT_EQ(drawn, wanted);
  EXPECT_EQ(graph.num_shown, 15U);
  EXPECT_EQ(graph.num_folded, 105U);
  EXPECT_EQ(
      graph.filter,
      "what moves and one link around it, and the critical path before and after; the rest is "
      "folded per team (--all shows it)");
  drawn.clear();
  for (const GraphBox& box : asked.graph({}, Reach::moved).boxes) drawn.insert(box.id);
  wanted.erase("t5-g5");
  EXPECT_EQ(drawn, wanted);
  drawn.clear();
  for (const GraphBox& box : asked.graph({}, Reach::turned).boxes) drawn.insert(box.id);
  std::erase_if(wanted, [](const std::string& id) { return id[1] == '5'; });
  wanted.insert("t5-g6");  // asked about
  EXPECT_EQ(drawn, wanted);
  drawn.clear();
  for (const GraphBox& box : asked.graph({}, Reach::around_only).boxes) drawn.insert(box.id);
  EXPECT_EQ(drawn, (std::set<std::string>{"t5-g5", "t5-g6", "t5-g7", "t5-g8", "t5-g9"}));
  EXPECT_EQ(asked.graph({.filter = {.all = true}}).boxes.size(), 120U);
}

// A hundred steps of critical path fill any picture: what moves is shown without them.
TEST(ChangesGraph, LongPathsGiveWay) {
  const WhatIf asked = what_if_text(chains(2, 100), {{"slip", "t1-g97=1d"}});
  const GraphReport graph = asked.graph();
  EXPECT_EQ(graph.step, GraphStep::near_critical);
  std::set<std::string> drawn;
  for (const GraphBox& box : graph.boxes) drawn.insert(box.id);
  EXPECT_EQ(drawn, (std::set<std::string>{"t1-g96", "t1-g97", "t1-g98", "t1-g99"}));
  EXPECT_EQ(graph.filter,
            "what moves and one link around it, not all of the critical path; the rest is folded "
            "per team (--all shows it)");
}

// Where all moves, boxes of several goals say how many of them do.
TEST(ChangesGraph, FoldedBoxesCountWhatMovesInside) {
  std::string goals = R"({"id":"o","kind":"objective","team":"t"})";
  for (int i = 0; i < 300; ++i) {
    goals +=
        R"(,{"id":"g)" + std::to_string(i) +
        R"(","team":"t","parent":"o","estimate":"1d","due":"2027-01-05","depends_on":["first"]})";
  }
  const WhatIf asked = what_if_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t"},{"id":"u"}],"goals":[)"
      R"({"id":"first","team":"u","estimate":"1d"},)" +
          goals + "]}",
      {{"slip", "first=2d"}});
  const GraphReport graph = asked.graph();
  std::size_t later = 0;
  std::size_t newly_late = 0;
  for (const auto* boxes : {&graph.boxes, &graph.unlinked}) {
    for (const GraphBox& box : *boxes) {
      if (!box.turn) continue;
      later += box.is_folded() ? box.turn->num_later : 1;
      newly_late += box.is_folded() ? box.turn->num_newly_late : box.turn->is_newly_late;
    }
  }
  EXPECT_EQ(later, 301U);
  EXPECT_EQ(newly_late, 300U);
  EXPECT_EQ(graph.num_shown + graph.num_folded, 301U);
  EXPECT_LT(graph.boxes.size(), 10U);
}

}  // namespace
}  // namespace slipway
