#include "tests/support/slow_oracle.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace slipway::slow {
namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int month_days(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

constexpr int kDaysFrom1900To1970 = 25567;

bool contains(const std::vector<int>& days, int day) {
  return std::find(days.begin(), days.end(), day) != days.end();
}

int day_of(long step) {
  const long day = step >= 0 ? step / kStepsPerDay : -((kStepsPerDay - 1 - step) / kStepsPerDay);
  return static_cast<int>(day);
}

long morning_of(int day) { return day * kStepsPerDay; }
long evening_of(int day) { return (day + 1) * kStepsPerDay; }

}  // namespace

int day_number(int year, int month, int day) {
  int days = -kDaysFrom1900To1970;
  for (int y = 1900; y < year; ++y) days += is_leap(y) ? 366 : 365;
  for (int m = 1; m < month; ++m) days += month_days(year, m);
  return days + day - 1;
}

std::string to_iso_day(int day) {
  int left = day + kDaysFrom1900To1970;
  int year = 1900;
  while (left >= (is_leap(year) ? 366 : 365)) left -= is_leap(year++) ? 366 : 365;
  int month = 1;
  while (left >= month_days(year, month)) left -= month_days(year, month++);
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(year) + "-" + two(month) + "-" + two(left + 1);
}

int day_of_week(int day) { return (day % 7 + 7 + 3) % 7; }  // 1970-01-01 was a Thursday

// --- SlowCalendar ---------------------------------------------------------------------------

SlowCalendar::SlowCalendar(const CalendarSpec& plan, const CalendarSpec& own, int first_day,
                           int last_day)
    : first_(morning_of(first_day)) {
  const Week week = own.week ? *own.week : plan.week.value();
  for (int day = first_day; day <= last_day; ++day) {
    bool works = week.at(static_cast<std::size_t>(day_of_week(day)));
    if (contains(plan.holidays, day) || contains(own.holidays, day)) works = false;
    if (contains(plan.extra_days, day) || contains(own.extra_days, day)) works = true;
    flags_.insert(flags_.end(), kStepsPerDay, works ? 1 : 0);
  }
}

bool SlowCalendar::works(long step) const {
  const long i = step - first_;
  if (i < 0 || i >= static_cast<long>(flags_.size())) {
    throw std::logic_error("slow oracle: an instant leaves the years looked at");
  }
  return flags_[static_cast<std::size_t>(i)] != 0;
}

long SlowCalendar::next(long t) const {
  while (!works(t)) ++t;
  return t;
}

long SlowCalendar::add(long t, long n) const {
  while (n > 0) n -= works(t++) ? 1 : 0;
  return t;
}

long SlowCalendar::sub(long t, long n) const {
  while (n > 0) n -= works(--t) ? 1 : 0;
  return t;
}

long SlowCalendar::count(long a, long b) const {
  if (a > b) return -count(b, a);
  long n = 0;
  for (long t = a; t < b; ++t) n += works(t) ? 1 : 0;
  return n;
}

// --- the scheduler --------------------------------------------------------------------------

namespace {

/// A link between two leaves that are really there: objectives are replaced by their leaves and
/// absent items by links that join their neighbours.
struct Edge {
  int pred = 0;
  int succ = 0;
  bool from_finish = false;
  bool to_finish = false;
  long lag = 0;  // steps
  LagCalendar lag_calendar = LagCalendar::predecessor;
  int name = 0;  // whom driven_by names: the predecessor as the file has it
};

struct Node {
  bool placed = false;
  long start = 0;  // early dates, steps; of the remaining work when in progress
  long finish = 0;
  bool held = false;          // no duration, and a date rather than a link sets it
  std::vector<int> shown_by;  // no duration: calendars whose work may show its day
  long last_ok = 0;           // the last step at which it may start
};

class Solver {
 public:
  explicit Solver(const Problem& problem) : p_(problem) {}
  Result run(bool with_late);

 private:
  const Item& item(int i) const { return p_.items[static_cast<std::size_t>(i)]; }
  Node& node(int i) { return nodes_[static_cast<std::size_t>(i)]; }
  ItemResult& out(int i) { return result_.items[static_cast<std::size_t>(i)]; }
  int num_items() const { return static_cast<int>(p_.items.size()); }
  const SlowCalendar& calendar(int i) const {
    return calendars_[static_cast<std::size_t>(item(i).team)];
  }

