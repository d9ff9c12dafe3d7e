#include "planner/risk/gains.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "planner/risk/draw_tables.hpp"

namespace slipway {
namespace {

// Items whose finish the variation can move: what it touches, all that waits for it, and the
// objectives of those. By ItemId.
std::vector<bool> find_reach(const Plan& plan, const Network& network, const Variation& what) {
  std::vector<bool> reached(network.num_nodes(), false);
  const auto touch = [&](ItemId item) {
    const NodeId node = network.node_of[item.index()];
    if (node.is_set()) reached[node.index()] = true;
  };
  if (what.item.is_set()) touch(what.item);
  if (what.kind == VariationKind::without_risk || what.kind == VariationKind::certain_risk) {
    const Risk& risk = plan.risks[what.risk];
    for (std::size_t row = 0; row < plan.items.size(); ++row) {
      const Item& item = plan.items[row];
      bool is_hit =
          item.team.is_set() && std::ranges::find(risk.teams, item.team) != risk.teams.end();
      for (ItemId up(row); up.is_set() && !is_hit; up = plan.item(up).parent) {
        is_hit = std::ranges::find(risk.items, up) != risk.items.end();
      }
      if (is_hit) touch(ItemId(row));
    }
  }
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    for (const InLink& in : network.links_into(n)) {
      if (reached[in.from.index()] || (what.link.is_set() && in.link == what.link))
        reached[n] = true;
    }
  }
  std::vector<bool> out(plan.items.size(), false);
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const NodeId node = network.node_of[row];
    if (!node.is_set() || !reached[node.index()]) continue;
    for (ItemId up(row); up.is_set(); up = plan.item(up).parent) out[up.index()] = true;
  }
  return out;
}

Gain compare(const Simulation& base, const Simulation& without, const Variation& what) {
  Gain out;
  out.what = what;
  if (base.finish && without.finish)
    out.finish_days = base.finish->days.p80 - without.finish->days.p80;
  if (base.all_on_time) out.all_on_time = paired_change(base.all_hits, without.all_hits);
  for (std::size_t i = 0; i < base.items.size(); ++i) {
    const ItemRisk& before = base.items[i];
    const ItemRisk& now = without.items[i];
    const bool is_gone = what.kind == VariationKind::without_item && what.item == ItemId(i);
    if (!before.forecast || !now.forecast || is_gone) continue;
    GoalGain goal;
    goal.item = ItemId(i);
    goal.p80_days = before.forecast->days.p80 - now.forecast->days.p80;
    goal.p80 = now.forecast->p80;
    if (before.on_time) goal.on_time = paired_change(base.hits[i], without.hits[i]);
    const bool changes = goal.on_time.won + goal.on_time.lost > 0;
    if (goal.p80_days != 0.0 || changes) out.goals.push_back(goal);
  }
  return out;
}

}  // namespace

SimulationOptions paired(const SimulationOptions& options, const Variation& variation) {
  SimulationOptions out = options;
  out.variation = variation;
  out.wants_sensitivities = false;
  out.wants_ranks = false;
  out.wants_waits = false;
  out.keep.clear();
  out.handovers.clear();
  out.keeps_samples = false;
  out.keeps_hits = true;
  out.progress = nullptr;
  return out;
}

PairedChange paired_change(const std::vector<std::uint64_t>& before,
                           const std::vector<std::uint64_t>& now) {
  PairedChange out;
  for (std::size_t i = 0; i < std::min(before.size(), now.size()); ++i) {
    out.before += static_cast<std::uint64_t>(std::popcount(before[i]));
    out.won += static_cast<std::uint64_t>(std::popcount(now[i] & ~before[i]));
    out.lost += static_cast<std::uint64_t>(std::popcount(before[i] & ~now[i]));
  }
  return out;
}

std::vector<Variation> list_removals(const Plan& plan, const Network& network) {
  std::vector<Variation> out;
  const auto add = [&](VariationKind kind) -> Variation& {
    Variation& variation = out.emplace_back();
    variation.kind = kind;
    return variation;
  };
  for (std::size_t row = plan.num_goals; row < plan.items.size(); ++row) {
    const NodeId node = network.node_of[row];
    if (!node.is_set() || network.nodes[node.index()].progress == Progress::done) continue;
    add(VariationKind::without_item).item = ItemId(row);
  }
  for (std::size_t r = 0; r < plan.risks.size(); ++r) {
    if (plan.risks[r].roam != Roam::resolved && plan.risks[r].probability > 0.0)
      add(VariationKind::without_risk).risk = r;
  }
  for (const SoftLink& soft : network.soft_links) {
    if (soft.probability > 0.0) add(VariationKind::without_link).link = soft.link;
  }
  LinkId last{};
  for (const Lag& lag : network.lags) {
    if (lag.link == last || !is_open_ask(plan, plan.links[lag.link.index()])) continue;
    add(VariationKind::agreed_link).link = last = lag.link;
  }
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    const NodeId node = network.node_of[row];
    if (item.details == kNoRow || !node.is_set()) continue;
    if (network.nodes[node.index()].progress == Progress::done) continue;
    const std::vector<Need>& needs = plan.details_of(item).needs;
    for (std::size_t at = 0; at < needs.size(); ++at) {
      const Need& need = needs[at];
      if (!is_open_ask(item, need)) continue;
      Variation& variation = add(VariationKind::agreed_need);
      variation.item = ItemId(row);
      variation.team = need.team;
      variation.need = at;
    }
  }
  return out;
}

double error_of(const PairedChange& change, std::uint64_t n) {
  const auto count = static_cast<double>(n);
  const auto moved = static_cast<double>(change.won + change.lost);
  const auto gain = static_cast<double>(change.gain());
  return std::sqrt(std::max(0.0, moved - gain * gain / count)) / count;
}

Gains find_gains(const Plan& plan, const Network& network, const SimulationOptions& options,
                 const Simulation& base, const std::vector<Variation>& variations) {
  DrawTables tables;
  Gains out;
  out.samples = base.samples;
  for (const Variation& variation : variations) {
    SimulationOptions without = paired(options, variation);
    without.only = find_reach(plan, network, variation);
    out.rows.push_back(compare(base, simulate(plan, network, without, tables), variation));
    if (options.progress)
      options.progress(static_cast<double>(out.rows.size()) /
                       static_cast<double>(variations.size()));
  }
  return out;
}

}  // namespace slipway
