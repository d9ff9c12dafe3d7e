#include "planner/report/view_filter.hpp"

#include <algorithm>

#include "planner/graph/structure.hpp"
#include "planner/report/graph_words.hpp"

namespace slipway {
namespace {

constexpr double kLikelyLate = 0.5;  // odds of being on time below which a goal is likely late

bool is_leaf(const Item& item) { return item.kind != Kind::objective; }

std::vector<bool> items_around(const Plan& plan, std::span<const ItemArc> arcs,
                               const ViewFilter& filter) {
  std::vector<std::uint32_t> sources;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!is_leaf(plan.items[row])) continue;
    bool is_source = ItemId(row) == filter.focus;
    for (ItemId above = plan.items[row].parent; above.is_set() && !is_source;
         above = plan.item(above).parent) {
      is_source = above == filter.focus;
    }
    if (is_source) sources.push_back(static_cast<std::uint32_t>(row));
  }
  std::vector<Arc> plain;
  plain.reserve(arcs.size());
  for (const ItemArc& arc : arcs) plain.push_back({arc.from.row, arc.to.row});
  std::vector<bool> out(plan.items.size(), false);
  for (const bool is_up : {true, false}) {
    const auto limit = static_cast<std::uint32_t>(std::max(0, is_up ? filter.up : filter.down));
    const auto distances = find_distances(plan.items.size(), plain, sources,
                                          is_up ? Direction::against : Direction::along, limit);
    for (std::size_t row = 0; row < out.size(); ++row) {
      if (distances[row] != kUnreached) out[row] = true;
    }
  }
  return out;
}

std::vector<bool> items_between(const Plan& plan, std::span<const ItemArc> arcs,
                                const std::pair<TeamId, TeamId>& teams) {
  std::vector<bool> out(plan.items.size(), false);
  for (const ItemArc& arc : arcs) {
    const std::pair<TeamId, TeamId> ends(plan.item(arc.from).team, plan.item(arc.to).team);
    if (ends != teams && ends != std::pair(teams.second, teams.first)) continue;
    out[arc.from.index()] = out[arc.to.index()] = true;
  }
  return out;
}

/// What `focus` and `between` leave, without objectives.
std::vector<bool> links_allow(const Plan& plan, std::span<const ItemArc> arcs,
                              const ViewFilter& filter) {
  std::vector<bool> out(plan.items.size(), true);
  if (filter.focus.is_set()) out = items_around(plan, arcs, filter);
  std::vector<bool> is_end;
  if (filter.between) is_end = items_between(plan, arcs, *filter.between);
  for (std::size_t row = 0; row < out.size(); ++row)
    out[row] = out[row] && is_leaf(plan.items[row]) && (!filter.between || is_end[row]);
  return out;
}

std::vector<bool> mark_teams(const Plan& plan, const ViewFilter& filter) {
  std::vector<bool> out(plan.teams.size(), false);
  for (const TeamId team : filter.teams) out[team.index()] = true;
  return out;
}

bool is_late(const Analysis& analysis, const ScheduleRow& row, ItemId id) {
  if (row.status == Status::done || row.status == Status::dropped || row.is_absent) return false;
  if (row.is_late()) return true;
  if (!analysis.risk || analysis.risk->samples == 0) return false;
  const std::optional<std::uint64_t>& on_time = analysis.risk->items[id.index()].on_time;
  return on_time &&
         static_cast<double>(*on_time) < kLikelyLate * static_cast<double>(analysis.risk->samples);
}

bool is_near(const ScheduleRow& row, double days) {
  return row.is_critical || (row.total_float_days && *row.total_float_days <= days);
}

}  // namespace

std::vector<ItemArc> spread_links(const Plan& plan) {
  const std::size_t num_items = plan.items.size();
  std::vector<bool> is_named(num_items, false);  // objectives that a link names
  for (const Link& link : plan.links) {
    is_named[link.predecessor.index()] = is_named[link.successor.index()] = true;
  }
  std::vector<std::vector<ItemId>> goals(num_items);
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    if (!is_leaf(item) || item.status == Status::dropped) continue;
    for (ItemId up = item.parent; up.is_set(); up = plan.item(up).parent) {
      if (is_named[up.index()]) goals[up.index()].emplace_back(row);
    }
  }
  const auto members = [&](const ItemId& id) -> std::span<const ItemId> {
    if (is_leaf(plan.item(id))) return {&id, 1};
    return goals[id.index()];
  };
  std::vector<ItemArc> arcs;
  arcs.reserve(plan.links.size());
  for (std::size_t row = 0; row < plan.links.size(); ++row) {
    const Link& link = plan.links[row];
    for (const ItemId& from : members(link.predecessor)) {
      for (const ItemId& to : members(link.successor)) arcs.push_back({from, to, LinkId(row)});
    }
  }
  // Counting sort by successor: keeps file order within each.
  std::vector<std::size_t> next(num_items + 1, 0);
  for (const ItemArc& arc : arcs) ++next[arc.to.index() + 1];
  for (std::size_t i = 0; i < num_items; ++i) next[i + 1] += next[i];
  std::vector<ItemArc> out(arcs.size());
  for (const ItemArc& arc : arcs) out[next[arc.to.index()]++] = arc;
  return out;
}

