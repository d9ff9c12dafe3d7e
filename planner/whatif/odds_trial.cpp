#include "planner/whatif/odds_trial.hpp"

#include <algorithm>
#include <cmath>

#include "planner/graph/network.hpp"
#include "planner/risk/draw_tables.hpp"
#include "planner/whatif/apply.hpp"

namespace slipway {
namespace {

constexpr std::int64_t kMostSlip = 100'000;  // working days: nothing that can be lost withstands it

Plan slipped(const Plan& plan, ItemId item, std::int64_t days) {
  Change change;
  change.kind = ChangeKind::slip;
  change.item = item;
  change.length.amounts[0] = Amount{static_cast<double>(days), Unit::days};
  return apply_changes(plan, {&change, 1}).value;
}

}  // namespace

SimulationOptions hits_only(const SimulationOptions& risk) {
  SimulationOptions out = risk;
  out.forecast_for = ForecastFor::none;
  out.wants_sensitivities = out.wants_ranks = out.wants_waits = false;
  out.keeps_hits = false;
  out.keep.clear();
  out.progress = nullptr;
  return out;
}

std::uint64_t least_hits(double confidence, std::uint64_t samples) {
  const auto share = [&](std::uint64_t hits) {
    return static_cast<double>(hits) / static_cast<double>(samples);
  };
  auto hits =
      static_cast<std::uint64_t>(std::clamp(confidence, 0.0, 1.0) * static_cast<double>(samples));
  while (hits > 0 && share(hits - 1) >= confidence) --hits;
  while (hits <= samples && share(hits) < confidence) ++hits;
  return hits;
}

namespace {

// Answers which goal a slip of one item loses first, by whole simulations.
class SlipTrial {
 public:
  SlipTrial(const Analysis& analysis, const SimulationOptions& risk, double confidence,
            const std::vector<ItemId>& held, ItemId item)
      : analysis_(analysis),
        options_(hits_only(risk)),
        least_(least_hits(confidence, risk.samples)),
        held_(held),
        item_(item) {}

  ItemId first_lost(std::int64_t days) {
    const Plan plan = slipped(*analysis_.plan, item_, days);
    // Lengths are not the network's, but a milestone that slips is none any more.
    const bool is_same = plan.item(item_).kind != Kind::milestone;
    const Simulation with =
        simulate(plan, is_same ? analysis_.network : compile(plan).value, options_, tables_);
    for (const ItemId goal : held_) {
      if (with.items[goal.index()].on_time.value_or(0) < least_) return goal;
    }
    return {};
  }

  // The first loss after `days`, up to which nothing is lost.
  Room climb(std::int64_t days) {
    for (;; ++days) {
      const ItemId lost = first_lost(days + 1);
      if (lost.is_set()) return {RoomState::limited, days, lost};
    }
  }

 private:
  const Analysis& analysis_;
  SimulationOptions options_;
  std::uint64_t least_;
  const std::vector<ItemId>& held_;
  ItemId item_;
  DrawTables tables_;
};

}  // namespace

bool may_help(const Network& network, NodeId node) {
  const auto is_open = [&](const InLink& in) {
    return network.nodes[in.from.index()].progress != Progress::done;
  };
  const auto of_finish = [](LinkType type) { return type == LinkType::ff || type == LinkType::sf; };
  const auto of_start = [](LinkType type) { return type == LinkType::ss || type == LinkType::sf; };
  const auto into = network.links_into(node.index());
  if (std::ranges::none_of(into,
                           [&](const InLink& in) { return of_finish(in.type) && is_open(in); }))
    return false;
  return std::ranges::any_of(
      network.in_links, [&](const InLink& in) { return in.from == node && of_start(in.type); });
}

Room climb_odds_room(const Analysis& analysis, const SimulationOptions& risk, double confidence,
                     const std::vector<ItemId>& held, ItemId item, std::int64_t days) {
  return SlipTrial(analysis, risk, confidence, held, item).climb(days);
}

Room bisect_odds_room(const Analysis& analysis, const SimulationOptions& risk, double confidence,
                      const std::vector<ItemId>& held, ItemId item, std::int64_t guess) {
  SlipTrial trial(analysis, risk, confidence, held, item);
  Room room{RoomState::limited, 0, trial.first_lost(kMostSlip)};
  if (!room.first.is_set()) return {};
  if (may_help(analysis.network, analysis.network.node_of[item.index()])) return trial.climb(0);
  std::int64_t harmful = kMostSlip;
  // Steps away from the guess double until there is one on each side.
  std::int64_t days = std::clamp<std::int64_t>(guess + 1, 1, kMostSlip - 1);
  for (std::int64_t step = 1; harmful - room.days > 1; step *= 2) {
    const ItemId lost = trial.first_lost(days);
    if (lost.is_set()) {
      harmful = days;
      room.first = lost;
    } else {
      room.days = days;
    }
    const bool is_above = harmful == kMostSlip;
    const bool is_below = room.days == 0 && harmful > 1;
    const std::int64_t middle = room.days + (harmful - room.days) / 2;
    days = is_above   ? std::min(room.days + step, middle)
           : is_below ? std::max(harmful - step, middle)
                      : middle;
  }
  return room;
}

}  // namespace slipway
