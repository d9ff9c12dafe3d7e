#include "planner/risk/lane_runner.hpp"

#include <algorithm>
#include <bit>

#include "planner/risk/order_statistics.hpp"

namespace slipway {
namespace {

constexpr std::size_t kWidth = kLanes;
constexpr std::int32_t kFromTheStart = 1;  // the morning of the status date

// The view of a block's arrays. Kernels read some of them only, so one view serves all.
LaneArrays arrays_of(const LaneRunner::Block& block) {
  LaneArrays out;
  auto& mine = const_cast<LaneRunner::Block&>(block);
  out.finish = mine.finish.data();
  out.start = mine.start.data();
  out.durations = block.durations.size() > 0 ? mine.durations.data() : nullptr;
  out.lags = block.draws.lags.data();
  out.exists = block.draws.exists.data();
  out.binds = block.draws.binds.data();
  out.driving = mine.driving.data();
  out.critical = mine.critical.data();
  out.through = block.through.empty() ? nullptr : mine.through.data();
  return out;
}

}  // namespace

bool LaneRunner::run(Block& block, std::uint64_t first, int samples, bool keeps_durations) const {
  const std::size_t num_nodes = network_.num_nodes();
  if (block.finish.size() == 0) {
    block.finish.resize(lanes_.num_finishes * kWidth);
    block.driving.resize(lanes_.from.size());
    block.start.resize((lanes_.num_starts + 1) * kWidth);
    if (keeps_durations) {
      block.durations.resize(num_nodes * kWidth);
      std::fill_n(block.durations.data(), num_nodes * kWidth, 0);
    }
    block.last.resize(kWidth);
    block.critical.resize(num_nodes);
    block.touched.resize(num_nodes);
    if (lanes_.has_uncertain) block.through.resize(2 * num_nodes);
    for (std::size_t n = 0; n < num_nodes; ++n) {
      const LaneNode& node = lanes_.nodes[n];
      if (!node.is_done) continue;
      std::fill_n(finish_of(block, n), kWidth, lanes_.done_finishes[n]);
      if (node.start_row != LaneLink::kNone)
        std::fill_n(&block.start[node.start_row * kWidth], kWidth, kNeverPosition);
    }
  }
  model_.draw_shared(kernel_, first, block.draws);
  const LaneNetwork net = lanes_.view(model_.draws());
  const LaneArrays arrays = arrays_of(block);
  if (kernel_.forward(net, block.draws.block, arrays) >= kLastPosition) return false;
  kernel_.find_last(net, arrays, last_ones_.data(), static_cast<std::uint32_t>(last_ones_.size()),
                    block.last.data());
  block.used = lanes_of(samples);
  return true;
}

void LaneRunner::find_critical(Block& block, const Subject* target) const {
  for (std::uint32_t i = 0; i < block.num_touched; ++i) block.critical[block.touched[i]] = 0;
  std::ranges::fill(block.through, 0);
  LaneTicks last;
  if (target == nullptr) {
    for (std::size_t l = 0; l < kWidth; ++l) last[l] = block.last[l];
  } else {
    last.fill(kNeverPosition);
    for (const NodeId node : target->nodes) {
      const std::size_t n = node.index();
      const std::uint64_t there = exists(block, n);
      for (std::size_t l = 0; l < kWidth; ++l) {
        if (is_in(there, l)) last[l] = std::max<std::int64_t>(last[l], finish_of(block, n)[l]);
      }
    }
  }
  // The first position that is the same instant.
  std::array<std::int32_t, kWidth> from;
  for (std::size_t l = 0; l < kWidth; ++l) {
    const auto position = static_cast<std::int32_t>(last[l]);
    const bool joins = (position & 1) != 0 && !lanes_.clock.is_gap(position >> 1);
    from[l] = joins ? position - 1 : position;
    block.t_ticks[l] = position == kNeverPosition ? 0 : (position >> 1) * kTicksPerSecond;
  }
  const auto seed = [&](std::size_t n) {
    const std::int32_t* finish = finish_of(block, n);
    std::uint64_t lanes = 0;
    for (std::size_t l = 0; l < kWidth; ++l) {
      lanes |= std::uint64_t{finish[l] >= from[l] && last[l] != kNeverPosition} << l;
    }
    block.critical[n] = lanes & exists(block, n);
  };
  if (target != nullptr) {
    for (const NodeId node : target->nodes) {
      if (!lanes_.nodes[node.index()].is_done) seed(node.index());
    }
  } else {
    for (const std::uint32_t n : last_ones_) {
      if (!lanes_.nodes[n].is_done) seed(n);
    }
  }
  block.num_touched =
      kernel_.sweep(lanes_.view(model_.draws()), arrays_of(block), block.touched.data());
}

// The position that stands for the shown day: a boundary where only a date could have put it is a
// morning.
std::int32_t LaneRunner::shown(const Block& block, std::size_t n, int lane) const {
  const LaneNode& node = lanes_.nodes[n];
  const std::int32_t finish = finish_of(block, n)[lane];
  if (node.is_plain || node.is_done || finish == kNeverPosition) return finish;
  const std::int32_t start = block.start[node.start_row * kWidth + static_cast<std::size_t>(lane)];
  if (finish >> 1 > start >> 1) return finish;
  return (finish & ~1) | (finish >> 1 <= node.floor >> 1 ? 1 : 0);
}

void LaneRunner::record(const Block& block, const Subject* subject, std::uint64_t first,
                        Finishes& out) const {
  std::array<std::int32_t, kWidth> latest;
  latest.fill(kNeverPosition);
  const auto see = [&](std::size_t n, std::uint64_t lanes) {
    if (lanes_.nodes[n].is_plain) {
      const std::int32_t* finish = finish_of(block, n);
      for (std::size_t l = 0; l < kWidth; ++l) latest[l] = std::max(latest[l], finish[l]);
      return;
    }
    for (std::size_t l = 0; l < kWidth; ++l) {
      if (is_in(lanes, l)) latest[l] = std::max(latest[l], shown(block, n, static_cast<int>(l)));
    }
  };
  if (subject == nullptr) {
    for (const std::uint32_t n : last_ones_) see(n, exists(block, n));
  } else {
    for (const NodeId node : subject->nodes) see(node.index(), ~std::uint64_t{0});
  }
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (!is_in(block.used, l)) continue;
    out[first + static_cast<std::uint64_t>(sample_of_lane(static_cast<int>(l)))] = latest[l];
  }
}

