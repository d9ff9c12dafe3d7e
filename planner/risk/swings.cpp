#include "planner/risk/swings.hpp"

#include <algorithm>
#include <cmath>

#include "planner/risk/draw_tables.hpp"
#include "planner/risk/gains.hpp"
#include "planner/schedule/durations.hpp"

namespace slipway {
namespace {

constexpr double kGoodEnd = 0.1;
constexpr double kBadEnd = 0.9;

bool is_uncertain(const Plan& plan, const Network& network, NodeId node) {
  const Node& at = network.nodes[node.index()];
  if (at.progress == Progress::done || at.is_milestone) return false;
  const Distribution work = remaining_work(plan, network, node.index());
  return work.shape != Shape::point;
}

const std::optional<Forecast>& forecast_of(const Simulation& of, ItemId target) {
  return target.is_set() ? of.items[target.index()].forecast : of.finish;
}

double criticality_of(const Simulation& base, ItemId id) {
  return base.items[id.index()].criticality.value_or(0.0);
}

/// Returns how critical the most critical of what a thing touches is.
double reach_of(const Plan& plan, const Simulation& base, const Variation& what) {
  if (what.item.is_set()) return criticality_of(base, what.item);
  if (what.link.is_set()) {
    // A link on an objective binds its goals, which count for themselves.
    const ItemId to = plan.links[what.link.index()].successor;
    return plan.item(to).kind == Kind::objective ? 1.0 : criticality_of(base, to);
  }
  const Risk& risk = plan.risks[what.risk];
  double most = 0.0;
  for (const ItemId id : risk.items) {
    most = std::max(most, plan.item(id).kind == Kind::objective ? 1.0 : criticality_of(base, id));
  }
  if (risk.teams.empty()) return most;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const TeamId team = plan.items[row].team;
    if (team.is_set() && std::ranges::find(risk.teams, team) != risk.teams.end())
      most = std::max(most, criticality_of(base, ItemId(row)));
  }
  return most;
}

/// Returns the bad end of what can be taken away.
Variation bad_end(const Plan& plan, const Network& network, Variation what) {
  switch (what.kind) {
    case VariationKind::without_risk:
      what.kind = VariationKind::certain_risk;
      break;
    case VariationKind::without_link:
      what.kind = VariationKind::certain_link;
      break;
    case VariationKind::without_item:
      if (what.item.index() < plan.num_goals) {  // doubtful work
        what.kind = VariationKind::certain_item;
        break;
      }
      // A blocker: resolved at once, or it takes its time.
      what.kind = is_uncertain(plan, network, network.node_of[what.item.index()])
                      ? VariationKind::fixed_length
                      : VariationKind::none;
      what.quantile = kBadEnd;
      break;
    default:
      what.kind = VariationKind::none;
      break;
  }
  return what;
}

/// Keeps the `most` heaviest, in their order among equals, and returns how many were dropped.
template <typename Thing, typename Weight>
std::size_t keep_heaviest(std::vector<Thing>& things, std::size_t most, Weight weight) {
  if (things.size() <= most) return 0;
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < things.size(); ++i) order.emplace_back(-weight(things[i]), i);
  std::ranges::sort(order);
  order.resize(most);
  std::ranges::sort(order, {}, &std::pair<double, std::size_t>::second);
  std::vector<Thing> kept;
  for (const auto& [unused, i] : order) kept.push_back(things[i]);
  const std::size_t dropped = things.size() - most;
  things = std::move(kept);
  return dropped;
}

std::vector<std::size_t> list_lengths(const Plan& plan, const Network& network,
                                      const Simulation& base) {
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const NodeId node = network.node_of[row];
    if (node.is_set() && is_uncertain(plan, network, node) &&
        criticality_of(base, ItemId(row)) > 0.0)
      out.push_back(row);
  }
  const auto weight = [&](std::size_t row) {
    return base.items[row].ssi.value_or(criticality_of(base, ItemId(row)));
  };
  std::ranges::stable_sort(out, [&](auto a, auto b) { return weight(a) > weight(b); });
  return out;
}

/// Returns everything but lengths that can go well or badly, by its good end.
std::vector<Variation> list_others(const Plan& plan, const Network& network) {
  std::vector<Variation> out;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const NodeId node = network.node_of[row];
    const double probability = plan.items[row].probability;
    if (!node.is_set() || network.nodes[node.index()].progress == Progress::done) continue;
    if (probability <= 0.0 || probability >= 1.0) continue;
    Variation& good = out.emplace_back();
    good.kind = VariationKind::without_item;
    good.item = ItemId(row);
  }
  const std::vector<Variation> removals = list_removals(plan, network);
  out.insert(out.end(), removals.begin(), removals.end());
  return out;
}

}  // namespace

SwingPlan plan_swings(const Plan& plan, const Network& network, const Simulation& base,
                      std::size_t most) {
  SwingPlan out;
  std::vector<std::size_t> lengths = list_lengths(plan, network, base);
  if (lengths.size() > most) {
    out.untried += lengths.size() - most;
    lengths.resize(most);
  }
  for (const std::size_t row : lengths) {
    Variation good;
    good.kind = VariationKind::fixed_length;
    good.item = ItemId(row);
    good.quantile = kGoodEnd;
    Variation bad = good;
    bad.quantile = kBadEnd;
    out.ends.emplace_back(good, bad);
  }
  std::vector<Variation> others = list_others(plan, network);
  // An answer only takes waiting away, so it helps no sample in which the taker is not critical.
  out.still = std::erase_if(others, [&](const Variation& what) {
    const bool is_ask =
        what.kind == VariationKind::agreed_link || what.kind == VariationKind::agreed_need;
    return is_ask && reach_of(plan, base, what) == 0.0;
  });
  out.untried += keep_heaviest(others, most,
                               [&](const Variation& what) { return reach_of(plan, base, what); });
  for (const Variation& good : others) out.ends.emplace_back(good, bad_end(plan, network, good));
  return out;
}

Swings find_swings(const Plan& plan, const Network& network, const SimulationOptions& options,
                   const Simulation& base, const SwingPlan& what) {
  const std::optional<Forecast>& now = forecast_of(base, options.target);
  if (!now) return {};
  DrawTables tables;
  Swings out;
  out.samples = base.samples;
  out.p80 = now->p80;
  out.still = what.still;
  out.untried = what.untried;
  const auto p80_of = [&](const Variation& variation) {
    SimulationOptions varied = paired(options, variation);
    varied.only.assign(plan.items.size(), false);
    if (options.target.is_set()) varied.only[options.target.index()] = true;
    return *forecast_of(simulate(plan, network, varied, tables), options.target);
  };
  for (std::size_t i = 0; i < what.ends.size(); ++i) {
    const auto& [good, bad] = what.ends[i];
    const Forecast low = p80_of(good);
    const Forecast high = bad.kind == VariationKind::none ? *now : p80_of(bad);
    Swing swing{good, low.p80, high.p80, low.days.p80 - now->days.p80,
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
      options.progress(static_cast<double>(i + 1) / static_cast<double>(what.ends.size()));
  }
  std::ranges::stable_sort(out.rows, [](const Swing& a, const Swing& b) {
    return std::fabs(a.high_days - a.low_days) > std::fabs(b.high_days - b.low_days);
  });
  return out;
}

}  // namespace slipway
