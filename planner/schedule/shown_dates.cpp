#include "planner/schedule/shown_dates.hpp"

#include <algorithm>

namespace slipway {
namespace {

// The calendars whose work may lie right before each item that takes no time.
using CalendarSets = std::vector<std::vector<CalendarId>>;

void add_all(std::vector<CalendarId>& set, const std::vector<CalendarId>& more) {
  for (const CalendarId id : more) {
    if (std::ranges::find(set, id) == set.end()) set.push_back(id);
  }
}

Date last_day_before(const Plan& plan, std::span<const CalendarId> calendars, Instant t) {
  Date out;
  for (const CalendarId id : calendars) {
    const Date day = day_before(plan.calendars[id.index()].previous(t));
    if (!out.is_set() || day > out) out = day;
  }
  return out;
}

}  // namespace

Date boundary_day(const Plan& plan, const Node& node, std::span<const CalendarId> calendars,
                  Instant t) {
  const Date day = last_day_before(plan, calendars, t);
  if (day >= day_at(node.floor)) return day;
  return day_at(plan.calendars[node.calendar.index()].next(t));
}

ShownDates find_shown_dates(const Plan& plan, const Network& network, const Schedule& schedule) {
  const std::size_t num_nodes = network.num_nodes();
  const Kernel<1> kernel = schedule.kernel(plan, network);
  ShownDates out;
  for (auto* dates : {&out.start, &out.finish, &out.late_start, &out.late_finish}) {
    dates->resize(num_nodes);
  }
  CalendarSets sets(num_nodes);
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
      const bool exists = kernel.exists(n, 0);
      const Instant t = kernel.finish(n, 0);
      std::vector<CalendarId>& set = sets[n];
      Instant by_links = kNever;
      if (exists) set.push_back(node.calendar);
      for (const InLink& in : network.links_into(n)) {
        const std::size_t from = in.from.index();
        if (!kernel.binds(in, 0)) continue;
        by_links = std::max(by_links, kernel.bound(in, n, 0));
        const Node& before = network.nodes[from];
        const bool passes_on = before.progress != Progress::done &&
                               (!kernel.exists(from, 0) || kernel.is_instant(from, 0));
        if (passes_on)
          add_all(set, sets[from]);
        else
          add_all(set, {before.calendar});
      }
      if (!exists) continue;
      const bool is_held = node.floor >= by_links;
      const Date day = is_held ? day_at(t) : boundary_day(plan, node, set, t);
      out.finish[n] = day;
      out.start[n] = started.is_set() ? started : day;
      if (schedule.late.finish[n] != kForever) {
        out.late_finish[n] = last_day_before(plan, set, schedule.late.finish[n]);
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
