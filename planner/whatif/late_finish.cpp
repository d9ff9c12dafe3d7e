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
constexpr std::size_t kSpareDays = 64;  // leads and doubtful waits leave more room than the date

int lane_of(std::size_t lane) { return static_cast<int>(lane); }

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
      item_rows_(network_.num_nodes(), kNoRow) {
  for (std::size_t row = 0; row < items.size(); ++row) {
    const NodeId node = network_.node_of[items[row].index()];
    if (node.is_set()) item_rows_[node.index()] = static_cast<std::uint32_t>(row);
  }
  for (std::size_t n = 1; n < network_.num_nodes(); ++n) {
    has_calendars_ = has_calendars_ || network_.nodes[n].calendar != network_.nodes[0].calendar;
  }
  is_one_calendar_ = !has_calendars_;
  for (const Lag& lag : network_.lags) {
    if (lag.is_elapsed || lag.calendar != network_.nodes[0].calendar) is_one_calendar_ = false;
  }
  for (std::size_t row = 0; row < goals.size(); ++row) {
    Goal goal;
    goal.row = row;
    goal.node = network_.node_of[goals[row].index()];
    goal.target = plan_.target_of(plan_.item(goals[row]));
    // The last date there is cannot be missed.
    if (!goal.node.is_set() || !goal.target.is_set() || goal.target >= kLastDate) continue;
    for (const Subject& subject : task_.subjects) {
      if (subject.item == goals[row]) goal.subject = &subject;
    }
    find_nodes(goal);
    if (std::ranges::any_of(goal.counts, [](std::uint32_t at) { return at != kNoRow; }))
      goals_.push_back(std::move(goal));
  }
}

void LateFinishes::find_nodes(Goal& goal) const {
  std::vector<bool> is_needed(goal.node.index() + 1, false);
  is_needed[goal.node.index()] = true;
  std::uint32_t num_rows = 0;
  for (std::size_t n = goal.node.index() + 1; n-- > 0;) {
    if (!is_needed[n] || network_.nodes[n].progress == Progress::done) continue;
    goal.nodes.push_back(static_cast<std::uint32_t>(n));
    goal.counts.push_back(item_rows_[n] == kNoRow ? kNoRow : num_rows++);
    for (const InLink& in : network_.links_into(n)) is_needed[in.from.index()] = true;
  }
  goal.num_days =
      static_cast<std::size_t>(std::max(0, goal.target.day - plan_.as_of.day + 1)) + kSpareDays + 1;
}

