#include "planner/whatif/late_finish.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <deque>
#include <mutex>
#include <thread>

#include "planner/base/beside.hpp"
#include "planner/whatif/slip_limits_internal.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostCounts = std::size_t{32} << 20;  // of 4 bytes, at once
constexpr std::int64_t kUnlimited = kForever.ticks / 2;     // sums with no limit stay above

int lane_of(std::size_t lane) { return static_cast<int>(lane); }

// Days above this are not counted.
std::int64_t end_of_counts(const SlipCounts& of) {
  return of.is_by_classes ? DayClasses::first_of(of.num)
                          : of.first + static_cast<std::int64_t>(of.num) - 1;
}

}  // namespace

// Latest finishes and starts of one block, [node][lane]; kForever: no limit.
struct LateFinishes::Thread {
  GeneralRunner::Block block;
  std::vector<std::int64_t> finish, start;
  // Where work could begin by what holds its start, in its working time; filled where asked for.
  std::vector<std::int64_t> ready;
  std::vector<bool> has_ready;  // by node
  std::vector<std::uint32_t> counts;
  std::vector<std::uint64_t> hits;  // by place in the pass's goals
};

struct LateFinishes::Pass {
  std::span<const Goal> goals;
  std::size_t num_counts = 0;
};

LateFinishes::LateFinishes(const Analysis& analysis, SimulationOptions options,
                           const std::vector<ItemId>& goals, const std::vector<ItemId>& items)
    : plan_(*analysis.plan),
      network_(analysis.network),
      options_(std::move(options)),
      task_(plan_, network_, options_, tables_),
      runner_(plan_, network_, task_.model, best_instruction_set()),
      item_rows_(network_.num_nodes(), kNoRow),
      holds_finish_(network_.num_nodes(), false),
      leads_to_instants_(network_.num_nodes(), false) {
  for (std::size_t row = 0; row < items.size(); ++row) {
    nodes_.push_back(network_.node_of[items[row].index()]);
    if (nodes_.back().is_set()) item_rows_[nodes_.back().index()] = static_cast<std::uint32_t>(row);
  }
  for (std::size_t n = 0; n < network_.num_nodes(); ++n) {
    has_calendars_ = has_calendars_ || network_.nodes[n].calendar != network_.nodes[0].calendar;
    const bool may_be_instant = !task_.model.takes_time(n) || task_.model.probability(n) < 1.0;
    for (const InLink& in : network_.links_into(n)) {
      if (!holds_start(in.type)) holds_finish_[n] = true;
      if (may_be_instant) leads_to_instants_[in.from.index()] = true;
    }
  }
  is_one_calendar_ = !has_calendars_;
  for (const Lag& lag : network_.lags) {
    if (lag.is_elapsed || lag.calendar != network_.nodes[0].calendar) is_one_calendar_ = false;
  }
  for (std::size_t row = 0; row < goals.size(); ++row) {
    Goal& goal = goals_.emplace_back();
    goal.row = row;
    goal.node = network_.node_of[goals[row].index()];
    goal.target = plan_.target_of(plan_.item(goals[row]));
    for (const Subject& subject : task_.subjects) {
      if (subject.item == goals[row]) goal.subject = &subject;
    }
  }
}

std::vector<std::size_t> LateFinishes::items_before(std::size_t row) const {
  const Goal& goal = goals_[row];
  // The last date there is cannot be missed.
  if (!goal.node.is_set() || !goal.target.is_set() || goal.target >= kLastDate) return {};
  std::vector<std::size_t> out;
  std::vector<bool> is_before(goal.node.index() + 1, false);
  is_before[goal.node.index()] = true;
  for (std::size_t n = goal.node.index() + 1; n-- > 0;) {
    if (!is_before[n] || network_.nodes[n].progress == Progress::done) continue;
    if (item_rows_[n] != kNoRow) out.push_back(item_rows_[n]);
    for (const InLink& in : network_.links_into(n)) is_before[in.from.index()] = true;
  }
  std::ranges::sort(out);
  return out;
}

// The open nodes between what is asked for, by node, and the goal; it and successors first.
std::vector<std::uint32_t> LateFinishes::find_between(NodeId goal,
                                                      std::span<const std::uint32_t> row_of) const {
  const std::size_t last = goal.index();
  std::vector<bool> is_between(last + 1, false);
  for (std::size_t n = 0; n <= last; ++n) {
    if (network_.nodes[n].progress == Progress::done) continue;
    bool is_reached = row_of[n] != kNoRow;
    for (const InLink& in : network_.links_into(n))
      is_reached = is_reached || is_between[in.from.index()];
    is_between[n] = is_reached;
  }
  std::vector<std::uint32_t> out;
  std::vector<bool> is_before(last + 1, false);
  is_before[last] = true;
  for (std::size_t n = last + 1; n-- > 0;) {
    if (!is_before[n] || !is_between[n]) continue;
    out.push_back(static_cast<std::uint32_t>(n));
    for (const InLink& in : network_.links_into(n)) is_before[in.from.index()] = true;
  }
  return out;
}

