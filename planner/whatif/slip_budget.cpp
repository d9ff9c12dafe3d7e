#include "planner/whatif/slip_budget.hpp"

#include <algorithm>

#include "planner/risk/subjects.hpp"
#include "planner/whatif/date_room.hpp"
#include "planner/whatif/odds_room.hpp"
#include "planner/whatif/odds_trial.hpp"

namespace slipway {
namespace {

bool can_slip(const Analysis& analysis, std::size_t row) {
  const NodeId node = analysis.network.node_of[row];
  return node.is_set() && analysis.network.nodes[node.index()].progress != Progress::done &&
         analysis.schedule.exists(node);
}

// Marks what a slip of each item could make late: all that waits for it. By node: whether a goal
// that is below the confidence already is among that.
std::vector<bool> find_behind(const Network& network, const std::vector<ItemId>& goals) {
  std::vector<bool> out(network.num_nodes(), false);
  for (const ItemId goal : goals) out[network.node_of[goal.index()].index()] = true;
  for (std::size_t n = network.num_nodes(); n-- > 0;) {
    if (!out[n] || network.nodes[n].progress == Progress::done) continue;
    for (const InLink& in : network.links_into(n)) out[in.from.index()] = true;
  }
  return out;
}

}  // namespace

SlipBudget find_slip_budget(const Analysis& analysis, const SimulationOptions& risk,
                            const SlipBudgetOptions& options) {
  const Plan& plan = *analysis.plan;
  SlipBudget out;
  out.confidence = options.confidence;
  const std::uint64_t least = least_hits(options.confidence, risk.samples);
  for (const Subject& subject : list_subjects(plan, analysis.network, risk)) {
    if (!subject.counts_for_all || subject.nodes.empty()) continue;
    const std::uint64_t hits = analysis.risk->items[subject.item.index()].on_time.value_or(0);
    (hits >= least ? out.held : out.below).push_back(subject.item);
  }

  std::vector<ItemId> items;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (options.item.is_set() && options.item != ItemId(row)) continue;
    if (can_slip(analysis, row)) items.emplace_back(row);
  }
  // Dates first; they are quick, so the bar is mostly about odds.
  constexpr double kDatesShare = 0.2;
  for (const ItemId item : items) out.rows.emplace_back().item = item;
  DateRooms(analysis, items).find(out.rows, [&](double share) {
    if (risk.progress) risk.progress(kDatesShare * share);
  });
  SimulationOptions paired = risk;
  if (risk.progress) {
    paired.progress = [&](double share) {
      risk.progress(kDatesShare + (1.0 - kDatesShare) * share);
    };
  }
  OddsEffort effort = options.effort;
  effort.forces_all = effort.forces_all || options.item.is_set();
  const std::vector<Room> odds =
      find_odds_rooms(analysis, paired, options.confidence, out.held, items, effort);
  const std::vector<bool> is_behind = find_behind(analysis.network, out.below);
  for (std::size_t i = 0; i < items.size(); ++i) {
    out.rows[i].odds = odds[i];
    const NodeId node = analysis.network.node_of[items[i].index()];
    if (odds[i].state == RoomState::unlimited && is_behind[node.index()])
      out.rows[i].odds.state = RoomState::missed;
  }
  return out;
}

}  // namespace slipway
