#include "planner/risk/lane_network.hpp"

#include <algorithm>
#include <cmath>

#include "planner/risk/tally.hpp"

namespace slipway {
namespace {

constexpr double kLongestPlain = kLastPosition / 4;  // seconds; longer ones may leave the range

bool is_whole(std::int64_t ticks) { return ticks % kTicksPerSecond == 0; }

bool holds_start(LinkType type) { return type == LinkType::fs || type == LinkType::ss; }
bool ties_start(LinkType type) { return type == LinkType::ss || type == LinkType::sf; }

// Gives every node its row of finishes. A row is free again when all that wait for its node are
// scheduled, unless somebody reads it later: finishes of large plans then stay in the caches.
// The kernels compute a plain node's links before they write its finish, so it may take over the
// row of one that it was the last to wait for.
void share_rows(const std::vector<bool>& is_read, OwnedLaneNetwork& out) {
  const std::size_t num_nodes = out.nodes.size() - 1;
  std::vector<std::uint32_t> last_reader(num_nodes);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const LaneNode& node = out.nodes[n];
    const bool is_kept = is_read[n] || !node.is_plain || node.may_be_last;
    last_reader[n] = is_kept ? LaneLink::kNone : static_cast<std::uint32_t>(n);
    for (std::uint32_t at = node.first_in; at < out.nodes[n + 1].first_in; ++at) {
      std::uint32_t& last = last_reader[out.from[at]];
      if (!node.is_plain) last = LaneLink::kNone;
      if (last != LaneLink::kNone) last = static_cast<std::uint32_t>(n);
    }
  }
  std::vector<std::uint32_t> free;
  out.from_rows.resize(out.from.size());
  for (std::size_t n = 0; n < num_nodes; ++n) {
    LaneNode& node = out.nodes[n];
    for (std::uint32_t at = node.first_in; at < out.nodes[n + 1].first_in; ++at) {
      const std::uint32_t from = out.from[at];
      out.from_rows[at] = out.nodes[from].finish_row;
      if (last_reader[from] != n) continue;
      free.push_back(out.from_rows[at]);
      last_reader[from] = LaneLink::kNone;  // several links between two: free once
    }
    if (free.empty() || node.is_done) {  // those of done items are written once for all blocks
      node.finish_row = out.num_finishes++;
    } else {
      node.finish_row = free.back();
      free.pop_back();
    }
    if (last_reader[n] == n) free.push_back(node.finish_row);  // nobody waits for it
  }
}

}  // namespace

Work PositionClock::work_at(std::int32_t seconds) const {
  return {origin_.ticks + std::int64_t{seconds} * kTicksPerSecond};
}

std::optional<std::int32_t> PositionClock::position_of(Instant t) const {
  const std::int64_t ticks = (calendar_->worked(t) - origin_).ticks;
  if (!is_whole(ticks)) return std::nullopt;
  const std::int64_t seconds = ticks / kTicksPerSecond;
  if (std::abs(seconds) >= kLastPosition / 2) return std::nullopt;
  const auto evening = static_cast<std::int32_t>(2 * seconds);
  if (instant_of(evening) == t) return evening;
  if (instant_of(evening + 1) == t) return evening + 1;
  return std::nullopt;
}

std::int64_t PositionClock::evening_of(Instant t) const {
  return 2 * floor_div((calendar_->worked(t) - origin_).ticks, kTicksPerSecond);
}

Instant PositionClock::instant_of(std::int32_t position) const {
  const Work work = work_at(position >> 1);
  return (position & 1) != 0 ? calendar_->latest(work) : calendar_->earliest(work);
}

Date PositionClock::day_of(std::int32_t position) const {
  const Instant t = instant_of(position);
  return (position & 1) != 0 ? day_at(t) : day_before(t);
}

bool PositionClock::is_gap(std::int32_t worked_seconds) const {
  const Work work = work_at(worked_seconds);
  return calendar_->earliest(work) != calendar_->latest(work);
}

LaneNetwork OwnedLaneNetwork::view(std::span<const Draw> draws) const {
  LaneNetwork out;
  out.num_nodes = static_cast<std::uint32_t>(nodes.size() - 1);
  out.nodes = nodes.data();
  out.from = from.data();
  out.finish_rows = from_rows.data();
  out.links = links.data();
  out.draws = draws.data();
  out.calendar = &clock;
  out.is_gap = [](const void* calendar, std::int32_t worked) {
    return static_cast<const PositionClock*>(calendar)->is_gap(worked);
  };
  return out;
}

