#include "planner/report/plan_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "planner/report/hidden_fields.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

using testing::ElementsAre;

Analysis analyse_plan(const Plan& plan) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 128, .threads = 1};
  options.wants_gains = true;
  Loaded<Analysis> out = analyse(std::make_shared<const Plan>(plan), options);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

bool counts(const Item& item) { return item.kind == Kind::goal || item.kind == Kind::milestone; }

class PlanReportOf : public testing::TestWithParam<std::uint64_t> {
 protected:
  Analysis analysis_ = analyse_plan(uncertain_plan(GetParam(), {}));
  const Plan& plan_ = *analysis_.plan;
  PlanReport report_ = report_plan(analysis_);
};

TEST_P(PlanReportOf, EachGoalStandsInOneTeamAndIsCountedOnce) {
  std::multiset<std::size_t> listed;
  PlanCounts sums;
  for (const TeamRow& team : report_.teams) {
    for (const std::size_t row : team.items) {
      listed.insert(row);
      EXPECT_EQ(report_.item(row).team, team.id);
    }
    EXPECT_TRUE(std::ranges::is_sorted(team.items));
    sums.goals += team.items.size();
    sums.open += team.open();
    sums.late += team.late;
    sums.at_risk += team.at_risk;
  }
  std::multiset<std::size_t> expected;
  std::set<TeamId> at_work;
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    if (!counts(plan_.items[row])) continue;
    expected.insert(row);
    if (plan_.items[row].team.is_set()) at_work.insert(plan_.items[row].team);
  }
  EXPECT_EQ(report_.counts.teams, at_work.size());
  EXPECT_EQ(listed, expected);
  EXPECT_EQ(sums.goals, report_.counts.goals);
  EXPECT_EQ(sums.open, report_.counts.open);
  EXPECT_EQ(sums.late, report_.counts.late);
  EXPECT_EQ(sums.at_risk, report_.counts.at_risk);
  EXPECT_EQ(report_.worst.size(), sums.late + sums.at_risk);
}

TEST_P(PlanReportOf, AGoalStandsAsItsDatesAndOddsSay) {
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    SCOPED_TRACE(plan_.items[row].id);
    const ScheduleRow& item = report_.item(row);
    const auto& odds = report_.risk.rows[row].on_time;
    const double percent = odds ? std::round(odds->share * 100.0) : 100.0;
    const Standing standing = report_.standings[row];
    if (item.status == Status::done) {
      EXPECT_EQ(standing, Standing::done);
    } else if (item.status == Status::dropped) {
      EXPECT_EQ(standing, Standing::dropped);
    } else if (item.is_absent) {
      EXPECT_EQ(standing, Standing::absent);
    } else if (item.due.is_set() && item.finish > item.due) {
      EXPECT_EQ(standing, Standing::late);
    } else if (percent < 50) {
      EXPECT_EQ(standing, Standing::likely_late);
    } else if (percent < 80) {
      EXPECT_EQ(standing, Standing::at_risk);
    } else {
      EXPECT_EQ(standing, item.due.is_set() || odds ? Standing::on_track : Standing::no_date);
    }
  }
}

TEST_P(PlanReportOf, TheWorstComeByOddsAndThenByPriorityAndDate) {
  for (std::size_t i = 1; i < report_.worst.size(); ++i) {
    const auto rank = [&](std::size_t row) {
      const Standing standing = report_.standings[row];
      const auto& odds = report_.risk.rows[row].on_time;
      const double share = odds ? odds->share : -1.0;
      const double shown = share < 0.0 ? -1.0 : share < 0.05 ? 0.0 : std::round(share * 100.0);
      const Item& item = plan_.items[row];
      const int priority = item.priority == Priority::none ? 99 : static_cast<int>(item.priority);
      return std::tuple(standing == Standing::at_risk, shown, priority, plan_.target_of(item).day,
                        row);
    };
    EXPECT_LT(rank(report_.worst[i - 1]), rank(report_.worst[i]));
  }
}

