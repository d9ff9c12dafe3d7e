#include "planner/report/gantt_view.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace slipway {
namespace {

constexpr std::size_t kMostFoldedGroups = 40;  // beyond, groups without a row stand in one

std::size_t count_rows(const std::vector<GanttGroupDraft>& groups) {
  std::size_t count = 0;
  for (const GanttGroupDraft& group : groups) count += group.rows.size();
  return count;
}

/// Moves the rows that `keeps` does not name among the hidden ones.
template <typename Keeps>
void hide_rows(std::vector<GanttGroupDraft>& groups, Keeps keeps) {
  for (GanttGroupDraft& group : groups) {
    std::vector<ItemId> kept;
    for (const ItemId id : group.rows) (keeps(id) ? kept : group.hidden).push_back(id);
    group.rows = std::move(kept);
    std::ranges::sort(group.hidden);
  }
}

/// Puts the groups that have no row, and least that matters, into one at the end.
void merge_groups(std::vector<GanttGroupDraft>& groups, const ScheduleReport& schedule,
                  const std::vector<bool>& is_late) {
  if (groups.size() <= kMostFoldedGroups) return;
  std::vector<std::size_t> order;
  std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> weight(groups.size());
  std::size_t num_with_rows = 0;
  for (std::size_t row = 0; row < groups.size(); ++row) {
    if (!groups[row].rows.empty()) {
      ++num_with_rows;
      continue;
    }
    order.push_back(row);
    auto& [critical, late, all] = weight[row];
    for (const ItemId id : groups[row].hidden) {
      critical += schedule.rows[id.index()].is_critical ? 1 : 0;
      late += is_late[id.index()] ? 1 : 0;
    }
    all = groups[row].hidden.size();
  }
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
  const std::size_t room = kMostFoldedGroups - std::min(kMostFoldedGroups, num_with_rows);
  if (order.size() <= room + 1) return;  // one alone need not be merged
  std::vector<bool> is_merged(groups.size(), false);
  GanttGroupDraft rest;
  for (std::size_t i = room; i < order.size(); ++i) {
    is_merged[order[i]] = true;
    ++rest.num_merged;
  }
  std::vector<GanttGroupDraft> kept;
  for (std::size_t row = 0; row < groups.size(); ++row) {
    if (!is_merged[row]) {
      kept.push_back(std::move(groups[row]));
      continue;
    }
    rest.hidden.insert(rest.hidden.end(), groups[row].hidden.begin(), groups[row].hidden.end());
  }
  std::ranges::sort(rest.hidden);
  kept.push_back(std::move(rest));
  groups = std::move(kept);
}

}  // namespace

GanttView choose_gantt_view(const Plan& plan, const ScheduleReport& schedule,
                            const Selection& selection, const std::vector<bool>& is_late,
                            const GanttOptions& options) {
  const bool by_team = options.grouping == Grouping::team;
  const std::size_t num_keys = by_team ? plan.teams.size() : plan.items.size();
  std::vector<GanttGroupDraft> groups(num_keys + 1);  // the last: in none
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const ItemId id(row);
    if (!selection.has(id)) continue;
    const Item& item = plan.item(id);
    const std::size_t key = by_team ? (item.team.is_set() ? item.team.index() : num_keys)
                                    : (item.parent.is_set() ? item.parent.index() : num_keys);
    GanttGroupDraft& group = groups[key];
    if (key < num_keys) {
      if (by_team)
        group.team = item.team;
      else
        group.objective = item.parent;
    }
    group.rows.push_back(id);
  }
  std::erase_if(groups, [](const GanttGroupDraft& group) { return group.rows.empty(); });
  GanttView view;
  view.num_wanted = count_rows(groups);
  const auto is_critical = [&](ItemId id) { return schedule.rows[id.index()].is_critical; };
  if (!options.filter.all && view.num_wanted > kMostGanttRows) {
    view.step = GanttStep::late_or_critical;
    hide_rows(groups, [&](ItemId id) { return is_critical(id) || is_late[id.index()]; });
    if (count_rows(groups) > kMostGanttRows) {
      view.step = GanttStep::critical;
      hide_rows(groups, is_critical);
    }
    if (count_rows(groups) > kMostGanttRows) {
      view.step = GanttStep::groups_only;
      hide_rows(groups, [](ItemId) { return false; });
    }
    merge_groups(groups, schedule, is_late);
  }
  view.groups = std::move(groups);
  return view;
}

}  // namespace slipway
