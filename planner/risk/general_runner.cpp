#include "planner/risk/general_runner.hpp"

#include <algorithm>
#include <array>

#include "planner/risk/order_statistics.hpp"
#include "planner/schedule/shown_dates.hpp"

namespace slipway {
namespace {

constexpr std::size_t kWidth = kLanes;

int lane_of(std::size_t lane) { return static_cast<int>(lane); }

}  // namespace

// As for shown dates, but over all links: which of them bind differs from sample to sample.
GeneralRunner::GeneralRunner(const Plan& plan, const Network& network, const SampleModel& model,
                             InstructionSet set)
    : plan_(plan),
      network_(network),
      model_(model),
      draws_(lane_kernel(set)),
      set_of_(network.num_nodes()),
      as_of_(plan.calendars[0].worked(start_of(plan.as_of))) {
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    const Node& node = network.nodes[n];
    set_of_[n] = sets_.single(node.calendar);
    const bool takes_time = !node.is_milestone && node.progress != Progress::done &&
                            model.probability(n) >= 1.0 && model.takes_time(n);
    if (takes_time) continue;
    for (const InLink& in : network.links_into(n)) {
      set_of_[n] = sets_.unite(set_of_[n], set_of_[in.from.index()]);
    }
  }
}

bool GeneralRunner::run(Block& block, std::uint64_t first, int samples,
                        bool /*keeps_durations*/) const {
  const std::size_t num_nodes = network_.num_nodes();
  OwnedConditions& given = block.conditions;
  if (block.start.empty()) {
    block.start.resize(num_nodes * kWidth);
    block.finish.resize(num_nodes * kWidth);
    block.critical.resize(num_nodes);
    block.touched.resize(num_nodes);
    given.durations.resize(num_nodes * kWidth);
    given.lags.resize(network_.lags.size() * kWidth);
  }
  model_.draw_shared(draws_, first, block.draws);
  given.exists = block.draws.exists;
  given.binds = block.draws.binds;
  for (std::size_t row = 0; row < network_.lags.size(); ++row) {
    for (std::size_t l = 0; l < kWidth; ++l) {
      given.lags[row * kWidth + l] = model_.is_lag_drawn(row)
                                         ? std::int64_t{block.draws.lags[row * kWidth + l]} *
                                               model_.lag_seconds(row) * kTicksPerSecond
                                         : model_.fixed_lag_ticks(row);
    }
  }
  alignas(64) std::array<std::int32_t, kWidth> units;
  for (std::size_t n = 0; n < num_nodes; ++n) {
    std::int64_t* ticks = &given.durations[n * kWidth];
    if (model_.is_drawn(n)) {
      draws_.lengths(block.draws.block, model_.draws()[n], units.data());
      const std::int64_t unit = model_.draws()[n].seconds * kTicksPerSecond;
      const std::int64_t added = model_.added_ticks(n);
      for (std::size_t l = 0; l < kWidth; ++l) ticks[l] = units[l] * unit + added;
    } else {
      std::fill_n(ticks, kWidth, model_.fixed_ticks(n));
    }
    if (given.exists[n] == ~std::uint64_t{0}) continue;
    for (std::size_t l = 0; l < kWidth; ++l) {
      if (!is_in(given.exists[n], l)) ticks[l] = 0;
    }
  }
  const LaneKernelOfSchedule kernel = kernel_of(block);
  kernel.forward(block.start, block.finish);

  block.used = lanes_of(samples);
  block.last.fill(kNever.ticks);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    if (network_.nodes[n].is_blocker) continue;
    for (std::size_t l = 0; l < kWidth; ++l) {
      if (is_in(given.exists[n], l))
        block.last[l] = std::max(block.last[l], block.finish[n * kWidth + l]);
    }
  }
  return true;
}

