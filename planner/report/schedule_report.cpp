#include "planner/report/schedule_report.hpp"

#include <algorithm>

#include "planner/base/beside.hpp"

namespace slipway {
namespace {

constexpr double kNearCriticalDays = 5.0;  // total float up to which a goal is near-critical (D7)

// What the goals below an objective add up to, beside what its row shows.
struct RollUp {
  bool any = false;
  bool all_done = true;
  bool begun = false;
  Instant last = kNever;  // the latest finish that counts against its date

  void add_goal(Status status) {
    if (status == Status::dropped) return;
    any = true;
    all_done = all_done && status == Status::done;
    begun = begun || status != Status::not_started;
  }
  void add(const RollUp& other) {
    any = any || other.any;
    all_done = all_done && other.all_done;
    begun = begun || other.begun;
    last = std::max(last, other.last);
  }
  Status status() const {
    if (any && all_done) return Status::done;
    return begun ? Status::in_progress : Status::not_started;
  }
};

// Takes the dates, floats and marks of a goal, or of an objective below, into an objective's row.
void take_in(const ScheduleRow& row, ScheduleRow& objective) {
  if (row.start.is_set() && (!objective.start.is_set() || row.start < objective.start)) {
    objective.start = row.start;
  }
  if (row.finish.is_set() && (!objective.finish.is_set() || row.finish > objective.finish)) {
    objective.finish = row.finish;
  }
  const auto take_least = [](std::optional<double>& least, const std::optional<double>& other) {
    if (other && (!least || *other < *least)) least = other;
  };
  take_least(objective.total_float_days, row.total_float_days);
  take_least(objective.target_float_days, row.target_float_days);
  objective.is_critical = objective.is_critical || row.is_critical;
  objective.is_near_critical = objective.is_near_critical || row.is_near_critical;
}

class Builder {
 public:
  Builder(const Analysis& analysis, bool with_drivers)
      : analysis_(analysis),
        plan_(*analysis.plan),
        network_(analysis.network),
        with_drivers_(with_drivers) {}

  ScheduleReport build();

 private:
  ScheduleRow describe(ItemId id) const;
  void add_schedule(NodeId node, ScheduleRow& row) const;
  void add_drivers(NodeId node, std::vector<std::string_view>& names) const;
  void add_rows(ScheduleReport& report) const;
  void add_objectives(ScheduleReport& report) const;
  Instant counted_finish(NodeId node, Date shown) const;
  double days_to_due(const Item& item, const ScheduleRow& row, Instant finish) const;

