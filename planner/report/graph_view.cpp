#include "planner/report/graph_view.hpp"

#include <algorithm>

#include "planner/graph/structure.hpp"

namespace slipway {
namespace {

// The ladder: so many boxes a reader can take in (Ghoniem, Fekete, Castagliola 2004 on node-link
// drawings; our own looks at 60 boxes and 100 links).
constexpr std::size_t kMostOfEveryGoal = 60;
constexpr std::size_t kMostNearCritical = 150;
constexpr std::size_t kMostPerObjective = 400;
constexpr std::size_t kMostAroundChoice = 30;
constexpr std::size_t kMostDrawn = 80;      // a step that still needs more is skipped
constexpr std::size_t kMostForced = 5'000;  // boxes and links that --all may ask for
constexpr std::size_t kMostForcedLinks = 20'000;

bool is_leaf(const Item& item) { return item.kind != Kind::objective; }

/// The items asked for, by ItemId, and those shown only because they are linked to them.
struct Scope {
  std::vector<bool> asked;
  std::vector<bool> beside;
  bool has(ItemId id) const { return asked[id.index()] || beside[id.index()]; }
};

std::vector<bool> items_around(const Plan& plan, std::span<const ItemArc> arcs, ItemId focus,
                               int up, int down) {
  std::vector<std::uint32_t> sources;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!is_leaf(plan.items[row])) continue;
    bool is_source = ItemId(row) == focus;
    for (ItemId above = plan.items[row].parent; above.is_set() && !is_source;
         above = plan.item(above).parent) {
      is_source = above == focus;
    }
    if (is_source) sources.push_back(static_cast<std::uint32_t>(row));
  }
  std::vector<Arc> plain;
  plain.reserve(arcs.size());
  for (const ItemArc& arc : arcs) plain.push_back({arc.from.row, arc.to.row});
  std::vector<bool> out(plan.items.size(), false);
  for (const bool is_up : {true, false}) {
    const auto limit = static_cast<std::uint32_t>(std::max(0, is_up ? up : down));
    const auto distances = find_distances(plan.items.size(), plain, sources,
                                          is_up ? Direction::against : Direction::along, limit);
    for (std::size_t row = 0; row < out.size(); ++row) {
      if (distances[row] != kUnreached) out[row] = true;
    }
  }
  return out;
}

Scope find_scope(const Plan& plan, const ScheduleReport& schedule, std::span<const ItemArc> arcs,
                 const GraphOptions& options) {
  Scope scope;
  std::vector<bool> allowed(plan.items.size(), true);
  if (options.focus.is_set()) {
    allowed = items_around(plan, arcs, options.focus, options.up, options.down);
  }
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!is_leaf(plan.items[row])) allowed[row] = false;
    if (options.only_critical && !schedule.rows[row].is_critical) allowed[row] = false;
  }
  scope.asked = allowed;
  scope.beside.assign(plan.items.size(), false);
  if (options.teams.empty()) return scope;
  std::vector<bool> is_team(plan.teams.size(), false);
  for (const TeamId team : options.teams) is_team[team.index()] = true;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const TeamId team = plan.items[row].team;
    scope.asked[row] = allowed[row] && team.is_set() && is_team[team.index()];
  }
  for (const ItemArc& arc : arcs) {
    const std::size_t from = arc.from.index();
    const std::size_t to = arc.to.index();
    if (scope.asked[from] && !scope.asked[to] && allowed[to]) scope.beside[to] = true;
    if (scope.asked[to] && !scope.asked[from] && allowed[from]) scope.beside[from] = true;
  }
  return scope;
}

GraphStep step_for(std::size_t num_boxes, Ladder ladder) {
  if (ladder == Ladder::by_choice)
    return num_boxes <= kMostAroundChoice ? GraphStep::every_goal : GraphStep::near_critical;
  if (num_boxes <= kMostOfEveryGoal) return GraphStep::every_goal;
  if (num_boxes <= kMostNearCritical) return GraphStep::near_critical;
  if (num_boxes <= kMostPerObjective) return GraphStep::per_objective;
  return GraphStep::per_team;
}

BoxKind kind_of(const Item& item) {
  switch (item.kind) {
    case Kind::milestone:
      return BoxKind::milestone;
    case Kind::blocker:
      return BoxKind::blocker;
    case Kind::objective:
      return BoxKind::objective;
    case Kind::goal:
      break;
  }
  return BoxKind::goal;
}

/// Puts items into boxes for one step.
class Folder {
 public:
  Folder(const Plan& plan, const Scope& scope, const std::vector<bool>& near, ItemId focus)
      : plan_(plan), scope_(scope), near_(near), focus_(focus) {}

