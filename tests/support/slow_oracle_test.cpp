// Checks the oracle itself: networks worked out by hand, the operators against their definitions,
// and, on random plans, what early dates and floats mean (nothing may start sooner; a delay by the
// total float keeps the plan's finish and one eighth more moves it).
#include "tests/support/slow_oracle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <stdexcept>

#include "tests/support/random_problem.hpp"

namespace slipway::slow {
namespace {

constexpr int kDay = 8;  // eighths
const int kMonday = day_number(2024, 1, 1);

Problem plan_from(int start) {
  Problem p;
  p.start = start;
  p.calendars.push_back({kMondayToFriday, {}, {}});
  return p;
}

int add_team(Problem& p, const Week& week) {
  p.calendars.push_back({week, {}, {}});
  return static_cast<int>(p.calendars.size()) - 1;
}

int add_item(Problem& p, const std::string& id, int days, int team = 0, Kind kind = Kind::goal) {
  Item it;
  it.id = id;
  it.kind = kind;
  it.team = team;
  it.duration = days * kDay;
  p.items.push_back(it);
  return static_cast<int>(p.items.size()) - 1;
}

void add_link(Problem& p, int pred, int succ, LinkType type = LinkType::fs, int lag_days = 0,
              LagCalendar lag_calendar = LagCalendar::predecessor) {
  p.links.push_back({pred, succ, type, lag_days * kDay, lag_calendar, 1, false});
}

Item& item(Problem& p, int i) { return p.items.at(static_cast<std::size_t>(i)); }
const ItemResult& of(const Result& r, int i) { return r.items.at(static_cast<std::size_t>(i)); }

constexpr Week kMondays = {true, false, false, false, false, false, false};
constexpr Week kWeekends = {false, false, false, false, false, true, true};

// --- dates and calendars --------------------------------------------------------------------

TEST(SlowDays, KnowTheCalendar) {
  EXPECT_EQ(day_number(1970, 1, 1), 0);
  EXPECT_EQ(day_number(1900, 1, 1), -25567);
  EXPECT_EQ(day_number(2000, 3, 1), 11017);
  EXPECT_EQ(day_number(2018, 7, 2), 17714);
  EXPECT_EQ(day_of_week(day_number(2018, 7, 2)), 0);
  EXPECT_EQ(day_of_week(day_number(1969, 12, 28)), 6);
  EXPECT_EQ(to_iso_day(day_number(2024, 2, 29)), "2024-02-29");
  EXPECT_EQ(to_iso_day(day_number(2024, 12, 31)), "2024-12-31");
  EXPECT_EQ(to_iso_day(day_number(1900, 2, 28) + 1), "1900-03-01");
}

TEST(SlowCalendar, TeamsReplaceTheWeekAndAddDays) {
  CalendarSpec plan{kMondayToFriday, {kMonday}, {kMonday + 5}};
  CalendarSpec team{kMondays, {kMonday + 14}, {kMonday + 1, kMonday + 14}};
  const SlowCalendar c(plan, team, kMonday - 10, kMonday + 30);
  std::set<int> worked;
  for (int day = 0; day < 21; ++day) {
    if (c.works((kMonday + day) * kStepsPerDay)) worked.insert(day);
  }
  EXPECT_EQ(worked, (std::set<int>{1, 5, 7, 14}));
}

TEST(SlowCalendar, OperatorsFollowTheirDefinitions) {
  const CalendarSpec plan{kMondayToFriday, {kMonday + 2}, {}};
  const SlowCalendar c(plan, {}, kMonday - 40, kMonday + 60);
  const auto first_such = [](long from, const auto& holds) {
    while (!holds(from)) ++from;
    return from;
  };
  for (long t = kMonday * kStepsPerDay; t < (kMonday + 8) * kStepsPerDay; t += 3) {
    EXPECT_EQ(c.next(t), first_such(t, [&](long s) { return c.works(s); }));
    EXPECT_EQ(c.add(t, 0), t);
    for (const long n : {1L, 15L, 16L, 40L, 100L}) {
      EXPECT_EQ(c.add(t, n), first_such(t, [&](long f) { return c.count(t, f) == n; }));
      long s = t;
      while (!c.works(s) || c.add(s, n) > t) --s;
      EXPECT_EQ(c.sub(t, n), s);
      EXPECT_EQ(c.count(t + n, t), -c.count(t, t + n));
    }
  }
  EXPECT_THROW(c.add(kMonday * kStepsPerDay, 100000), std::logic_error);
}

// --- networks worked out by hand ------------------------------------------------------------

/// A5, B10, C4, D6, E0: A-FS->B, A-SS+2->C, B-FF+3->D, C-FS-1->D, D-FS->E.
TEST(SlowOracle, KnownNetwork) {
  Problem p = plan_from(kMonday);
  p.calendars[0].week = Week{true, true, true, true, true, true, true};
  const int a = add_item(p, "A", 5);
  const int b = add_item(p, "B", 10);
  const int c = add_item(p, "C", 4);
  const int d = add_item(p, "D", 6);
  const int e = add_item(p, "E", 0);
  add_link(p, a, b);
  add_link(p, a, c, LinkType::ss, 2);
  add_link(p, b, d, LinkType::ff, 3);
  add_link(p, c, d, LinkType::fs, -1);
  add_link(p, d, e);
  const Result r = solve(p);
  const std::vector<std::array<long, 2>> early = {{0, 5}, {5, 15}, {2, 6}, {12, 18}, {18, 18}};
  const std::vector<long> total_float = {0, 0, 7, 0, 0};
  for (int i = 0; i < 5; ++i) {
    SCOPED_TRACE(item(p, i).id);
    const auto n = static_cast<std::size_t>(i);
    EXPECT_EQ(of(r, i).early_start_at, (kMonday + early[n][0]) * kDay);
    EXPECT_EQ(of(r, i).early_finish_at, (kMonday + early[n][1]) * kDay);
    EXPECT_EQ(of(r, i).total_float, total_float[n] * kDay);
    EXPECT_EQ(of(r, i).critical, i != c);
  }
  EXPECT_EQ(of(r, c).free_float, 7 * kDay);
  EXPECT_EQ(of(r, d).driven_by, std::vector<int>{b});
  EXPECT_EQ(r.critical_path, (std::vector<int>{a, b, d, e}));
  EXPECT_EQ(r.finish, kMonday + 17);
  EXPECT_EQ(of(r, e).start, kMonday + 17);
  EXPECT_EQ(of(r, e).finish, kMonday + 17);
  EXPECT_EQ(of(r, c).late_start, kMonday + 9);
  EXPECT_EQ(of(r, c).late_finish, kMonday + 12);
}

/// A (Mon-Fri) ends on Wednesday, B works on Mondays only.
TEST(SlowOracle, MondaysOnly) {
  Problem p = plan_from(kMonday);
  const int a = add_item(p, "A", 3);
  const int b = add_item(p, "B", 1, add_team(p, kMondays));
  add_link(p, a, b);
  const Result r = solve(p);
  EXPECT_EQ(of(r, a).finish, kMonday + 2);
  EXPECT_EQ(of(r, b).start, kMonday + 7);
  EXPECT_EQ(of(r, b).finish, kMonday + 7);
  EXPECT_EQ(of(r, b).driven_by, std::vector<int>{a});
  EXPECT_EQ(of(r, a).total_float, 2 * kDay);
  EXPECT_EQ(of(r, a).free_float, 2 * kDay);
  EXPECT_TRUE(of(r, a).critical);
  EXPECT_EQ(of(r, a).late_finish, kMonday + 4);
  EXPECT_EQ(of(r, a).late_start, kMonday + 2);
  EXPECT_EQ(of(r, b).total_float, 0);
}

TEST(SlowOracle, MilestonesKeepTheEveningOrTakeTheNextWorkingDay) {
  Problem p = plan_from(kMonday - 2);  // a Saturday
  const int work = add_item(p, "work", 5);
  const int after = add_item(p, "after", 0, 0, Kind::milestone);
  const int alone = add_item(p, "alone", 0, 0, Kind::milestone);
  const int weekend = add_item(p, "weekend", 4, add_team(p, kWeekends));
  const int shown = add_item(p, "shown", 0, 0, Kind::milestone);
  const int again = add_item(p, "again", 0, 0, Kind::milestone);
  add_link(p, work, after);
  add_link(p, weekend, shown);
  add_link(p, shown, again);
  item(p, after).due = kMonday + 4;
  item(p, alone).due = kMonday + 2;
  const Result r = solve(p);
  EXPECT_EQ(of(r, work).start, kMonday);
  EXPECT_EQ(of(r, after).start, kMonday + 4);
  EXPECT_EQ(of(r, after).finish, kMonday + 4);
  EXPECT_EQ(of(r, after).due_float, 0);
  EXPECT_EQ(of(r, after).driven_by, std::vector<int>{work});
  EXPECT_EQ(of(r, alone).start, kMonday);
  EXPECT_EQ(of(r, alone).due_float, 2 * kDay);
  EXPECT_EQ(of(r, shown).finish, kMonday + 6);  // a Sunday: its predecessor works then
  EXPECT_EQ(of(r, again).finish, kMonday + 6);
  EXPECT_EQ(of(r, after).late_start, kMonday + 4);  // the finish is Sunday evening
  EXPECT_EQ(r.finish, kMonday + 6);
}

TEST(SlowOracle, LagCalendars) {
  const auto start_after = [](int lag, LagCalendar lag_calendar) {
    Problem p = plan_from(kMonday);
    const int a = add_item(p, "a", 5);
    const int b = add_item(p, "b", 1, add_team(p, {true, true, true, true, true, true, true}));
    add_link(p, a, b, LinkType::fs, lag, lag_calendar);
    return *of(solve(p), b).start - kMonday;
  };
  EXPECT_EQ(start_after(0, LagCalendar::predecessor), 5);
  EXPECT_EQ(start_after(2, LagCalendar::predecessor), 9);
  EXPECT_EQ(start_after(2, LagCalendar::project), 9);
  EXPECT_EQ(start_after(2, LagCalendar::successor), 7);
  EXPECT_EQ(start_after(2, LagCalendar::elapsed), 7);
  EXPECT_EQ(start_after(-1, LagCalendar::predecessor), 4);
  EXPECT_EQ(start_after(-2, LagCalendar::elapsed), 3);
}

/// An SS link whose bound falls on a weekend: the predecessor may start at any moment of Friday,
/// but not on Monday.
TEST(SlowOracle, LateStartCanBeALimit) {
  Problem p = plan_from(kMonday);
  const int a = add_item(p, "a", 1);
  const int b = add_item(p, "b", 2, add_team(p, kWeekends));
  const int c = add_item(p, "c", 2);
  add_link(p, a, b, LinkType::ss);
  add_link(p, b, c);
  const Result r = solve(p);
  EXPECT_EQ(of(r, b).start, kMonday + 5);
  EXPECT_EQ(r.finish, kMonday + 8);
  EXPECT_EQ(of(r, a).late_start, kMonday + 4);
  EXPECT_TRUE(of(r, a).late_start_is_open);
  EXPECT_EQ(of(r, a).late_start_at, (kMonday + 5) * kDay);
  EXPECT_EQ(of(r, a).late_finish, kMonday + 7);
  EXPECT_EQ(of(r, a).total_float, 5 * kDay);
  EXPECT_EQ(of(r, a).free_float, 5 * kDay);
  EXPECT_EQ(r.critical_path, (std::vector<int>{a, b, c}));
}

TEST(SlowOracle, AFinishBoundIsMetByTheEveningBefore) {
  Problem p = plan_from(kMonday);
  const int a = add_item(p, "a", 2, add_team(p, kWeekends));
  const int b = add_item(p, "b", 2);
  add_link(p, a, b, LinkType::ff);
  const Result r = solve(p);
  EXPECT_EQ(r.finish, kMonday + 6);
  EXPECT_EQ(of(r, b).start, kMonday + 3);
  EXPECT_EQ(of(r, b).finish, kMonday + 4);
  EXPECT_EQ(of(r, b).driven_by, std::vector<int>{a});
  EXPECT_EQ(of(r, b).total_float, 0);
  EXPECT_FALSE(of(r, b).critical);  // it does not finish last
  EXPECT_EQ(of(r, a).free_float, 0);
}

TEST(SlowOracle, ProgressAndRetainedLogic) {
  Problem p = plan_from(kMonday);
  p.as_of = kMonday + 7;
  const int done = add_item(p, "done", 3);
  const int open = add_item(p, "open", 2);
  const int retained = add_item(p, "retained", 9);
  const int overridden = add_item(p, "overridden", 9);
  const int next = add_item(p, "next", 1);
  for (const int i : {retained, overridden}) {
    item(p, i).status = Status::in_progress;
    item(p, i).started = kMonday + 1;
    item(p, i).remaining = 3 * kDay;
    item(p, i).not_before = kMonday + 30;
    add_link(p, open, i);
    add_link(p, done, i, LinkType::fs, 9);  // finished: holds up no started work, lag or not
  }
  item(p, done).status = Status::done;
  item(p, done).started = kMonday;
  item(p, done).finished = kMonday + 4;
  p.links.at(2).override_logic = true;
  add_link(p, done, next, LinkType::fs, 4);
  add_link(p, retained, next, LinkType::ss, 2);
  const Result r = solve(p);
  EXPECT_EQ(of(r, done).finish, kMonday + 4);
  EXPECT_FALSE(of(r, done).total_float.has_value());
  EXPECT_FALSE(of(r, done).critical);
  EXPECT_EQ(of(r, open).start, kMonday + 7);
  EXPECT_EQ(of(r, retained).start, kMonday + 1);
  EXPECT_EQ(of(r, retained).finish, kMonday + 11);
  EXPECT_EQ(of(r, retained).early_start_at, (kMonday + 9) * kDay);
  EXPECT_FALSE(of(r, retained).late_start.has_value());
  EXPECT_EQ(of(r, retained).total_float, 0);
  EXPECT_EQ(of(r, retained).free_float, 0);  // its start is a fact; only the plan's finish counts
  EXPECT_EQ(of(r, overridden).finish, kMonday + 9);
  EXPECT_EQ(of(r, overridden).total_float, 2 * kDay);
  EXPECT_TRUE(of(r, overridden).driven_by.empty());
  EXPECT_EQ(of(r, next).start, kMonday + 11);  // four days after Friday
  EXPECT_TRUE(of(r, next).driven_by.empty());  // done ones are not named
  EXPECT_EQ(r.critical_path, std::vector<int>{next});
  EXPECT_TRUE(of(r, open).critical);  // retained, which it drives, also finishes last
}

TEST(SlowOracle, AbsentDroppedAndSoft) {
  Problem p = plan_from(kMonday);
  const int a = add_item(p, "a", 2);
  const int absent = add_item(p, "absent", 5);
  const int dropped = add_item(p, "dropped", 5);
  const int b = add_item(p, "b", 1);
  const int c = add_item(p, "c", 1);
  item(p, absent).probability = 0.4;
  item(p, dropped).status = Status::dropped;
  add_link(p, a, absent, LinkType::fs, 3);
  add_link(p, absent, b, LinkType::fs, 3);
  add_link(p, a, dropped);
  add_link(p, dropped, c);
  add_link(p, b, c);
  p.links.back().probability = 0.3;
  const Result r = solve(p);
  EXPECT_EQ(of(r, b).start, kMonday + 2);
  EXPECT_EQ(of(r, b).driven_by, std::vector<int>{a});
  EXPECT_EQ(of(r, a).free_float, 0);
  EXPECT_EQ(of(r, c).start, kMonday);
  EXPECT_TRUE(of(r, c).driven_by.empty());
  for (const int i : {absent, dropped}) {
    EXPECT_FALSE(of(r, i).start || of(r, i).finish || of(r, i).late_start || of(r, i).total_float);
    EXPECT_FALSE(of(r, i).critical);
  }
  EXPECT_EQ(r.critical_path, (std::vector<int>{a, b}));
}

TEST(SlowOracle, ObjectivesAndBlockers) {
  Problem p = plan_from(kMonday);
  const int objective = add_item(p, "objective", 0, 0, Kind::objective);
  const int one = add_item(p, "one", 2);
  const int two = add_item(p, "two", 4);
  const int after = add_item(p, "after", 1);
  const int wait = add_item(p, "wait", 1, 0, Kind::blocker);
  const int long_wait = add_item(p, "long-wait", 20, 0, Kind::blocker);
  item(p, one).parent = objective;
  item(p, two).parent = objective;
  item(p, objective).due = kMonday + 2;
  add_link(p, wait, objective);
  add_link(p, objective, after);
  const Result r = solve(p);
  EXPECT_EQ(of(r, objective).start, kMonday + 1);
  EXPECT_EQ(of(r, objective).finish, kMonday + 4);
  EXPECT_EQ(of(r, objective).total_float, 0);
  EXPECT_EQ(of(r, objective).due_float, -2 * kDay);
  EXPECT_TRUE(of(r, objective).critical);
  EXPECT_TRUE(of(r, objective).driven_by.empty());
  EXPECT_EQ(of(r, one).driven_by, std::vector<int>{wait});
  EXPECT_EQ(of(r, one).total_float, 2 * kDay);
  EXPECT_EQ(of(r, one).free_float, 2 * kDay);
  EXPECT_EQ(of(r, after).driven_by, std::vector<int>{objective});
  EXPECT_EQ(r.critical_path, (std::vector<int>{wait, two, after}));
  EXPECT_EQ(r.finish, kMonday + 7);  // not the long wait's
  EXPECT_EQ(of(r, long_wait).total_float, 0);
  EXPECT_FALSE(of(r, long_wait).critical);
}

TEST(SlowOracle, CyclesAreRefused) {
  Problem p = plan_from(kMonday);
  const int a = add_item(p, "a", 1);
  const int b = add_item(p, "b", 1);
  add_link(p, a, b);
  add_link(p, b, a);
  EXPECT_THROW(solve(p), std::logic_error);
}

// --- laws over random plans -----------------------------------------------------------------

constexpr int kPlans = 300;

bool has_work_ahead(const Problem& p, const Result& r, int i) {
  const Item& it = p.items.at(static_cast<std::size_t>(i));
  const int length = it.status == Status::in_progress ? it.remaining : it.duration;
  return of(r, i).early_start_at.has_value() && it.kind != Kind::milestone && length > 0;
}

/// Says whether plain work (no objectives, nothing absent, no progress) may start at `s` eighths,
/// given the early dates of what comes before it. Written apart from the oracle's own rule.
bool may_start_at(const Problem& p, const std::vector<SlowCalendar>& calendars, const Result& r,
                  int j, long s) {
  const Item& it = p.items.at(static_cast<std::size_t>(j));
  const SlowCalendar& own = calendars.at(static_cast<std::size_t>(it.team));
  const long step = s * kStepsPerEighth;
  const int as_of = p.as_of.value_or(p.start);  // a blocker runs from it, goals from the start too
  const int floor = it.kind == Kind::blocker
                        ? as_of
                        : std::max({p.start, as_of, it.not_before.value_or(p.start)});
  if (step < floor * kStepsPerDay || !own.works(step)) return false;
  const long finish = own.add(step, it.duration * kStepsPerEighth);
  for (const Link& link : p.links) {
    if (link.succ != j || link.probability < 0.5) continue;
    const Item& pred = p.items.at(static_cast<std::size_t>(link.pred));
    const bool from_start = link.type == LinkType::ss || link.type == LinkType::sf;
    const ItemResult& before = of(r, link.pred);
    long b = kStepsPerEighth * (from_start ? *before.early_start_at : *before.early_finish_at);
    const int team = link.lag_calendar == LagCalendar::predecessor ? pred.team
                     : link.lag_calendar == LagCalendar::successor ? it.team
                                                                   : 0;
    const SlowCalendar& lag = calendars.at(static_cast<std::size_t>(team));
    const long steps = link.lag * kStepsPerEighth;
    if (link.lag_calendar == LagCalendar::elapsed) {
      b += steps;
    } else {
      b = steps < 0 ? lag.sub(b, -steps) : lag.add(b, steps);
    }
    const bool to_finish = link.type == LinkType::ff || link.type == LinkType::sf;
    if (to_finish ? own.next(b) > own.next(finish) : b > step) return false;
  }
  return true;
}

TEST(SlowOracleLaws, NothingCouldStartSooner) {
  RandomOptions options;
  options.progress = options.objectives = options.absent = options.dropped = false;
  int checked = 0;
  for (std::uint64_t seed = 1; seed <= kPlans; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Problem p = random_problem(seed, options);
    const Result r = solve(p);
    std::vector<SlowCalendar> calendars;
    for (const CalendarSpec& spec : p.calendars) {
      calendars.emplace_back(p.calendars[0], spec, p.start - 300, p.start + 1500);
    }
    for (int j = 0; j < static_cast<int>(p.items.size()); ++j) {
      if (!has_work_ahead(p, r, j)) continue;
      const long es = of(r, j).early_start_at.value();
      EXPECT_TRUE(may_start_at(p, calendars, r, j, es)) << p.items[static_cast<std::size_t>(j)].id;
      for (long sooner = es - 1; sooner >= es - 4 * kDay; --sooner) {
        EXPECT_FALSE(may_start_at(p, calendars, r, j, sooner))
            << p.items[static_cast<std::size_t>(j)].id;
      }
      ++checked;
    }
  }
  EXPECT_GT(checked, 1000);
}

/// Says whether `later` finishes after `r`: the plan, or a wait that may last as long as the plan.
bool misses_target(const Problem& p, const Result& r, const Result& later) {
  if (later.finish_at > r.finish_at) return true;
  for (int i = 0; i < static_cast<int>(p.items.size()); ++i) {
    if (p.items[static_cast<std::size_t>(i)].kind != Kind::blocker) continue;
    if (of(later, i).early_finish_at > std::max(of(r, i).early_finish_at, r.finish_at)) return true;
  }
  return false;
}

TEST(SlowOracleLaws, FloatIsTheDelayThatKeepsTheFinish) {
  int checked = 0;
  for (std::uint64_t seed = 1; seed <= kPlans / 2; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Problem p = random_problem(seed);
    const Result r = solve(p);
    for (int i = 0; i < static_cast<int>(p.items.size()); ++i) {
      if (!has_work_ahead(p, r, i)) continue;
      SCOPED_TRACE(p.items[static_cast<std::size_t>(i)].id);
      const auto misses_when_held = [&](long at) {
        Problem held = p;
        item(held, i).hold = at;
        return misses_target(p, r, solve_early(held));
      };
      const long late = of(r, i).late_start_at.value();
      const long open = of(r, i).late_start_is_open ? 1 : 0;
      EXPECT_FALSE(misses_when_held(late - open));
      EXPECT_TRUE(misses_when_held(late - open + 1));
      ++checked;
    }
  }
  EXPECT_GT(checked, 500);
}

TEST(SlowOracleLaws, FreeFloatMovesNoSuccessor) {
  RandomOptions options;
  options.link_types = options.lags = options.leads = options.lag_calendars = false;
  int checked = 0;
  for (std::uint64_t seed = 1; seed <= kPlans / 2; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Problem p = random_problem(seed, options);
    const Result r = solve(p);
    for (int i = 0; i < static_cast<int>(p.items.size()); ++i) {
      if (!has_work_ahead(p, r, i) || of(r, i).free_float.value() == 0) continue;
      const Item& it = p.items[static_cast<std::size_t>(i)];
      SCOPED_TRACE(it.id);
      Problem longer = p;  // one piece of work that ends later by the free float
      (it.status == Status::in_progress ? item(longer, i).remaining : item(longer, i).duration) +=
          static_cast<int>(*of(r, i).free_float);
      const Result later = solve_early(longer);
      if (of(r, i).free_float <= of(r, i).total_float) {
        EXPECT_FALSE(misses_target(p, r, later));
      }
      for (int j = 0; j < static_cast<int>(p.items.size()); ++j) {
        if (j == i) continue;
        EXPECT_EQ(of(later, j).early_start_at, of(r, j).early_start_at);
      }
      ++checked;
    }
  }
  EXPECT_GT(checked, 100);
}

TEST(SlowOracleLaws, DatesAndFloatsAgree) {
  for (std::uint64_t seed = 1; seed <= kPlans; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Problem p = random_problem(seed);
    const Result r = solve(p);
    EXPECT_EQ(r.finish.has_value(), r.finish_at.has_value());
    for (int i = 0; i < static_cast<int>(p.items.size()); ++i) {
      SCOPED_TRACE(p.items[static_cast<std::size_t>(i)].id);
      const ItemResult& x = of(r, i);
      if (x.start && x.finish) {
        EXPECT_LE(*x.start, *x.finish);
      }
      if (!x.early_start_at) continue;
      EXPECT_GE(*x.late_start_at, *x.early_start_at);
      EXPECT_GE(*x.late_finish_at, *x.early_finish_at);
      EXPECT_GE(*x.total_float, 0);
      EXPECT_GE(*x.free_float, 0);
      if (has_work_ahead(p, r, i)) {
        EXPECT_GE(*x.late_finish, *x.finish);
      }
    }
    for (std::size_t n = 0; n < r.critical_path.size(); ++n) {
      const int i = r.critical_path[n];
      EXPECT_TRUE(of(r, i).critical);
      EXPECT_TRUE(of(r, i).early_start_at.has_value());
      if (n + 1 == r.critical_path.size()) {
        EXPECT_EQ(of(r, i).early_finish_at, r.finish_at);
      }
    }
  }
}

// --- the random plans themselves ------------------------------------------------------------

TEST(RandomProblem, RepeatsItself) {
  EXPECT_EQ(to_plan_json(random_problem(7)), to_plan_json(random_problem(7)));
  EXPECT_NE(to_plan_json(random_problem(7)), to_plan_json(random_problem(8)));
}

/// Counts in how many plan files each key and value stands.
std::map<std::string, int> count_features(const RandomOptions& options) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= kPlans; ++seed) {
    const nlohmann::json plan = nlohmann::json::parse(to_plan_json(random_problem(seed, options)));
    std::set<std::string> here;
    const auto look = [&](const nlohmann::json& entry) {
      for (const auto& [key, value] : entry.items()) {
        here.insert(key);
        if (value.is_string()) here.insert(key + "=" + value.get<std::string>());
        if (key == "lag") here.insert(value.get<std::string>().front() == '-' ? "lead" : "delay");
      }
    };
    look(plan);
    for (const char* room : {"goals", "blockers"}) {
      for (const auto& entry : plan.value(room, nlohmann::json::array())) {
        look(entry);
        for (const auto& link : entry.value("depends_on", nlohmann::json::array())) {
          if (link.is_object()) look(link);
        }
      }
    }
    for (const std::string& word : here) ++seen[word];
  }
  return seen;
}