std::size_t LateFinishes::num_nodes(std::size_t goal) const {
  const NodeId node = goals_[goal].node;
  return node.is_set() ? find_between(node, item_rows_).size() : 0;
}

LateFinishes::Goal LateFinishes::find_nodes(const GoalCounts& asked) const {
  Goal out = goals_[asked.goal];
  out.of = asked.of;
  if (asked.of.empty()) return out;
  std::vector<std::uint32_t> row_of(out.node.index() + 1, kNoRow);
  for (std::size_t i = 0; i < asked.of.size(); ++i)
    row_of[nodes_[asked.of[i].item].index()] = static_cast<std::uint32_t>(i);
  out.nodes = find_between(out.node, row_of);
  for (const std::uint32_t n : out.nodes) out.counts.push_back(row_of[n]);
  return out;
}

bool LateFinishes::changes_more(ItemId id) const {
  const NodeId node = network_.node_of[id.index()];
  const Item& item = plan_.item(id);
  const ItemDetails& details = plan_.details_of(item);
  const bool is_plain = details.needs.empty() && details.slips.empty() && !details.is_pinned;
  if (item.kind == Kind::milestone && (!is_plain || is_hit_by_risks(id))) return true;
  return has_calendars_ && node.is_set() && task_.model.probability(node.index()) >= 1.0 &&
         !task_.model.takes_time(node.index()) && leads_to_instants_[node.index()];
}

bool LateFinishes::is_hit_by_risks(ItemId id) const {
  return std::ranges::any_of(plan_.risks, [&](const Risk& risk) {
    const auto names = [&](ItemId item) {
      return std::ranges::find(risk.items, item) != risk.items.end();
    };
    for (ItemId up = id; up.is_set(); up = plan_.item(up).parent) {
      if (names(up)) return true;
    }
    return std::ranges::find(risk.teams, plan_.item(id).team) != risk.teams.end();
  });
}

// The last moment at which the goal is on time, where it is now. What takes no time goes by its
// day: the last one worked before it by any calendar that may lie before.
std::int64_t LateFinishes::limit_of(const Goal& goal, const Kernel<kLanes>& kernel,
                                    int lane) const {
  const std::size_t n = goal.node.index();
  const Instant evening = end_of(goal.target);
  if (kernel.exists(n, lane) && !kernel.is_instant(n, lane)) return evening.ticks;
  Instant out = kForever;
  for (const CalendarId id : runner_.calendars_before(n)) {
    out = std::min(out, plan_.calendars[id.index()].next(evening));
  }
  return out.ticks;
}

// Finds where work could begin by what holds its start, in each lane.
void LateFinishes::find_ready(std::size_t n, Thread& thread) const {
  if (thread.has_ready[n]) return;
  thread.has_ready[n] = true;
  const Node& node = network_.nodes[n];
  const WorkCalendar& own = plan_.calendars[node.calendar.index()];
  const Kernel<kLanes> kernel = runner_.kernel_of(thread.block);
  std::int64_t* const ready = &thread.ready[n * kLanes];
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (!holds_finish_[n] && kernel.exists(n, lane_of(l))) {  // nothing else holds it
      ready[l] = own.worked(kernel.start(n, lane_of(l))).ticks;
      continue;
    }
    Instant bound = node.floor;
    for (const InLink& in : network_.links_into(n)) {
      if (holds_start(in.type)) bound = std::max(bound, kernel.bound(in, n, lane_of(l)));
    }
    ready[l] = own.worked(bound).ticks;
  }
}