void LaneRunner::record_lengths(const Block& block, std::size_t node, std::uint64_t first,
                                std::vector<std::int64_t>& out) const {
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (!is_in(block.used, l)) continue;
    out[first + static_cast<std::uint64_t>(sample_of_lane(static_cast<int>(l)))] =
        block.durations[node * kWidth + l] * kTicksPerSecond;
  }
}

void LaneRunner::record_work(const Block& block, std::size_t node, std::uint64_t first,
                             std::vector<WorkedSpan>& out) const {
  const std::int32_t* finish = finish_of(block, node);
  const std::uint32_t row = lanes_.nodes[node].start_row;
  const std::uint64_t there = exists(block, node) & block.used;
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (!is_in(there, l) || finish[l] == kNeverPosition) continue;
    const std::int64_t to = finish[l] >> 1;
    const std::int64_t from = row == LaneLink::kNone ? to - block.durations[node * kWidth + l]
                                                     : block.start[row * kWidth + l] >> 1;
    out[first + static_cast<std::uint64_t>(sample_of_lane(static_cast<int>(l)))] = {
        from * kTicksPerSecond, to * kTicksPerSecond};
  }
}

std::uint64_t LaneRunner::on_time(const Block& block, const Subject& subject) const {
  const std::int64_t limit = lanes_.clock.evening_of(end_of(subject.target));
  std::uint64_t late = 0;
  for (const NodeId node : subject.nodes) {
    const std::size_t n = node.index();
    const std::int32_t* finish = finish_of(block, n);
    for (std::size_t l = 0; l < kWidth; ++l) {
      const std::int32_t at =
          lanes_.nodes[n].is_plain ? finish[l] : shown(block, n, static_cast<int>(l));
      late |= std::uint64_t{at > limit} << l;
    }
  }
  return block.used & ~late;
}

Exact LaneRunner::lateness(const Block& block, const Subject& subject, std::uint64_t lanes) const {
  const std::int64_t limit = lanes_.clock.evening_of(end_of(subject.target));
  Exact out = 0;
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (!is_in(lanes, l)) continue;
    std::int64_t latest = kNeverPosition;
    for (const NodeId node : subject.nodes) {
      latest = std::max<std::int64_t>(latest, finish_of(block, node.index())[l]);
    }
    out += std::max<std::int64_t>(0, (latest >> 1) - (limit >> 1)) * kTicksPerSecond;
  }
  return out;
}

