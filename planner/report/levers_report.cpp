#include "planner/report/levers_report.hpp"

#include <algorithm>

#include "planner/model/change_text.hpp"

namespace slipway {
namespace {

double share_of(std::int64_t count, std::uint64_t samples) {
  return static_cast<double>(count) / static_cast<double>(samples);
}

std::string label_of(const LeverMove& move, const Plan& plan) {
  const Change& change = move.changes.front();
  const std::string id(plan.item(move.item).id);
  switch (move.kind) {
    case LeverKind::resolve:
      return "resolve blocker " + id;
    case LeverKind::agree:
      if (change.other_team.is_set())
        return "agree what " + id + " asks of team " +
               std::string(plan.teams[change.other_team.index()].id);
      return "agree what " + id + " asks of " + std::string(plan.item(change.other).id);
    case LeverKind::unlink:
      return "drop soft link " + std::string(plan.item(change.other).id) + " -> " + id;
    case LeverKind::harden:
      return "make soft link " + std::string(plan.item(change.other).id) + " -> " + id + " certain";
    case LeverKind::split:
      return "split " + id + ": half of it, the rest " +
             (change.period.is_set() ? "in " + std::string(plan.periods[change.period.index()].id)
                                     : std::string("after it"));
    case LeverKind::shorten:
      return "shorten " + id + " by 20 %";
    case LeverKind::drop:
      return "drop " + id;
    case LeverKind::defer:
      return "defer " + id + " and what depends on it to " +
             std::string(plan.periods[change.period.index()].id);
  }
  return to_words(change, plan);
}

LeverGoalRow name_goal(const Plan& plan, const Simulation& before, const LeverGoal& goal) {
  LeverGoalRow out;
  out.id = plan.item(goal.item).id;
  out.is_objective = plan.item(goal.item).kind == Kind::objective;
  out.p80_before = goal.p80_before;
  out.p80 = goal.p80;
  out.p80_days = goal.p80_days;
  out.has_date = before.items[goal.item.index()].on_time.has_value();
  if (!out.has_date) return out;
  const auto was = static_cast<std::int64_t>(goal.on_time.before);
  out.on_time_before = share_of(was, before.samples);
  out.on_time = share_of(was + goal.on_time.gain(), before.samples);
  out.gain = share_of(goal.on_time.gain(), before.samples);
  out.error = error_of(goal.on_time, before.samples);
  out.is_noise = is_noise(goal.on_time, before.samples);
  return out;
}

}  // namespace

bool LeverRow::costs_others() const {
  return std::ranges::any_of(goals, [](const LeverGoalRow& goal) {
    return (goal.gain < 0.0 && !goal.is_noise) || goal.p80 > goal.p80_before;
  });
}

LeversReport report_levers(const Analysis& analysis, const Levers& levers, ItemId goal,
                           const std::function<std::string(const Change&)>& to_flag) {
  const Plan& plan = *analysis.plan;
  const Simulation& before = levers.before;
  LeversReport report;
  report.plan = plan.name;
  report.as_of = plan.as_of;
  report.samples = before.samples;
  report.seed = before.seed;
  report.num_committed = levers.measured.size();
  report.num_risks = plan.risks.size();
  report.left_out = levers.left_out;
  if (goal.is_set()) report.goal = plan.item(goal).id;
  const std::optional<Forecast>& finish =
      goal.is_set() ? before.items[goal.index()].forecast : before.finish;
  if (finish) report.p80 = finish->p80;
  const std::optional<std::uint64_t>& hits =
      goal.is_set() ? before.items[goal.index()].on_time : before.all_on_time;
  if (hits) report.odds = odds_of(*hits, before.samples);
  for (const Lever& lever : levers.rows) {
    LeverRow& row = report.rows.emplace_back();
    row.kind = lever.move.kind;
    row.id = plan.item(lever.move.item).id;
    row.label = label_of(lever.move, plan);
    for (const Change& change : lever.move.changes) row.flags.push_back(to_flag(change));
    for (const ItemId id : lever.given_up) {
      const auto on_time = static_cast<std::int64_t>(*before.items[id.index()].on_time);
      row.given_up.push_back({plan.item(id).id, share_of(on_time, before.samples)});
    }
    row.measured = lever.measured;
    const auto was = static_cast<std::int64_t>(lever.odds.before);
    row.before = share_of(was, before.samples);
    row.after = share_of(was + lever.odds.gain(), before.samples);
    row.gain = share_of(lever.odds.gain(), before.samples);
    row.error = error_of(lever.odds, before.samples);
    row.is_noise = is_noise(lever.odds, before.samples);
    row.finish_days = lever.finish_days;
    for (const LeverGoal& at : lever.goals) row.goals.push_back(name_goal(plan, before, at));
  }
  return report;
}

}  // namespace slipway
