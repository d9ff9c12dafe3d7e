// How late items may be so that what waits for them keeps a limit: the residuals of the kernel's
// forward maps (D3), in whole ticks, for a schedule or for a block of samples.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "planner/schedule/kernel.hpp"

namespace slipway {

inline bool ties_finish(LinkType type) { return type == LinkType::fs || type == LinkType::ff; }
inline bool holds_start(LinkType type) { return type == LinkType::fs || type == LinkType::ss; }

// The largest x for which the map's result is at most `limit`.
inline Work limit_of_evening(const WorkCalendar& calendar, Instant limit) {  // of earliest(x)
  return calendar.worked(limit);
}
inline Work limit_of_morning(const WorkCalendar& calendar, Instant limit) {  // of latest(x)
  const Work w = calendar.worked(limit);
  return calendar.latest(w) > limit ? Work{w.ticks - 1} : w;
}
inline Instant limit_before_lag(const Lag& lag, Work amount,
                                std::span<const WorkCalendar> calendars,
                                Instant limit) {  // of move_by_lag
  if (amount == Work{0}) return limit;
  if (lag.is_elapsed) return {limit.ticks - amount.ticks};
  const WorkCalendar& calendar = calendars[lag.calendar.index()];
  const Work after =
      amount.ticks > 0 ? limit_of_evening(calendar, limit) : limit_of_morning(calendar, limit);
  return calendar.latest(after - amount);
}

/// Passes the limits of node `n` on to what it waits for, in the lanes of `lanes`: `finish` and
/// `start` hold the latest finish and start of each node, [node][lane], kForever for no limit. A
/// limit holds where the dates of `kernel` keep it. Never fails.
template <int L>
void pass_limits(const Network& network, std::span<const WorkCalendar> calendars,
                 const Kernel<L>& kernel, std::size_t n, std::uint64_t lanes,
                 std::span<std::int64_t> finish, std::span<std::int64_t> start) {
  constexpr auto kWidth = static_cast<std::size_t>(L);
  const auto is_in = [&](std::size_t l) { return (lanes >> l & 1U) != 0; };
  const WorkCalendar& own = calendars[network.nodes[n].calendar.index()];
  std::array<std::int64_t, kWidth> on_start;   // what a link may impose on the start at the latest
  std::array<std::int64_t, kWidth> on_finish;  // and on the finish
  for (std::size_t l = 0; l < kWidth; ++l) {
    const int lane = static_cast<int>(l);
    const Instant last{finish[n * kWidth + l]};
    const Instant first{start[n * kWidth + l]};
    on_start[l] = on_finish[l] = std::min(first, last).ticks;
    if (!is_in(l) || on_start[l] == kForever.ticks) continue;
    if (!kernel.exists(n, lane) || kernel.is_instant(n, lane)) continue;
    const Work length = kernel.duration(n, lane);
    Work begin{kForever.ticks};
    if (last != kForever) begin = limit_of_evening(own, last) - length;
    if (first != kForever) begin = std::min(begin, limit_of_morning(own, first));
    on_start[l] = own.latest(begin).ticks;
    on_finish[l] = own.latest(begin + length).ticks;
  }
  for (const InLink& in : network.links_into(n)) {
    const std::size_t from = in.from.index();
    const Node& before = network.nodes[from];
    if (before.progress == Progress::done) continue;
    const auto& limits = holds_start(in.type) ? on_start : on_finish;
    for (std::size_t l = 0; l < kWidth; ++l) {
      const int lane = static_cast<int>(l);
      if (!is_in(l) || limits[l] == kForever.ticks || !kernel.binds(in, lane)) continue;
      const bool from_exists = kernel.exists(from, lane);
      // The start of what has begun is a fact.
      const bool of_finish = ties_finish(in.type) || !from_exists;
      if (!of_finish && before.fixed_start != kNever) continue;
      Instant limit{limits[l]};
      if (in.lag != InLink::kNone && from_exists && kernel.exists(n, lane))
        limit = limit_before_lag(network.lags[in.lag], kernel.lag(in.lag, lane), calendars, limit);
      std::int64_t& theirs = (of_finish ? finish : start)[from * kWidth + l];
      theirs = std::min(theirs, limit.ticks);
    }
  }
}

}  // namespace slipway
