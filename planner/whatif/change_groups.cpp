#include "planner/whatif/change_groups.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "planner/graph/structure.hpp"

namespace slipway {
namespace {

constexpr std::uint32_t kNone = 0xffffffffu;

bool is_item(ChangeOf what) {
  return what == ChangeOf::goal || what == ChangeOf::milestone || what == ChangeOf::objective ||
         what == ChangeOf::blocker;
}

// The ends of a link as joint rows.
struct Ends {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

Ends ends_of(const Plan& old_plan, const Plan& new_plan, const PlanMatch& match, RowPair link) {
  if (link.in_old()) {
    const Link& row = old_plan.links[link.old_row];
    return {row.predecessor.row, row.successor.row};
  }
  const Link& row = new_plan.links[link.new_row];
  return {match.items.of_new[row.predecessor.index()], match.items.of_new[row.successor.index()]};
}

// Fields of an item that only make sense together share a cluster; the others have their own.
std::size_t cluster_of(PlanField field) {
  switch (field) {
    case PlanField::started:
    case PlanField::finished:
    case PlanField::resolved:
    case PlanField::progress:
    case PlanField::remaining:
      return static_cast<std::size_t>(PlanField::status);
    case PlanField::period:
      return static_cast<std::size_t>(PlanField::due);
    default:
      return static_cast<std::size_t>(field);
  }
}

class Grouper {
 public:
  Grouper(const Plan& old_plan, const Plan& new_plan, PlanDiff& diff)
      : old_(old_plan), new_(new_plan), diff_(diff), up_(diff.changes.size()) {
    std::iota(up_.begin(), up_.end(), 0U);
  }

  void run() {
    index_changes();
    join_fields();
    join_kinds();
    join_parents();
    join_replacements();
    join_loops();
    number_groups();
  }

 private:
  struct ItemChanges {  // the first change of each sort, kNone without one
    std::uint32_t existence = kNone;
    std::uint32_t kind = kNone;
    std::uint32_t parent = kNone;
    std::uint32_t tracking = kNone;
    std::uint32_t any = kNone;
  };

  std::uint32_t root(std::uint32_t change) {
    while (up_[change] != change) change = up_[change] = up_[up_[change]];
    return change;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    if (a == kNone || b == kNone) return;
    a = root(a);
    b = root(b);
    up_[std::max(a, b)] = std::min(a, b);
  }
  const PlanChange& change(std::uint32_t i) const { return diff_.changes[i]; }
  RowPair item(std::uint32_t joint) const { return diff_.match.items.rows[joint]; }
  const ItemChanges& of_item(std::uint32_t joint) const {
    static const ItemChanges kUnchanged;
    const auto found = items_.find(joint);
    return found == items_.end() ? kUnchanged : found->second;
  }
  bool follows(std::uint32_t link) const {
    return follows_its_ends(old_, new_, diff_.match, diff_.match.links.rows[link]);
  }
  Ends ends(std::uint32_t link) const {
    return ends_of(old_, new_, diff_.match, diff_.match.links.rows[link]);
  }
  // The joint rows of an item's parents in the old and in the new plan; kNone without one.
  std::pair<std::uint32_t, std::uint32_t> parents(std::uint32_t joint) const {
    std::pair<std::uint32_t, std::uint32_t> out{kNone, kNone};
    const RowPair pair = item(joint);
    if (pair.in_old()) out.first = old_.items[pair.old_row].parent.row;
    if (!pair.in_new()) return out;
    const ItemId parent = new_.items[pair.new_row].parent;
    if (parent.is_set()) out.second = diff_.match.items.of_new[parent.index()];
    return out;
  }

  void index_changes() {
    for (std::uint32_t i = 0; i < diff_.changes.size(); ++i) {
      const PlanChange& c = change(i);
      if (!can_move_figures(c)) continue;
      if (c.what == ChangeOf::link && c.op != ChangeOp::changed && follows(c.row)) {
        followers_.push_back(i);
        continue;
      }
      players_.push_back(i);
      if (c.what == ChangeOf::link) links_.emplace(c.row, i);
      if (!is_item(c.what)) continue;
      ItemChanges& of = items_[c.row];
      const auto note = [i](std::uint32_t& slot) { slot = std::min(slot, i); };
      note(of.any);
      if (c.op != ChangeOp::changed) note(of.existence);
      if (c.field == PlanField::kind) note(of.kind);
      if (c.field == PlanField::parent) note(of.parent);
      if (cluster_of(c.field) == static_cast<std::size_t>(PlanField::status)) note(of.tracking);
    }
  }

