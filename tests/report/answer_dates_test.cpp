// Answer dates against brute force: the plan with the answer on a day put in, analysed as any other
// plan. An answer on the day loses no date, one on the next working day does.
#include "planner/report/answer_dates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

Analysis analyse_plan(const Plan& plan) {
  Loaded<Analysis> out = analyse(std::make_shared<const Plan>(plan));
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

bool is_open(const Item& item) {
  return item.status != Status::done && item.status != Status::dropped;
}

// The goals below an objective, else the item itself; those that are open and there.
std::vector<ItemId> parts_of(const Analysis& analysis, ItemId id) {
  const Plan& plan = *analysis.plan;
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    ItemId at(row);
    while (at.is_set() && at != id) at = plan.item(at).parent;
    const NodeId node = analysis.network.node_of[row];
    if (at == id && node.is_set() && is_open(plan.items[row]) && analysis.schedule.exists(node))
      out.emplace_back(row);
  }
  return out;
}

std::uint32_t add_nothing(Plan& plan) {
  Estimate nothing;
  nothing.form = Form::point;
  nothing.amounts[0] = Amount{0.0, Unit::days};
  plan.estimates.push_back(nothing);
  return static_cast<std::uint32_t>(plan.estimates.size() - 1);
}

// The plan in which nothing of `held` goes on before the evening of `day`: what has not begun may
// not start before, and what has waits for a blocker that is resolved then.
Plan hold_back(Plan plan, const std::vector<ItemId>& held, Date day) {
  const Date next = plus_days(day, 1);
  for (const ItemId id : held) {
    Item& item = plan.items[id.index()];
    if (item.status == Status::not_started) {
      item.not_before = std::max(item.not_before, next);
      continue;
    }
    Item answer;
    answer.id = answer.title = "(the answer)";
    answer.kind = Kind::blocker;
    answer.team = item.team;  // its working days
    answer.not_before = next;
    answer.estimate = add_nothing(plan);
    plan.items.push_back(answer);
    plan.links.push_back({ItemId(plan.items.size() - 1), id, Place::kNowhere, kNoRow});
  }
  return plan;
}

Plan resolve_on(Plan plan, ItemId blocker, Date day) {
  Item& item = plan.items[blocker.index()];
  item.not_before = plus_days(day, 1);
  item.estimate = add_nothing(plan);
  item.remaining = kNoRow;
  return plan;
}

bool is_late(const Analysis& analysis, ItemId id) {
  const NodeId node = analysis.network.node_of[id.index()];
  const Date target = analysis.plan->target_of(analysis.plan->item(id));
  return node.is_set() && target.is_set() && analysis.schedule.exists(node) &&
         analysis.shown.finish[node.index()] > target;
}

// Goals and milestones among `takers`, and what waits for them, by walking the network's links.
std::vector<ItemId> followers_of(const Analysis& analysis, const std::vector<ItemId>& takers) {
  std::vector<bool> in(analysis.network.num_nodes(), false);
  for (const ItemId id : takers) in[analysis.network.node_of[id.index()].index()] = true;
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t n = 0; n < in.size(); ++n) {
      for (const InLink& link : analysis.network.links_into(n)) {
        if (in[n] || !in[link.from.index()]) continue;
        in[n] = grows = true;
      }
    }
  }
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < analysis.plan->num_goals; ++row) {
    const NodeId node = analysis.network.node_of[row];
    if (node.is_set() && in[node.index()]) out.emplace_back(row);
  }
  return out;
}

struct Question {
  std::vector<ItemId> held, takers;
  bool is_blocker = false;
};

// Returns the first goal in file order whose date is lost by an answer on `day`.
ItemId lost_on(const Analysis& analysis, const Question& asked, Date day) {
  const Plan held = asked.is_blocker ? resolve_on(*analysis.plan, asked.held.front(), day)
                                     : hold_back(*analysis.plan, asked.held, day);
  const Analysis then = analyse_plan(held);
  for (const ItemId id : followers_of(analysis, asked.takers)) {
    if (!is_late(analysis, id) && is_late(then, id)) return id;
  }
  return {};
}