void LaneRunner::add_sums(const Block& block, std::size_t node, std::int32_t reference,
                          Sums& sums) const {
  std::array<std::int32_t, kWidth> t;
  for (std::size_t l = 0; l < kWidth; ++l) {
    t[l] = static_cast<std::int32_t>(block.t_ticks[l] / kTicksPerSecond);
  }
  const LaneSums of = kernel_.sum(&block.durations[node * kWidth], reference, t.data(), block.used);
  sums.d += Exact{of.d} * kTicksPerSecond;
  sums.dd += Exact{of.dd} * (kTicksPerSecond * kTicksPerSecond);
  sums.dt += Exact{of.dt} * (kTicksPerSecond * kTicksPerSecond);
}

void LaneRunner::arrivals(const Block& block, std::size_t node, std::uint32_t link,
                          LaneTicks& out) const {
  if (lanes_.nodes[node].is_plain) {  // its links give on what they wait for
    const std::int32_t* before = finish_of(block, lanes_.from[link]);
    for (std::size_t l = 0; l < kWidth; ++l) {
      out[l] = before[l] == kNeverPosition ? kNever.ticks : (before[l] >> 1) * kTicksPerSecond;
    }
    return;
  }
  std::array<std::int32_t, kWidth> positions;
  kernel_.bounds(lanes_.view(model_.draws()), arrays_of(block), link,
                 static_cast<std::uint32_t>(node), positions.data());
  for (std::size_t l = 0; l < kWidth; ++l) {
    out[l] = positions[l] == kNeverPosition ? kNever.ticks : (positions[l] >> 1) * kTicksPerSecond;
  }
}

void LaneRunner::bounds(const Block& block, std::size_t node, std::uint32_t link,
                        LaneTicks& out) const {
  arrivals(block, node, link, out);
  if (lanes_.nodes[node].is_plain || !lanes_.links[link].into_finish) return;
  const std::int32_t* finish = finish_of(block, node);
  const std::int32_t* start = &block.start[lanes_.nodes[node].start_row * kWidth];
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (out[l] == kNever.ticks) continue;
    out[l] -= ((finish[l] >> 1) - (start[l] >> 1)) * kTicksPerSecond;
  }
}

std::int64_t LaneRunner::floor_ticks(std::size_t node) const {
  return (lanes_.nodes[node].floor >> 1) * kTicksPerSecond;
}

bool LaneRunner::any(const Finishes& of) const {
  return std::ranges::any_of(of, [](std::int32_t p) { return p != kNeverPosition; });
}

Forecast LaneRunner::forecast(Finishes& of) const {
  // What never happens in a sample (an absent goal that waits for nothing) is over from the start.
  for (std::int32_t& position : of) {
    if (position == kNeverPosition) position = kFromTheStart;
  }
  const RankPicks<std::int32_t> picked = pick_forecast_ranks(of);
  const auto days = [&](std::int32_t position) {
    return days_of(Work{(position >> 1) * kTicksPerSecond});
  };
  Exact sum = 0;
  Exact squares = 0;
  for (const std::int32_t position : of) {
    const std::int64_t ticks = (position >> 1) * kTicksPerSecond;
    sum += ticks;
    squares += Exact{ticks} * ticks;
  }
  const auto number = [&](std::size_t i) {
    return between(days(picked.below[i]), days(picked.above[i]), picked.weight[i]);
  };
  const Moments moments = moments_of(sum, squares, of.size());
  const auto day = [&](std::size_t i) { return lanes_.clock.day_of(picked.reached[i]); };
  return {day(0),
          day(1),
          day(2),
          day(3),
          {number(0), number(1), number(2), number(3), moments.mean, moments.std_dev},
          (days(picked.p80_high) - days(picked.p80_low)) / 2};
}

std::vector<Date> LaneRunner::days(const Finishes& of) const {
  std::vector<Date> out;
  out.reserve(of.size());
  for (const std::int32_t position : of) {
    out.push_back(lanes_.clock.day_of(position == kNeverPosition ? kFromTheStart : position));
  }
  return out;
}

}  // namespace slipway
