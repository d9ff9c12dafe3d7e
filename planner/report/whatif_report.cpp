#include "planner/report/whatif_report.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "planner/whatif/same_rows.hpp"
#include "planner/whatif/team_load.hpp"

namespace slipway {
namespace {

// What is done may have missed its date; what is dropped or left out has none to miss.
bool has_date_to_miss(const ScheduleRow& row) {
  return row.status != Status::dropped && !row.is_absent;
}

// Says whether the odds fall by more than sampling can make, and in whole percents.
bool loses_odds(const MovedRow& row) {
  if (!row.on_time_before || !row.on_time_after || row.is_noise) return false;
  return std::round(100.0 * *row.on_time_after) < std::round(100.0 * *row.on_time_before);
}

class CaseBuilder {
 public:
  CaseBuilder(const Analysis& before, const Analysis& after, const ScheduleReport& schedule_before)
      : before_(before), after_(after), was_(schedule_before) {
    if (after.risk) {
      out_.risk = report_risk(after);
      out_.schedule = out_.risk->schedule;
    } else {
      out_.schedule = report_schedule(after);
    }
  }

  WhatifCase build(const Comparison& comparison);

 private:
  void add_moved(const ItemComparison& item);
  void sort_turns(std::vector<std::size_t>& rows) const;
  void add_teams(const Comparison& comparison);
  void add_loads();
  void add_paths();
  void add_totals(const Comparison& comparison);

