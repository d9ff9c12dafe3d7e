#include "planner/report/team_demand.hpp"

#include <algorithm>

namespace slipway {
namespace {

void add_span(ItemId item, Instant start, Instant finish, std::vector<WorkSpan>& out) {
  if (start == kNever || finish == kNever || finish <= start) return;
  out.push_back({item, start, finish});
}

}  // namespace

std::vector<WorkSpan> list_work(const Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  std::vector<WorkSpan> out;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const ItemId id(row);
    const NodeId node = analysis.network.node_of[row];
    if (plan.item(id).kind != Kind::goal || !node.is_set()) continue;
    if (!analysis.schedule.exists(node)) continue;
    const Node& at = analysis.network.nodes[node.index()];
    if (at.progress == Progress::done) {
      add_span(id, at.fixed_start, at.fixed_finish, out);
      continue;
    }
    if (at.progress == Progress::started) {
      add_span(id, at.fixed_start, start_of(plan.as_of), out);
    }
    add_span(id, analysis.schedule.start_of(node), analysis.schedule.finish_of(node), out);
  }
  return out;
}

double TeamDemand::sum(TeamId team, Date from, Date to) const {
  const std::int32_t low = std::max(from, first).day - first.day;
  const std::int32_t high = std::min(to, last).day - first.day;
  double out = 0.0;
  for (std::int32_t d = low; d <= high; ++d) {
    out += days[team.index()][static_cast<std::size_t>(d)];
  }
  return out;
}

TeamDemand measure_demand(const Plan& plan, std::span<const WorkSpan> work, Date first, Date last) {
  TeamDemand out{first, last, {}};
  const std::size_t num_days =
      last < first ? 0 : static_cast<std::size_t>(last.day - first.day) + 1;
  out.days.assign(plan.teams.size(), std::vector<double>(num_days, 0.0));
  if (num_days == 0) return out;
  for (const WorkSpan& span : work) {
    const Item& item = plan.item(span.item);
    const ItemDetails& details = plan.details_of(item);
    if (!item.team.is_set() && details.needs.empty()) continue;
    const WorkCalendar& own = plan.calendars[plan.calendar_of(item).index()];
    const Date from = std::max(first, day_at(span.start));
    const Date to = std::min(last, day_before(span.finish));
    for (Date day = from; day <= to; day = plus_days(day, 1)) {
      if (!own.is_working(day)) continue;
      const std::int64_t ticks =
          std::min(span.finish, end_of(day)).ticks - std::max(span.start, start_of(day)).ticks;
      const double share = static_cast<double>(ticks) / static_cast<double>(kTicksPerDay);
      const auto at = static_cast<std::size_t>(day.day - first.day);
      if (item.team.is_set()) out.days[item.team.index()][at] += details.people * share;
      for (const Need& need : details.needs) {
        if (need.ask == Ask::declined) continue;
        const Team& helper = plan.teams[need.team.index()];
        if (!plan.calendars[helper.calendar.index()].is_working(day)) continue;
        out.days[need.team.index()][at] += need.people * share;
      }
    }
  }
  return out;
}

std::optional<double> plannable_days(const Plan& plan, TeamId team, Date from, Date to) {
  const Team& of = plan.teams[team.index()];
  if (!of.capacity) return std::nullopt;
  if (to < from) return 0.0;
  const WorkCalendar& calendar = plan.calendars[of.calendar.index()];
  const Work worked = calendar.between(start_of(from), end_of(to));
  return *of.capacity * of.plan_fraction * days_of(worked);
}

}  // namespace slipway
