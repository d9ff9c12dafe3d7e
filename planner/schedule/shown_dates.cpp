#include "planner/schedule/shown_dates.hpp"

#include <algorithm>

#include "planner/schedule/calendars_before.hpp"

namespace slipway {
namespace {

Date last_day_before(const Plan& plan, std::span<const CalendarId> calendars, Instant t) {
  const Date latest = day_before(t);  // no calendar has a later one
  Date out;
  for (const CalendarId id : calendars) {
    const Date day = day_before(plan.calendars[id.index()].previous(t));
    if (day == latest) return day;
    if (!out.is_set() || day > out) out = day;
  }
  return out;
}

}  // namespace

Date boundary_day(const Plan& plan, const Node& node, std::span<const CalendarId> calendars,
                  Instant t) {
  const Date day = last_day_before(plan, calendars, t);
  if (day >= day_at(node.floor)) return day;
  return std::min(day_at(plan.calendars[node.calendar.index()].next(t)), kLastDate);
}

ShownDates find_shown_dates(const Plan& plan, const Network& network, const Schedule& schedule) {
  const std::size_t num_nodes = network.num_nodes();
  const Kernel<1> kernel = schedule.kernel(plan, network);
  ShownDates out;
  for (auto* dates : {&out.start, &out.finish, &out.late_start, &out.late_finish}) {
    dates->resize(num_nodes);
  }
  CalendarsBefore before(network, kernel);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const Node& node = network.nodes[n];
    const Date started = node.fixed_start == kNever ? Date{} : day_at(node.fixed_start);
    if (node.progress == Progress::done) {
      out.start[n] = started;
      if (node.fixed_finish != kNever) out.finish[n] = day_before(node.fixed_finish);
    } else if (kernel.exists(n, 0) && !kernel.is_instant(n, 0)) {
      out.start[n] = started.is_set() ? started : day_at(kernel.start(n, 0));
      out.finish[n] = day_before(kernel.finish(n, 0));
      if (schedule.late.start[n] != kForever) {
        const Instant start = schedule.late.start[n];
        if (node.progress != Progress::started) {
          out.late_start[n] = schedule.late.is_open[n] ? day_before(start) : day_at(start);
        }
        out.late_finish[n] = day_before(schedule.late.finish[n]);
      }
    } else {
      const std::span<const CalendarId> calendars = before.find(n);
      if (!kernel.exists(n, 0)) continue;
      const Instant t = kernel.finish(n, 0);
      const Date day = kernel.is_held(n, 0) ? day_at(t) : boundary_day(plan, node, calendars, t);
      out.finish[n] = day;
      out.start[n] = started.is_set() ? started : day;
      if (schedule.late.finish[n] != kForever) {
        // A boundary that opens its day is not late before it, though the last work before is.
        out.late_finish[n] =
            std::max(day, last_day_before(plan, calendars, schedule.late.finish[n]));
        if (node.progress != Progress::started) out.late_start[n] = out.late_finish[n];
      }
    }
    if (!node.is_blocker && out.finish[n].is_set() &&
        (!out.plan_finish.is_set() || out.finish[n] > out.plan_finish)) {
      out.plan_finish = out.finish[n];
    }
  }
  return out;
}

}  // namespace slipway
