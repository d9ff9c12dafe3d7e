#include "tests/whatif/changed_plans.hpp"

#include <gtest/gtest.h>

#include <string>

#include "planner/whatif/same_rows.hpp"

namespace slipway::test {

std::size_t Chooser::below(std::size_t n) {
  // splitmix64, Steele, Lea, Flood 2014
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  z ^= z >> 31;
  return static_cast<std::size_t>(z % n);
}

Outcome work_out(const Plan& plan, Engine engine, std::uint64_t samples) {
  Outcome out;
  out.plan = plan;
  Loaded<Network> network = compile(out.plan);
  EXPECT_TRUE(network.ok);
  out.network = std::move(network.value);
  out.schedule = make_schedule(
      out.plan, out.network,
      find_early_dates(out.plan, out.network, likely_conditions(out.plan, out.network)));
  SimulationOptions options;
  options.samples = samples;
  options.seed = 3;
  options.threads = 1;
  options.engine = engine;
  options.keeps_hits = true;
  out.risk = simulate(out.plan, out.network, options);
  return out;
}

Plan random_plan(std::uint64_t seed, const slow::RandomOptions& options) {
  Plan plan = uncertain_plan(seed, options);
  if (plan.periods.empty()) {
    plan.periods.push_back(
        {.id = "now", .start = plus_days(plan.as_of, -30), .end = plus_days(plan.as_of, 20)});
    plan.periods.push_back(
        {.id = "next", .start = plus_days(plan.as_of, 21), .end = plus_days(plan.as_of, 80)});
    for (std::size_t row = 0; row < plan.num_goals; row += 3) {
      plan.items[row].period = PeriodId(row % 2);
    }
  }
  return plan;
}

namespace {

Estimate exactly(double days) {
  Estimate out;
  out.amounts[0] = {days, Unit::days};
  return out;
}

std::vector<ItemId> free_items(const Plan& plan, const std::set<ItemId>& taken) {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!taken.contains(ItemId(row))) out.emplace_back(row);
  }
  return out;
}

// Only links that lead on in the order of the network close no cycle.
bool may_link(const Plan& plan, ItemId from, ItemId to) {
  const Loaded<Network> network = compile(plan);
  const NodeId a = network.value.node_of[from.index()];
  const NodeId b = network.value.node_of[to.index()];
  return a.is_set() && b.is_set() && a < b;
}

}  // namespace

