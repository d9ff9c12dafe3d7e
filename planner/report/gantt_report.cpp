#include "planner/report/gantt_report.hpp"

#include <algorithm>
#include <utility>

#include "planner/report/diff_report.hpp"
#include "planner/report/gantt_view.hpp"
#include "planner/report/gantt_words.hpp"
#include "planner/report/graph_links.hpp"
#include "planner/report/graph_words.hpp"
#include "planner/whatif/comparison.hpp"
#include "planner/whatif/plan_match.hpp"

namespace slipway {
namespace {

constexpr double kNearCriticality = 0.2;  // share of the samples from which a goal is near-critical
constexpr int kMargin = 2;                // working days beside the bars

bool is_goal(const Item& item) { return item.kind == Kind::goal || item.kind == Kind::milestone; }

bool is_trouble(const GraphLink& link) {
  return link.is_broken() || link.is_unagreed() || link.is_declined();
}

void take_first(Date& first, Date date) {
  if (date.is_set() && (!first.is_set() || date < first)) first = date;
}
void take_last(Date& last, Date date) {
  if (date.is_set() && (!last.is_set() || date > last)) last = date;
}

class Maker {
 public:
  Maker(const Analysis& analysis, const GanttOptions& options)
      : analysis_(analysis),
        plan_(*analysis.plan),
        options_(options),
        schedule_(report_schedule(analysis, false)),
        arcs_(spread_links(plan_)) {}

  GanttReport make();

 private:
  const ItemRisk* risk_of(ItemId id) const {
    return analysis_.risk ? &analysis_.risk->items[id.index()] : nullptr;
  }
  bool is_late(ItemId id) const;
  GanttRow describe(ItemId id) const;
  GanttGroup describe(const GanttGroupDraft& draft) const;
  void count_in(ItemId id, GanttGroup& group) const;
  void add_groups(const GanttView& view);
  void add_links(const GanttView& view);
  void add_baseline();
  void add_days();