void GeneralRunner::find_critical(Block& block, const Subject* target) const {
  const LaneKernelOfSchedule kernel = kernel_of(block);
  std::ranges::fill(block.critical, 0);
  block.num_touched = 0;
  LaneTicks last = block.last;
  std::vector<bool> is_target(target == nullptr ? 0 : network_.num_nodes(), false);
  if (target != nullptr) {
    last.fill(kNever.ticks);
    for (const NodeId node : target->nodes) {
      is_target[node.index()] = true;
      for (std::size_t l = 0; l < kWidth; ++l) {
        if (is_in(exists(block, node.index()), l))
          last[l] = std::max(last[l], block.finish[node.index() * kWidth + l]);
      }
    }
  }
  for (std::size_t l = 0; l < kWidth; ++l) {
    const Instant t{last[l]};
    block.t_ticks[l] = t == kNever ? 0 : (plan_.calendars[0].worked(t) - as_of_).ticks;
  }
  for (std::size_t n = network_.num_nodes(); n-- > 0;) {
    const Node& node = network_.nodes[n];
    if (node.progress == Progress::done) continue;
    if (target == nullptr ? !node.is_blocker : bool{is_target[n]}) {
      for (std::size_t l = 0; l < kWidth; ++l) {
        if (is_in(exists(block, n), l) && block.finish[n * kWidth + l] == last[l])
          block.critical[n] |= std::uint64_t{1} << l;
      }
    }
    if (block.critical[n] == 0) continue;
    block.touched[block.num_touched++] = static_cast<std::uint32_t>(n);
    kernel.visit_drivers(n, block.critical[n], [&](const InLink& in, std::uint64_t driving) {
      if (network_.nodes[in.from.index()].progress != Progress::done)
        block.critical[in.from.index()] |= driving;
    });
  }
}

// The day that the schedule would show for the node's finish in one lane; not set without one.
Date GeneralRunner::shown_day(const LaneKernelOfSchedule& kernel, std::size_t n, int lane) const {
  const Node& node = network_.nodes[n];
  const Instant t = kernel.finish(n, lane);
  if (t == kNever) return {};
  const bool exists = kernel.exists(n, lane);
  if (node.progress == Progress::done || (exists && !kernel.is_instant(n, lane)))
    return day_before(t);
  if (exists && kernel.is_held(n, lane)) return day_at(t);
  return boundary_day(plan_, node, sets_.of(set_of_[n]), t);
}

void GeneralRunner::record(const Block& block, const Subject* subject, std::uint64_t first,
                           Finishes& out) const {
  const LaneKernelOfSchedule kernel = kernel_of(block);
  LaneTicks latest;
  latest.fill(kNever.ticks);
  std::array<Date, kWidth> day{};
  const auto see = [&](std::size_t n, std::uint64_t lanes) {
    for (std::size_t l = 0; l < kWidth; ++l) {
      if (!is_in(lanes, l)) continue;
      latest[l] = std::max(latest[l], block.finish[n * kWidth + l]);
      day[l] = std::max(day[l], shown_day(kernel, n, lane_of(l)));
    }
  };
  if (subject == nullptr) {
    for (std::size_t n = 0; n < network_.num_nodes(); ++n) {
      if (!network_.nodes[n].is_blocker) see(n, exists(block, n) & block.used);
    }
  } else {
    for (const NodeId node : subject->nodes) see(node.index(), block.used);
  }
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (!is_in(block.used, l)) continue;
    const std::uint64_t sample = first + static_cast<std::uint64_t>(sample_of_lane(lane_of(l)));
    out.ticks[sample] = latest[l];
    out.days[sample] = day[l].is_set() ? day[l].day : plan_.as_of.day;
  }
}

void GeneralRunner::record_lengths(const Block& block, std::size_t node, std::uint64_t first,
                                   std::vector<std::int64_t>& out) const {
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (!is_in(block.used, l)) continue;
    out[first + static_cast<std::uint64_t>(sample_of_lane(lane_of(l)))] =
        block.conditions.durations[node * kWidth + l];
  }
}

void GeneralRunner::record_work(const Block& block, std::size_t node, std::uint64_t first,
                                std::vector<WorkedSpan>& out) const {
  const WorkCalendar& own = calendar_of(node);
  const Work origin = own.worked(start_of(plan_.as_of));
  const std::uint64_t there = exists(block, node) & block.used;
  for (std::size_t l = 0; l < kWidth; ++l) {
    const Instant start{block.start[node * kWidth + l]};
    const Instant finish{block.finish[node * kWidth + l]};
    if (!is_in(there, l) || start == kNever || finish == kNever) continue;
    out[first + static_cast<std::uint64_t>(sample_of_lane(lane_of(l)))] = {
        (own.worked(start) - origin).ticks, (own.worked(finish) - origin).ticks};
  }
}

std::uint64_t GeneralRunner::on_time(const Block& block, const Subject& subject) const {
  const LaneKernelOfSchedule kernel = kernel_of(block);
  const Instant evening = end_of(subject.target);
  std::uint64_t out = block.used;
  for (const NodeId node : subject.nodes) {
    const std::size_t n = node.index();
    for (std::size_t l = 0; l < kWidth; ++l) {
      if (!is_in(out, l)) continue;
      // Work that ends by the evening is on time; what takes no time goes by its day.
      const int lane = lane_of(l);
      const bool takes_time = kernel.exists(n, lane) && !kernel.is_instant(n, lane);
      const bool is_late = takes_time ? kernel.finish(n, lane) > evening
                                      : shown_day(kernel, n, lane) > subject.target;
      if (is_late) out &= ~(std::uint64_t{1} << l);
    }
  }
  return out;
}