// Counts how many days the node may slip, in each lane in which it is there.
void LateFinishes::see_slips(std::size_t n, std::uint64_t lanes, const SlipCounts& of,
                             std::size_t first, Thread& thread) const {
  const WorkCalendar& own = plan_.calendars[network_.nodes[n].calendar.index()];
  find_ready(n, thread);
  const std::int64_t* const ready = &thread.ready[n * kLanes];
  const std::int64_t* const finish = &thread.finish[n * kLanes];
  const std::int64_t* const start = &thread.start[n * kLanes];
  const std::int64_t* const length = &thread.block.conditions.durations[n * kLanes];
  alignas(64) std::array<std::int64_t, kLanes> room;  // in ticks; what is not limited has most
  const std::int64_t end = end_of_counts(of) * kTicksPerDay;
  // What took no time begins to: its start moves on from an evening to the next morning.
  if (is_one_calendar_) {
    for (std::size_t l = 0; l < kLanes; ++l) {
      const bool starts_late = length[l] == 0 && ready[l] > start[l];
      room[l] = starts_late ? 0 : finish[l] - length[l] - ready[l];
    }
  } else {
    for (std::size_t l = 0; l < kLanes; ++l) {
      room[l] = kUnlimited;
      if (!is_in(lanes, l)) continue;
      if (finish[l] < kUnlimited)
        room[l] = limit_of_evening(own, {finish[l]}).ticks - length[l] - ready[l];
      if (length[l] == 0 && start[l] < kUnlimited && own.latest({ready[l]}).ticks > start[l])
        room[l] = 0;
    }
  }
  std::uint64_t counted = 0;
  for (std::size_t l = 0; l < kLanes; ++l) counted |= std::uint64_t{room[l] < end} << l;
  counted &= lanes & thread.block.conditions.exists[n];
  for (; counted != 0; counted &= counted - 1) {
    const auto l = static_cast<std::size_t>(std::countr_zero(counted));
    const std::int64_t days = std::max<std::int64_t>(0, room[l]) / kTicksPerDay;
    const std::size_t at = of.is_by_classes  ? DayClasses::of(days)
                           : days < of.first ? 0
                                             : static_cast<std::size_t>(days - of.first) + 1;
    ++thread.counts[first + at];
  }
}

// Counts by how many days the goal may finish later, however it comes.
void LateFinishes::see_finish(const Goal& goal, std::uint64_t lanes, Thread& thread) const {
  const std::size_t n = goal.node.index();
  const WorkCalendar& own = plan_.calendars[network_.nodes[n].calendar.index()];
  const Kernel<kLanes> kernel = runner_.kernel_of(thread.block);
  for (std::size_t l = 0; l < kLanes; ++l) {
    const Instant finish = kernel.finish(n, lane_of(l));
    if (!is_in(lanes, l) || finish == kNever) continue;
    const Work room = own.between(finish, {limit_of(goal, kernel, lane_of(l))});
    const std::size_t at = DayClasses::of(std::max<std::int64_t>(0, room.ticks) / kTicksPerDay);
    if (at < kMostClasses) ++thread.counts[goal.first.front() + at];
  }
}

// Passes the limits of a node on to what it waits for, where limits are positions in the working
// time of one calendar.
void LateFinishes::pass_limits_on_one_calendar(std::size_t n, Thread& thread) const {
  const OwnedConditions& given = thread.block.conditions;
  alignas(64) std::array<std::int64_t, kLanes> on_start;
  alignas(64) std::array<std::int64_t, kLanes> on_finish;
  const std::int64_t* const finish = &thread.finish[n * kLanes];
  const std::int64_t* const start = &thread.start[n * kLanes];
  const std::int64_t* const length = &given.durations[n * kLanes];
  const bool is_instant = network_.nodes[n].is_milestone;
  for (std::size_t l = 0; l < kLanes; ++l) {  // what is absent has no length
    const std::int64_t takes = is_instant ? 0 : length[l];
    on_start[l] = std::min(start[l], finish[l] - takes);
    on_finish[l] = on_start[l] + takes;
  }
  for (const InLink& in : network_.links_into(n)) {
    const std::size_t from = in.from.index();
    const Node& before = network_.nodes[from];
    if (before.progress == Progress::done) continue;
    const auto& limits = holds_start(in.type) ? on_start : on_finish;
    const std::uint64_t there = given.exists[from];
    const bool has_lag = in.lag != InLink::kNone;
    const bool is_certain = there == ~std::uint64_t{0} && in.soft == InLink::kNone;
    if (is_certain && (!has_lag || given.exists[n] == ~std::uint64_t{0})) {
      if (!ties_finish(in.type) && before.fixed_start != kNever) continue;
      std::int64_t* const theirs =
          &(ties_finish(in.type) ? thread.finish : thread.start)[from * kLanes];
      if (has_lag) {
        const std::int64_t* const lag = &given.lags[in.lag * kLanes];
        for (std::size_t l = 0; l < kLanes; ++l)
          theirs[l] = std::min(theirs[l], limits[l] - lag[l]);
      } else {
        for (std::size_t l = 0; l < kLanes; ++l) theirs[l] = std::min(theirs[l], limits[l]);
      }
      continue;
    }
    const std::uint64_t binds = in.soft == InLink::kNone ? ~std::uint64_t{0} : given.binds[in.soft];
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (!is_in(binds, l)) continue;
      const bool from_exists = is_in(there, l);
      const bool of_finish = ties_finish(in.type) || !from_exists;
      if (!of_finish && before.fixed_start != kNever) continue;
      const bool is_moved = has_lag && from_exists && is_in(given.exists[n], l);
      const std::int64_t limit = limits[l] - (is_moved ? given.lags[in.lag * kLanes + l] : 0);
      std::int64_t& theirs = (of_finish ? thread.finish : thread.start)[from * kLanes + l];
      theirs = std::min(theirs, limit);
    }
  }
}