TEST_P(PlanReportOf, TheChainOfAPageIsThatOfWhy) {
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    SCOPED_TRACE(plan_.items[row].id);
    const WhyReport why = report_why(analysis_, ItemId(row));
    std::vector<std::string_view> expected, found;
    for (std::size_t i = 1; i < why.chain.size(); ++i) expected.push_back(why.chain[i].id);
    for (const std::size_t at : chain_from(report_, row, 1000)) found.push_back(plan_.items[at].id);
    EXPECT_EQ(found, expected);
    EXPECT_EQ(report_.steps[row].reasons, why.chain.front().reasons);
    EXPECT_EQ(chain_from(report_, row, 1).size(), std::min<std::size_t>(1, expected.size()));
  }
}

TEST_P(PlanReportOf, TheCriticalChainCountsWhereItChangesHands) {
  std::size_t handoffs = 0;
  std::vector<ItemId> chain;
  for (const ChainStep& step : report_.chain) {
    handoffs += step.is_handed_off ? 1 : 0;
    chain.emplace_back(step.item);
  }
  EXPECT_EQ(chain, analysis_.schedule.critical_path);
  EXPECT_EQ(handoffs, report_.num_handoffs);
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const TeamId before = plan_.item(chain[i - 1]).team;
    const TeamId team = plan_.item(chain[i]).team;
    EXPECT_EQ(report_.chain[i].is_handed_off, before.is_set() && team.is_set() && before != team);
  }
}

TEST_P(PlanReportOf, EveryItemHasAPageAndEveryLinkIsSeenFromBothEnds) {
  ASSERT_EQ(report_.pages.size(), plan_.items.size());
  EXPECT_EQ(report_.num_without_page, 0u);
  std::size_t waits = 0;
  std::size_t holds = 0;
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const GoalPage& page = report_.pages[report_.page_of[row]];
    EXPECT_EQ(page.item, row);
    waits += page.waits_for.size();
    holds += page.holds_up.size();
    std::set<std::string_view> driving;
    for (const PageLink& link : page.waits_for) {
      if (link.is_driving) driving.insert(plan_.items[link.item].id);
      const auto& back = report_.pages[report_.page_of[link.item]].holds_up;
      EXPECT_TRUE(std::ranges::any_of(back, [&](const PageLink& other) {
        return other.item == row && other.type == link.type && other.lag == link.lag;
      }));
    }
    for (const std::string_view id : driving) {
      EXPECT_THAT(report_.item(row).driven_by, testing::Contains(id));
    }
  }
  EXPECT_EQ(waits, plan_.links.size());
  EXPECT_EQ(holds, plan_.links.size());
}

TEST_P(PlanReportOf, WithLittleRoomTheMostPressingHaveAPage) {
  for (const std::size_t most : {1u, 3u, 6u}) {
    if (plan_.items.size() <= most) continue;
    const PlanReport small = report_plan(analysis_, {.most_pages = most});
    EXPECT_LE(small.pages.size(), most);
    EXPECT_EQ(small.pages.size() + small.num_without_page, plan_.items.size());
    bool leaves_late = false;
    bool shows_easy = false;
    for (std::size_t row = 0; row < plan_.items.size(); ++row) {
      const Standing standing = small.standings[row];
      const bool is_late = standing == Standing::late || standing == Standing::likely_late;
      leaves_late = leaves_late || (is_late && !small.has_page(row));
      shows_easy = shows_easy || (!is_late && small.has_page(row));
    }
    EXPECT_FALSE(leaves_late && shows_easy);
  }
}

