#include "planner/report/graph_view.hpp"

#include <algorithm>

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
  Folder(const Plan& plan, const Selection& selection, const std::vector<bool>& near, ItemId focus)
      : plan_(plan), selection_(selection), near_(near), focus_(focus) {}

  void fold(GraphStep step, GraphView& view) const {
    view.step = step;
    // One slot per item, then one per team for what is folded, then one for what has no team.
    const std::size_t num_items = plan_.items.size();
    const std::size_t num_slots = num_items + plan_.teams.size() + 1;
    std::vector<std::uint32_t> slot_of(num_items, kNoBox);
    std::vector<bool> used(num_slots, false);
    for (std::size_t row = 0; row < num_items; ++row) {
      if (!selection_.has(ItemId(row))) continue;
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
  const Selection& selection_;
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

GraphView choose_view(const Plan& plan, const Selection& selection, std::span<const ItemArc> arcs,
                      const std::vector<bool>& near, const GraphOptions& options, Ladder ladder) {
  GraphView view;
  view.is_beside = selection.beside;
  const Folder folder(plan, selection, near, options.filter.focus);
  folder.fold(GraphStep::every_goal, view);
  view.num_boxes_wanted = count_linked_boxes(view, arcs);

  GraphStep step = GraphStep::every_goal;
  bool may_grow = false;  // may skip a step that would still need too many boxes
  if (options.collapse == Collapse::team) {
    step = GraphStep::per_team;
  } else if (options.collapse == Collapse::objective) {
    step = GraphStep::per_objective;
  } else if (!options.filter.all) {
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