TEST(RandomProblem, HasEverythingUnlessSwitchedOff) {
  const std::vector<std::string> words = {"teams",
                                          "blockers",
                                          "as_of",
                                          "kind=milestone",
                                          "kind=objective",
                                          "parent",
                                          "type=SS",
                                          "type=FF",
                                          "type=SF",
                                          "delay",
                                          "lead",
                                          "lag_calendar=successor",
                                          "lag_calendar=project",
                                          "lag_calendar=elapsed",
                                          "status=done",
                                          "status=in_progress",
                                          "status=dropped",
                                          "status=resolved",
                                          "probability",
                                          "logic=override",
                                          "not_before",
                                          "due"};
  std::map<std::string, int> all = count_features({});
  for (const std::string& word : words) EXPECT_GT(all[word], kPlans / 20) << word;
  RandomOptions off;
  off.team_calendars = off.holidays = off.fractions = off.link_types = off.lags = off.leads = false;
  off.lag_calendars = off.elapsed_lags = off.milestones = off.zero_goals = off.blockers = false;
  off.objectives = off.progress = off.out_of_sequence = off.override_links = false;
  off.partial_actuals = off.dropped = off.absent = off.soft_links = off.not_before = false;
  off.due = off.as_of = false;
  std::map<std::string, int> none = count_features(off);
  for (const std::string& word : words) EXPECT_EQ(none[word], 0) << word;
  EXPECT_EQ(none["goals"], kPlans);
}