  bool is_objective(int i) const { return item(i).kind == Kind::objective; }
  bool is_dropped(int i) const { return item(i).status == Status::dropped; }
  bool is_done(int i) const { return item(i).status == Status::done; }
  bool is_started(int i) const { return item(i).status == Status::in_progress; }
  bool is_absent(int i) const {
    return !is_objective(i) && !is_dropped(i) && !is_done(i) && item(i).probability < 0.5;
  }
  /// Claims that `i` is a leaf with work (or a moment) ahead.
  bool is_ahead(int i) const {
    return !is_objective(i) && !is_dropped(i) && !is_done(i) && !is_absent(i);
  }
  bool has_known_start(int i) const { return is_started(i) && item(i).started.has_value(); }
  long length(int i) const;
  long floor_of(int i) const;

  void make_calendars();
  std::vector<int> leaves(int i) const;
  std::vector<Edge> joined_into(int j) const;
  void make_edges();
  std::vector<Edge> edges_into(int j) const;
  std::vector<Edge> edges_from(int i) const;

  long bound(const Edge& e, long pred_start, long pred_finish) const;
  long early_bound(const Edge& e);
  bool is_driving(const Edge& e);
  void place(int j);
  void place_moment(int j);
  void forward();
  long target(int i);
  bool may_start(int i, long s);
  void backward();
  int shown_day(int i, long t);

  void show_early(int i);
  void show_late(int i);
  void show_floats(int i);
  void show_due(int i);
  void show_drivers(int i);
  void show_objective(int i);
  void trace();