bool LateFinishes::changes_more(ItemId id) const {
  const NodeId node = network_.node_of[id.index()];
  const Item& item = plan_.item(id);
  if (item.kind == Kind::milestone && (!plan_.risks.empty() || item.details != kNoRow)) return true;
  return has_calendars_ && node.is_set() && task_.model.probability(node.index()) >= 1.0 &&
         !task_.model.takes_time(node.index());
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

// Counts how many days the node may slip, in each lane in which it is there.
void LateFinishes::see_slips(std::size_t n, std::uint64_t lanes, std::size_t num_days,
                             std::size_t first, Thread& thread) const {
  const Node& node = network_.nodes[n];
  const WorkCalendar& own = plan_.calendars[node.calendar.index()];
  const Kernel<kLanes> kernel = runner_.kernel_of(thread.block);
  std::int64_t* const ready = &thread.ready[n * kLanes];
  if (!thread.has_ready[n]) {
    thread.has_ready[n] = true;
    for (std::size_t l = 0; l < kLanes; ++l) {
      Instant bound = node.floor;
      for (const InLink& in : network_.links_into(n)) {
        if (holds_start(in.type)) bound = std::max(bound, kernel.bound(in, n, lane_of(l)));
      }
      ready[l] = own.worked(bound).ticks;
    }
  }
  const std::int64_t* const finish = &thread.finish[n * kLanes];
  const std::int64_t* const start = &thread.start[n * kLanes];
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (!is_in(lanes, l) || !kernel.exists(n, lane_of(l))) continue;
    const Work length = kernel.duration(n, lane_of(l));
    // What took no time begins to: its start moves on from an evening to the next morning.
    const std::int64_t begin = is_one_calendar_ ? ready[l] : own.latest({ready[l]}).ticks;
    const bool starts_late = length == Work{0} && start[l] < kUnlimited && begin > start[l];
    if (!starts_late && finish[l] >= kUnlimited) continue;
    std::size_t days = 0;
    if (!starts_late) {
      const std::int64_t last =
          is_one_calendar_ ? finish[l] : limit_of_evening(own, {finish[l]}).ticks;
      const std::int64_t room = last - length.ticks - ready[l];
      days = std::min(static_cast<std::size_t>(std::max<std::int64_t>(0, room) / kTicksPerDay),
                      num_days - 1);
    }
    ++thread.counts[first + days];
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
    if (goal.counts[i] != kNoRow)
      see_slips(goal.nodes[i], lanes, goal.num_days,
                goal.first_count + goal.counts[i] * goal.num_days, thread);
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

void LateFinishes::count(const Visit& visit, const std::function<void(double)>& progress) const {
  std::vector<Goal> goals = goals_;
  const std::uint64_t num_threads = std::clamp<std::uint64_t>(
      options_.threads > 0 ? options_.threads : std::thread::hardware_concurrency(), 1,
      std::clamp<std::uint64_t>((options_.samples + kLanes - 1) / kLanes, 1, 256));
  const std::uint64_t num_blocks = (options_.samples + kLanes - 1) / kLanes;
  for (std::size_t done = 0; done < goals.size();) {
    std::size_t end = done;
    std::size_t size = 0;
    for (; end < goals.size(); ++end) {
      const auto rows = static_cast<std::size_t>(
          std::ranges::count_if(goals[end].counts, [](std::uint32_t at) { return at != kNoRow; }));
      if (end > done && size + rows * goals[end].num_days > kMostCounts / num_threads) break;
      goals[end].first_count = size;
      size += rows * goals[end].num_days;
    }
    std::vector<std::uint32_t> counts(size);
    std::vector<std::uint64_t> hits(end - done);
    const Pass pass{{goals.data() + done, end - done}, size};
    std::mutex merging;
    std::atomic<std::uint64_t> next{0};
    const auto work = [&](bool reports) {
      Thread thread;
      for (std::uint64_t b = next++; b < num_blocks; b = next++) {
        const std::uint64_t first = b * kLanes;
        look_at(pass, thread, first,
                static_cast<int>(std::min<std::uint64_t>(kLanes, options_.samples - first)));
        if (reports && progress) {
          const double share = static_cast<double>(b) / static_cast<double>(num_blocks);
          progress((static_cast<double>(done) + share * static_cast<double>(end - done)) /
                   static_cast<double>(goals.size()));
        }
      }
      const std::scoped_lock lock(merging);
      for (std::size_t i = 0; i < thread.counts.size(); ++i) counts[i] += thread.counts[i];
      for (std::size_t g = 0; g < thread.hits.size(); ++g) hits[g] += thread.hits[g];
    };
    std::deque<Beside> helpers;
    for (std::uint64_t i = 1; i < num_threads; ++i) helpers.emplace_back([&] { work(false); });
    work(true);
    for (Beside& helper : helpers) helper.join();

    for (std::size_t g = done; g < end; ++g) {
      std::vector<std::uint32_t> row(goals[g].num_days);
      for (std::size_t i = 0; i < goals[g].nodes.size(); ++i) {
        if (goals[g].counts[i] == kNoRow) continue;
        const std::size_t first = goals[g].first_count + goals[g].counts[i] * row.size();
        for (std::size_t d = 0; d < row.size(); ++d) row[d] = counts[first + d];
        visit(item_rows_[goals[g].nodes[i]], goals[g].row, hits[g - done], row);
      }
    }
    done = end;
  }
}

}  // namespace slipway