std::optional<OwnedLaneNetwork> make_lane_network(const Plan& plan, const Network& network,
                                                  const SampleModel& model,
                                                  const std::vector<bool>& is_read) {
  const std::size_t num_nodes = network.num_nodes();
  if (!plan.as_of.is_set()) return std::nullopt;
  const WorkCalendar& calendar = plan.calendars[0];
  const Instant as_of = start_of(plan.as_of);
  const bool opens = calendar.next(as_of) == as_of;  // work can start right away
  OwnedLaneNetwork out{PositionClock(calendar, as_of), {}, {}, {}, {}, 0, 0, false, {}};
  if (num_nodes == 0) return std::nullopt;

  for (std::size_t row = 0; row < network.lags.size(); ++row) {
    const Lag& lag = network.lags[row];
    if (lag.is_elapsed || lag.calendar.index() != 0) return std::nullopt;
    if (!model.is_lag_drawn(row) && !is_whole(model.fixed_lag_ticks(row))) return std::nullopt;
    if (model.lag_seconds(row) != 1 || model.longest_lag(row) > kLongestPlain) return std::nullopt;
  }

  out.nodes.resize(num_nodes + 1);
  out.from.reserve(network.in_links.size());
  out.links.reserve(network.in_links.size());
  out.done_finishes.assign(num_nodes, kNeverPosition);
  std::vector<bool> is_start_asked(num_nodes, false);
  for (const InLink& in : network.in_links) {
    LaneLink link;
    link.lag = in.lag;
    link.soft = in.soft;
    link.from_start = ties_start(in.type);
    link.into_finish = !holds_start(in.type);
    if (link.from_start) is_start_asked[in.from.index()] = true;
    out.from.push_back(in.from.row);
    out.links.push_back(link);
  }
  for (std::size_t n = 0; n <= num_nodes; ++n) out.nodes[n].first_in = network.nodes[n].first_in;
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const Node& node = network.nodes[n];
    LaneNode& lane = out.nodes[n];
    if (node.calendar.index() != 0) return std::nullopt;
    if (node.fixed_start != kNever) {
      const auto start = out.clock.position_of(node.fixed_start);
      if (!start && is_start_asked[n]) return std::nullopt;
      lane.actual_start = start.value_or(kNeverPosition);
    }
    if (node.progress == Progress::done) {
      lane.is_done = true;
      lane.start_row = is_start_asked[n] ? out.num_starts++ : LaneLink::kNone;
      lane.may_be_last = !node.is_blocker;
      if (node.fixed_finish == kNever) continue;
      const auto finish = out.clock.position_of(node.fixed_finish);
      if (!finish) return std::nullopt;
      out.done_finishes[n] = *finish & ~1;
      if ((*finish & 1) != 0) return std::nullopt;
      continue;
    }
    if (node.floor == kNever) return std::nullopt;
    const Instant morning = calendar.next(node.floor);
    const auto floor = out.clock.position_of(morning);
    if (!floor) return std::nullopt;
    lane.floor = *floor | 1;
    lane.is_uncertain = model.probability(n) < 1.0;
    out.has_uncertain = out.has_uncertain || lane.is_uncertain;
    if (!model.is_drawn(n) && !is_whole(model.fixed_ticks(n))) return std::nullopt;
    if (model.draws()[n].seconds != 1 || model.added_ticks(n) != 0) return std::nullopt;
    const double longest = model.longest_length(n);
    const bool takes_time = model.takes_time(n);
    // A boundary without work of its own, where nothing can start on the day that holds it: the
    // general path tells such instants apart.
    if ((!takes_time || lane.is_uncertain) && (!opens || morning != node.floor))
      return std::nullopt;

    lane.is_plain = takes_time && !lane.is_uncertain && longest <= kLongestPlain;
    for (std::uint32_t at = lane.first_in; lane.is_plain && at < out.nodes[n + 1].first_in; ++at) {
      const LaneLink& link = out.links[at];
      const bool is_plain_link = link.lag == LaneLink::kNone && link.soft == LaneLink::kNone &&
                                 !link.from_start && !link.into_finish &&
                                 !out.nodes[out.from[at]].is_uncertain;
      lane.is_plain = is_plain_link;
    }
    if (!lane.is_plain || is_start_asked[n]) lane.start_row = out.num_starts++;
    lane.may_be_last = !node.is_blocker;
  }
  // What an absent item passes on to started work leaves out what is finished: the kernels here
  // have one value to pass on, the general path has both.
  std::vector<bool> passes_finished(num_nodes, false);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const bool is_started = network.nodes[n].progress == Progress::started;
    for (std::uint32_t at = out.nodes[n].first_in; at < out.nodes[n + 1].first_in; ++at) {
      const std::uint32_t from = out.from[at];
      if (is_started && passes_finished[from]) return std::nullopt;
      if (out.nodes[n].is_uncertain && (out.nodes[from].is_done || passes_finished[from]))
        passes_finished[n] = true;
    }
  }
  // Work that some goal surely waits for to finish is never alone at the end.
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const LaneNode& lane = out.nodes[n];
    if (network.nodes[n].is_blocker || lane.is_done || lane.is_uncertain) continue;
    for (std::uint32_t at = lane.first_in; at < out.nodes[n + 1].first_in; ++at) {
      const LaneLink& link = out.links[at];
      LaneNode& before = out.nodes[out.from[at]];
      if (link.lag != LaneLink::kNone || link.soft != LaneLink::kNone || link.from_start ||
          link.into_finish || !before.is_plain) {
        continue;
      }
      before.may_be_last = false;
    }
  }
  share_rows(is_read, out);
  return out;
}

}  // namespace slipway
