#include "planner/report/budget_report.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace slipway {
namespace {

NamedRoom name_room(const Plan& plan, const Room& room) {
  NamedRoom out;
  out.state = room.state;
  out.days = room.days;
  if (!room.first.is_set()) return out;
  const Item& first = plan.item(room.first);
  out.first = first.id;
  if (first.team.is_set()) out.first_team_name = plan.teams[first.team.index()].name;
  return out;
}

std::int64_t days_or_most(const NamedRoom& room) {
  return room.is_limited() ? room.days : std::numeric_limits<std::int64_t>::max();
}

}  // namespace

std::optional<std::int64_t> BudgetRow::least_days() const {
  const std::int64_t least =
      std::min({days_or_most(finish), days_or_most(due), days_or_most(odds)});
  if (least == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return least;
}

BudgetReport report_budget(const Analysis& analysis, const SlipBudget& budget, ItemId goal) {
  const Plan& plan = *analysis.plan;
  BudgetReport report;
  report.schedule = report_schedule(analysis, false);
  report.confidence = budget.confidence;
  report.samples = analysis.risk->samples;
  report.seed = analysis.risk->seed;
  if (goal.is_set()) report.goal = plan.item(goal).id;
  for (const ItemBudget& item : budget.rows) {
    BudgetRow& row = report.rows.emplace_back();
    row.row = item.item.index();
    row.finish = name_room(plan, item.finish);
    row.due = name_room(plan, item.due);
    row.odds = name_room(plan, item.odds);
    report.num_unknown += row.odds.is_known() ? 0 : 1;
    for (const TeamRoom& team : item.teams) {
      const std::string_view id =
          team.team.is_set() ? plan.teams[team.team.index()].id : std::string_view{};
      row.teams.push_back({id, name_room(plan, team.room)});
    }
  }
  const auto name_goals = [&](const std::vector<ItemId>& goals, std::vector<BudgetGoal>& out) {
    for (const ItemId id : goals) {
      const auto hits = static_cast<double>(analysis.risk->items[id.index()].on_time.value_or(0));
      out.push_back({plan.item(id).id, hits / static_cast<double>(report.samples)});
    }
  };
  name_goals(budget.held, report.held);
  name_goals(budget.below, report.below);
  return report;
}

std::vector<const BudgetRow*> rows_by_room(const BudgetReport& report) {
  std::vector<const BudgetRow*> out;
  for (const BudgetRow& row : report.rows) out.push_back(&row);
  std::ranges::stable_sort(out, {}, [](const BudgetRow* row) {
    return std::tuple(row->least_days().value_or(std::numeric_limits<std::int64_t>::max()),
                      days_or_most(row->odds), days_or_most(row->due), days_or_most(row->finish));
  });
  return out;
}

}  // namespace slipway
