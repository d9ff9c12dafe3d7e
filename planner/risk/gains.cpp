#include "planner/risk/gains.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "planner/risk/draw_tables.hpp"
#include "planner/schedule/durations.hpp"

namespace slipway {
namespace {

constexpr double kGoodEnd = 0.1;
constexpr double kBadEnd = 0.9;

// The options of a simulation that is compared with another.
SimulationOptions paired(const SimulationOptions& options, const Variation& variation) {
  SimulationOptions out = options;
  out.variation = variation;
  out.wants_sensitivities = false;
  out.wants_ranks = false;
  out.wants_waits = false;
  out.keep.clear();
  out.keeps_hits = true;
  out.progress = nullptr;
  return out;
}

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

bool is_uncertain(const Plan& plan, const Network& network, NodeId node) {
  const Node& at = network.nodes[node.index()];
  if (at.progress == Progress::done || at.is_milestone) return false;
  const Distribution work = remaining_work(plan, network, node.index());
  return work.shape != Shape::point;
}

const std::optional<Forecast>& forecast_of(const Simulation& of, ItemId target) {
  return target.is_set() ? of.items[target.index()].forecast : of.finish;
}

}  // namespace

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

Swings find_swings(const Plan& plan, const Network& network, const SimulationOptions& options,
                   const Simulation& base, std::size_t most) {
  const std::optional<Forecast>& now = forecast_of(base, options.target);
  if (!now) return {};
  std::vector<std::size_t> lengths;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const NodeId node = network.node_of[row];
    if (row < plan.num_goals && node.is_set() && is_uncertain(plan, network, node) &&
        base.items[row].criticality.value_or(0.0) > 0.0)
      lengths.push_back(row);
  }
  const auto weight = [&](std::size_t row) {
    return base.items[row].ssi.value_or(base.items[row].criticality.value_or(0.0));
  };
  std::ranges::stable_sort(lengths, [&](auto a, auto b) { return weight(a) > weight(b); });
  lengths.resize(std::min(lengths.size(), most));

  std::vector<std::pair<Variation, Variation>> ends;  // good, bad
  for (const std::size_t row : lengths) {
    Variation good;
    good.kind = VariationKind::fixed_length;
    good.item = ItemId(row);
    good.quantile = kGoodEnd;
    Variation bad = good;
    bad.quantile = kBadEnd;
    ends.emplace_back(good, bad);
  }
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const NodeId node = network.node_of[row];
    const double probability = plan.items[row].probability;
    if (!node.is_set() || network.nodes[node.index()].progress == Progress::done) continue;
    if (row >= plan.num_goals || probability <= 0.0 || probability >= 1.0) continue;
    Variation good;
    good.kind = VariationKind::without_item;
    good.item = ItemId(row);
    Variation bad = good;
    bad.kind = VariationKind::certain_item;
    ends.emplace_back(good, bad);
  }
  for (const Variation& removal : list_removals(plan, network)) {
    Variation bad = removal;
    switch (removal.kind) {
      case VariationKind::without_risk:
        bad.kind = VariationKind::certain_risk;
        break;
      case VariationKind::without_link:
        bad.kind = VariationKind::certain_link;
        break;
      case VariationKind::without_item:  // a blocker: resolved at once, or it takes its time
        bad.kind = is_uncertain(plan, network, network.node_of[removal.item.index()])
                       ? VariationKind::fixed_length
                       : VariationKind::none;
        bad.quantile = kBadEnd;
        break;
      default:
        bad.kind = VariationKind::none;
        break;
    }
    ends.emplace_back(removal, bad);
  }
  DrawTables tables;
  Swings out;
  const auto p80_of = [&](const Variation& variation) {
    SimulationOptions varied = paired(options, variation);
    varied.only.assign(plan.items.size(), false);
    if (options.target.is_set()) varied.only[options.target.index()] = true;
    return *forecast_of(simulate(plan, network, varied, tables), options.target);
  };
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const Forecast low = p80_of(ends[i].first);
    const Forecast high =
        ends[i].second.kind == VariationKind::none ? *now : p80_of(ends[i].second);
    Swing swing{ends[i].first, low.p80, high.p80, low.days.p80 - now->days.p80,
                high.days.p80 - now->days.p80};
    if (swing.low_days > swing.high_days) {  // an opportunity: it goes well where it happens
      std::swap(swing.low, swing.high);
      std::swap(swing.low_days, swing.high_days);
    }
    if (swing.low_days != swing.high_days)
      out.rows.push_back(swing);
    else
      ++out.still;
    if (options.progress)
      options.progress(static_cast<double>(i + 1) / static_cast<double>(ends.size()));
  }
  std::ranges::stable_sort(out.rows, [](const Swing& a, const Swing& b) {
    return std::fabs(a.high_days - a.low_days) > std::fabs(b.high_days - b.low_days);
  });
  return out;
}

}  // namespace slipway
