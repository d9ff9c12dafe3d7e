#include "planner/schedule/durations.hpp"

namespace slipway {
namespace {

constexpr double kBindsFrom = 0.5;  // probability from which things are there (contract 1)

int week_of(const Plan& plan, CalendarId calendar) {
  return plan.calendars[calendar.index()].days_per_week();
}

}  // namespace

Distribution remaining_work(const Plan& plan, const Network& network, std::size_t n) {
  const Node& node = network.nodes[n];
  const Item& item = plan.item(node.item);
  if (item.kind == Kind::milestone || node.progress == Progress::done) return {};
  const int week = week_of(plan, node.calendar);
  if (item.remaining != kNoRow) {
    return distribution_of(plan.estimates[item.remaining], plan.sizes, week);
  }
  Distribution out = distribution_of(
      item.estimate == kNoRow ? plan.default_estimate : plan.estimates[item.estimate], plan.sizes,
      week);
  out.scale = 1.0 - item.progress;
  return out;
}

Work slipped_work(const Plan& plan, const Network& network, std::size_t n) {
  const Node& node = network.nodes[n];
  const Item& item = plan.item(node.item);
  Work out;
  if (item.details == kNoRow || node.progress == Progress::done) return out;
  const int week = week_of(plan, node.calendar);
  for (const Amount amount : plan.details[item.details].slips) {
    out = out + work_of_days(days_of(amount, week));
  }
  return out;
}

Distribution lag_length(const Plan& plan, const Network& network, std::size_t row) {
  const Lag& lag = network.lags[row];
  const std::uint32_t length = plan.link_details[plan.links[lag.link.index()].details].lag;
  if (length == kNoRow) return {};
  return distribution_of(plan.estimates[length], plan.sizes, week_of(plan, lag.calendar));
}

Distribution ask_wait_length(const Plan& plan, const Network& network, std::size_t row) {
  constexpr int kWeekByTheClock = 7;
  const Lag& lag = network.lags[row];
  return distribution_of(plan.ask_wait, plan.sizes,
                         lag.is_elapsed ? kWeekByTheClock : week_of(plan, lag.calendar));
}

OwnedConditions likely_conditions(const Plan& plan, const Network& network) {
  OwnedConditions out;
  const std::size_t num_nodes = network.num_nodes();
  out.durations.resize(num_nodes);
  out.exists.resize(num_nodes);
  // In file order: items and estimates are large, and lie in memory that way.
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const NodeId node = network.node_of[row];
    if (!node.is_set()) continue;
    const std::size_t n = node.index();
    const Work work = work_of_days(deterministic_days(remaining_work(plan, network, n)));
    out.durations[n] = (work + slipped_work(plan, network, n)).ticks;
    const bool exists =
        network.nodes[n].progress == Progress::done || plan.items[row].probability >= kBindsFrom;
    out.exists[n] = exists ? 1 : 0;
  }
  for (std::size_t row = 0; row < network.lags.size(); ++row) {
    out.lags.push_back(work_of_days(deterministic_days(lag_length(plan, network, row))).ticks);
  }
  for (const SoftLink& soft : network.soft_links) {
    out.binds.push_back(soft.probability >= kBindsFrom ? 1 : 0);
  }
  return out;
}

}  // namespace slipway
