#include "planner/whatif/rerun.hpp"

#include <algorithm>
#include <utility>

namespace slipway {
namespace {

bool is_same_estimate(const Plan& a, std::uint32_t row_a, const Plan& b, std::uint32_t row_b) {
  if (row_a == kNoRow || row_b == kNoRow) return row_a == row_b;
  return a.estimates[row_a] == b.estimates[row_b];
}

bool is_same_risk(const Plan& before, const Plan& after) {
  return std::ranges::equal(
      before.risks, after.risks, [&](const Risk& a, const Risk& b) {
        Risk copy = b;
        copy.delay = a.delay;
        copy.place = a.place;
        return a == copy && is_same_estimate(before, a.delay, after, b.delay);
      });
}

// What concerns every item: the calendars, the teams, the risks.
bool is_same_ground(const Plan& before, const Plan& after) {
  return before.start == after.start && before.as_of == after.as_of &&
         before.correlation == after.correlation && before.calendars == after.calendars &&
         before.teams == after.teams && before.periods == after.periods &&
         before.sizes == after.sizes && before.default_estimate == after.default_estimate &&
         before.ask_wait == after.ask_wait && before.num_goals == after.num_goals &&
         is_same_risk(before, after);
}

bool is_same_item(const Plan& before, const Item& a, const Plan& after, const Item& b) {
  Item copy = b;
  copy.estimate = a.estimate;
  copy.remaining = a.remaining;
  copy.details = a.details;
  return a == copy && is_same_estimate(before, a.estimate, after, b.estimate) &&
         is_same_estimate(before, a.remaining, after, b.remaining) &&
         before.details_of(a) == after.details_of(b);
}

bool is_same_link(const Plan& before, const InLink& a, const Plan& after, const InLink& b) {
  const Link& old = before.links[a.link.index()];
  const Link& now = after.links[b.link.index()];
  LinkDetails copy = after.details_of(now);
  const LinkDetails& details = before.details_of(old);
  const bool is_same_lag = is_same_estimate(before, details.lag, after, copy.lag);
  copy.lag = details.lag;
  return is_same_lag && details == copy && a.type == b.type &&
         old.predecessor == now.predecessor && old.successor == now.successor;
}

}  // namespace

std::vector<bool> find_affected(const Plan& before, const Network& network_before,
                                const Plan& after, const Network& network_after) {
  std::vector<bool> out(after.items.size(), true);
  if (!is_same_ground(before, after)) return out;
  std::vector<bool> is_reached(network_after.num_nodes(), false);
  for (std::size_t n = 0; n < network_after.num_nodes(); ++n) {
    const ItemId item = network_after.nodes[n].item;
    const auto links = network_after.links_into(n);
    is_reached[n] = std::ranges::any_of(
        links, [&](const InLink& in) { return bool{is_reached[in.from.index()]}; });
    if (is_reached[n]) continue;
    if (item.index() >= before.items.size() ||
        !network_before.node_of[item.index()].is_set()) {
      is_reached[n] = true;
      continue;
    }
    const std::size_t old = network_before.node_of[item.index()].index();
    const auto source_of = [](const Network& network, const InLink& in) {
      return network.nodes[in.from.index()].item;
    };
    is_reached[n] =
        !is_same_item(before, before.item(item), after, after.item(item)) ||
        !std::ranges::equal(network_before.links_into(old), links,
                            [&](const InLink& a, const InLink& b) {
                              return source_of(network_before, a) == source_of(network_after, b) &&
                                     is_same_link(before, a, after, b);
                            });
  }
  // Objectives end with the last of their goals, those that are gone now included.
  out.assign(after.items.size(), false);
  for (std::size_t row = 0; row < after.items.size(); ++row) {
    const NodeId node = network_after.node_of[row];
    const bool is_gone = !node.is_set() && row < before.items.size() &&
                         network_before.node_of[row].is_set();
    const bool is_new = row >= before.items.size();
    const bool is_other =
        row < before.items.size() && after.items[row].kind == Kind::objective &&
        !is_same_item(before, before.items[row], after, after.items[row]);
    if (!(node.is_set() && is_reached[node.index()]) && !is_gone && !is_new && !is_other)
      continue;
    for (ItemId up(row); up.is_set(); up = after.item(up).parent) out[up.index()] = true;
  }
  return out;
}

Loaded<Analysis> analyse_again(const Analysis& before, std::shared_ptr<const Plan> after,
                               const AnalysisOptions& options) {
  AnalysisOptions dates = options;
  dates.risk.reset();
  Loaded<Analysis> out = analyse(std::move(after), dates);
  if (!out || !options.risk) return out;
  Analysis& analysis = out.value;
  SimulationOptions risk = *options.risk;
  risk.target = options.target;
  risk.keep.clear();
  if (!before.risk || risk.only.size() != 0 || risk.wants_ranks) {
    analysis.risk = simulate(*analysis.plan, analysis.network, risk);
    return out;
  }
  risk.only = find_affected(*before.plan, before.network, *analysis.plan, analysis.network);
  analysis.risk = simulate(*analysis.plan, analysis.network, risk);
  for (std::size_t row = 0; row < before.risk->items.size(); ++row) {
    if (!risk.only[row]) analysis.risk->items[row].forecast = before.risk->items[row].forecast;
  }
  return out;
}

}  // namespace slipway