  const Analysis& analysis_;
  const Plan& plan_;
  const Network& network_;
  bool with_drivers_;
};

ScheduleRow Builder::describe(ItemId id) const {
  const Item& item = plan_.item(id);
  ScheduleRow row;
  row.id = item.id;
  row.title = item.title;
  if (item.team.is_set()) {
    row.team = plan_.teams[item.team.index()].id;
    row.team_name = plan_.teams[item.team.index()].name;
  }
  if (item.parent.is_set()) row.parent = plan_.item(item.parent).id;
  row.kind = item.kind;
  row.status = item.status;
  row.commitment = item.commitment;
  row.due = plan_.target_of(item);
  const bool takes_work = item.kind == Kind::goal || item.kind == Kind::blocker;
  const bool is_open = item.status == Status::not_started || item.status == Status::in_progress;
  row.is_assumed = takes_work && is_open && item.estimate == kNoRow && item.remaining == kNoRow;
  return row;
}

// Names what sets the node's date: the objective a link names rather than its goals; never done
// work.
void Builder::add_drivers(NodeId node, std::vector<std::string_view>& names) const {
  for (const Driver& driver : find_drivers(plan_, network_, analysis_.schedule, node)) {
    if (network_.nodes[driver.from.index()].progress == Progress::done) continue;
    const std::string_view name = plan_.item(plan_.links[driver.link.index()].predecessor).id;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
}

// The finish that counts against a date: items that take no time count to the end of their day.
Instant Builder::counted_finish(NodeId node, Date shown) const {
  const Node& at = network_.nodes[node.index()];
  const bool takes_none =
      at.is_milestone || analysis_.schedule.conditions.durations[node.index()] == 0;
  return takes_none || at.progress == Progress::done ? end_of(shown)
                                                     : analysis_.schedule.finish_of(node);
}

// Working days from `finish`, the moment that counts for the row, to the end of its due date.
double Builder::days_to_due(const Item& item, const ScheduleRow& row, Instant finish) const {
  const WorkCalendar& own = plan_.calendars[plan_.calendar_of(item).index()];
  const double days = days_of(own.between(finish, end_of(row.due)));
  // Late on a day that its own calendar does not work: that day counts (decision 0017).
  return days == 0.0 && row.is_late() ? -1.0 : days;
}

void Builder::add_schedule(NodeId node, ScheduleRow& row) const {
  const Schedule& schedule = analysis_.schedule;
  const std::size_t n = node.index();
  const Item& item = plan_.item(network_.nodes[n].item);
  row.is_absent = !schedule.exists(node);
  if (row.is_absent) return;
  row.start = analysis_.shown.start[n];
  row.finish = analysis_.shown.finish[n];
  const bool is_done = network_.nodes[n].progress == Progress::done;
  if (row.due.is_set() && row.finish.is_set()) {
    row.due_float_days = days_to_due(item, row, counted_finish(node, row.finish));
  }
  if (is_done) return;
  row.late_start = analysis_.shown.late_start[n];
  row.late_finish = analysis_.shown.late_finish[n];
  if (schedule.late.finish[n] != kForever) {
    row.total_float_days = days_of(schedule.late.total_float[n]);
  }
  row.free_float_days = days_of(schedule.free_float[n]);
  if (!schedule.target_float.empty() && schedule.reaches_target[n]) {
    row.target_float_days = days_of(schedule.target_float[n]);
  }
  row.is_critical = schedule.is_critical[n];
  row.is_near_critical =
      !row.is_critical && row.total_float_days && *row.total_float_days <= kNearCriticalDays;
  if (with_drivers_) add_drivers(node, row.driven_by);
}

// Goals go into their objective, and each objective into the one above once it is complete: deep
// nesting costs no more than flat.
void Builder::add_objectives(ScheduleReport& report) const {
  const auto is_objective = [&](ItemId id) { return plan_.item(id).kind == Kind::objective; };
  std::vector<RollUp> sums(plan_.num_goals);
  std::vector<std::uint32_t> open_below(plan_.num_goals, 0);  // objectives still to come
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    const ItemId up = plan_.items[row].parent;
    if (!up.is_set()) continue;
    if (is_objective(ItemId(row))) {
      ++open_below[up.index()];
      continue;
    }
    const ScheduleRow& goal = report.rows[row];
    take_in(goal, report.rows[up.index()]);
    RollUp& sum = sums[up.index()];
    sum.add_goal(plan_.items[row].status);
    const NodeId node = network_.node_of[row];
    if (node.is_set() && goal.finish.is_set()) {
      sum.last = std::max(sum.last, counted_finish(node, goal.finish));
    }
  }
  std::vector<ItemId> complete;
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    if (is_objective(ItemId(row)) && open_below[row] == 0) complete.emplace_back(row);
  }
  while (!complete.empty()) {
    const ItemId id = complete.back();
    complete.pop_back();
    ScheduleRow& objective = report.rows[id.index()];
    const RollUp& sum = sums[id.index()];
    const ItemId up = plan_.item(id).parent;
    if (up.is_set()) {
      take_in(objective, report.rows[up.index()]);
      sums[up.index()].add(sum);
      if (--open_below[up.index()] == 0) complete.push_back(up);
    }
    objective.status = sum.status();
    if (objective.is_critical) objective.is_near_critical = false;
    if (objective.due.is_set() && sum.last != kNever) {
      objective.due_float_days = days_to_due(plan_.item(id), objective, sum.last);
    }
  }
}

// Rows do not depend on each other: large plans share them out to two threads.
void Builder::add_rows(ScheduleReport& report) const {
  constexpr std::size_t kManyRows = 20'000;
  report.rows.resize(plan_.items.size());
  const auto fill = [&](std::size_t from, std::size_t to) {
    for (std::size_t row = from; row < to; ++row) {
      report.rows[row] = describe(ItemId(row));
      const NodeId node = network_.node_of[row];
      if (node.is_set()) add_schedule(node, report.rows[row]);
    }
  };
  const std::size_t all = report.rows.size();
  const std::size_t half = all < kManyRows ? all : all / 2;
  if (half == all) return fill(0, all);
  Beside helper([&] { fill(half, all); });
  fill(0, half);
  helper.join();
}

ScheduleReport Builder::build() {
  ScheduleReport report;
  report.plan = plan_.name;
  report.start = plan_.start;
  report.as_of = plan_.as_of;
  report.finish = analysis_.shown.plan_finish;
  if (analysis_.target.is_set()) report.target = plan_.item(analysis_.target).id;
  for (const ItemId id : analysis_.schedule.critical_path) {
    report.critical_path.push_back(plan_.item(id).id);
  }
  add_rows(report);
  add_objectives(report);
  LinkId listed{};
  for (const OutOfSequence& row : network_.out_of_sequence) {
    if (row.link == listed) continue;  // once per declared link
    listed = row.link;
    report.out_of_sequence.push_back(
        {plan_.item(row.predecessor).id, plan_.item(row.successor).id});
  }
  return report;
}

}  // namespace

ScheduleReport report_schedule(const Analysis& analysis, bool with_drivers) {
  return Builder(analysis, with_drivers).build();
}

}  // namespace slipway
