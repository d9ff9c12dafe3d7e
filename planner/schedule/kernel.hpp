// The one kernel: early dates of a network for several sets of durations at once ("lanes"), and
// which links set them. The plan is one lane, a block of samples many. Durations, lags and what
// exists are arguments; results go into the caller's arrays, laid out [node][lane].
// Nothing here allocates, and nothing can fail: a Network has no cycle.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "planner/base/calendar.hpp"
#include "planner/base/instant.hpp"
#include "planner/graph/network.hpp"

namespace slipway {

/// What differs between two runs on one network. Arrays are [row][lane]; masks have a bit per lane.
struct Conditions {
  std::span<const std::int64_t> durations;  // by NodeId, in ticks of work still to do
  std::span<const std::int64_t> lags;       // by row of Network::lags, in ticks
  std::span<const std::uint64_t> exists;    // by NodeId: lanes in which the item is there
  std::span<const std::uint64_t> binds;     // by row of Network::soft_links
};

/// Early dates to read. `start` is where work on what remains starts (not the actual start of
/// started goals). Absent items hold the time they pass on, or kNever: `finish` to items that have
/// not started, `start` to started ones, which no longer wait for what is finished.
struct Times {
  std::span<const std::int64_t> start;  // by NodeId and lane, ticks
  std::span<const std::int64_t> finish;
};

/// No date lies behind this, the last moment of the last day: absurd tails of samples stop here. A
/// plan that comes so far is refused (check_length).
inline constexpr Instant kEndOfTime{end_of(kLastDate).ticks - 1};

template <int L>
class Kernel {
 public:
  static_assert(L >= 1 && L <= 64);
  static constexpr std::uint64_t kAll = L == 64 ? ~0ULL : (1ULL << L) - 1;

  Kernel(const Network& network, std::span<const WorkCalendar> calendars,
         const Conditions& conditions, const Times& times)
      : network_(network), calendars_(calendars), given_(conditions), times_(times) {}

  /// Fills `start` and `finish`, the arrays that `times` reads, in topological order (domain
  /// reference 1.2). Cost: nodes and links times lanes.
  void forward(std::span<std::int64_t> start, std::span<std::int64_t> finish) const;

  /// Calls `visit(link, lanes)` for each link that sets the date of `node`, with the lanes of
  /// `lanes` in which it does (domain reference 1.6, ties included). Links from absent items are
  /// replaced by the links behind them, as if these led to `node` directly. Needs `forward`.
  template <typename Visit>
  void visit_drivers(std::size_t node, std::uint64_t lanes, Visit visit) const;

  /// Returns the instant that `in` imposes on `to` in one lane, or kNever where it does not bind.
  Instant bound(const InLink& in, std::size_t to, int lane) const {
    return bound_for(is_started(to), in, to, lane);
  }

  bool exists(std::size_t node, int lane) const { return given_.exists[node] >> lane & 1U; }
  Instant start(std::size_t node, int lane) const { return {times_.start[node * L + at(lane)]}; }
  Instant finish(std::size_t node, int lane) const { return {times_.finish[node * L + at(lane)]}; }
  Work duration(std::size_t node, int lane) const {
    return {given_.durations[node * L + at(lane)]};
  }
  Work lag(std::uint32_t row, int lane) const { return {given_.lags[row * L + at(lane)]}; }
  const WorkCalendar& calendar(CalendarId id) const { return calendars_[id.index()]; }
  bool binds(const InLink& in, int lane) const {
    return in.soft == InLink::kNone || (given_.binds[in.soft] >> lane & 1U) != 0;
  }
  /// Says whether a date, not a link, sets an item that takes no time in this lane.
  bool is_held(std::size_t node, int lane) const {
    const Instant floor = network_.nodes[node].floor;
    for (const InLink& in : network_.links_into(node)) {
      if (bound(in, node, lane) > floor) return false;
    }
    return true;
  }
  /// Says whether the node takes no time in this lane: it then counts by the clock.
  bool is_instant(std::size_t node, int lane) const {
    return network_.nodes[node].is_milestone || duration(node, lane) == Work{0};
  }

