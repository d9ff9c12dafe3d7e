#include "planner/report/link_facts.hpp"

#include <algorithm>
#include <tuple>

#include "planner/report/graph_links.hpp"

namespace slipway {
namespace {

constexpr double kNearCriticality = 0.2;

auto key_of(LinkId link, ItemId from, ItemId to) { return std::tuple(link, from, to); }

}  // namespace

std::vector<LinkFacts> list_link_facts(const Analysis& analysis, const ScheduleReport& schedule,
                                       std::span<const ItemArc> arcs) {
  const std::size_t num_items = analysis.plan->items.size();
  GraphView view;  // every item a box of its own
  view.is_beside.assign(num_items, false);
  for (std::size_t row = 0; row < num_items; ++row) {
    view.boxes.push_back({.item = ItemId(row)});
    view.box_of.push_back(static_cast<std::uint32_t>(row));
  }
  const std::vector<GraphLink> links =
      make_links(analysis, schedule, view, arcs, find_near_critical(analysis, schedule));

  std::vector<HandoverRisk> handovers;
  if (analysis.risk) handovers = analysis.risk->handovers;
  const auto key = [](const HandoverRisk& row) { return key_of(row.link, row.from, row.to); };
  std::ranges::sort(handovers, {}, key);
  std::vector<LinkFacts> out;
  out.reserve(links.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    LinkFacts& facts = out.emplace_back();
    facts.arc = arcs[i];
    facts.state = links[i];
    const auto wanted = key_of(arcs[i].link, arcs[i].from, arcs[i].to);
    const auto found = std::ranges::lower_bound(handovers, wanted, {}, key);
    if (found == handovers.end() || key(*found) != wanted) continue;
    facts.late = static_cast<double>(found->late) / static_cast<double>(analysis.risk->samples);
    facts.days_late = found->mean_days;
  }
  return out;
}

std::vector<LinkId> list_handovers(const Plan& plan, bool within_teams) {
  std::vector<bool> is_wanted(plan.links.size(), within_teams);
  if (!within_teams) {
    for (const ItemArc& arc : spread_links(plan)) {
      if (plan.item(arc.from).team != plan.item(arc.to).team) is_wanted[arc.link.index()] = true;
    }
  }
  std::vector<LinkId> out;
  for (std::size_t link = 0; link < is_wanted.size(); ++link) {
    if (is_wanted[link]) out.emplace_back(link);
  }
  return out;
}

std::vector<bool> find_near_critical(const Analysis& analysis, const ScheduleReport& schedule) {
  std::vector<bool> near(schedule.rows.size(), false);
  for (std::size_t row = 0; row < near.size(); ++row) {
    const ScheduleRow& facts = schedule.rows[row];
    near[row] = facts.is_critical || facts.is_near_critical;
    if (!analysis.risk) continue;
    const std::optional<double>& criticality = analysis.risk->items[row].criticality;
    near[row] = near[row] || criticality.value_or(0.0) >= kNearCriticality;
  }
  return near;
}

}  // namespace slipway