TEST(RandomProblem, CanKeepToTheSequence) {
  RandomOptions options;
  options.out_of_sequence = options.objectives = false;
  int links_from_done = 0;
  for (std::uint64_t seed = 1; seed <= kPlans; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Problem p = random_problem(seed, options);
    for (const Link& link : p.links) {
      const Status after = item(p, link.succ).status;
      if (after != Status::done && after != Status::in_progress) continue;
      EXPECT_EQ(item(p, link.pred).status, Status::done);
      ++links_from_done;
    }
  }
  EXPECT_GT(links_from_done, 10);
}

TEST(PlanText, WritesWhatThePlanSays) {
  Problem p = plan_from(kMonday);
  p.as_of = kMonday + 1;
  add_team(p, kMondays);
  const int a = add_item(p, "a", 2, 1);
  const int b = add_item(p, "b", 1, 0, Kind::blocker);
  item(p, a).duration = 11;
  add_link(p, b, a);
  add_link(p, b, a, LinkType::ss, -2, LagCalendar::elapsed);
  EXPECT_EQ(
      to_plan_json(p),
      "{\"slipway\": 1, \"name\": \"random plan\", \"start\": \"2024-01-01\", \"as_of\": "
      "\"2024-01-02\", \"calendar\": {\"work_days\": [\"mon\", \"tue\", \"wed\", \"thu\", "
      "\"fri\"]}, \"teams\": [{\"id\": \"team-1\", \"calendar\": {\"work_days\": [\"mon\"]}}], "
      "\"goals\": [{\"id\": \"a\", \"team\": \"team-1\", \"estimate\": \"11h\", "
      "\"depends_on\": [\"b\", {\"on\": \"b\", \"type\": \"SS\", \"lag\": \"-2d\", "
      "\"lag_calendar\": \"elapsed\"}]}], \"blockers\": [{\"id\": \"b\", \"estimate\": "
      "\"1d\"}]}\n");
}

}  // namespace
}  // namespace slipway::slow
