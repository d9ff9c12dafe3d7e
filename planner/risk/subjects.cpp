#include "planner/risk/subjects.hpp"

#include <algorithm>

namespace slipway {
namespace {

bool wants_forecast(const Item& item, Date target, ForecastFor wanted) {
  switch (wanted) {
    case ForecastFor::all:
      return true;
    case ForecastFor::due:
      return target.is_set() || item.kind == Kind::milestone;
    case ForecastFor::none:
      break;
  }
  return false;
}

}  // namespace

std::vector<Subject> list_subjects(const Plan& plan, const Network& network,
                                   const SimulationOptions& options) {
  std::vector<Subject> out;
  std::vector<std::uint32_t> objective_rows(plan.items.size(), kNoRow);
  std::vector<bool> is_kept(plan.items.size(), false);
  for (const ItemId item : options.keep) {
    if (item.is_set()) is_kept[item.index()] = true;
  }
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const Item& item = plan.items[row];
    if (item.kind == Kind::objective)
      objective_rows[row] = static_cast<std::uint32_t>(out.size());
    else if (!network.node_of[row].is_set())
      continue;
    Subject& subject = out.emplace_back();
    subject.item = ItemId(row);
    if (network.node_of[row].is_set()) subject.nodes.push_back(network.node_of[row]);
    subject.target = plan.target_of(item);
    subject.counts_for_all = subject.target.is_set() && item.commitment == Commitment::committed &&
                             (item.kind == Kind::goal || item.kind == Kind::milestone) &&
                             item.status != Status::done;
    subject.is_kept = is_kept[row];
    subject.wants_forecast =
        subject.is_kept || (wants_forecast(item, subject.target, options.forecast_for) &&
                            (options.only.empty() || options.only[row]));
  }
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    if (!network.node_of[row].is_set()) continue;
    for (ItemId up = plan.items[row].parent; up.is_set(); up = plan.item(up).parent) {
      out[objective_rows[up.index()]].nodes.push_back(network.node_of[row]);
    }
  }
  return out;
}

}  // namespace slipway