  void join_fields() {
    // By what it is about and, for items and the plan, by cluster of fields.
    std::map<std::tuple<ChangeOf, std::string_view, std::uint32_t, std::size_t>, std::uint32_t>
        first;
    for (const std::uint32_t i : players_) {
      const PlanChange& c = change(i);
      const bool is_whole = c.what == ChangeOf::calendar || c.what == ChangeOf::link ||
                            c.what == ChangeOf::risk ||
                            (is_item(c.what) && of_item(c.row).kind != kNone);
      const std::size_t cluster = is_whole ? 0 : cluster_of(c.field);
      // Calendars are told apart by id: the plan's has none.
      const std::string_view id = c.what == ChangeOf::calendar ? std::string_view(c.id) : "";
      join(i, first.try_emplace({c.what, id, c.row, cluster}, i).first->second);
    }
  }

  void join_kinds() {
    bool any = false;
    for (const auto& [joint, of] : items_) any = any || of.kind != kNone;
    if (!any) return;
    for (const auto& [link, i] : links_) {
      const Ends at = ends(link);
      join(i, of_item(at.from).kind);
      join(i, of_item(at.to).kind);
    }
  }

  void join_parents() {
    for (const auto& [joint, of] : items_) {
      if (of.parent == kNone) continue;
      const auto [before, after] = parents(joint);
      for (const std::uint32_t parent : {before, after}) {
        if (parent == kNone) continue;
        join(of.parent, of_item(parent).existence);
        join(of.parent, of_item(parent).kind);
      }
    }
  }

  // Renames, and ids that pass from a goal to a blocker or back: never both, never neither.
  void join_replacements() {
    for (const Rename& rename : diff_.renames) {
      join(of_item(rename.old_item).existence, of_item(rename.new_item).existence);
    }
    std::unordered_map<std::string_view, std::uint32_t> gone;
    for (const auto& [joint, of] : items_) {
      if (of.existence != kNone && item(joint).in_old())
        gone.emplace(change(of.existence).id, joint);
    }
    for (const auto& [joint, of] : items_) {
      if (of.existence == kNone || item(joint).in_old()) continue;
      const auto found = gone.find(change(of.existence).id);
      if (found != gone.end()) join(of.existence, of_item(found->second).existence);
    }
  }

  bool is_dropped(std::uint32_t joint) const {  // wherever it is
    const RowPair pair = item(joint);
    return (!pair.in_old() || old_.items[pair.old_row].status == Status::dropped) &&
           (!pair.in_new() || new_.items[pair.new_row].status == Status::dropped);
  }

  // Every item stands for two things, its start and its finish: an objective starts before its
  // children and finishes after them.
  std::vector<Arc> list_arcs() const {
    std::vector<Arc> out;
    const auto start = [](std::uint32_t joint) { return 2 * joint; };
    const auto finish = [](std::uint32_t joint) { return 2 * joint + 1; };
    for (std::uint32_t joint = 0; joint < diff_.match.items.rows.size(); ++joint) {
      if (is_dropped(joint)) continue;
      const RowPair pair = item(joint);
      const bool is_node = (pair.in_old() && old_.items[pair.old_row].kind != Kind::objective) ||
                           (pair.in_new() && new_.items[pair.new_row].kind != Kind::objective);
      if (is_node) out.push_back({start(joint), finish(joint)});
      const auto [before, after] = parents(joint);
      for (const std::uint32_t parent : {before, after}) {
        if (parent == kNone) continue;
        out.push_back({start(parent), start(joint)});
        out.push_back({finish(joint), finish(parent)});
      }
    }
    for (std::uint32_t link = 0; link < diff_.match.links.rows.size(); ++link) {
      const Ends at = ends(link);
      if (is_dropped(at.from) || is_dropped(at.to)) continue;
      out.push_back({finish(at.from), start(at.to)});
    }
    return out;
  }

