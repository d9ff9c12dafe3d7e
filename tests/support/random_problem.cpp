#include "tests/support/random_problem.hpp"

#include <algorithm>
#include <cstddef>
#include <random>
#include <utility>

namespace slipway::slow {
namespace {

constexpr int kEighths = 8;

class Maker {
 public:
  Maker(std::uint64_t seed, const RandomOptions& options) : draws_(seed), options_(options) {}
  Problem make();

 private:
  /// Returns a number from `low` to `high`; the standard distributions differ between libraries.
  int pick(int low, int high) {
    return low + static_cast<int>(draws_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(int percent) { return pick(1, 100) <= percent; }
  bool chance(bool allowed, int percent) { return chance(percent) && allowed; }
  Item& item(int i) { return p_.items[static_cast<std::size_t>(i)]; }
  int num_items() const { return static_cast<int>(p_.items.size()); }
  int as_of() const { return p_.as_of.value_or(p_.start); }

  Week make_week();
  void make_days(CalendarSpec& spec);
  void make_calendars();
  int make_length(int max_days);
  Item make_item();
  void make_items();
  void make_progress(Item& it);
  std::vector<int> leaves(int i) const;
  bool comes_before(int i, int j) const;
  Link make_link(int i, int j);
  void make_links();
  void keep_to_sequence();

  std::mt19937_64 draws_;
  RandomOptions options_;
  Problem p_;
  std::vector<int> rank_;  // of each item; links go from lower to higher
};

Week Maker::make_week() {
  constexpr std::array<Week, 8> kWeeks = {{
      kMondayToFriday,
      {true, false, false, false, false, false, false},
      {false, true, true, true, false, false, false},
      {false, false, false, false, false, true, true},
      {true, true, true, true, true, true, true},
      {false, false, false, false, true, true, false},
      {true, true, true, true, false, false, false},
      {true, false, true, false, true, false, true},
  }};
  return kWeeks.at(static_cast<std::size_t>(pick(0, 7)));
}

void Maker::make_days(CalendarSpec& spec) {
  if (!options_.holidays) return;
  for (int n = pick(0, 3); n > 0; --n) {
    const int first = p_.start + pick(-15, 50);
    for (int day = first + pick(0, 4); day >= first; --day) spec.holidays.push_back(day);
  }
  for (int n = pick(0, 2); n > 0; --n) spec.extra_days.push_back(p_.start + pick(-10, 40));
}

void Maker::make_calendars() {
  CalendarSpec plan;
  plan.week = chance(options_.team_calendars, 25) ? make_week() : kMondayToFriday;
  make_days(plan);
  p_.calendars.push_back(std::move(plan));
  if (!options_.team_calendars) return;
  for (int n = pick(0, 4); n > 0; --n) {
    CalendarSpec team;
    if (chance(75)) team.week = make_week();
    make_days(team);
    p_.calendars.push_back(std::move(team));
  }
}

int Maker::make_length(int max_days) {
  const int days = pick(1, max_days);
  if (!options_.fractions || chance(60)) return days * kEighths;
  return days * kEighths - pick(1, kEighths - 1);
}

void Maker::make_progress(Item& it) {
  const bool partial = chance(options_.partial_actuals, 15);
  if (it.kind == Kind::blocker) {
    it.status = Status::done;
    if (!partial) it.finished = as_of() - pick(0, 20);
    return;
  }
  if (it.kind == Kind::milestone || chance(50)) {
    it.status = Status::done;
    it.finished = as_of() - pick(0, options_.done_within_days);
    it.started = it.kind == Kind::milestone ? *it.finished : *it.finished - pick(0, 12);
    if (partial && chance(50)) it.finished.reset();
    if (partial && chance(50)) it.started.reset();
    return;
  }
  it.status = Status::in_progress;
  it.remaining = make_length(9);
  if (!partial || chance(50)) it.started = as_of() - pick(0, 15);
  if (partial && chance(50)) it.remaining = 0;
}

Item Maker::make_item() {
  Item it;
  it.team = pick(0, static_cast<int>(p_.calendars.size()) - 1);
  if (chance(options_.milestones, 18)) it.kind = Kind::milestone;
  if (it.kind == Kind::goal && !chance(options_.zero_goals, 6)) it.duration = make_length(9);
  if (chance(options_.progress, 25)) {
    make_progress(it);
  } else if (chance(options_.absent, options_.absent_percent)) {
    it.probability = chance(50) ? 0 : 0.4;
  } else if (chance(options_.absent, 5)) {
    it.probability = 0.5;
  } else if (chance(options_.dropped, 6)) {
    it.status = Status::dropped;
  }
  if (chance(options_.not_before, 15)) it.not_before = p_.start + pick(-5, 30);
  if (chance(options_.due, 30)) it.due = p_.start + pick(-5, 60);
  return it;
}

void Maker::make_items() {
  const int count = pick(options_.min_items, options_.max_items);
  for (int n = 0; n < count; ++n) p_.items.push_back(make_item());
  for (int n = chance(options_.objectives, 50) ? pick(1, 3) : 0; n > 0; --n) {
    Item it;
    it.kind = Kind::objective;
    it.team = pick(0, static_cast<int>(p_.calendars.size()) - 1);
    if (chance(options_.due, 40)) it.due = p_.start + pick(-5, 60);
    const int at = pick(0, num_items());
    p_.items.insert(p_.items.begin() + at, it);
  }
  std::vector<int> objectives;
  for (int i = 0; i < num_items(); ++i) {
    if (item(i).kind == Kind::objective) objectives.push_back(i);
  }
  for (int i = 0; i < num_items() && !objectives.empty(); ++i) {
    if (!chance(45)) continue;
    const int parent =
        objectives.at(static_cast<std::size_t>(pick(0, static_cast<int>(objectives.size()) - 1)));
    // An objective only goes into an earlier one, so that none holds itself.
    if (item(i).kind != Kind::objective || parent < i) item(i).parent = parent;
  }
  for (int n = chance(options_.blockers, 50) ? pick(1, 2) : 0; n > 0; --n) {
    Item it;
    it.kind = Kind::blocker;
    it.team = pick(0, static_cast<int>(p_.calendars.size()) - 1);
    if (!chance(options_.zero_goals, 10)) it.duration = make_length(12);
    if (chance(options_.progress, 25)) {
      make_progress(it);
    } else if (chance(options_.absent, 15)) {
      it.probability = 0.3;
    }
    p_.items.push_back(it);
  }
  for (int i = 0; i < num_items(); ++i) {
    const bool wait = item(i).kind == Kind::blocker;
    item(i).id = (wait ? "wait-" : "goal-") + std::to_string(i + 1);
    rank_.push_back(i);
  }
  for (int i = num_items() - 1; i > 0; --i) {  // Fisher and Yates
    std::swap(rank_[static_cast<std::size_t>(i)], rank_[static_cast<std::size_t>(pick(0, i))]);
  }
}

std::vector<int> Maker::leaves(int i) const {
  if (p_.items[static_cast<std::size_t>(i)].kind != Kind::objective) return {i};
  std::vector<int> all;
  for (int child = 0; child < num_items(); ++child) {
    if (p_.items[static_cast<std::size_t>(child)].parent != i) continue;
    const std::vector<int> below = leaves(child);
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

bool Maker::comes_before(int i, int j) const {
  const std::vector<int> from = leaves(i);
  const std::vector<int> to = leaves(j);
  if (from.empty() || to.empty()) return false;
  for (const int a : from) {
    for (const int b : to) {
      if (rank_[static_cast<std::size_t>(a)] >= rank_[static_cast<std::size_t>(b)]) return false;
    }
  }
  return true;
}

Link Maker::make_link(int i, int j) {
  Link link;
  link.pred = i;
  link.succ = j;
  const bool summary = item(i).kind == Kind::objective || item(j).kind == Kind::objective;
  if (chance(options_.link_types, 45)) {
    constexpr std::array<LinkType, 3> kOther = {LinkType::ff, LinkType::ss, LinkType::sf};
    link.type = kOther.at(static_cast<std::size_t>(pick(0, summary ? 0 : 2)));
  }
  if (chance(options_.lag_calendars, 35)) {
    constexpr std::array<LagCalendar, 3> kOther = {LagCalendar::successor, LagCalendar::project,
                                                   LagCalendar::elapsed};
    link.lag_calendar = kOther.at(static_cast<std::size_t>(pick(0, options_.elapsed_lags ? 2 : 1)));
  }
  if (chance(options_.lags, 25)) {
    link.lag = make_length(4);
  } else if (chance(options_.leads, 15)) {
    link.lag = -make_length(3);
  }
  if (link.lag_calendar == LagCalendar::elapsed) link.lag = link.lag / kEighths * kEighths;
  if (chance(options_.soft_links, 12)) link.probability = chance(60) ? 0.3 : 0.5;
  link.override_logic = chance(options_.override_links, 15);
  return link;
}

void Maker::make_links() {
  const int percent = pick(8, 45);
  for (int j = 0; j < num_items(); ++j) {
    for (int i = 0; i < num_items(); ++i) {
      if (!chance(percent) || !comes_before(i, j)) continue;
      p_.links.push_back(make_link(i, j));
      if (chance(8)) p_.links.push_back(make_link(i, j));
    }
  }
}

/// Takes progress back that the links do not allow, and makes some that they do.
void Maker::keep_to_sequence() {
  const auto fits = [&](const Item& it, int i) {
    for (const Link& link : p_.links) {
      const std::vector<int> to = leaves(link.succ);
      if (std::find(to.begin(), to.end(), i) == to.end()) continue;
      for (const int from : leaves(link.pred)) {
        const Item& pred = item(from);
        if (pred.status != Status::done || !pred.finished) return false;
        if (it.started && *pred.finished >= *it.started) return false;
      }
    }
    return true;
  };
  for (int rank = 0; rank < num_items(); ++rank) {
    for (int i = 0; i < num_items(); ++i) {
      Item& it = item(i);
      if (rank_[static_cast<std::size_t>(i)] != rank || it.kind == Kind::objective) continue;
      if (it.status == Status::dropped) continue;
      if (it.status == Status::not_started && it.probability == 1 &&
          chance(options_.progress, 40)) {
        make_progress(it);
      }
      if (it.status == Status::not_started || fits(it, i)) continue;
      it.status = Status::not_started;
      it.started.reset();
      it.finished.reset();
    }
  }
}

Problem Maker::make() {
  p_.start = day_number(2018, 1, 1) + pick(0, 4000);
  if (chance(options_.as_of, 60)) p_.as_of = p_.start + pick(chance(15) ? -6 : 0, 25);
  make_calendars();
  make_items();
  make_links();
  if (!options_.out_of_sequence) keep_to_sequence();
  return std::move(p_);
}

// --- the plan file --------------------------------------------------------------------------

std::string quote(const std::string& text) { return '"' + text + '"'; }

/// Writes `key: value, ...` in braces; values are JSON already.
class Object {
 public:
  void add(const std::string& key, const std::string& value) {
    text_ += (text_.empty() ? "" : ", ") + quote(key) + ": " + value;
  }
  void add_date(const std::string& key, const std::optional<int>& day) {
    if (day) add(key, quote(to_iso_day(*day)));
  }
  std::string text() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

std::string list(const std::vector<std::string>& values, const std::string& between = ", ") {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : between) + value;
  return "[" + text + "]";
}

/// Writes eighths of a day: whole days as days, the rest as hours of an eight-hour day.
std::string length_text(int eighths) {
  if (eighths % kEighths == 0) return quote(std::to_string(eighths / kEighths) + "d");
  return quote(std::to_string(eighths) + "h");
}

std::string probability_text(double probability) {
  std::string tenths = std::to_string(static_cast<int>(probability * 10 + 0.5));
  return tenths == "10" ? "1" : "0." + tenths;
}

std::string calendar_text(const CalendarSpec& spec) {
  constexpr std::array<const char*, 7> kNames = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  Object calendar;
  if (spec.week) {
    std::vector<std::string> days;
    for (std::size_t d = 0; d < 7; ++d) {
      if (spec.week->at(d)) days.push_back(quote(kNames.at(d)));
    }
    calendar.add("work_days", list(days));
  }
  const auto add_days = [&](const std::string& key, const std::vector<int>& days) {
    std::vector<std::string> texts;
    for (const int day : days) texts.push_back(quote(to_iso_day(day)));
    if (!texts.empty()) calendar.add(key, list(texts));
  };
  add_days("holidays", spec.holidays);
  add_days("extra_days", spec.extra_days);
  return calendar.text();
}

std::string link_text(const Problem& problem, const Link& link) {
  constexpr std::array<const char*, 4> kTypes = {"FS", "SS", "FF", "SF"};
  constexpr std::array<const char*, 4> kCalendars = {"predecessor", "successor", "project",
                                                     "elapsed"};
  const std::string on = quote(problem.items[static_cast<std::size_t>(link.pred)].id);
  Object object;
  object.add("on", on);
  if (link.type != LinkType::fs) {
    object.add("type", quote(kTypes.at(static_cast<std::size_t>(link.type))));
  }
  if (link.lag != 0) object.add("lag", length_text(link.lag));
  if (link.lag_calendar != LagCalendar::predecessor) {
    object.add("lag_calendar", quote(kCalendars.at(static_cast<std::size_t>(link.lag_calendar))));
  }
  if (link.probability < 1) object.add("probability", probability_text(link.probability));
  if (link.override_logic) object.add("logic", quote("override"));
  return object.text() == "{\"on\": " + on + "}" ? on : object.text();
}

void add_work(Object& object, const Item& it, bool by_progress) {
  if (it.status != Status::in_progress) {
    object.add("estimate", length_text(it.duration));
  } else if (by_progress) {
    object.add("estimate", length_text(2 * it.remaining));
    object.add("progress", "0.5");
  } else {
    object.add("estimate", length_text(it.duration));
    object.add("remaining", length_text(it.remaining));
  }
}

std::string item_text(const Problem& problem, int index) {
  constexpr std::array<const char*, 3> kKinds = {"goal", "milestone", "objective"};
  constexpr std::array<const char*, 4> kStatus = {"not_started", "in_progress", "done", "dropped"};
  const Item& it = problem.items[static_cast<std::size_t>(index)];
  Object object;
  object.add("id", quote(it.id));
  if (it.kind != Kind::goal && it.kind != Kind::blocker) {
    object.add("kind", quote(kKinds.at(static_cast<std::size_t>(it.kind))));
  }
  if (it.parent >= 0) {
    object.add("parent", quote(problem.items[static_cast<std::size_t>(it.parent)].id));
  }
  if (it.team > 0) object.add("team", quote("team-" + std::to_string(it.team)));
  if (it.kind == Kind::goal || it.kind == Kind::blocker) add_work(object, it, index % 2 == 1);
  if (it.kind == Kind::blocker) {
    if (it.status == Status::done) object.add("status", quote("resolved"));
    object.add_date("resolved", it.finished);
  } else {
    if (it.status != Status::not_started) {
      object.add("status", quote(kStatus.at(static_cast<std::size_t>(it.status))));
    }
    object.add_date("started", it.started);
    object.add_date("finished", it.finished);
    object.add_date("not_before", it.not_before);
    object.add_date("due", it.due);
  }
  if (it.probability < 1) object.add("probability", probability_text(it.probability));
  std::vector<std::string> links;
  for (const Link& link : problem.links) {
    if (link.succ == index) links.push_back(link_text(problem, link));
  }
  if (!links.empty()) object.add("depends_on", list(links));
  return object.text();
}

}  // namespace

Problem random_problem(std::uint64_t seed, const RandomOptions& options) {
  return Maker(seed, options).make();
}

std::string to_plan_json(const Problem& problem) {
  std::vector<std::string> teams;
  for (std::size_t t = 1; t < problem.calendars.size(); ++t) {
    Object team;
    team.add("id", quote("team-" + std::to_string(t)));
    team.add("calendar", calendar_text(problem.calendars[t]));
    teams.push_back(team.text());
  }
  std::vector<std::string> goals;
  std::vector<std::string> blockers;
  for (int i = 0; i < static_cast<int>(problem.items.size()); ++i) {
    const bool wait = problem.items[static_cast<std::size_t>(i)].kind == Kind::blocker;
    (wait ? blockers : goals).push_back(item_text(problem, i));
  }
  Object plan;
  plan.add("slipway", "1");
  plan.add("name", quote("random plan"));
  plan.add_date("start", problem.start);
  plan.add_date("as_of", problem.as_of);
  plan.add("calendar", calendar_text(problem.calendars.at(0)));
  if (!teams.empty()) plan.add("teams", list(teams, ",\n  "));
  plan.add("goals", list(goals, ",\n  "));
  if (!blockers.empty()) plan.add("blockers", list(blockers, ",\n  "));
  return plan.text() + "\n";
}

}  // namespace slipway::slow