 private:
  static constexpr std::size_t at(int lane) { return static_cast<std::size_t>(lane); }
  static bool ties_finish(LinkType type) { return type == LinkType::fs || type == LinkType::ff; }
  static bool holds_start(LinkType type) { return type == LinkType::fs || type == LinkType::ss; }
  bool is_started(std::size_t node) const {
    return network_.nodes[node].progress == Progress::started;
  }
  // The bound as it counts for work that has started or not: behind an absent `to`, somebody else.
  Instant bound_for(bool started, const InLink& in, std::size_t to, int lane) const;
  // What the absent `node` passes on to started work.
  Instant passed_to_started(std::size_t node, int lane) const;

  const Network& network_;
  std::span<const WorkCalendar> calendars_;
  Conditions given_;
  Times times_;
};

/// Returns `t` moved by a lag: later by that much working time, or earlier for a lead (the latest
/// working start whose work would end by `t`). No lag returns `t` itself.
inline Instant move_by_lag(const Lag& lag, Work amount, std::span<const WorkCalendar> calendars,
                           Instant t) {
  if (amount == Work{0}) return t;
  if (lag.is_elapsed) return {t.ticks + amount.ticks};
  const WorkCalendar& calendar = calendars[lag.calendar.index()];
  const Work moved = calendar.worked(t) + amount;
  return amount.ticks > 0 ? calendar.earliest(moved) : calendar.latest(moved);
}

template <int L>
Instant Kernel<L>::bound_for(bool started, const InLink& in, std::size_t to, int lane) const {
  if (!binds(in, lane)) return kNever;
  const std::size_t from = in.from.index();
  const bool from_exists = exists(from, lane);
  if (started && !from_exists) return start(from, lane);
  if (started && network_.nodes[from].progress == Progress::done) return kNever;
  Instant t = finish(from, lane);
  if (!ties_finish(in.type) && from_exists) {
    const Instant actual = network_.nodes[from].fixed_start;
    t = actual != kNever ? actual : start(from, lane);
  }
  // Absent items pass times on without lag on either side (domain reference 3.4).
  if (in.lag == InLink::kNone || t == kNever || !from_exists || !exists(to, lane)) return t;
  return move_by_lag(network_.lags[in.lag], lag(in.lag, lane), calendars_, t);
}

template <int L>
Instant Kernel<L>::passed_to_started(std::size_t node, int lane) const {
  Instant out = kNever;
  for (const InLink& in : network_.links_into(node)) {
    out = std::max(out, bound_for(true, in, node, lane));
  }
  return out;
}

template <int L>
void Kernel<L>::forward(std::span<std::int64_t> starts, std::span<std::int64_t> finishes) const {
  const std::size_t num_nodes = network_.num_nodes();
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const Node& node = network_.nodes[n];
    if (node.progress == Progress::done) {
      for (int l = 0; l < L; ++l) {
        starts[n * L + at(l)] = node.fixed_start.ticks;
        finishes[n * L + at(l)] = node.fixed_finish.ticks;
      }
      continue;
    }
    Instant start_bound[L];
    Instant finish_bound[L];
    std::fill_n(start_bound, L, kNever);
    std::fill_n(finish_bound, L, kNever);
    for (const InLink& in : network_.links_into(n)) {
      Instant* bounds = holds_start(in.type) ? start_bound : finish_bound;
      for (int l = 0; l < L; ++l) bounds[l] = std::max(bounds[l], bound(in, n, l));
    }
    const WorkCalendar& own = calendars_[node.calendar.index()];
    for (int l = 0; l < L; ++l) {
      Instant s;
      Instant f;
      if (!exists(n, l)) {
        s = passed_to_started(n, l);
        f = std::max(start_bound[l], finish_bound[l]);
      } else if (is_instant(n, l)) {
        const Instant by_links = std::max(start_bound[l], finish_bound[l]);
        s = f = node.floor >= by_links ? own.next(node.floor) : by_links;
      } else {
        const Work length = duration(n, l);
        Work w = own.worked(std::max(start_bound[l], node.floor));
        if (finish_bound[l] != kNever) w = std::max(w, own.worked(finish_bound[l]) - length);
        s = own.latest(w);
        f = own.earliest(w + length);
      }
      starts[n * L + at(l)] = std::min(s, kEndOfTime).ticks;
      finishes[n * L + at(l)] = std::min(f, kEndOfTime).ticks;
    }
  }
}