std::optional<ChangeMade> random_change(const Plan& plan, ChangeKind kind, Chooser& choose,
                                        const std::set<ItemId>& taken) {
  const std::vector<ItemId> items = free_items(plan, taken);
  for (int attempt = 0; attempt < 20 && !items.empty(); ++attempt) {
    ChangeMade out;
    Change& change = out.change;
    change.kind = kind;
    change.item = items[choose.below(items.size())];
    switch (kind) {
      case ChangeKind::slip:
        change.length = exactly(static_cast<double>(choose.below(60)) / 8.0);
        break;
      case ChangeKind::estimate:
      case ChangeKind::remaining:
      case ChangeKind::block:
        change.length.form = Form::uniform;
        change.length.amounts[0] = {static_cast<double>(choose.below(9)) / 4.0, Unit::days};
        change.length.amounts[1] = {3.0 + static_cast<double>(choose.below(9)), Unit::days};
        break;
      case ChangeKind::finish:
      case ChangeKind::due:
        change.on = plus_days(plan.as_of, static_cast<std::int32_t>(choose.below(60)) - 3);
        break;
      case ChangeKind::resolve:
        if (choose.chance(0.5))
          change.on = plus_days(plan.as_of, static_cast<std::int32_t>(choose.below(20)));
        break;
      case ChangeKind::defer:
        change.period = PeriodId(choose.below(plan.periods.size()));
        break;
      case ChangeKind::move:
        change.other_team = TeamId(choose.below(plan.teams.size()));
        break;
      case ChangeKind::split:
        change.keep = static_cast<double>(1 + choose.below(7)) / 8.0;
        if (choose.chance(0.5)) change.period = PeriodId(choose.below(plan.periods.size()));
        break;
      case ChangeKind::priority:
        change.priority = static_cast<Priority>(1 + choose.below(5));
        break;
      case ChangeKind::link:
        change.other = items[choose.below(items.size())];
        if (!may_link(plan, change.other, change.item)) continue;
        break;
      case ChangeKind::unlink:
      case ChangeKind::soften:
      case ChangeKind::agree:
      case ChangeKind::decline: {
        if (plan.links.empty()) return std::nullopt;
        const Link& link = plan.links[choose.below(plan.links.size())];
        change.other = link.predecessor;
        change.item = link.successor;
        change.probability = static_cast<double>(choose.below(5)) / 4.0;
        if (taken.contains(change.item) || taken.contains(change.other)) continue;
        break;
      }
      case ChangeKind::capacity:
      case ChangeKind::absent:
        change.item = {};
        change.team = TeamId(choose.below(plan.teams.size()));
        change.people = static_cast<double>(choose.below(5));
        change.on = plus_days(plan.as_of, static_cast<std::int32_t>(choose.below(10)));
        change.until = plus_days(change.on, static_cast<std::int32_t>(choose.below(10)));
        out.team = change.team;
        break;
      case ChangeKind::drop:
        break;
    }
    if (out.team) {
      bool is_free = true;
      for (std::size_t row = 0; row < plan.items.size(); ++row) {
        if (plan.items[row].team != change.team) continue;
        if (kind == ChangeKind::absent) out.touches.insert(ItemId(row));
        is_free = is_free && !taken.contains(ItemId(row));
      }
      if (!is_free) continue;
    } else {
      out.touches.insert(change.item);
      if (change.other.is_set()) out.touches.insert(change.other);
    }
    // An objective stands for what belongs to it.
    bool is_free = true;
    for (std::size_t row = 0; row < plan.items.size(); ++row) {
      for (ItemId up = plan.items[row].parent; up.is_set(); up = plan.item(up).parent) {
        if (!out.touches.contains(up)) continue;
        is_free = is_free && !taken.contains(ItemId(row));
        out.touches.insert(ItemId(row));
      }
    }
    const Change changes[] = {change};
    if (is_free && apply_changes(plan, changes).ok) return out;
  }
  return std::nullopt;
}

std::vector<bool> find_reach(const Outcome& before, const Outcome& after,
                             const std::set<ItemId>& touched) {
  const Plan& plan = after.plan;
  std::vector<bool> reached(plan.items.size());
  const SameRows rows(before.plan, plan);
  for (const ItemId id : touched) reached[rows.after_of(id).index()] = true;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!rows.before_of(ItemId(row)).is_set()) reached[row] = true;  // added
  }
  for (bool grows = true; grows;) {
    grows = false;
    for (const Outcome* outcome : {&before, &after}) {
      const Network& network = outcome->network;
      const auto row_of = [&](std::size_t node) {
        const ItemId item = network.nodes[node].item;
        return (outcome == &before ? rows.after_of(item) : item).index();
      };
      for (std::size_t n = 0; n < network.num_nodes(); ++n) {
        const std::size_t to = row_of(n);
        for (const InLink& in : network.links_into(n)) {
          if (reached[to] || !reached[row_of(in.from.index())]) continue;
          reached[to] = grows = true;
        }
      }
    }
  }
  std::vector<bool> out = reached;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!reached[row]) continue;
    for (ItemId up = plan.items[row].parent; up.is_set(); up = plan.item(up).parent) {
      out[up.index()] = true;
    }
  }
  return out;
}

std::string find_difference(const Outcome& before, const Outcome& after, ItemId id) {
  const std::string name(before.plan.item(id).id);
  const NodeId a = before.network.node_of[id.index()];
  const ItemId now = SameRows(before.plan, after.plan).after_of(id);
  const NodeId b = after.network.node_of[now.index()];
  if (a.is_set() != b.is_set()) return name + " takes part in one only";
  if (a.is_set()) {
    if (before.schedule.start_of(a) != after.schedule.start_of(b)) return name + ": start";
    if (before.schedule.finish_of(a) != after.schedule.finish_of(b)) return name + ": finish";
  }
  const ItemRisk& x = before.risk.items[id.index()];
  const ItemRisk& y = after.risk.items[now.index()];
  if (x.forecast != y.forecast) return name + ": forecast";
  if (x.on_time != y.on_time) return name + ": on time";
  if (x.days_late != y.days_late) return name + ": days late";
  if (before.risk.hits[id.index()] != after.risk.hits[now.index()]) return name + ": hits";
  return "";
}

}  // namespace slipway::test
