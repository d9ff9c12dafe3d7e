#include "planner/schedule/backward.hpp"

#include <algorithm>
#include <limits>

namespace slipway {
namespace {

bool ties_finish(LinkType type) { return type == LinkType::fs || type == LinkType::ff; }
bool holds_start(LinkType type) { return type == LinkType::fs || type == LinkType::ss; }

// Returns the latest t that `move_by_lag` keeps at or before `y`. Where that is a limit that is not
// reached (a lead, and y in a gap), the limit.
Instant latest_before_lag(const Lag& lag, Work amount, std::span<const WorkCalendar> calendars,
                          Instant y) {
  if (amount == Work{0}) return y;
  if (lag.is_elapsed) return {y.ticks - amount.ticks};
  const WorkCalendar& calendar = calendars[lag.calendar.index()];
  const Work w = calendar.worked(y);
  if (amount.ticks > 0) return calendar.latest(w - amount);
  const bool is_working = calendar.latest(w) == y;
  return is_working ? calendar.latest(w - amount) : calendar.earliest(w - amount);
}

// Links that a started or finished predecessor can no longer move do not count.
bool counts(const Node& from, LinkType type) {
  if (from.progress == Progress::done) return false;
  return ties_finish(type) || from.progress != Progress::started;
}

}  // namespace

LateDates find_late_dates(const Plan& plan, const Network& network, const Schedule& schedule,
                          const std::vector<Instant>& bounds) {
  const std::size_t num_nodes = network.num_nodes();
  const Conditions given = schedule.conditions.view();
  Schedule& mutable_schedule = const_cast<Schedule&>(schedule);
  const Times times = mutable_schedule.times();
  const Kernel<1> kernel(network, plan.calendars, given, times);
  constexpr Work kUnbounded{std::numeric_limits<std::int64_t>::max() / 4};

  LateDates late;
  late.start.assign(num_nodes, kForever);
  late.finish.assign(num_nodes, kForever);
  late.float_.assign(num_nodes, Work{0});
  late.is_gap_end.assign(num_nodes, false);
  std::vector<Work> latest_start(num_nodes, kUnbounded);  // position on the node's own calendar

  for (std::size_t n = num_nodes; n-- > 0;) {
    const Node& node = network.nodes[n];
    if (node.progress == Progress::done) continue;
    const WorkCalendar& own = plan.calendars[node.calendar.index()];
    const bool exists = kernel.exists(n, 0);
    const bool by_clock = !exists || kernel.is_instant(n, 0);
    const Work length = kernel.duration(n, 0);

    // The node's own bound, then its dates in instants.
    Instant y_start = kForever;   // latest allowed bound on its start
    Instant y_finish = kForever;  // latest allowed bound on its finish
    if (by_clock) {
      if (exists) late.finish[n] = std::min(late.finish[n], bounds[n]);
      late.start[n] = late.finish[n];
      y_start = y_finish = late.finish[n];
      if (exists && late.finish[n] != kForever) {
        late.float_[n] = own.between(kernel.finish(n, 0), late.finish[n]);
      }
    } else {
      if (bounds[n] != kForever) {
        const Work w = own.worked(bounds[n]) - length;
        if (w < latest_start[n]) late.is_gap_end[n] = false;
        latest_start[n] = std::min(latest_start[n], w);
      }
      if (latest_start[n] != kUnbounded) {
        const Work w = latest_start[n];
        const bool gap = late.is_gap_end[n];
        late.start[n] = gap ? own.earliest(w) : own.latest(w);
        late.finish[n] = own.earliest(w + length);
        late.float_[n] = w - own.worked(kernel.start(n, 0));
        y_start = late.start[n];
        y_finish = gap ? late.finish[n] : own.latest(w + length);
      }
    }
    if (y_start == kForever) continue;

    for (const InLink& in : network.links_into(n)) {
      if (!kernel.binds(in, 0)) continue;
      const std::size_t from = in.from.index();
      const Node& before = network.nodes[from];
      const bool from_exists = kernel.exists(from, 0);
      if (from_exists && !counts(before, in.type)) continue;
      Instant x = holds_start(in.type) ? y_start : y_finish;
      if (in.lag != InLink::kNone && exists && from_exists) {
        x = latest_before_lag(network.lags[in.lag], kernel.lag(in.lag, 0), plan.calendars, x);
      }
      if (!from_exists || kernel.is_instant(from, 0)) {
        late.finish[from] = std::min(late.finish[from], x);
        continue;
      }
      const WorkCalendar& theirs = plan.calendars[before.calendar.index()];
      const Work at_x = theirs.worked(x);
      if (ties_finish(in.type)) {
        const Work w = at_x - kernel.duration(from, 0);
        if (w < latest_start[from]) {
          latest_start[from] = w;
          late.is_gap_end[from] = false;
        }
      } else {
        const bool in_gap = theirs.latest(at_x) != x;
        if (at_x < latest_start[from]) {
          latest_start[from] = at_x;
          late.is_gap_end[from] = in_gap;
        } else if (at_x == latest_start[from] && in_gap) {
          late.is_gap_end[from] = true;
        }
      }
    }
  }
  return late;
}

std::vector<Work> find_free_floats(const Plan& plan, const Network& network,
                                   const Schedule& schedule, const std::vector<Instant>& bounds) {
  const std::size_t num_nodes = network.num_nodes();
  const Conditions given = schedule.conditions.view();
  Schedule& mutable_schedule = const_cast<Schedule&>(schedule);
  const Times times = mutable_schedule.times();
  const Kernel<1> kernel(network, plan.calendars, given, times);
  constexpr Work kUnbounded{std::numeric_limits<std::int64_t>::max() / 4};

  std::vector<Work> out(num_nodes, kUnbounded);
  std::vector<Instant> needed(num_nodes, kForever);  // absent nodes: when their successors need them
  for (std::size_t n = num_nodes; n-- > 0;) {
    const Node& node = network.nodes[n];
    if (node.progress == Progress::done) {
      out[n] = Work{0};
      continue;
    }
    const bool exists = kernel.exists(n, 0);
    if (exists && out[n] == kUnbounded) {
      const WorkCalendar& own = plan.calendars[node.calendar.index()];
      out[n] = bounds[n] == kForever ? Work{0} : own.between(kernel.finish(n, 0), bounds[n]);
    }
    out[n] = std::max(out[n], Work{0});
    for (const InLink& in : network.links_into(n)) {
      if (!kernel.binds(in, 0)) continue;
      const std::size_t from = in.from.index();
      const Node& before = network.nodes[from];
      const bool from_exists = kernel.exists(from, 0);
      if (from_exists && !counts(before, in.type)) continue;
      const Instant wanted = !exists                ? needed[n]
                             : holds_start(in.type) ? kernel.start(n, 0)
                                                    : kernel.finish(n, 0);
      if (wanted == kForever) continue;
      if (!from_exists) {
        needed[from] = std::min(needed[from], wanted);
        continue;
      }
      const Instant b = kernel.bound(in, n, 0);
      const WorkCalendar& theirs = plan.calendars[before.calendar.index()];
      out[from] = std::min(out[from], theirs.between(b, wanted));
    }
  }
  return out;
}

}  // namespace slipway