  const Analysis& before_;
  const Analysis& after_;
  const ScheduleReport& was_;
  WhatifCase out_;
};

void CaseBuilder::add_moved(const ItemComparison& item) {
  const ScheduleRow* const was =
      item.item.before.is_set() ? &was_.rows[item.item.before.index()] : nullptr;
  const ScheduleRow* const is =
      item.item.after.is_set() ? &out_.schedule.rows[item.item.after.index()] : nullptr;
  const ScheduleRow& shown = is != nullptr ? *is : *was;
  MovedRow row;
  row.is_new = was == nullptr;
  row.is_left_out = was != nullptr && is != nullptr && !was->is_absent && is->is_absent;
  row.is_gone = is == nullptr || row.is_left_out ||
                (is->status == Status::dropped && was != nullptr && was->status != Status::dropped);
  row.is_emptied = shown.kind == Kind::objective && is != nullptr && item.finish_before.is_set() &&
                   !item.finish_after.is_set();
  const bool is_dated = shown.kind == Kind::goal || shown.kind == Kind::milestone;
  if (is_dated && is != nullptr && has_date_to_miss(*is)) {  // what is new was not late before
    const bool was_late = was != nullptr && has_date_to_miss(*was) && was->is_late();
    row.is_newly_late = !was_late && is->is_late();
    row.is_newly_safe = was_late && !is->is_late() && is->finish.is_set();
  }
  // Its date may have moved instead.
  const bool turns = row.is_newly_late || row.is_newly_safe;
  if (!item.moves() && !row.is_new && !row.is_gone && !turns) return;
  row.id = shown.id;
  row.title = shown.title;
  row.team = shown.team;
  row.team_name = shown.team_name;
  row.kind = shown.kind;
  row.commitment = shown.commitment;
  row.priority = is != nullptr ? after_.plan->item(item.item.after).priority
                               : before_.plan->item(item.item.before).priority;
  if (was != nullptr) row.due_before = was->due;
  if (is != nullptr) row.due_after = is->due;
  row.finish_before = item.finish_before;
  row.finish_after = item.finish_after;
  row.delta_days = item.delta_days;
  row.p80_before = item.p80_before;
  row.p80_after = item.p80_after;
  row.p80_days = item.p80_days;
  row.on_time_before = item.on_time_before;
  row.on_time_after = item.on_time_after;
  row.on_time_error = item.on_time_error;
  if (row.on_time_before && row.on_time_after)
    row.is_noise = is_noise(*row.on_time_after - *row.on_time_before, row.on_time_error);
  if (row.is_newly_late) out_.newly_late.push_back(out_.moved.size());
  if (row.is_newly_safe) out_.newly_safe.push_back(out_.moved.size());
  out_.moved.push_back(std::move(row));
}

void CaseBuilder::sort_turns(std::vector<std::size_t>& rows) const {
  const auto key = [&](std::size_t i) {
    const MovedRow& row = out_.moved[i];
    const int priority = row.priority == Priority::none ? 99 : static_cast<int>(row.priority);
    return std::make_tuple(priority, row.commitment != Commitment::committed, row.due_after, i);
  };
  std::ranges::sort(rows, {}, key);
}

void CaseBuilder::add_teams(const Comparison& comparison) {
  std::vector<TeamTurn> turns;
  const auto turn_of = [&](std::string_view team, std::string_view name) -> TeamTurn& {
    const auto at = std::ranges::find(turns, team, &TeamTurn::team);
    if (at != turns.end()) return *at;
    return turns.emplace_back(TeamTurn{.team = team, .name = name});
  };
  for (const MovedRow& row : out_.moved) {
    const bool is_dated = row.kind == Kind::goal || row.kind == Kind::milestone;
    if (!is_dated || row.team.empty()) continue;
    const double days = row.delta_days.value_or(0.0);
    const bool is_less_likely =
        days <= 0.0 && !row.is_newly_late && !row.is_gone && loses_odds(row);
    if (days == 0.0 && !row.is_newly_late && !row.is_gone && !is_less_likely) continue;
    TeamTurn& turn = turn_of(row.team, row.team_name);
    turn.earlier += days < 0.0 ? 1U : 0U;
    turn.later += days > 0.0 ? 1U : 0U;
    turn.newly_late += row.is_newly_late ? 1U : 0U;
    turn.dropped += row.is_gone && !row.is_left_out ? 1U : 0U;
    turn.left_out += row.is_left_out ? 1U : 0U;
    turn.less_likely += is_less_likely ? 1U : 0U;
    if (std::abs(days) > std::abs(turn.most_days)) turn.most_days = days;
  }
  for (const ItemComparison& item : comparison.items) {
    if (!item.item.before.is_set() || !item.item.after.is_set()) continue;
    const ScheduleRow& was = was_.rows[item.item.before.index()];
    const ScheduleRow& is = out_.schedule.rows[item.item.after.index()];
    if (was.team == is.team || is.kind == Kind::blocker || is.kind == Kind::objective) continue;
    if (!is.team.empty()) ++turn_of(is.team, is.team_name).taken_over;
    if (!was.team.empty()) ++turn_of(was.team, was.team_name).handed_over;
  }
  const auto key = [](const TeamTurn& turn) {
    return std::tie(turn.newly_late, turn.later, turn.dropped, turn.left_out, turn.less_likely,
                    turn.earlier, turn.taken_over, turn.handed_over);
  };
  std::ranges::stable_sort(turns,
                           [&](const TeamTurn& a, const TeamTurn& b) { return key(b) < key(a); });
  out_.teams = std::move(turns);
}

void CaseBuilder::add_loads() {
  const std::vector<TeamLoad> was = find_team_loads(before_);
  const std::vector<TeamLoad> is = find_team_loads(after_);
  for (std::size_t team = 0; team < is.size(); ++team) {
    const Team& of = after_.plan->teams[team];
    if (!is[team].is_over()) continue;
    const auto old = std::ranges::find(before_.plan->teams, of.id, &Team::id);
    const TeamLoad none;
    const bool is_known = old != before_.plan->teams.end();
    const TeamLoad& then =
        is_known ? was[static_cast<std::size_t>(old - before_.plan->teams.begin())] : none;
    const bool has_fewer = is_known && old->capacity && *old->capacity > *of.capacity;
    if (then.is_over() && then.most >= is[team].most && !has_fewer) continue;
    out_.loads.push_back(
        {of.id, of.name, *of.capacity, then.most, is[team].most, day_at(is[team].over_since)});
  }
}

void CaseBuilder::add_paths() {
  const auto missing = [](const std::vector<std::string_view>& from,
                          const std::vector<std::string_view>& in) {
    std::vector<std::string_view> out;
    for (const std::string_view id : from) {
      if (std::ranges::find(in, id) == in.end()) out.push_back(id);
    }
    return out;
  };
  out_.joins_path = missing(out_.schedule.critical_path, was_.critical_path);
  out_.leaves_path = missing(was_.critical_path, out_.schedule.critical_path);
}

void CaseBuilder::add_totals(const Comparison& comparison) {
  const Instant was = before_.schedule.plan_finish;
  const Instant is = after_.schedule.plan_finish;
  if (was != kNever && is != kNever)
    out_.finish_days = days_of(before_.plan->calendars[0].between(was, is));
  out_.p80_days = comparison.plan_p80_days;
  out_.all_on_time_error = comparison.all_on_time_error;
  if (before_.risk && before_.risk->all_on_time)
    out_.all_on_time_before = odds_of(*before_.risk->all_on_time, before_.risk->samples);
  if (after_.risk && after_.risk->all_on_time)
    out_.all_on_time_after = odds_of(*after_.risk->all_on_time, after_.risk->samples);
}

WhatifCase CaseBuilder::build(const Comparison& comparison) {
  for (const ItemComparison& item : comparison.items) add_moved(item);
  sort_turns(out_.newly_late);
  sort_turns(out_.newly_safe);
  add_teams(comparison);
  add_loads();
  add_paths();
  add_totals(comparison);
  return std::move(out_);
}

}  // namespace

WhatifCase report_case(const Analysis& before, const Analysis& after, const Comparison& comparison,
                       const ScheduleReport& schedule_before) {
  return CaseBuilder(before, after, schedule_before).build(comparison);
}

}  // namespace slipway
