#include "planner/whatif/date_room.hpp"

#include <algorithm>

#include "planner/schedule/calendars_before.hpp"
#include "planner/schedule/shown_dates.hpp"
#include "planner/whatif/date_trial.hpp"
#include "planner/whatif/slip_limits_internal.hpp"

namespace slipway {

DateRooms::DateRooms(const Analysis& analysis, const std::vector<ItemId>& items)
    : analysis_(analysis), items_(items), row_of_(analysis.network.num_nodes(), kNoRow) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  const std::size_t num_nodes = network.num_nodes();
  const Kernel<1> kernel = analysis.schedule.kernel(plan, network);
  for (std::size_t i = 0; i < items.size(); ++i)
    row_of_[network.node_of[items[i].index()].index()] = static_cast<std::uint32_t>(i);

  CalendarsBefore calendars(network, kernel);
  std::vector<std::vector<CalendarId>> before(num_nodes);
  bool has_calendars = false;
  needs_trial_.assign(items.size(), false);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const Node& node = network.nodes[n];
    has_calendars = has_calendars || node.calendar != network.nodes[0].calendar;
    if (node.progress == Progress::done) continue;
    if (kernel.exists(n, 0) && !kernel.is_instant(n, 0)) continue;
    const std::span<const CalendarId> found = calendars.find(n);
    before[n].assign(found.begin(), found.end());
    // What slips takes time: what takes none behind it is shown by other calendars then.
    for (const InLink& in : network.links_into(n)) {
      const std::size_t from = in.from.index();
      if (row_of_[from] != kNoRow && kernel.is_instant(from, 0)) needs_trial_[row_of_[from]] = true;
    }
  }
  if (!has_calendars) needs_trial_.assign(items.size(), false);
  find_ready();
  find_latest(before);
}

bool DateRooms::changes_more(ItemId item) const {
  const NodeId node = analysis_.network.node_of[item.index()];
  return needs_trial_[row_of_[node.index()]];
}

// Where work could begin by what holds its start, in its working time.
void DateRooms::find_ready() {
  const Plan& plan = *analysis_.plan;
  const Network& network = analysis_.network;
  const Kernel<1> kernel = analysis_.schedule.kernel(plan, network);
  for (const ItemId item : items_) {
    const std::size_t n = network.node_of[item.index()].index();
    Instant bound = network.nodes[n].floor;
    for (const InLink& in : network.links_into(n)) {
      if (holds_start(in.type)) bound = std::max(bound, kernel.bound(in, n, 0));
    }
    ready_.push_back(plan.calendars[network.nodes[n].calendar.index()].worked(bound));
  }
}

void DateRooms::find_latest(const std::vector<std::vector<CalendarId>>& before) {
  const Plan& plan = *analysis_.plan;
  const Network& network = analysis_.network;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    const NodeId node = network.node_of[row];
    const Date target = plan.target_of(item);
    if (!node.is_set() || !target.is_set() || item.kind == Kind::objective) continue;
    if (item.status == Status::done || !analysis_.schedule.exists(node)) continue;
    const auto known = std::ranges::find(teams_, item.team);
    const auto team = static_cast<std::size_t>(known - teams_.begin());
    if (known == teams_.end()) teams_.push_back(item.team);
    const bool is_late = analysis_.shown.finish[node.index()] > target;
    dated_.push_back({ItemId(row), node, team, is_late,
                      is_late ? analysis_.schedule.finish_of(node)
                              : latest_for(node.index(), target, before[node.index()])});
  }
  finish_limits_.resize(network.num_nodes());
  if (!analysis_.shown.plan_finish.is_set()) return;
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    const Node& node = network.nodes[n];
    const bool counts =
        !node.is_blocker && node.progress != Progress::done && analysis_.schedule.exists(NodeId(n));
    if (counts) finish_limits_[n] = latest_for(n, analysis_.shown.plan_finish, before[n]);
  }
}

// The latest finish that is shown on `target` or before. What takes no time is shown by the
// calendars before it; nothing where dates end before it could be late.
std::optional<Instant> DateRooms::latest_for(std::size_t n, Date target,
                                             const std::vector<CalendarId>& before) const {
  if (target >= kLastDate) return std::nullopt;
  const Plan& plan = *analysis_.plan;
  const Kernel<1> kernel = analysis_.schedule.kernel(plan, analysis_.network);
  if (!kernel.is_instant(n, 0)) return end_of(target);
  const auto keeps = [&](Instant t) {
    return boundary_day(plan, analysis_.network.nodes[n], before, t) <= target;
  };
  Instant kept = kernel.finish(n, 0);
  Instant lost = std::max(kept, end_of(target));
  for (std::int64_t step = kTicksPerDay; keeps(lost); step *= 2) {
    if (lost >= kEndOfTime) return std::nullopt;
    kept = lost;
    lost = std::min(kEndOfTime, Instant{lost.ticks + step});
  }
  while (lost.ticks - kept.ticks > 1) {
    const Instant middle{kept.ticks + (lost.ticks - kept.ticks) / 2};
    (keeps(middle) ? kept : lost) = middle;
  }
  return kept;
}