TEST_P(PlanReportOf, OpenAsksAndBlockersAreAllListedOnce) {
  std::size_t expected = 0;
  const auto is_open = [](const Item& item) {
    return item.status != Status::done && item.status != Status::dropped;
  };
  for (const Item& item : plan_.items) {
    if (item.kind == Kind::blocker && is_open(item)) ++expected;
    for (const Need& need : plan_.details_of(item).needs) {
      const bool is_asked = need.ask == Ask::asked && need.team != item.team;
      if (is_open(item) && (is_asked || need.ask == Ask::declined)) ++expected;
    }
  }
  for (const Link& link : plan_.links) {
    const Ask ask = plan_.details_of(link).ask;
    if (!is_open(plan_.item(link.successor)) || !is_open(plan_.item(link.predecessor))) continue;
    if (ask == Ask::declined || is_open_ask(plan_, link)) ++expected;
  }
  EXPECT_EQ(report_.asks.size(), expected);
  for (std::size_t i = 1; i < report_.asks.size(); ++i) {
    const AskRow& a = report_.asks[i - 1];
    const AskRow& b = report_.asks[i];
    EXPECT_TRUE(!a.decide_by.is_set() || !b.decide_by.is_set() || a.decide_by <= b.decide_by);
    EXPECT_FALSE(b.when == AnswerState::late && a.when != AnswerState::late);
    EXPECT_FALSE(a.when == AnswerState::open && b.when != AnswerState::open);
  }
  for (const AskRow& ask : report_.asks) {
    EXPECT_EQ(ask.decide_by.is_set(),
              ask.when == AnswerState::now || ask.when == AnswerState::by_date);
    EXPECT_EQ(ask.lost.has_value(), ask.when != AnswerState::open);
  }
}

TEST_P(PlanReportOf, WhatIsHiddenIsNowhereAndMovesNothing) {
  Plan told = plan_;
  for (ItemDetails& details : told.details) {
    details.owners = {"somebody"};
    details.notes = "a secret";
  }
  for (LinkDetails& details : told.link_details) details.note = "a secret";
  told.checkins.push_back({plan_.as_of, ItemId(0), 0.5, std::nullopt, "a secret"});
  const Analysis hidden = analyse_plan(hide_fields(told, {.owners = true, .notes = true}));
  const PlanReport report = report_plan(hidden);
  for (const GoalPage& page : report.pages) {
    EXPECT_TRUE(page.owners.empty());
    EXPECT_EQ(page.notes, "");
    for (const PageLink& link : page.waits_for) EXPECT_EQ(link.note, "");
    for (const CheckIn* checkin : page.checkins) EXPECT_EQ(checkin->note, "");
  }
  for (const ChainStep& step : report.chain) EXPECT_TRUE(step.owners.empty());
  for (const AskRow& ask : report.asks) EXPECT_TRUE(ask.owners.empty());
  for (const CheckinMove& move : report.checkins.moves) EXPECT_EQ(move.note, "");
  EXPECT_EQ(*hidden.risk, *analysis_.risk);
  const Plan owners_only = hide_fields(told, {.owners = true});
  EXPECT_EQ(owners_only.checkins, told.checkins);
  EXPECT_EQ(hide_fields(told, {}), told);
}

INSTANTIATE_TEST_SUITE_P(Seeds, PlanReportOf, testing::Range<std::uint64_t>(0, 40));

const std::string kQuarter = kEveryDay + R"(
  "as_of": "2024-02-10",
  "goals": [{"id": "a", "estimate": "5d"}, {"id": "b", "estimate": "5d"},
            {"id": "c", "estimate": "5d"}, {"id": "d", "estimate": "5d"},
            {"id": "e", "estimate": "5d"}, {"id": "f", "estimate": "5d", "status": "done"},
            {"id": "o", "kind": "objective"}, {"id": "p", "parent": "o", "estimate": "1d"}],
  "checkins": [
    {"date": "2024-01-08", "goal": "a", "score": 0.1, "confidence": 0.8,
     "forecast": "2024-02-16"},
    {"date": "2024-01-22", "goal": "a", "score": 0.3},
    {"date": "2024-02-05", "goal": "a", "confidence": 0.7, "note": "said first"},
    {"date": "2024-02-05", "goal": "a", "confidence": 0.5, "note": "said last",
     "forecast": "2024-03-01"},
    {"date": "2024-01-22", "goal": "b", "confidence": 0.9},
    {"date": "2024-02-05", "goal": "b", "confidence": 0.4},
    {"date": "2024-02-05", "goal": "c", "score": 0.2},
    {"date": "2024-01-08", "goal": "d", "score": 0.2, "confidence": 0.6},
    {"date": "2024-02-05", "goal": "d", "score": 0.2, "confidence": 0.6},
    {"date": "2024-01-22", "goal": "e", "score": 0.2},
    {"date": "2024-03-01", "goal": "e", "score": 0.9}]})";

