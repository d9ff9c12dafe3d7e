// Names in a plan file become row numbers: teams, periods, parents and links. A name that nothing
// has is reported with what it may have been meant to be.
#include <algorithm>

#include "planner/base/did_you_mean.hpp"
#include "planner/base/utf8.hpp"
#include "planner/io/plan_builder.hpp"

namespace slipway {
namespace {

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

// Names all there are when they are few; else says where they stand.
std::string list_of(const std::vector<std::string_view>& names, std::string list,
                    std::string_view otherwise) {
  if (names.empty() || names.size() > 8) return std::string(otherwise);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " and " : ", ";
    list += quoted(names[i]);
  }
  return list;
}

}  // namespace

void PlanBuilder::set_owner(ItemId id) {
  const Item& item = plan_.item(id);
  reader_.set_owner(to_string(item.kind), item.id);
}

TeamId PlanBuilder::find_team(std::string_view name, Place place) {
  const auto found = team_rows_.find(name);
  if (found != team_rows_.end()) return TeamId(found->second);
  std::vector<std::string_view> names;
  if (may_suggest(plan_.teams.size())) {
    for (const Team& team : plan_.teams) names.push_back(team.id);
  }
  const auto meant = did_you_mean(name, names);
  reader_.report(Code::unknown_team, place, "there is no team " + quoted(name),
                 meant ? "did you mean " + quoted(names[*meant]) + "?"
                       : list_of(names, "the teams are ", "teams are listed under \"teams\""));
  return {};
}

PeriodId PlanBuilder::find_period(std::string_view name, Place place) {
  const auto found = period_rows_.find(name);
  if (found != period_rows_.end()) return PeriodId(found->second);
  std::vector<std::string_view> names;
  if (may_suggest(plan_.periods.size())) {
    for (const Period& period : plan_.periods) names.push_back(period.id);
  }
  const auto meant = did_you_mean(name, names);
  reader_.report(Code::unknown_period, place, "there is no period " + quoted(name),
                 meant
                     ? "did you mean " + quoted(names[*meant]) + "?"
                     : list_of(names, "the periods are ", "periods are listed under \"periods\""));
  return {};
}

// Looking for the nearest name costs time, which a file full of faults must not multiply.
bool PlanBuilder::may_suggest(std::size_t cost) {
  if (findings_.count(Severity::error) >= Findings::kKept || suggestion_budget_ < cost)
    return false;
  suggestion_budget_ -= cost;
  return true;
}

std::string PlanBuilder::suggest_item(std::string_view name) {
  constexpr std::string_view kOtherwise =
      "add it to \"goals\", or to \"blockers\" if it is waited for and not worked on";
  if (!may_suggest(plan_.items.size())) return std::string(kOtherwise);
  std::vector<std::string_view> names;
  names.reserve(plan_.items.size());
  for (const Item& item : plan_.items) names.push_back(item.id);
  const auto meant = did_you_mean(name, names);
  if (!meant || names[*meant].empty()) return std::string(kOtherwise);
  if (!may_suggest(plan_.items[*meant].place / 64))
    return "did you mean " + quoted(names[*meant]) + "?";
  const LineColumn where = plan_.source->line_column(plan_.items[*meant].place);
  return "did you mean " + quoted(names[*meant]) + "? (line " + std::to_string(where.line) + ")";
}

ItemId PlanBuilder::find_item(std::string_view name, Place place) {
  const std::uint32_t row = item_rows_->find(name);
  if (row != NameTable::kNone) return ItemId(row);
  reader_.report(Code::unknown_goal, place, quoted(name) + " is not a goal or blocker of this plan",
                 suggest_item(name));
  return {};
}

void PlanBuilder::resolve_teams_and_periods() {
  const auto length_of = [](std::string_view name) {
    return static_cast<std::uint32_t>(name.size() + 2);
  };
  std::vector<std::uint32_t> teams;
  for (const std::string_view name : team_names_.names) {
    const auto found = team_rows_.find(name);
    teams.push_back(found == team_rows_.end() ? TeamId::kNone : found->second);
  }
  std::vector<std::uint32_t> periods;
  for (const std::string_view name : period_names_.names) {
    const auto found = period_rows_.find(name);
    periods.push_back(found == period_rows_.end() ? PeriodId::kNone : found->second);
  }
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    Item& item = plan_.items[row];
    if (item.team.is_set()) {
      const std::size_t symbol = item.team.index();
      item.team.row = teams[symbol];
      if (!item.team.is_set()) {
        set_owner(ItemId(row));
        const std::string_view name = team_names_.names[symbol];
        find_team(name, {goals_.places[row].team, length_of(name)});
      }
    }
    if (item.period.is_set()) {
      const std::size_t symbol = item.period.index();
      item.period.row = periods[symbol];
      if (!item.period.is_set()) {
        set_owner(ItemId(row));
        const std::string_view name = period_names_.names[symbol];
        find_period(name, {goals_.places[row].period, length_of(name)});
      }
    }
  }
  for (const PendingNeed& need : needs_) {
    if (!team_rows_.contains(need.team)) {  // say whose need it is
      const auto owner = std::ranges::find(plan_.items, need.details, &Item::details);
      if (owner != plan_.items.end())
        set_owner(ItemId(static_cast<std::size_t>(owner - plan_.items.begin())));
    }
    plan_.details[need.details].needs[need.need].team = find_team(need.team, need.place);
  }
}

