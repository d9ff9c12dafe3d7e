#include "planner/whatif/date_trial.hpp"

#include <algorithm>
#include <optional>

namespace slipway {
namespace {

// A slip by so much ends where dates end, whatever it starts from.
std::int64_t longest_slip(const WorkCalendar& calendar, Date as_of) {
  return calendar.between(start_of(as_of), end_of(kLastDate)).ticks / kTicksPerDay + 1;
}

}  // namespace

DateTrials::DateTrials(const Analysis& analysis)
    : analysis_(analysis), network_(analysis.network), work_(analysis.schedule) {
  const Plan& plan = *analysis.plan;
  const std::size_t num_nodes = analysis.network.num_nodes();
  work_.late.start.assign(num_nodes, kForever);  // late dates are not asked for
  work_.late.finish.assign(num_nodes, kForever);
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    const NodeId node = analysis.network.node_of[row];
    const Date target = plan.target_of(item);
    if (!node.is_set() || !target.is_set() || item.kind == Kind::objective) continue;
    if (item.status == Status::done || !analysis.schedule.exists(node)) continue;
    const auto known = std::ranges::find(teams_, item.team);
    const auto team = static_cast<std::size_t>(known - teams_.begin());
    if (known == teams_.end()) teams_.push_back(item.team);
    dated_.push_back(
        {ItemId(row), node, target, team, analysis.shown.finish[node.index()] > target});
  }
}

const DateTrials::Effect& DateTrials::slip(NodeId node, std::int64_t days) {
  const auto [at, is_new] = effects_.try_emplace(days);
  Effect& out = at->second;
  if (!is_new) return out;
  const Plan& plan = *analysis_.plan;
  Node& slipping = network_.nodes[node.index()];
  const bool was_milestone = slipping.is_milestone;
  slipping.is_milestone = was_milestone && days == 0;
  std::int64_t& length = work_.conditions.durations[node.index()];
  const std::int64_t before = length;
  length += days * kTicksPerDay;
  work_.kernel(plan, network_).forward(work_.start, work_.finish);
  const ShownDates shown = find_shown_dates(plan, network_, work_);
  length = before;
  slipping.is_milestone = was_milestone;
  out.moves_finish = shown.plan_finish > analysis_.shown.plan_finish;
  for (const Dated& dated : dated_) {
    const Date finish = shown.finish[dated.node.index()];
    out.is_late.push_back(finish > dated.target);
    out.is_moved.push_back(finish > analysis_.shown.finish[dated.node.index()]);
  }
  return out;
}

// The most days that lose nothing, where `most` do. Lateness only grows with a slip: each finish is
// the latest of what follows from the item's finish, which comes later, from its start, which at
// most comes earlier (an FF link lets longer work begin sooner), and from the rest.
template <typename IsLost>
std::int64_t DateTrials::bisect(NodeId node, std::int64_t most, const IsLost& is_lost) {
  std::int64_t harmless = 0;
  std::int64_t harmful = most;
  for (const auto& [days, effect] : effects_) {
    if (!is_lost(effect))
      harmless = std::max(harmless, days);
    else
      harmful = std::min(harmful, days);
  }
  while (harmful - harmless > 1) {
    // The answer is small most of the time: look near first.
    const std::int64_t middle = harmless + (harmful - harmless) / 2;
    const std::int64_t days = std::min(middle, std::max<std::int64_t>(1, 2 * harmless));
    (is_lost(slip(node, days)) ? harmful : harmless) = days;
  }
  return harmless;
}

void DateTrials::find(ItemBudget& budget) {
  effects_.clear();
  const NodeId node = analysis_.network.node_of[budget.item.index()];
  const CalendarId calendar = analysis_.network.nodes[node.index()].calendar;
  const std::int64_t most =
      longest_slip(analysis_.plan->calendars[calendar.index()], analysis_.plan->as_of);
  const Effect end = slip(node, most);

  if (end.moves_finish) {
    const auto moves = [](const Effect& effect) { return effect.moves_finish; };
    budget.finish = {RoomState::limited, bisect(node, most, moves), {}};
  }
  bool reaches_late = false;
  for (std::size_t team = 0; team < teams_.size(); ++team) {
    bool is_reached = false;
    bool has_late = false;
    bool loses = false;
    for (std::size_t i = 0; i < dated_.size(); ++i) {
      if (dated_[i].team != team || !end.is_moved[i]) continue;
      is_reached = true;
      has_late = has_late || dated_[i].is_late;
      loses = loses || (end.is_late[i] && !dated_[i].is_late);
    }
    if (!is_reached) continue;
    TeamRoom& row = budget.teams.emplace_back();
    row.team = teams_[team];
    if (!loses) {
      row.room.state = has_late ? RoomState::missed : RoomState::unlimited;
      reaches_late = reaches_late || has_late;
      continue;
    }
    const auto first_lost = [&](const Effect& effect) -> std::optional<ItemId> {
      for (std::size_t i = 0; i < dated_.size(); ++i) {
        if (dated_[i].team == team && effect.is_late[i] && !dated_[i].is_late)
          return dated_[i].item;
      }
      return std::nullopt;
    };
    row.room.state = RoomState::limited;
    row.room.days =
        bisect(node, most, [&](const Effect& effect) { return first_lost(effect).has_value(); });
    row.room.first = *first_lost(slip(node, row.room.days + 1));
    const bool is_first = budget.due.state != RoomState::limited ||
                          row.room.days < budget.due.days ||
                          (row.room.days == budget.due.days && row.room.first < budget.due.first);
    if (is_first) budget.due = row.room;
  }
  if (budget.due.state == RoomState::unlimited && reaches_late)
    budget.due.state = RoomState::missed;
}

}  // namespace slipway
