#include "planner/schedule/backward.hpp"

#include <algorithm>
#include <limits>

namespace slipway {
namespace {

constexpr Work kUnbounded{std::numeric_limits<std::int64_t>::max() / 4};

bool ties_finish(LinkType type) { return type == LinkType::fs || type == LinkType::ff; }
bool holds_start(LinkType type) { return type == LinkType::fs || type == LinkType::ss; }

// "At the latest `at`", or with `is_open` "before `at`". Limits become open where a start must lie
// before a gap in a calendar: starts come as close to it as they like, but never reach it.
template <typename Point>
struct Limit {
  Point at{};
  bool is_open = false;
  void tighten(const Limit& other) {
    if (other.at < at)
      *this = other;
    else if (other.at == at)
      is_open = is_open || other.is_open;
  }
};
using TimeLimit = Limit<Instant>;  // on an instant
using WorkLimit = Limit<Work>;     // on a position in working time

// The positions whose evening (`earliest`) keeps the limit.
WorkLimit limit_of_evening(const WorkCalendar& calendar, TimeLimit limit) {
  const Work w = calendar.worked(limit.at);
  return {w, limit.is_open && calendar.earliest(w) == limit.at};
}

// The positions whose morning (`latest`) keeps the limit.
WorkLimit limit_of_morning(const WorkCalendar& calendar, TimeLimit limit) {
  const Work w = calendar.worked(limit.at);
  return {w, limit.is_open || calendar.latest(w) != limit.at};
}

// The instants whose position in working time keeps the limit.
TimeLimit limit_of_position(const WorkCalendar& calendar, WorkLimit limit) {
  return {limit.is_open ? calendar.earliest(limit.at) : calendar.latest(limit.at), limit.is_open};
}

WorkLimit moved(WorkLimit limit, Work by) { return {limit.at + by, limit.is_open}; }

// The instants that `move_by_lag` keeps within the limit: the residual of the forward map (D3).
// Leads add up from node to node; the end of time is the latest limit that makes sense.
TimeLimit limit_before_lag(const Lag& lag, Work amount, std::span<const WorkCalendar> calendars,
                           TimeLimit limit) {
  if (amount == Work{0}) return limit;
  TimeLimit out;
  if (lag.is_elapsed) {
    out = {{limit.at.ticks - amount.ticks}, limit.is_open};
  } else {
    const WorkCalendar& calendar = calendars[lag.calendar.index()];
    const WorkLimit after =
        amount.ticks > 0 ? limit_of_evening(calendar, limit) : limit_of_morning(calendar, limit);
    out = limit_of_position(calendar, moved(after, -amount));
  }
  out.tighten({kEndOfTime, false});
  return out;
}

// Links that a started or finished predecessor can no longer move do not count.
bool counts(const Node& from, LinkType type) {
  if (from.progress == Progress::done) return false;
  return ties_finish(type) || from.fixed_start == kNever;
}

}  // namespace

LateDates find_late_dates(const Plan& plan, const Network& network, const Schedule& schedule,
                          const std::vector<Instant>& bounds) {
  const std::size_t num_nodes = network.num_nodes();
  const Kernel<1> kernel = schedule.kernel(plan, network);
  LateDates late;
  late.start.assign(num_nodes, kForever);
  late.finish.assign(num_nodes, kForever);
  late.total_float.assign(num_nodes, Work{0});
  late.is_open.assign(num_nodes, false);
  std::vector<WorkLimit> start_limit(num_nodes, {kUnbounded, false});  // nodes that take time
  std::vector<TimeLimit> instant_limit(num_nodes, {kForever, false});  // nodes that take none

  for (std::size_t n = num_nodes; n-- > 0;) {
    const Node& node = network.nodes[n];
    if (node.progress == Progress::done) continue;
    const WorkCalendar& own = plan.calendars[node.calendar.index()];
    const bool exists = kernel.exists(n, 0);
    const Work length = kernel.duration(n, 0);
    TimeLimit on_start;   // what a link may impose on this node's start at the latest
    TimeLimit on_finish;  // and on its finish
    if (!exists || kernel.is_instant(n, 0)) {
      if (exists) instant_limit[n].tighten({bounds[n], false});
      if (instant_limit[n].at == kForever) continue;
      on_start = on_finish = instant_limit[n];
      late.start[n] = late.finish[n] = instant_limit[n].at;
      late.is_open[n] = instant_limit[n].is_open;
      if (exists) late.total_float[n] = own.between(kernel.finish(n, 0), instant_limit[n].at);
    } else {
      WorkLimit& limit = start_limit[n];
      if (bounds[n] != kForever) limit.tighten({own.worked(bounds[n]) - length, false});
      if (limit.at == kUnbounded) continue;
      on_start = limit_of_position(own, limit);
      on_finish = limit_of_position(own, moved(limit, length));
      late.start[n] = on_start.at;
      late.finish[n] = own.earliest(limit.at + length);
      late.is_open[n] = limit.is_open;
      late.total_float[n] = limit.at - own.worked(kernel.start(n, 0));
    }
    for (const InLink& in : network.links_into(n)) {
      if (!kernel.binds(in, 0)) continue;
      const std::size_t from = in.from.index();
      const Node& before = network.nodes[from];
      const bool from_exists = kernel.exists(from, 0);
      if (from_exists && !counts(before, in.type)) continue;
      TimeLimit limit = holds_start(in.type) ? on_start : on_finish;
      if (in.lag != InLink::kNone && exists && from_exists) {
        limit =
            limit_before_lag(network.lags[in.lag], kernel.lag(in.lag, 0), plan.calendars, limit);
      }
      const WorkCalendar& theirs = plan.calendars[before.calendar.index()];
      if (!from_exists || kernel.is_instant(from, 0)) {
        instant_limit[from].tighten(limit);
      } else if (ties_finish(in.type)) {
        start_limit[from].tighten(
            moved(limit_of_evening(theirs, limit), -kernel.duration(from, 0)));
      } else {
        start_limit[from].tighten(limit_of_morning(theirs, limit));
      }
    }
  }
  return late;
}

std::vector<Work> find_free_floats(const Plan& plan, const Network& network,
                                   const Schedule& schedule, const std::vector<Instant>& bounds) {
  const std::size_t num_nodes = network.num_nodes();
  const Kernel<1> kernel = schedule.kernel(plan, network);
  std::vector<Work> out(num_nodes, kUnbounded);
  std::vector<Instant> needed(num_nodes,
                              kForever);  // absent nodes: when their successors need them
  for (std::size_t n = num_nodes; n-- > 0;) {
    const Node& node = network.nodes[n];
    if (node.progress == Progress::done) {
      out[n] = Work{0};
      continue;
    }
    const bool exists = kernel.exists(n, 0);
    if (exists && out[n] == kUnbounded && bounds[n] != kForever) {
      out[n] = plan.calendars[node.calendar.index()].between(kernel.finish(n, 0), bounds[n]);
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
      const WorkCalendar& theirs = plan.calendars[before.calendar.index()];
      out[from] = std::min(out[from], theirs.between(kernel.bound(in, n, 0), wanted));
    }
  }
  return out;
}

}  // namespace slipway