struct Seen {
  int late = 0, now = 0, by_date = 0, open = 0;
};

// Begun, with nothing left to do: a link to it counts to the evening, a date to the next morning.
bool takes_no_time(const Analysis& analysis, ItemId id) {
  const NodeId node = analysis.network.node_of[id.index()];
  return analysis.plan->item(id).status == Status::in_progress &&
         analysis.schedule.conditions.durations[node.index()] == 0;
}

void check(const Analysis& analysis, const Question& asked, const AnswerDate& answer, Seen& seen) {
  const Plan& plan = *analysis.plan;
  if (std::ranges::any_of(asked.held, [&](ItemId id) { return takes_no_time(analysis, id); }))
    return;
  switch (answer.state) {
    case AnswerState::late:
      ++seen.late;
      EXPECT_TRUE(is_late(analysis, answer.first));
      return;
    case AnswerState::open:
      ++seen.open;
      if (asked.held.empty()) return;
      EXPECT_FALSE(lost_on(analysis, asked, plus_days(plan.as_of, 3000)).is_set());
      return;
    case AnswerState::now:
      ++seen.now;
      EXPECT_EQ(answer.day, plan.as_of);
      break;
    case AnswerState::by_date:
      ++seen.by_date;
      EXPECT_GE(answer.day, plan.as_of);
      EXPECT_FALSE(lost_on(analysis, asked, answer.day).is_set()) << to_iso(answer.day);
      break;
  }
  const NodeId node = analysis.network.node_of[asked.held.front().index()];
  const WorkCalendar& own = plan.calendars[analysis.network.nodes[node.index()].calendar.index()];
  // The first working day whose answer comes too late.
  Date next = answer.state == AnswerState::now ? plan.as_of : plus_days(answer.day, 1);
  while (!own.is_working(next)) next = plus_days(next, 1);
  EXPECT_EQ(lost_on(analysis, asked, next), answer.first) << to_iso(next);
}

class AnswerDatesOfPlan : public testing::TestWithParam<std::uint64_t> {};

TEST_P(AnswerDatesOfPlan, AnAnswerOnTheDayLosesNothingAndOneOnTheNextDoes) {
  Seen seen;
  for (std::uint64_t seed = GetParam() * 40; seed < (GetParam() + 1) * 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis analysis = analyse_plan(uncertain_plan(seed, {}));
    const Plan& plan = *analysis.plan;
    AnswerDates dates(analysis);
    for (std::size_t row = plan.num_goals; row < plan.items.size(); ++row) {
      if (!is_open(plan.items[row])) continue;
      const std::vector<ItemId> self = parts_of(analysis, ItemId(row));
      SCOPED_TRACE("blocker " + std::string(plan.items[row].id));
      check(analysis, {self, self, true}, dates.of_blocker(ItemId(row)), seen);
    }
    for (const Link& link : plan.links) {
      if (!is_open(plan.item(link.successor)) || !is_open(plan.item(link.predecessor))) continue;
      SCOPED_TRACE(std::string(plan.item(link.predecessor).id) + " -> " +
                   std::string(plan.item(link.successor).id));
      const std::vector<ItemId> takers = parts_of(analysis, link.successor);
      std::vector<ItemId> held = parts_of(analysis, link.predecessor);
      std::erase_if(held, [&](ItemId id) { return plan.item(id).status != Status::not_started; });
      if (held.empty()) held = takers;
      check(analysis, {held, takers}, dates.of_ask(link.successor, link.predecessor), seen);
    }
    for (std::size_t row = 0; row < plan.num_goals; ++row) {
      if (!is_open(plan.items[row])) continue;
      SCOPED_TRACE("need of " + std::string(plan.items[row].id));
      const std::vector<ItemId> self = parts_of(analysis, ItemId(row));
      check(analysis, {self, self}, dates.of_need(ItemId(row)), seen);
    }
  }
  // Every kind of answer came up.
  EXPECT_GT(seen.late, 10);
  EXPECT_GT(seen.by_date, 10);
  EXPECT_GT(seen.open, 10);
  EXPECT_GT(seen.now + seen.by_date, 20);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnswerDatesOfPlan, testing::Range<std::uint64_t>(0, 8));