// Passes the limits that are set back from node `last` to all that it waits for.
void DateRooms::pass_back(std::size_t last) {
  const Plan& plan = *analysis_.plan;
  const Network& network = analysis_.network;
  const Kernel<1> kernel = analysis_.schedule.kernel(plan, network);
  for (std::size_t n = last + 1; n-- > 0;) {
    if (!is_needed_[n]) continue;
    if (network.nodes[n].progress == Progress::done) {
      is_needed_[n] = false;
      continue;
    }
    pass_limits(network, plan.calendars, kernel, n, 1, finish_, start_);
    for (const InLink& in : network.links_into(n)) is_needed_[in.from.index()] = true;
  }
}

// How many days the node may slip by the limits at hand; nothing where none holds it.
std::optional<std::int64_t> DateRooms::room_of(std::size_t n) const {
  const Kernel<1> kernel = analysis_.schedule.kernel(*analysis_.plan, analysis_.network);
  const WorkCalendar& own = analysis_.plan->calendars[analysis_.network.nodes[n].calendar.index()];
  const Work ready = ready_[row_of_[n]];
  const Work length = kernel.duration(n, 0);
  // What took no time begins to: its start moves on from an evening to the next morning.
  if (kernel.is_instant(n, 0) && start_[n] < kForever.ticks && own.latest(ready).ticks > start_[n])
    return 0;
  if (finish_[n] == kForever.ticks) return std::nullopt;
  const Work last = limit_of_evening(own, {finish_[n]});
  return std::max<std::int64_t>(0, (last - length - ready).ticks) / kTicksPerDay;
}

void DateRooms::see_goal(const Dated& goal, std::vector<Left>& left) {
  const std::size_t last = goal.node.index();
  is_needed_.assign(last + 1, false);
  is_needed_[last] = true;
  const std::size_t num_nodes = analysis_.network.num_nodes();
  finish_.assign(num_nodes, kForever.ticks);
  start_.assign(num_nodes, kForever.ticks);
  finish_[last] = goal.latest.value_or(Instant{kEndOfTime.ticks - 1}).ticks;
  pass_back(last);
  for (std::size_t n = 0; n <= last; ++n) {
    if (!is_needed_[n] || row_of_[n] == kNoRow) continue;
    const std::optional<std::int64_t> days = room_of(n);
    if (!days) continue;
    Left& out = left[row_of_[n]];
    out.is_reached = true;
    out.has_late = out.has_late || goal.is_late;
    if (goal.is_late || !goal.latest) continue;
    if (!out.days || *days < *out.days) {
      out.days = days;
      out.first = goal.item;
    }
  }
}

void DateRooms::find_finish(std::vector<ItemBudget>& budgets) {
  const std::size_t num_nodes = analysis_.network.num_nodes();
  if (num_nodes == 0) return;
  finish_.assign(num_nodes, kForever.ticks);
  start_.assign(num_nodes, kForever.ticks);
  is_needed_.assign(num_nodes, true);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    if (finish_limits_[n]) finish_[n] = finish_limits_[n]->ticks;
  }
  pass_back(num_nodes - 1);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const auto days = room_of(analysis_.network.node_of[items_[i].index()].index());
    if (days) budgets[i].finish = {RoomState::limited, *days, {}};
  }
}

void DateRooms::find(std::vector<ItemBudget>& budgets,
                     const std::function<void(double)>& progress) {
  find_finish(budgets);
  std::vector<bool> reaches_late(items_.size(), false);
  std::size_t seen = 0;
  for (std::size_t team = 0; team < teams_.size(); ++team) {
    std::vector<Left> left(items_.size());
    for (const Dated& goal : dated_) {
      if (goal.team != team) continue;
      see_goal(goal, left);
      if (progress) progress(static_cast<double>(++seen) / static_cast<double>(dated_.size()));
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!left[i].is_reached) continue;
      TeamRoom& row = budgets[i].teams.emplace_back();
      row.team = teams_[team];
      if (!left[i].days) {
        row.room.state = left[i].has_late ? RoomState::missed : RoomState::unlimited;
        reaches_late[i] = reaches_late[i] || left[i].has_late;
        continue;
      }
      row.room = {RoomState::limited, *left[i].days, left[i].first};
      Room& due = budgets[i].due;
      const bool is_first = due.state != RoomState::limited || row.room.days < due.days ||
                            (row.room.days == due.days && row.room.first < due.first);
      if (is_first) due = row.room;
    }
  }
  std::optional<DateTrials> trials;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (budgets[i].due.state == RoomState::unlimited && reaches_late[i])
      budgets[i].due.state = RoomState::missed;
    if (!needs_trial_[i]) continue;
    if (!trials) trials.emplace(analysis_);
    ItemBudget& budget = budgets[i] = ItemBudget{};
    budget.item = items_[i];
    trials->find(budget);
  }
}

}  // namespace slipway