void PlanBuilder::resolve_parents() {
  for (const PendingParent& parent : goals_.parents) {
    set_owner(ItemId(std::size_t{parent.row}));
    const Place place{parent.place, static_cast<std::uint32_t>(parent.name.size() + 2)};
    const ItemId id = find_item(parent.name, place);
    if (!id.is_set()) continue;
    if (plan_.item(id).kind != Kind::objective) {
      reader_.report(Code::not_an_objective, place, quoted(parent.name) + " is not an objective",
                     "give it \"kind\": \"objective\", or make this a dependency",
                     {{plan_.item(id).id_place(), "declared here"}});
      continue;
    }
    goals_.places[parent.row].parent = parent.place;
    plan_.items[parent.row].parent = id;
  }
  // Follow parents upwards; an item seen again in the same walk closes a ring.
  constexpr std::uint32_t kUnseen = 0;
  std::vector<std::uint32_t> walk(plan_.items.size(), kUnseen);
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const auto mark = static_cast<std::uint32_t>(row + 1);
    ItemId at(row);
    while (at.is_set() && walk[at.index()] == kUnseen) {
      walk[at.index()] = mark;
      at = plan_.item(at).parent;
    }
    if (!at.is_set() || walk[at.index()] != mark) continue;
    std::string ring = quoted(plan_.item(at).id);
    std::vector<Related> related;
    ItemId member = at;
    std::size_t named = 0;
    do {
      const ItemId parent = plan_.item(member).parent;
      if (++named <= 10)
        ring += " in " + quoted(plan_.item(parent).id);
      else if (named == 11)
        ring += " in ...";
      if (related.size() < 10) {
        related.push_back(
            {value_at(goals_.places[member.index()].parent),
             quoted(plan_.item(member).id) + " belongs to " + quoted(plan_.item(parent).id)});
      }
      member = parent;
    } while (member != at);
    set_owner(at);
    const Place place = value_at(goals_.places[at.index()].parent);
    if (plan_.item(at).parent == at) {
      reader_.report(Code::parent_cycle, place, "belongs to itself", "remove its 'parent'");
    } else {
      reader_.report(Code::parent_cycle, place, "objectives contain each other: " + ring,
                     "remove one of these 'parent' keys", related);
    }
  }
}

void PlanBuilder::resolve_links() {
  const std::size_t count = goals_.links.size() + blockers_.links.size() + blockers_.blocks.size();
  plan_.links.reserve(count);
  std::vector<std::string_view> names;
  std::vector<std::uint32_t> rows;
  const auto resolve = [&](const std::vector<PendingLink>& pending, bool blocks) {
    constexpr std::size_t kBatch = 4096;
    for (std::size_t from = 0; from < pending.size(); from += kBatch) {
      const std::size_t n = std::min(kBatch, pending.size() - from);
      names.resize(n);
      rows.resize(n);
      for (std::size_t i = 0; i < n; ++i) names[i] = pending[from + i].name;
      item_rows_->find_all(names, rows);
      for (std::size_t i = 0; i < n; ++i) {
        const PendingLink& link = pending[from + i];
        if (rows[i] == NameTable::kNone) {
          set_owner(ItemId(std::size_t{link.row}));
          const Place place{link.place, static_cast<std::uint32_t>(link.name.size() + 2)};
          reader_.report(Code::unknown_goal, place,
                         (blocks ? "blocks " : "depends on ") + quoted(link.name) +
                             ", which is not a goal or blocker of this plan",
                         suggest_item(link.name));
          continue;
        }
        const ItemId other(std::size_t{rows[i]});
        const ItemId self(std::size_t{link.row});
        plan_.links.push_back(
            {blocks ? self : other, blocks ? other : self, link.place, link.details});
      }
    }
  };
  resolve(goals_.links, false);
  resolve(blockers_.links, false);
  resolve(blockers_.blocks, true);
  std::vector<PendingLink>().swap(goals_.links);
}

}  // namespace slipway