// api takes 5 days, client another 5; due on the 20th. The api's last start is the 11th.
const std::string kTwoTeams = kEveryDay + R"(
  "as_of": "2024-01-02", "teams": [{"id": "go"}, {"id": "js"}],
  "goals": [
    {"id": "api", "team": "go", "estimate": "5d" %STARTED%},
    {"id": "client", "team": "js", "estimate": "5d", "due": "2024-01-20",
     "depends_on": [{"on": "api", "ask": "asked"}]},
    {"id": "launch", "kind": "milestone", "due": "%LAUNCH%", "depends_on": ["client"]}],
  "blockers": [{"id": "talk", "estimate": "1d", "blocks": ["client"]}]})";

Analysis two_teams(const std::string& started, const std::string& launch) {
  std::string text = kTwoTeams;
  text.replace(text.find("%STARTED%"), 9, started);
  text.replace(text.find("%LAUNCH%"), 8, launch);
  return analyse_text(text);
}

TEST(AnswerDates, CountBackFromTheDateOfTheTaker) {
  const Analysis analysis = two_teams("", "2024-01-31");
  AnswerDates dates(analysis);
  const AnswerDate ask = dates.of_ask(ItemId(1), ItemId(0));
  EXPECT_EQ(ask.state, AnswerState::by_date);
  EXPECT_EQ(to_iso(ask.day), "2024-01-10") << "the api may start on the 11th";
  EXPECT_EQ(ask.first, ItemId(1));
  EXPECT_EQ(to_iso(dates.of_blocker(ItemId(3)).day), "2024-01-15")
      << "the client may start on the 16th";
  EXPECT_EQ(to_iso(dates.of_need(ItemId(1)).day), "2024-01-15");
}

TEST(AnswerDates, CountBackFromWhatWaitsForTheTaker) {
  const Analysis analysis = two_teams("", "2024-01-18");
  const AnswerDate ask = AnswerDates(analysis).of_ask(ItemId(1), ItemId(0));
  EXPECT_EQ(to_iso(ask.day), "2024-01-08");
  EXPECT_EQ(ask.first, ItemId(2)) << "the milestone is lost first";
}

TEST(AnswerDates, OnceTheProviderHasBegunTheTakerMustNotStartBefore) {
  const Analysis analysis =
      two_teams(R"(, "status": "in_progress", "started": "2024-01-01")", "2024-01-31");
  const AnswerDate ask = AnswerDates(analysis).of_ask(ItemId(1), ItemId(0));
  EXPECT_EQ(to_iso(ask.day), "2024-01-15");
}

TEST(AnswerDates, AreAtOnceWhenTheDateIsLost) {
  Analysis analysis = two_teams("", "2024-01-31");
  Plan plan = *analysis.plan;
  plan.items[1].due = *parse_date("2024-01-05");
  plan.items[2].due = {};
  analysis = analyse_plan(plan);
  const AnswerDate ask = AnswerDates(analysis).of_ask(ItemId(1), ItemId(0));
  EXPECT_EQ(ask.state, AnswerState::late);
  EXPECT_EQ(ask.first, ItemId(1));
  plan.items[1].due = *parse_date("2024-01-11");  // two times five days from the 2nd on
  analysis = analyse_plan(plan);
  EXPECT_EQ(AnswerDates(analysis).of_ask(ItemId(1), ItemId(0)).state, AnswerState::now);
  plan.items[1].due = {};
  analysis = analyse_plan(plan);
  EXPECT_EQ(AnswerDates(analysis).of_ask(ItemId(1), ItemId(0)).state, AnswerState::open);
}

}  // namespace
}  // namespace slipway