  // Inside a component every arrow that changes does so together: what is left there is the old
  // plan's part or the new one's, and neither has a loop. Between components no loop can close.
  void join_loops() {
    const auto is_structural = [&](std::uint32_t i) {
      const PlanChange& c = change(i);
      return c.op != ChangeOp::changed || c.field == PlanField::parent ||
             c.field == PlanField::kind || c.field == PlanField::status;
    };
    if (std::ranges::none_of(players_, is_structural)) return;
    const std::size_t num_things = 2 * diff_.match.items.rows.size();
    const std::vector<std::uint32_t> component = find_components(num_things, list_arcs());
    std::vector<std::uint32_t> size(num_things, 0);
    for (const std::uint32_t c : component) ++size[c];
    std::unordered_map<std::uint32_t, std::uint32_t> first;  // by component: a change in it
    const auto join_in = [&](std::uint32_t a, std::uint32_t b, std::uint32_t i) {
      if (i == kNone || component[a] != component[b] || size[component[a]] < 2) return;
      join(i, first.try_emplace(component[a], i).first->second);
    };
    for (const auto& [link, i] : links_) {
      if (change(i).op == ChangeOp::changed) continue;
      const Ends at = ends(link);
      join_in(2 * at.from + 1, 2 * at.to, i);
    }
    for (const auto& [joint, of] : items_) {
      const auto [before, after] = parents(joint);
      for (const std::uint32_t parent : {before, after}) {
        if (parent == kNone) continue;
        join_in(2 * joint, 2 * parent, of.parent);
        join_in(2 * joint + 1, 2 * parent + 1, of.parent);
      }
      const RowPair pair = item(joint);
      const bool drops = pair.in_both() && (old_.items[pair.old_row].status == Status::dropped) !=
                                               (new_.items[pair.new_row].status == Status::dropped);
      for (const std::uint32_t thing : {2 * joint, 2 * joint + 1}) {
        join_in(thing, thing, of.existence);
        join_in(thing, thing, of.kind);
        if (drops) join_in(thing, thing, of.tracking);
      }
    }
  }

  static std::string words_of(const PlanChange& change) {
    std::string out(to_string(change.what));
    if (!change.id.empty()) out += ' ' + change.id;
    out += ' ';
    out += change.op == ChangeOp::changed ? to_string(change.field) : to_string(change.op);
    return out;
  }

  void number_groups() {
    for (const std::uint32_t i : followers_) {
      const Ends at = ends(change(i).row);
      const std::uint32_t end =
          of_item(at.to).existence != kNone ? of_item(at.to).existence : of_item(at.from).existence;
      up_[i] = root(end);
      players_.push_back(i);
    }
    std::ranges::sort(players_);
    std::unordered_map<std::uint32_t, std::uint32_t> number;
    for (const std::uint32_t i : players_) {
      const auto [at, is_new] =
          number.try_emplace(root(i), static_cast<std::uint32_t>(diff_.groups.size()));
      if (is_new) diff_.groups.push_back({words_of(change(i)), {}});
      diff_.groups[at->second].changes.push_back(i);
      diff_.changes[i].group = at->second;
    }
    for (ChangeGroup& group : diff_.groups) {
      const std::size_t more = group.changes.size() - 1;
      if (more > 0) group.name += " and " + std::to_string(more) + " more";
    }
  }

  const Plan& old_;
  const Plan& new_;
  PlanDiff& diff_;
  std::vector<std::uint32_t> up_;                 // union-find over changes
  std::vector<std::uint32_t> players_;            // changes that can move figures
  std::vector<std::uint32_t> followers_;          // links that come and go with their ends
  std::map<std::uint32_t, ItemChanges> items_;    // by joint row
  std::map<std::uint32_t, std::uint32_t> links_;  // by joint row: its first change
};

}  // namespace

bool can_move_figures(const PlanChange& change) {
  switch (change.what) {
    case ChangeOf::plan:
      return change.field != PlanField::name;
    case ChangeOf::calendar:
      return true;
    case ChangeOf::period:
      return change.field == PlanField::end;
    case ChangeOf::team:
      return change.field == PlanField::correlation;
    case ChangeOf::risk:
      return change.field != PlanField::title;
    case ChangeOf::link:
      return change.field != PlanField::note;
    case ChangeOf::scenario:
    case ChangeOf::checkin:
      return false;
    default:
      break;
  }
  switch (change.field) {
    case PlanField::title:
    case PlanField::owner:
    case PlanField::priority:
    case PlanField::value:
    case PlanField::people:
    case PlanField::roam:  // of a blocker
    case PlanField::tags:
    case PlanField::url:
    case PlanField::notes:
      return false;
    default:
      return true;
  }
}

bool follows_its_ends(const Plan& old_plan, const Plan& new_plan, const PlanMatch& match,
                      RowPair link) {
  if (link.in_both()) return false;
  const Ends at = ends_of(old_plan, new_plan, match, link);
  return !match.items.rows[at.from].in_both() || !match.items.rows[at.to].in_both();
}

void group_changes(const Plan& old_plan, const Plan& new_plan, PlanDiff& diff) {
  Grouper(old_plan, new_plan, diff).run();
}

}  // namespace slipway