template <int L>
template <typename Visit>
void Kernel<L>::visit_drivers(std::size_t n, std::uint64_t lanes, Visit visit) const {
  const Node& node = network_.nodes[n];
  if (node.progress == Progress::done) return;
  const WorkCalendar& own = calendars_[node.calendar.index()];
  const bool started = is_started(n);
  // What a bound must equal: an instant by the clock, or a position in working time.
  std::int64_t wanted_start[L];
  std::int64_t wanted_finish[L];
  std::uint64_t by_clock = 0;
  for (int l = 0; l < L; ++l) {
    if ((lanes >> l & 1U) == 0) continue;
    const bool takes_time = exists(n, l) && !is_instant(n, l);
    if (!takes_time && !(exists(n, l) && is_held(n, l))) {
      by_clock |= 1ULL << l;
      wanted_start[l] = wanted_finish[l] = finish(n, l).ticks;
    } else {  // what a date holds back waits in working time, even if it takes none itself
      wanted_start[l] = own.worked(start(n, l)).ticks;
      wanted_finish[l] = wanted_start[l] + duration(n, l).ticks;
    }
  }
  // Lanes of `among` in which the link, seen at node `to`, meets what is wanted of `n`.
  const auto driving_lanes = [&](const InLink& in, std::size_t to, bool is_start,
                                 std::uint64_t among) {
    std::uint64_t driving = 0;
    for (int l = 0; l < L; ++l) {
      if ((among >> l & 1U) == 0) continue;
      const Instant b = bound_for(started, in, to, l);
      if (b == kNever) continue;
      const std::int64_t reached = (by_clock >> l & 1U) != 0 ? b.ticks : own.worked(b).ticks;
      if (reached == (is_start ? wanted_start[l] : wanted_finish[l])) driving |= 1ULL << l;
    }
    return driving;
  };
  // Looks behind an absent item, in the order of its links; each of them is seen once per lane.
  struct Level {
    std::size_t node;
    std::uint64_t lanes;
    std::size_t next_link;
  };
  std::vector<Level> levels;  // stays empty, and takes no memory, where nothing is absent
  std::vector<Level> passed;
  const auto look_behind = [&](std::size_t absent, bool is_start, std::uint64_t among) {
    const auto enter = [&](std::size_t at, std::uint64_t wanted) {
      const std::size_t mark = at * 2 + (is_start ? 1 : 0);
      for (const Level& earlier : passed) {
        if (earlier.node == mark) wanted &= ~earlier.lanes;
      }
      if (wanted == 0) return;
      passed.push_back({mark, wanted, 0});
      levels.push_back({at, wanted, 0});
    };
    enter(absent, among);
    while (!levels.empty()) {
      const std::size_t at = levels.back().node;
      const std::span<const InLink> links = network_.links_into(at);
      if (levels.back().next_link == links.size()) {
        levels.pop_back();
        continue;
      }
      const InLink& in = links[levels.back().next_link++];
      const std::uint64_t driving = driving_lanes(in, at, is_start, levels.back().lanes);
      const std::uint64_t there = driving & given_.exists[in.from.index()];
      if (there != 0) visit(in, there);
      if (there != driving) enter(in.from.index(), driving & ~there);
    }
  };
  for (const InLink& in : network_.links_into(n)) {
    const std::uint64_t driving = driving_lanes(in, n, holds_start(in.type), lanes);
    if (driving == 0) continue;
    const std::uint64_t there = driving & given_.exists[in.from.index()];
    if (there != 0) visit(in, there);
    if (there != driving) look_behind(in.from.index(), holds_start(in.type), driving & ~there);
  }
}

}  // namespace slipway