std::vector<bool> select_by_links(const Plan& plan, std::span<const ItemArc> arcs,
                                  const ViewFilter& filter) {
  std::vector<bool> out = links_allow(plan, arcs, filter);
  if (filter.teams.empty()) return out;
  const std::vector<bool> is_team = mark_teams(plan, filter);
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const TeamId team = plan.items[row].team;
    out[row] = out[row] && team.is_set() && is_team[team.index()];
  }
  return out;
}

Selection select_items(const Analysis& analysis, const ScheduleReport& schedule,
                       std::span<const ItemArc> arcs, const ViewFilter& filter) {
  const Plan& plan = *analysis.plan;
  Selection out;
  out.words = say_filter(plan, filter);
  std::vector<bool> allowed = links_allow(plan, arcs, filter);
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const ScheduleRow& facts = schedule.rows[row];
    allowed[row] = allowed[row] && (!filter.only_critical || facts.is_critical) &&
                   (!filter.near_days || is_near(facts, *filter.near_days)) &&
                   (!filter.only_late || is_late(analysis, facts, ItemId(row)));
  }
  out.asked = allowed;
  out.beside.assign(plan.items.size(), false);
  if (!filter.teams.empty()) {
    const std::vector<bool> is_team = mark_teams(plan, filter);
    for (std::size_t row = 0; row < plan.items.size(); ++row) {
      const TeamId team = plan.items[row].team;
      out.asked[row] = allowed[row] && team.is_set() && is_team[team.index()];
    }
    for (const ItemArc& arc : arcs) {
      const std::size_t from = arc.from.index();
      const std::size_t to = arc.to.index();
      if (out.asked[from] && !out.asked[to] && allowed[to]) out.beside[to] = true;
      if (out.asked[to] && !out.asked[from] && allowed[from]) out.beside[from] = true;
    }
  }
  if (!out.words.empty() && std::ranges::find(out.asked, true) == out.asked.end())
    out.nothing = say_nothing_passes(out.words);
  return out;
}

std::optional<ViewFilter> carry_over(const ViewFilter& filter, const Plan& from, const Plan& to) {
  ViewFilter out = filter;
  if (filter.focus.is_set()) {
    const auto row = std::ranges::find(to.items, from.item(filter.focus).id, &Item::id);
    if (row == to.items.end()) return std::nullopt;
    out.focus = ItemId(static_cast<std::size_t>(row - to.items.begin()));
  }
  const auto find_team = [&](TeamId team) {
    const auto row = std::ranges::find(to.teams, from.teams[team.index()].id, &Team::id);
    return row == to.teams.end() ? TeamId()
                                 : TeamId(static_cast<std::size_t>(row - to.teams.begin()));
  };
  out.teams.clear();
  for (const TeamId team : filter.teams) {
    if (const TeamId there = find_team(team); there.is_set()) out.teams.push_back(there);
  }
  if (out.teams.empty() && !filter.teams.empty()) return std::nullopt;
  if (filter.between) {
    const TeamId one = find_team(filter.between->first);
    const TeamId other = find_team(filter.between->second);
    if (!one.is_set() || !other.is_set()) return std::nullopt;
    out.between.emplace(one, other);
  }
  return out;
}

std::string say_nothing_passes(const std::string& words) {
  return "Nothing to show: nothing in the plan passes the filter (" + words + ").";
}

std::string say_filter(const Plan& plan, const ViewFilter& filter, bool with_linked) {
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
  const auto name = [&](TeamId team) { return std::string(plan.teams[team.index()].name); };
  if (filter.focus.is_set()) {
    add("up to " + count_of(static_cast<std::size_t>(std::max(0, filter.up)), "link") +
        " before and " + std::to_string(std::max(0, filter.down)) + " after " +
        std::string(plan.item(filter.focus).id));
  }
  if (!filter.teams.empty()) {
    std::string names;
    for (const TeamId team : filter.teams) names += (names.empty() ? "" : ", ") + name(team);
    const bool is_one = filter.teams.size() == 1;
    const char* const linked = is_one ? " and what is linked to it" : " and what is linked to them";
    add((is_one ? "team " : "teams ") + names + (with_linked ? linked : ""));
  }
  if (filter.between) {
    add("links between " + name(filter.between->first) + " and " + name(filter.between->second));
  }
  if (filter.only_critical) add("critical only");
  if (filter.near_days) {
    add("critical or with up to " + say_days(*filter.near_days) +
        (*filter.near_days == 1.0 ? " day of float" : " days of float"));
  }
  if (filter.only_late) add("late or likely late only");
  return out;
}

}  // namespace slipway