TEST(PlanReport, WhatReadsTheSameComesByPriorityThenDateThenFileOrder) {
  const Analysis analysis = analyse_plan(*analyse_text(R"({"slipway": 1, "name": "P",
    "start": "2027-01-04", "goals": [
      {"id": "none", "estimate": "5w", "due": "2027-01-05"},
      {"id": "p2", "estimate": "5w", "due": "2027-01-05", "priority": "P2"},
      {"id": "p0-late", "estimate": "5w", "due": "2027-01-07", "priority": "P0"},
      {"id": "p0", "estimate": "5w", "due": "2027-01-06", "priority": "P0"},
      {"id": "p0-too", "estimate": "5w", "due": "2027-01-06", "priority": "P0"}]})")
                                              .plan);
  std::vector<std::string_view> ids;
  const PlanReport report = report_plan(analysis);
  for (const std::size_t row : report.worst) ids.push_back(report.item(row).id);
  EXPECT_THAT(ids, ElementsAre("p0", "p0-too", "p0-late", "p2", "none"));
}

TEST(Checkins, TheLatestAreComparedWithWhatWasSaidBefore) {
  Plan plan = *analyse_text(kQuarter).plan;
  const CheckinReport report = report_checkins(plan);
  EXPECT_EQ(to_iso(report.latest), "2024-02-05") << "the one in March is after the status date";
  EXPECT_EQ(to_iso(report.before), "2024-01-22");
  std::vector<std::string_view> moved;
  for (const CheckinMove& move : report.moves) moved.push_back(plan.items[move.item].id);
  EXPECT_THAT(moved, ElementsAre("b", "a", "c", "d")) << "by how far confidence moved; first ones; "
                                                         "then what stays";
  const CheckinMove& a = report.moves[1];
  EXPECT_EQ(to_iso(a.before), "2024-01-22");
  EXPECT_EQ(a.confidence_before, 0.8) << "said on the 8th, and not again on the 22nd";
  EXPECT_EQ(a.confidence, 0.5) << "the last of that day";
  EXPECT_EQ(to_iso(a.said_before), "2024-02-16") << "not said again on the 22nd";
  EXPECT_EQ(to_iso(a.said), "2024-03-01");
  EXPECT_EQ(a.note, "said last");
  EXPECT_EQ(a.score_before, 0.3);
  EXPECT_EQ(a.score, 0.3) << "what is not said again stands";
  EXPECT_FALSE(report.moves[2].before.is_set());
  EXPECT_FALSE(report.moves[3].is_move());
  ASSERT_EQ(report.stale.size(), 2u);
  EXPECT_EQ(plan.items[report.stale[0].item].id, "e");
  EXPECT_EQ(to_iso(report.stale[0].last), "2024-01-22");
  EXPECT_EQ(plan.items[report.stale[1].item].id, "p") << "never had one; the objective needs none";
  EXPECT_FALSE(report.stale[1].last.is_set());
}

// `d` says all as before but the date: that is a move, and the largest by date comes first.
TEST(Checkins, ALaterSaidDateIsAMove) {
  Plan plan = *analyse_text(kQuarter).plan;
  for (CheckIn& checkin : plan.checkins) {
    const bool is_latest = to_iso(checkin.date) == "2024-02-05";
    if (plan.items[checkin.goal.index()].id == "d") {
      checkin.forecast = *parse_date(is_latest ? "2024-03-15" : "2024-02-16");
    }
  }
  const CheckinReport report = report_checkins(plan);
  ASSERT_EQ(report.moves.size(), 4u);
  EXPECT_EQ(plan.items[report.moves[2].item].id, "d") << "behind moves of confidence";
  EXPECT_TRUE(report.moves[2].is_move());
  EXPECT_EQ(plan.items[report.moves[3].item].id, "c") << "its first check-in";
}

TEST(Checkins, APlanWithoutOnesHasNothingToCompare) {
  Plan plan = *analyse_text(kQuarter).plan;
  plan.as_of = *parse_date("2024-01-05");
  const CheckinReport report = report_checkins(plan);
  EXPECT_FALSE(report.latest.is_set());
  EXPECT_TRUE(report.moves.empty() && report.stale.empty());
}

}  // namespace
}  // namespace slipway