  void fold(GraphStep step, GraphView& view) const {
    view.step = step;
    // One slot per item, then one per team for what is folded, then one for what has no team.
    const std::size_t num_items = plan_.items.size();
    const std::size_t num_slots = num_items + plan_.teams.size() + 1;
    std::vector<std::uint32_t> slot_of(num_items, kNoBox);
    std::vector<bool> used(num_slots, false);
    for (std::size_t row = 0; row < num_items; ++row) {
      if (!scope_.has(ItemId(row))) continue;
      const std::size_t slot = slot_for(step, ItemId(row));
      slot_of[row] = static_cast<std::uint32_t>(slot);
      used[slot] = true;
    }
    // Slots in order of teams; within a team items in file order, the fold last.
    std::vector<std::vector<std::uint32_t>> by_team(plan_.teams.size() + 1);
    for (std::size_t slot = 0; slot < num_slots; ++slot) {
      if (used[slot]) by_team[team_row(slot)].push_back(static_cast<std::uint32_t>(slot));
    }
    std::vector<std::uint32_t> box_at(num_slots, kNoBox);
    view.boxes.clear();
    for (const auto& slots : by_team) {
      for (const std::uint32_t slot : slots) {
        box_at[slot] = static_cast<std::uint32_t>(view.boxes.size());
        view.boxes.push_back(draft(step, slot));
      }
    }
    view.box_of.assign(num_items, kNoBox);
    for (std::size_t row = 0; row < num_items; ++row) {
      if (slot_of[row] != kNoBox) view.box_of[row] = box_at[slot_of[row]];
    }
  }

 private:
  std::size_t team_slot(TeamId team) const {
    return plan_.items.size() + (team.is_set() ? team.index() : plan_.teams.size());
  }
  std::size_t slot_for(GraphStep step, ItemId id) const {
    const Item& item = plan_.item(id);
    if (step == GraphStep::every_goal || id == focus_) return id.index();
    if (step == GraphStep::near_critical && near_[id.index()]) return id.index();
    if (step == GraphStep::per_objective && item.parent.is_set()) return item.parent.index();
    return team_slot(item.team);
  }
  std::size_t team_row(std::size_t slot) const {
    if (slot >= plan_.items.size()) return slot - plan_.items.size();
    const TeamId team = plan_.items[slot].team;
    return team.is_set() ? team.index() : plan_.teams.size();
  }
  BoxDraft draft(GraphStep step, std::size_t slot) const {
    BoxDraft out;
    if (slot < plan_.items.size()) {
      out.item = ItemId(slot);
      out.kind = kind_of(plan_.items[slot]);
      out.team = plan_.items[slot].team;
      return out;
    }
    out.kind = step == GraphStep::per_team ? BoxKind::team : BoxKind::others;
    if (slot - plan_.items.size() < plan_.teams.size()) {
      out.team = TeamId(slot - plan_.items.size());
    }
    return out;
  }

  const Plan& plan_;
  const Scope& scope_;
  const std::vector<bool>& near_;
  ItemId focus_;
};

}  // namespace

std::size_t count_linked_boxes(const GraphView& view, std::span<const ItemArc> arcs) {
  std::vector<bool> linked(view.boxes.size(), false);
  for (const ItemArc& arc : arcs) {
    const std::uint32_t from = view.box_of[arc.from.index()];
    const std::uint32_t to = view.box_of[arc.to.index()];
    if (from == kNoBox || to == kNoBox || from == to) continue;
    linked[from] = linked[to] = true;
  }
  return static_cast<std::size_t>(std::ranges::count(linked, true));
}

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

GraphView choose_view(const Plan& plan, const ScheduleReport& schedule,
                      std::span<const ItemArc> arcs, const std::vector<bool>& near,
                      const GraphOptions& options, Ladder ladder) {
  GraphView view;
  const Scope scope = find_scope(plan, schedule, arcs, options);
  view.is_beside = scope.beside;
  const Folder folder(plan, scope, near, options.focus);
  folder.fold(GraphStep::every_goal, view);
  view.num_boxes_wanted = count_linked_boxes(view, arcs);

  GraphStep step = GraphStep::every_goal;
  bool may_grow = false;  // may skip a step that would still need too many boxes
  if (options.collapse == Collapse::team) {
    step = GraphStep::per_team;
  } else if (options.collapse == Collapse::objective) {
    step = GraphStep::per_objective;
  } else if (!options.all) {
    step = step_for(view.num_boxes_wanted, ladder);
    may_grow = true;
  } else if (view.boxes.size() > kMostForced || arcs.size() > kMostForcedLinks) {
    step = GraphStep::near_critical;
    may_grow = true;
  }
  step = std::max(step, options.first_step);
  const bool has_objectives = std::ranges::any_of(
      plan.items, [](const Item& item) { return item.kind == Kind::objective; });
  for (;;) {
    const bool was_asked = options.collapse == Collapse::objective;
    if (step == GraphStep::per_objective && !was_asked && !has_objectives) {
      step = GraphStep::per_team;
    }
    if (step != view.step) folder.fold(step, view);
    const auto next = simpler_step(step);
    if (step == GraphStep::every_goal || !may_grow || !next) break;
    if (count_linked_boxes(view, arcs) <= kMostDrawn) break;
    step = *next;
  }
  // Folding may swallow every link (one team, one objective): then a long picture says more.
  if (may_grow && view.step > GraphStep::near_critical && view.num_boxes_wanted > 0 &&
      options.first_step <= GraphStep::near_critical && count_linked_boxes(view, arcs) == 0) {
    folder.fold(GraphStep::near_critical, view);
    const std::size_t linked = count_linked_boxes(view, arcs);
    if (linked == 0 || linked > kMostPerObjective) folder.fold(step, view);
  }
  return view;
}

}  // namespace slipway