  const Analysis& analysis_;
  const Plan& plan_;
  const GanttOptions& options_;
  const ScheduleReport schedule_;
  const std::vector<ItemArc> arcs_;
  Selection selection_;
  GanttLeftOut left_out_;
  GanttReport report_;
};

bool Maker::is_late(ItemId id) const {
  const ScheduleRow& row = schedule_.rows[id.index()];
  return row.is_late() && row.status != Status::dropped && !row.is_absent;
}

GanttRow Maker::describe(ItemId id) const {
  const Item& item = plan_.item(id);
  const ScheduleRow& facts = schedule_.rows[id.index()];
  GanttRow row;
  row.item = id.row;
  row.id = item.id;
  if (item.title != item.id) row.title = item.title;
  row.team = facts.team_name;
  row.kind = item.kind;
  row.status = facts.status;
  row.start = facts.start;
  row.finish = facts.finish;
  row.late_finish = facts.late_finish;
  row.due = facts.due;
  if (is_late(id) && facts.due_float_days) row.late_days = std::max(0.0, -*facts.due_float_days);
  row.progress = facts.status == Status::done ? 1.0 : item.progress;
  row.probability = item.probability;
  row.float_days = schedule_.target.empty() ? facts.total_float_days : facts.target_float_days;
  row.is_critical = facts.is_critical;
  row.is_near_critical = facts.is_near_critical;
  row.is_absent = facts.is_absent;
  row.is_assumed = facts.is_assumed;
  row.is_beside = selection_.beside[id.index()];
  const bool is_open = facts.status != Status::done && facts.status != Status::dropped;
  if (const ItemRisk* risk = risk_of(id); risk != nullptr && is_open && !row.is_absent) {
    if (!row.is_critical && risk->criticality.value_or(0.0) >= kNearCriticality) {
      row.is_near_critical = true;
    }
    if (risk->on_time && analysis_.risk->samples > 0) {
      row.on_time =
          static_cast<double>(*risk->on_time) / static_cast<double>(analysis_.risk->samples);
    }
    if (risk->forecast) {
      row.p10 = risk->forecast->p10;
      row.p50 = risk->forecast->p50;
      row.p90 = risk->forecast->p90;
    }
  }
  return row;
}

void Maker::count_in(ItemId id, GanttGroup& group) const {
  const GanttRow row = describe(id);
  if (row.kind == Kind::blocker) {
    ++group.num_blockers;
  } else {
    ++group.num_goals;
    group.num_done += row.status == Status::done ? 1 : 0;
    group.num_late += is_late(id) ? 1 : 0;
    group.num_critical += row.is_critical ? 1 : 0;
  }
  take_first(group.start, row.start);
  take_last(group.finish, row.finish);
  take_last(group.p90, row.p90);
}

GanttGroup Maker::describe(const GanttGroupDraft& draft) const {
  GanttGroup group;
  if (draft.team.is_set()) {
    const Team& team = plan_.teams[draft.team.index()];
    group.id = team.id;
    group.name = team.name;
    group.team = draft.team.row;
  }
  if (draft.objective.is_set()) {
    const Item& objective = plan_.item(draft.objective);
    group.id = objective.id;
    group.name = objective.title;
    group.due = schedule_.rows[draft.objective.index()].due;
    if (const ItemRisk* risk = risk_of(draft.objective);
        risk != nullptr && risk->on_time && analysis_.risk->samples > 0) {
      group.on_time =
          static_cast<double>(*risk->on_time) / static_cast<double>(analysis_.risk->samples);
    }
  }
  group.num_merged = draft.num_merged;
  group.num_rows = draft.rows.size();
  group.num_hidden = draft.hidden.size();
  for (const ItemId id : draft.rows) count_in(id, group);
  for (const ItemId id : draft.hidden) count_in(id, group);
  return group;
}

void Maker::add_groups(const GanttView& view) {
  for (const GanttGroupDraft& draft : view.groups) {
    GanttGroup& group = report_.groups.emplace_back(describe(draft));
    group.first_row = report_.rows.size();
    for (const ItemId id : draft.rows) {
      report_.rows.push_back(describe(id));
      report_.num_shown += is_goal(plan_.item(id)) ? 1 : 0;
    }
    for (const ItemId id : draft.hidden) {
      left_out_.late_goals += is_goal(plan_.item(id)) && is_late(id) ? 1 : 0;
    }
  }
}

// Boxes of the links: the rows, then what has none, so that what is not drawn can be counted.
void Maker::add_links(const GanttView& view) {
  GraphView boxes;
  boxes.box_of.assign(plan_.items.size(), kNoBox);
  boxes.is_beside = selection_.beside;
  const auto add = [&](ItemId id) {
    boxes.box_of[id.index()] = static_cast<std::uint32_t>(boxes.boxes.size());
    boxes.boxes.push_back({.kind = BoxKind::goal, .item = id});
  };
  for (const GanttGroupDraft& group : view.groups) {
    for (const ItemId id : group.rows) add(id);
  }
  for (const GanttGroupDraft& group : view.groups) {
    for (const ItemId id : group.hidden) add(id);
  }
  std::vector<bool> near(plan_.items.size(), false);
  for (std::size_t row = 0; row < near.size(); ++row) {
    near[row] = schedule_.rows[row].is_near_critical;
  }
  for (const GanttRow& row : report_.rows) near[row.item] = row.is_near_critical;
  std::vector<GraphLink> links = make_links(analysis_, schedule_, boxes, arcs_, near);
  std::erase_if(links, [](const GraphLink& link) { return link.is_idle; });
  report_.num_links = links.size();
  const std::size_t num_rows = report_.rows.size();
  std::erase_if(links, [&](const GraphLink& link) {
    if (link.from < num_rows && link.to < num_rows) return false;
    left_out_.trouble += is_trouble(link) ? 1 : 0;
    return true;
  });
  if (links.size() > kMostGanttArrows && !options_.filter.all) {
    left_out_.arrows = std::erase_if(
        links, [](const GraphLink& link) { return !link.is_critical && !is_trouble(link); });
  }
  report_.links = std::move(links);
}

void Maker::add_baseline() {
  if (options_.baseline == nullptr) return;
  const Analysis& before = *options_.baseline;
  const Plan& old_plan = *before.plan;
  const PlanMatch match = match_plans(old_plan, plan_);
  const ScheduleReport old_schedule = report_schedule(before, false);
  const Comparison comparison = compare(before, analysis_, pair_items(match));
  std::vector<const ItemComparison*> of(plan_.items.size(), nullptr);
  GanttMoves moves;
  for (const ItemComparison& row : comparison.items) {
    if (row.item.after.is_set()) {
      of[row.item.after.index()] = &row;
      continue;
    }
    const Item& item = old_plan.item(row.item.before);
    if (item.kind != Kind::objective) moves.gone.emplace_back(item.id);
  }
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    if (plan_.items[row].kind == Kind::objective || of[row] == nullptr) continue;
    moves.num_new += of[row]->item.before.is_set() ? 0 : 1;
    moves.num_later += of[row]->delta_days.value_or(0.0) > 0.0 ? 1 : 0;
    moves.num_earlier += of[row]->delta_days.value_or(0.0) < 0.0 ? 1 : 0;
  }
  for (GanttRow& row : report_.rows) {
    const ItemComparison* const found = of[row.item];
    if (found == nullptr || !found->item.before.is_set()) {
      row.is_new = true;
      continue;
    }
    const ScheduleRow& old = old_schedule.rows[found->item.before.index()];
    row.start_before = old.start;
    row.finish_before = old.finish;
    row.moved_days = found->delta_days;
  }
  report_.baseline = options_.baseline_name;
  report_.baseline_sentence = say_moves(report_.baseline, moves);
}

// The days of the axis reach over every bar, tail and ghost; a due date far from them does not
// squeeze the rest.
void Maker::add_days() {
  Date from = report_.as_of;
  Date to = report_.as_of;
  for (const GanttGroup& group : report_.groups) {
    take_first(from, group.start);
    take_last(to, group.finish);
    take_last(to, group.p90);
  }
  for (const GanttRow& row : report_.rows) {
    take_first(from, row.finish);  // done without a start
    take_first(from, row.p10);
    take_first(from, row.start_before);
    take_last(to, row.finish_before);
  }
  if (!from.is_set()) from = to = plan_.start.is_set() ? plan_.start : Date(0);
  const Date bars_end = to;
  const std::int32_t reach = std::max(14, (to.day - from.day) / 8);
  for (const GanttRow& row : report_.rows) {
    if (row.due.is_set() && row.due.day <= bars_end.day + reach) take_last(to, row.due);
  }
  const WorkCalendar& calendar = plan_.calendars[0];
  for (int left = kMargin; left > 0;) {
    from = plus_days(from, -1);
    if (calendar.is_working(from)) --left;
  }
  for (int left = kMargin; left > 0;) {
    to = plus_days(to, 1);
    if (calendar.is_working(to)) --left;
  }
  for (Date day = from; day <= to; day = plus_days(day, 1)) {
    const bool works = calendar.is_working(day);
    if (!works && !calendar.week()[static_cast<std::size_t>(weekday(day))]) continue;
    report_.days.push_back(day);
    if (!works) report_.holidays.push_back(day);
  }
  report_.days_per_week = calendar.days_per_week();
  for (int day = 0; day < 7; ++day) {
    if (!calendar.week()[static_cast<std::size_t>(day)]) report_.days_off.push_back(day);
  }
}

GanttReport Maker::make() {
  report_.plan = plan_.name;
  report_.as_of = plan_.as_of;
  report_.finish = schedule_.finish;
  report_.grouping = options_.grouping;
  report_.sentence = say_answer(analysis_, schedule_);
  if (analysis_.risk) {
    report_.samples = analysis_.risk->samples;
    report_.seed = analysis_.risk->seed;
  }
  for (const Item& item : plan_.items) report_.num_goals += is_goal(item) ? 1 : 0;
  selection_ = select_items(analysis_, schedule_, arcs_, options_.filter);
  report_.filter = selection_.words;
  if (!selection_.nothing.empty()) report_.sentence = selection_.nothing;
  std::vector<bool> late(plan_.items.size(), false);
  for (std::size_t row = 0; row < late.size(); ++row) {
    late[row] = is_late(ItemId(row));
    left_out_.all_late += late[row] ? 1 : 0;
  }
  const GanttView view = choose_gantt_view(plan_, schedule_, selection_, late, options_);
  report_.step = view.step;
  add_groups(view);
  add_links(view);
  add_baseline();
  add_days();
  report_.notes = say_gantt_notes(report_, view, options_, left_out_);
  return std::move(report_);
}

}  // namespace

GanttReport report_gantt(const Analysis& analysis, const GanttOptions& options) {
  return Maker(analysis, options).make();
}

}  // namespace slipway