void LateFinishes::see_goal(const Goal& goal, const Pass& pass, Thread& thread) const {
  const std::uint64_t lanes = runner_.on_time(thread.block, *goal.subject);
  thread.hits[static_cast<std::size_t>(&goal - pass.goals.data())] +=
      static_cast<std::uint64_t>(std::popcount(lanes));
  if (lanes == 0) return;
  if (goal.of.empty()) return see_finish(goal, lanes, thread);
  for (const std::uint32_t n : goal.nodes) {
    std::fill_n(&thread.finish[n * kLanes], kLanes, kForever.ticks);
    std::fill_n(&thread.start[n * kLanes], kLanes, kForever.ticks);
  }
  const Kernel<kLanes> kernel = runner_.kernel_of(thread.block);
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (!is_in(lanes, l)) continue;
    const std::int64_t limit = limit_of(goal, kernel, lane_of(l));
    const WorkCalendar& own = plan_.calendars[network_.nodes[goal.node.index()].calendar.index()];
    thread.finish[goal.node.index() * kLanes + l] =
        is_one_calendar_ ? own.worked({limit}).ticks : limit;
  }
  for (std::size_t i = 0; i < goal.nodes.size(); ++i) {
    const std::uint32_t row = goal.counts[i];
    if (row != kNoRow) see_slips(goal.nodes[i], lanes, goal.of[row], goal.first[row], thread);
    if (is_one_calendar_)
      pass_limits_on_one_calendar(goal.nodes[i], thread);
    else
      pass_limits(network_, plan_.calendars, kernel, goal.nodes[i], lanes, thread.finish,
                  thread.start);
  }
}

void LateFinishes::look_at(const Pass& pass, Thread& thread, std::uint64_t first,
                           int samples) const {
  runner_.run(thread.block, first, samples, false);
  const std::size_t size = network_.num_nodes() * kLanes;
  thread.finish.resize(size);
  thread.start.resize(size);
  thread.ready.resize(size);
  thread.counts.resize(pass.num_counts);
  thread.hits.resize(pass.goals.size());
  thread.has_ready.assign(network_.num_nodes(), false);
  for (const Goal& goal : pass.goals) see_goal(goal, pass, thread);
}

std::uint64_t LateFinishes::num_threads() const {
  return std::clamp<std::uint64_t>(
      options_.threads > 0 ? options_.threads : std::thread::hardware_concurrency(), 1,
      std::clamp<std::uint64_t>((options_.samples + kLanes - 1) / kLanes, 1, 256));
}

std::size_t LateFinishes::most_counts() const { return kMostCounts / num_threads(); }

void LateFinishes::count(std::span<const GoalCounts> asked, const Visit& visit,
                         const std::function<void(double)>& progress) const {
  std::vector<Goal> goals;
  std::size_t size = 0;
  for (const GoalCounts& row : asked) {
    Goal& goal = goals.emplace_back(find_nodes(row));
    for (const SlipCounts& of : goal.of) {
      goal.first.push_back(size);
      size += of.num;
    }
    if (goal.of.empty()) {
      goal.first.push_back(size);
      size += kMostClasses;
    }
  }
  std::vector<std::uint32_t> counts(size);
  std::vector<std::uint64_t> hits(goals.size());
  const Pass pass{goals, size};
  const std::uint64_t num_blocks = (options_.samples + kLanes - 1) / kLanes;
  std::mutex merging;
  std::atomic<std::uint64_t> next{0};
  const auto work = [&](bool reports) {
    Thread thread;
    for (std::uint64_t b = next++; b < num_blocks; b = next++) {
      const std::uint64_t first = b * kLanes;
      look_at(pass, thread, first,
              static_cast<int>(std::min<std::uint64_t>(kLanes, options_.samples - first)));
      if (reports && progress) progress(static_cast<double>(b) / static_cast<double>(num_blocks));
    }
    const std::scoped_lock lock(merging);
    for (std::size_t i = 0; i < thread.counts.size(); ++i) counts[i] += thread.counts[i];
    for (std::size_t g = 0; g < thread.hits.size(); ++g) hits[g] += thread.hits[g];
  };
  std::deque<Beside> helpers;
  for (std::uint64_t i = 1; i < num_threads(); ++i) helpers.emplace_back([&] { work(false); });
  work(true);
  for (Beside& helper : helpers) helper.join();
  for (std::size_t g = 0; g < goals.size(); ++g) {
    for (std::size_t i = 0; i < goals[g].first.size(); ++i) {
      const std::size_t num = goals[g].of.empty() ? kMostClasses : goals[g].of[i].num;
      visit(g, i, hits[g], std::span(counts).subspan(goals[g].first[i], num));
    }
  }
}

}  // namespace slipway