Exact GeneralRunner::lateness(const Block& block, const Subject& subject,
                              std::uint64_t lanes) const {
  const WorkCalendar& calendar =
      subject.nodes.size() == 1 ? calendar_of(subject.nodes.front().index()) : plan_.calendars[0];
  const Instant evening = end_of(subject.target);
  Exact out = 0;
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (!is_in(lanes, l)) continue;
    std::int64_t latest = kNever.ticks;
    for (const NodeId node : subject.nodes) {
      latest = std::max(latest, block.finish[node.index() * kWidth + l]);
    }
    if (latest > evening.ticks) out += calendar.between(evening, Instant{latest}).ticks;
  }
  return out;
}

void GeneralRunner::add_sums(const Block& block, std::size_t node, std::int32_t reference,
                             Sums& sums) const {
  const std::int64_t from = reference * kTicksPerSecond;
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (!is_in(block.used, l)) continue;
    const std::int64_t d = block.conditions.durations[node * kWidth + l] - from;
    sums.d += d;
    sums.dd += Exact{d} * d;
    sums.dt += Exact{d} * block.t_ticks[l];
  }
}

void GeneralRunner::arrivals(const Block& block, std::size_t node, std::uint32_t link,
                             LaneTicks& out) const {
  const LaneKernelOfSchedule kernel = kernel_of(block);
  const WorkCalendar& own = calendar_of(node);
  const Work origin = own.worked(start_of(plan_.as_of));
  for (std::size_t l = 0; l < kWidth; ++l) {
    const Instant bound = kernel.bound(network_.in_links[link], node, lane_of(l));
    out[l] = bound == kNever ? kNever.ticks : (own.worked(bound) - origin).ticks;
  }
}

void GeneralRunner::bounds(const Block& block, std::size_t node, std::uint32_t link,
                           LaneTicks& out) const {
  arrivals(block, node, link, out);
  const LinkType type = network_.in_links[link].type;
  if (type != LinkType::ff && type != LinkType::sf) return;
  const LaneKernelOfSchedule kernel = kernel_of(block);
  for (std::size_t l = 0; l < kWidth; ++l) {
    if (out[l] != kNever.ticks) out[l] -= kernel.duration(node, lane_of(l)).ticks;
  }
}

std::int64_t GeneralRunner::floor_ticks(std::size_t node) const {
  const WorkCalendar& own = calendar_of(node);
  const Instant floor = network_.nodes[node].floor;
  if (floor == kNever) return kNever.ticks;
  return own.between(start_of(plan_.as_of), floor).ticks;
}

bool GeneralRunner::any(const Finishes& of) const {
  return std::ranges::any_of(of.ticks, [](std::int64_t t) { return t != kNever.ticks; });
}

Forecast GeneralRunner::forecast(Finishes& of) const {
  // What never happens in a sample (an absent goal that waits for nothing) is over from the start.
  const std::int64_t earliest = start_of(plan_.as_of).ticks;
  std::vector<std::int64_t> worked(of.ticks.size());
  Exact sum = 0;
  Exact squares = 0;
  for (std::size_t i = 0; i < worked.size(); ++i) {
    const std::int64_t t = of.ticks[i] == kNever.ticks ? earliest : of.ticks[i];
    worked[i] = (plan_.calendars[0].worked({t}) - as_of_).ticks;
    sum += worked[i];
    squares += Exact{worked[i]} * worked[i];
  }
  const RankPicks<std::int64_t> lengths = pick_forecast_ranks(worked);
  const RankPicks<std::int32_t> days = pick_forecast_ranks(of.days);
  const auto number = [&](std::size_t i) {
    return between(days_of(Work{lengths.below[i]}), days_of(Work{lengths.above[i]}),
                   lengths.weight[i]);
  };
  const Moments moments = moments_of(sum, squares, worked.size());
  const auto day = [&](std::size_t i) { return Date(days.reached[i]); };
  return {day(0),
          day(1),
          day(2),
          day(3),
          {number(0), number(1), number(2), number(3), moments.mean, moments.std_dev},
          (days_of(Work{lengths.p80_high}) - days_of(Work{lengths.p80_low})) / 2};
}

std::vector<Date> GeneralRunner::days(const Finishes& of) const {
  std::vector<Date> out;
  out.reserve(of.days.size());
  for (const std::int32_t day : of.days) out.push_back(Date(day));
  return out;
}

}  // namespace slipway