  const Problem& p_;
  std::vector<SlowCalendar> calendars_;
  std::vector<Edge> edges_;
  std::vector<Node> nodes_;
  std::vector<int> order_;
  std::optional<long> plan_finish_;
  Result result_;
};

long Solver::length(int i) const {
  if (item(i).kind == Kind::milestone) return 0;
  return kStepsPerEighth * (is_started(i) ? item(i).remaining : item(i).duration);
}

long Solver::floor_of(int i) const {
  const int as_of = p_.as_of.value_or(p_.start);
  long t = morning_of(as_of);
  if (!is_started(i)) {
    if (item(i).kind != Kind::blocker) t = std::max(t, morning_of(p_.start));
    if (item(i).not_before) t = std::max(t, morning_of(*item(i).not_before));
  }
  if (item(i).hold) t = std::max(t, *item(i).hold * kStepsPerEighth);
  return t;
}

void Solver::make_calendars() {
  int first = p_.start;
  int last = p_.start;
  const auto see = [&](const std::optional<int>& day) {
    if (day) first = std::min(first, *day), last = std::max(last, *day);
  };
  see(p_.as_of);
  for (const Item& it : p_.items) {
    for (const auto& day : {it.started, it.finished, it.not_before, it.due}) see(day);
  }
  for (const CalendarSpec& spec : p_.calendars) {
    calendars_.emplace_back(p_.calendars[0], spec, first - 400, last + 2500);
  }
}

std::vector<int> Solver::leaves(int i) const {
  if (!is_objective(i)) return {i};
  std::vector<int> all;
  for (int child = 0; child < num_items(); ++child) {
    if (item(child).parent != i) continue;
    const std::vector<int> below = leaves(child);
    all.insert(all.end(), below.begin(), below.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

/// Returns what leaf `j` waits for, in file order, stepping through absent items.
std::vector<Edge> Solver::joined_into(int j) const {
  std::vector<Link> links = p_.links;
  std::stable_sort(links.begin(), links.end(),
                   [](const Link& a, const Link& b) { return a.succ < b.succ; });
  std::vector<Edge> edges;
  for (const Link& link : links) {
    if (link.probability < 0.5) continue;
    if (link.override_logic && is_started(j)) continue;
    const std::vector<int> into = leaves(link.succ);
    if (!contains(into, j)) continue;
    const bool to_finish = link.type == LinkType::ff || link.type == LinkType::sf;
    const bool from_finish = link.type == LinkType::fs || link.type == LinkType::ff;
    for (const int i : leaves(link.pred)) {
      if (is_dropped(i)) continue;
      if (is_absent(i)) {
        for (Edge e : joined_into(i)) {
          e.succ = j;
          e.to_finish = to_finish;
          e.lag = 0;  // lags on both sides of an absent item drop
          edges.push_back(e);
        }
      } else {
        edges.push_back({i, j, from_finish, to_finish, link.lag * kStepsPerEighth,
                         link.lag_calendar, link.pred});
      }
    }
  }
  return edges;
}

void Solver::make_edges() {
  for (int j = 0; j < num_items(); ++j) {
    if (!is_ahead(j)) continue;
    for (const Edge& e : joined_into(j)) {
      if (is_done(e.pred)) {
        if (is_started(j)) continue;  // a finished predecessor no longer binds started work
        if (!item(e.pred).finished) continue;
        if (!e.from_finish && !item(e.pred).started) continue;
      }
      edges_.push_back(e);
    }
  }
}

std::vector<Edge> Solver::edges_into(int j) const {
  std::vector<Edge> some;
  for (const Edge& e : edges_) {
    if (e.succ == j) some.push_back(e);
  }
  return some;
}

std::vector<Edge> Solver::edges_from(int i) const {
  std::vector<Edge> some;
  for (const Edge& e : edges_) {
    if (e.pred == i) some.push_back(e);
  }
  return some;
}

/// Returns the bound that `e` puts on its successor when the predecessor's work ahead lies here.
long Solver::bound(const Edge& e, long pred_start, long pred_finish) const {
  const Item& pred = item(e.pred);
  if (is_done(e.pred)) {
    if (pred.started) pred_start = morning_of(*pred.started);
    pred_finish = evening_of(pred.finished.value());
  } else if (has_known_start(e.pred)) {
    pred_start = morning_of(*pred.started);
  }
  const long t = e.from_finish ? pred_finish : pred_start;
  if (e.lag_calendar == LagCalendar::elapsed) return t + e.lag;
  const int team = e.lag_calendar == LagCalendar::predecessor ? pred.team
                   : e.lag_calendar == LagCalendar::successor ? item(e.succ).team
                                                              : 0;
  const SlowCalendar& c = calendars_[static_cast<std::size_t>(team)];
  return e.lag >= 0 ? c.add(t, e.lag) : c.sub(t, -e.lag);
}

long Solver::early_bound(const Edge& e) {
  return bound(e, node(e.pred).start, node(e.pred).finish);
}

void Solver::place(int j) {
  const SlowCalendar& c = calendar(j);
  long s = floor_of(j);
  std::vector<long> finish_bounds;
  for (const Edge& e : edges_into(j)) {
    if (e.to_finish) {
      finish_bounds.push_back(early_bound(e));
    } else {
      s = std::max(s, early_bound(e));
    }
  }
  const auto fits = [&](long at) {
    if (!c.works(at)) return false;
    const long f = c.add(at, length(j));
    // An evening meets a bound when the waiting calendar has no work between the two.
    return std::all_of(finish_bounds.begin(), finish_bounds.end(),
                       [&](long b) { return c.count(f, b) <= 0; });
  };
  while (!fits(s)) ++s;
  node(j).start = s;
  node(j).finish = c.add(s, length(j));
}

/// Places an item without duration: links set it by the clock, dates by the working day.
void Solver::place_moment(int j) {
  Node& n = node(j);
  std::optional<long> by_link;
  n.shown_by = {item(j).team};
  for (const Edge& e : edges_into(j)) {
    by_link = std::max(by_link.value_or(early_bound(e)), early_bound(e));
    const bool passes_on = !is_done(e.pred) && length(e.pred) == 0;
    const std::vector<int> from =
        passes_on ? node(e.pred).shown_by : std::vector<int>{item(e.pred).team};
    n.shown_by.insert(n.shown_by.end(), from.begin(), from.end());
  }
  const long by_date = floor_of(j);
  n.held = !by_link || by_date >= *by_link;
  n.start = n.held ? calendar(j).next(by_date) : *by_link;
  n.finish = n.start;
}

void Solver::forward() {
  std::size_t left = 0;
  for (int j = 0; j < num_items(); ++j) left += is_ahead(j) ? 1 : 0;
  while (order_.size() < left) {
    const std::size_t before = order_.size();
    for (int j = 0; j < num_items(); ++j) {
      if (!is_ahead(j) || node(j).placed) continue;
      const std::vector<Edge> in = edges_into(j);
      if (!std::all_of(in.begin(), in.end(),
                       [&](const Edge& e) { return is_done(e.pred) || node(e.pred).placed; })) {
        continue;
      }
      length(j) > 0 ? place(j) : place_moment(j);
      node(j).placed = true;
      order_.push_back(j);
    }
    if (order_.size() == before) throw std::logic_error("slow oracle: the links form a cycle");
  }
  for (int i = 0; i < num_items(); ++i) {
    std::optional<long> t;
    if (item(i).kind == Kind::blocker) continue;
    if (is_ahead(i)) t = node(i).finish;
    if (is_done(i) && item(i).finished) t = evening_of(*item(i).finished);
    if (t) plan_finish_ = std::max(plan_finish_.value_or(*t), *t);
  }
}

/// Returns the instant at which `i` must be finished at the latest, whatever follows it.
long Solver::target(int i) {
  const long own = node(i).finish;
  if (item(i).kind == Kind::blocker) return std::max(plan_finish_.value_or(own), own);
  return plan_finish_.value();
}

/// Claims that `i` may start at `s` without making a successor later than its own last start.
bool Solver::may_start(int i, long s) {
  if (length(i) > 0 && !calendar(i).works(s)) return false;
  const long f = calendar(i).add(s, length(i));
  if (f > target(i)) return false;
  for (const Edge& e : edges_from(i)) {
    const long b = bound(e, s, f);
    const SlowCalendar& c = calendar(e.succ);
    const long last = node(e.succ).last_ok;
    if (length(e.succ) == 0) {
      if (b > last) return false;
    } else if (e.to_finish) {
      if (c.count(c.add(last, length(e.succ)), b) > 0) return false;
    } else {
      if (c.next(b) > last) return false;
    }
  }
  return true;
}

void Solver::backward() {
  for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
    const int i = *it;
    long s = target(i);
    while (s >= node(i).start && !may_start(i, s)) --s;
    if (s < node(i).start) {
      throw std::logic_error("slow oracle: " + item(i).id + " has no late start at or after ES");
    }
    node(i).last_ok = s;
  }
}

/// Returns the day on which a boundary is shown: that of the last work before it.
int Solver::shown_day(int i, long t) {
  const auto works = [&](long step) {
    return std::any_of(node(i).shown_by.begin(), node(i).shown_by.end(), [&](int team) {
      return calendars_[static_cast<std::size_t>(team)].works(step);
    });
  };
  while (!works(t - 1)) --t;
  return day_of(t - 1);
}

bool Solver::is_driving(const Edge& e) {
  const long b = early_bound(e);
  const Node& j = node(e.succ);
  const SlowCalendar& c = calendar(e.succ);
  if (length(e.succ) == 0) return j.held ? c.next(b) == j.start : b == j.start;
  return e.to_finish ? c.count(b, j.finish) == 0 : c.next(b) == j.start;
}

// --- the answer -----------------------------------------------------------------------------

void Solver::show_early(int i) {
  ItemResult& r = out(i);
  if (is_done(i)) {
    r.start = item(i).started;
    r.finish = item(i).finished;
    return;
  }
  const Node& n = node(i);
  r.early_start_at = n.start / kStepsPerEighth;
  r.early_finish_at = n.finish / kStepsPerEighth;
  if (length(i) > 0) {
    r.start = day_of(n.start);
    r.finish = day_of(n.finish - 1);
  } else {
    // A boundary before which nothing could be worked yet is shown on the day it opens.
    int day = shown_day(i, n.start);
    if (day < day_of(floor_of(i))) day = day_of(calendar(i).next(n.start));
    r.finish = n.held ? day_of(n.start) : day;
    r.start = r.finish;
  }
  if (has_known_start(i)) r.start = item(i).started;
}

void Solver::show_late(int i) {
  ItemResult& r = out(i);
  const long last = node(i).last_ok;
  // An odd step stands for all moments before the next eighth: that eighth is the limit.
  r.late_start_is_open = last % kStepsPerEighth != 0;
  const long open = r.late_start_is_open ? 1 : 0;
  const long late_start = last + open;
  const long late_finish = calendar(i).add(last, length(i)) + open;
  r.late_start_at = late_start / kStepsPerEighth;
  r.late_finish_at = late_finish / kStepsPerEighth;
  if (length(i) > 0) {
    r.late_start = day_of(last);
    r.late_finish = day_of(late_finish - 1);
  } else {
    r.late_finish = std::max(r.finish.value(), shown_day(i, late_finish));
    r.late_start = r.late_finish;
  }
  if (is_started(i)) r.late_start.reset();
  const SlowCalendar& c = calendar(i);
  r.total_float =
      std::min(c.count(node(i).start, late_start), c.count(node(i).finish, late_finish)) /
      kStepsPerEighth;
}

void Solver::show_floats(int i) {
  const SlowCalendar& c = calendar(i);
  std::optional<long> least;
  for (const Edge& e : edges_from(i)) {
    if (!e.from_finish && has_known_start(i)) continue;  // already a fact
    const long to = e.to_finish ? node(e.succ).finish : node(e.succ).start;
    const long room = c.count(early_bound(e), to);
    least = std::min(least.value_or(room), room);
  }
  if (!least) least = c.count(node(i).finish, target(i));
  out(i).free_float = std::max(0L, *least) / kStepsPerEighth;
}

void Solver::show_due(int i) {
  if (!item(i).due) return;
  std::optional<long> finish;
  for (const int leaf : leaves(i)) {
    if (!out(leaf).finish) continue;
    const long t =
        is_ahead(leaf) && length(leaf) > 0 ? node(leaf).finish : evening_of(*out(leaf).finish);
    finish = std::max(finish.value_or(t), t);
  }
  if (!finish) return;
  out(i).due_float = calendar(i).count(*finish, evening_of(*item(i).due)) / kStepsPerEighth;
  // Late on a day that its calendar does not work: that day counts.
  if (*out(i).due_float == 0 && *out(i).finish > *item(i).due) out(i).due_float = -8;
}

void Solver::show_drivers(int i) {
  for (const Edge& e : edges_into(i)) {
    if (is_done(e.pred) || !is_driving(e) || contains(out(i).driven_by, e.name)) continue;
    out(i).driven_by.push_back(e.name);
  }
}

void Solver::show_objective(int i) {
  ItemResult& r = out(i);
  for (const int leaf : leaves(i)) {
    const ItemResult& child = out(leaf);
    if (child.start) r.start = std::min(r.start.value_or(*child.start), *child.start);
    if (child.finish) r.finish = std::max(r.finish.value_or(*child.finish), *child.finish);
    if (child.total_float) {
      r.total_float = std::min(r.total_float.value_or(*child.total_float), *child.total_float);
    }
    r.critical = r.critical || child.critical;
  }
}

/// Marks what is critical and writes one longest path.
void Solver::trace() {
  if (!plan_finish_) return;
  std::optional<int> end;
  std::vector<int> open;
  for (const int i : order_) {
    if (item(i).kind == Kind::blocker || node(i).finish != *plan_finish_) continue;
    open.push_back(i);
    end = std::max(end.value_or(i), i);
  }
  while (!open.empty()) {
    const int j = open.back();
    open.pop_back();
    if (out(j).critical) continue;
    out(j).critical = true;
    for (const Edge& e : edges_into(j)) {
      if (!is_done(e.pred) && is_driving(e)) open.push_back(e.pred);
    }
  }
  while (end) {
    result_.critical_path.insert(result_.critical_path.begin(), *end);
    std::optional<int> before;
    for (const Edge& e : edges_into(*end)) {
      if (is_done(e.pred) || !is_driving(e)) continue;
      before = std::min(before.value_or(e.pred), e.pred);
    }
    end = before;
  }
}

Result Solver::run(bool with_late) {
  make_calendars();
  make_edges();
  nodes_.resize(p_.items.size());
  result_.items.resize(p_.items.size());
  forward();
  if (with_late) backward();
  for (int i = 0; i < num_items(); ++i) {
    if (is_done(i)) show_early(i);
    if (!is_ahead(i)) continue;
    show_early(i);
    if (with_late) {
      show_late(i);
      show_floats(i);
    }
    show_drivers(i);
  }
  trace();
  for (int i = 0; i < num_items(); ++i) {
    if (is_objective(i)) show_objective(i);
  }
  for (int i = 0; i < num_items(); ++i) show_due(i);
  for (int i = 0; i < num_items(); ++i) {
    if (item(i).kind == Kind::blocker || is_objective(i) || !out(i).finish) continue;
    result_.finish = std::max(result_.finish.value_or(*out(i).finish), *out(i).finish);
  }
  if (plan_finish_) result_.finish_at = *plan_finish_ / kStepsPerEighth;
  return result_;
}

}  // namespace

Result solve(const Problem& problem) { return Solver(problem).run(true); }

Result solve_early(const Problem& problem) { return Solver(problem).run(false); }

}  // namespace slipway::slow
