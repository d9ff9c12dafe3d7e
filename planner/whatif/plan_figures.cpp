#include <algorithm>
#include <utility>

#include "planner/graph/network.hpp"
#include "planner/schedule/schedule.hpp"
#include "planner/schedule/shown_dates.hpp"
#include "planner/whatif/plan_figures_internal.hpp"

namespace slipway {
namespace {

// Finishes by ItemId; kNever where there is none. An objective finishes with the last of its goals.
std::vector<Instant> list_finishes(const Plan& plan, const Network& network,
                                   const Schedule& early) {
  std::vector<Instant> out(plan.items.size(), kNever);
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    if (early.exists(NodeId(n))) out[network.nodes[n].item.index()] = early.finish_of(NodeId(n));
  }
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    if (plan.items[row].kind == Kind::objective || out[row] == kNever) continue;
    for (ItemId up = plan.items[row].parent; up.is_set(); up = plan.item(up).parent) {
      out[up.index()] = std::max(out[up.index()], out[row]);
    }
  }
  return out;
}

// The days that stand for the finishes, by ItemId. They say no more than the instants but of what
// takes no time: none where nothing of that is asked for.
std::vector<Date> list_days(const MixedPlan& mixed, const Measuring& by, const Network& network,
                            const Schedule& early) {
  const Kernel<1> kernel = early.kernel(mixed.plan, network);
  const bool takes_none = std::ranges::any_of(by.items, [&](std::uint32_t joint) {
    const ItemId id = mixed.items[joint];
    const NodeId node = id.is_set() ? network.node_of[id.index()] : NodeId{};
    return node.is_set() && kernel.is_instant(node.index(), 0);
  });
  if (!takes_none) return {};
  Schedule schedule = early;
  schedule.late.start.assign(network.num_nodes(), kForever);  // late dates are not asked for
  schedule.late.finish.assign(network.num_nodes(), kForever);
  const ShownDates shown = find_shown_dates(mixed.plan, network, schedule);
  std::vector<Date> out(mixed.plan.items.size());
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    if (early.exists(NodeId(n)) && kernel.is_instant(n, 0))
      out[network.nodes[n].item.index()] = shown.finish[n];
  }
  return out;
}

// When a forecast's P80 is: its days count from the start of the status date.
std::int64_t p80_of(const std::optional<Forecast>& forecast, const Plan& plan,
                    const WorkCalendar& counts) {
  if (!forecast) return kNoFigure;
  const WorkCalendar& calendar = plan.calendars[0];
  const Work at = calendar.worked(start_of(plan.as_of)) + work_of_days(forecast->days.p80);
  return counts.worked(calendar.earliest(at)).ticks;
}

std::int64_t count_of(const std::optional<std::uint64_t>& samples) {
  return samples ? static_cast<std::int64_t>(*samples) : kNoFigure;
}

}  // namespace

Loaded<std::vector<Figures>> measure(const MixedPlan& mixed, const Measuring& by,
                                     DrawTables& tables) {
  Loaded<std::vector<Figures>> out;
  const Plan& plan = mixed.plan;
  Loaded<Network> network = compile(plan);
  out.findings.add(std::move(network.findings));
  if (!network.ok) return out;
  const Schedule early =
      find_early_dates(plan, network.value, likely_conditions(plan, network.value));
  out.findings.add(check_length(plan, network.value, early));
  if (out.findings.has_errors()) return out;
  out.ok = true;

  const std::vector<Instant> finishes = list_finishes(plan, network.value, early);
  const auto worked = [](const WorkCalendar& calendar, Instant finish) {
    return finish == kNever ? kNoFigure : calendar.worked(finish).ticks;
  };
  const std::vector<Date> days = list_days(mixed, by, network.value, early);
  std::optional<Simulation> risk;
  if (by.risk) {
    SimulationOptions options = *by.risk;
    options.only.assign(plan.items.size(), false);
    for (const std::uint32_t joint : by.items) {
      if (mixed.items[joint].is_set()) options.only[mixed.items[joint].index()] = true;
    }
    risk = simulate(plan, network.value, options, tables);
  }

  const WorkCalendar& plan_calendar = by.yardstick.calendars[0];
  out.value.reserve(by.items.size() + 1);
  Figures& whole = out.value.emplace_back();
  Instant last = kNever;
  for (std::size_t row = 0; row < plan.num_goals; ++row) last = std::max(last, finishes[row]);
  whole.finish = worked(plan_calendar, last);
  if (risk) {
    whole.p80 = p80_of(risk->finish, plan, plan_calendar);
    whole.on_time = count_of(risk->all_on_time);
  }
  for (const std::uint32_t joint : by.items) {
    Figures& figures = out.value.emplace_back();
    const ItemId id = mixed.items[joint];
    if (!id.is_set()) continue;
    const Item& as_new = by.yardstick.items[by.match.items.rows[joint].new_row];
    const CalendarId own = by.yardstick.calendar_of(as_new);
    figures.finish = worked(by.yardstick.calendars[own.index()], finishes[id.index()]);
    if (!days.empty() && days[id.index()].is_set()) figures.day = days[id.index()].day;
    if (!risk) continue;
    figures.p80 = p80_of(risk->items[id.index()].forecast, plan, plan_calendar);
    if (risk->items[id.index()].forecast)
      figures.p80_day = risk->items[id.index()].forecast->p80.day;
    figures.on_time = count_of(risk->items[id.index()].on_time);
  }
  return out;
}

}  // namespace slipway
