#include "planner/report/changes_graph.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "planner/report/graph_links.hpp"
#include "planner/report/graph_overlay.hpp"
#include "planner/report/graph_view.hpp"
#include "planner/report/graph_words.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostChangesNamed = 3;
constexpr std::size_t kMostAround = 40;   // boxes, with what is one link away from what moves
constexpr std::size_t kMostWithout = 60;  // and without

std::string say_question(const WhatifCase& what) {
  const std::vector<std::string>& words = what.change_words;
  if (words.empty()) return "What if nothing changes?";
  const std::size_t shown = words.size() > kMostChangesNamed ? kMostChangesNamed - 1 : words.size();
  std::string out = what.name.empty() ? "What if " : "Scenario '" + what.name + "': what if ";
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  if (shown < words.size()) out += " and " + count_of(words.size() - shown, "more change");
  return out + "?";
}

/// Says whether the odds differ by more than sampling can make, and by so much that it shows.
bool has_other_odds(const MovedRow& row) {
  return row.on_time_before && row.on_time_after && !row.is_noise &&
         say_percent(*row.on_time_before) != say_percent(*row.on_time_after);
}

bool has_turn(const MovedRow& row) {
  return row.finish_before != row.finish_after || row.p80_before != row.p80_after || row.is_new ||
         row.is_gone || row.is_newly_late || row.is_newly_safe || has_other_odds(row);
}

BoxTurn describe_turn(const MovedRow& row) {
  BoxTurn turn;
  turn.is_newly_late = row.is_newly_late;
  turn.is_newly_safe = row.is_newly_safe;
  turn.is_gone = row.is_gone;
  turn.is_left_out = row.is_left_out;
  turn.is_new = row.is_new;
  if (row.finish_before != row.finish_after) {
    turn.finish_before = row.finish_before;
    turn.days = row.delta_days;
  } else if (row.p80_before != row.p80_after) {
    turn.p80_before = row.p80_before;
  }
  const bool has_date = row.finish_after.is_set() || row.p80_after.is_set();
  turn.had_no_date = has_date && !turn.finish_before.is_set() && !turn.p80_before.is_set() &&
                     (row.finish_before != row.finish_after || row.p80_before != row.p80_after) &&
                     !row.is_new;
  if (has_other_odds(row)) turn.on_time_before = row.on_time_before;
  return turn;
}

class Builder {
 public:
  Builder(const Analysis& before, const Analysis& after, const WhatifReport& report,
          const WhatifCase& what)
      : before_(before),
        after_(after),
        plan_(*after.plan),
        was_(report.schedule.rows),
        what_(what),
        arcs_(spread_links(plan_)) {}

  GraphReport build(std::span<const Change> changes, const GraphOptions& options, Reach reach);

 private:
  void add_turns();
  void note_emptied();
  void add_path_turns();
  void mark_asked(std::span<const Change> changes);
  void mark_links();
  std::vector<std::optional<GraphLink>> links_before(const std::vector<ItemArc>& arcs) const;
  void choose(Reach reach);
  bool was_critical(std::size_t row) const { return row < was_.size() && was_[row].is_critical; }
  // What is left out hands on what it waits for: its links stay.
  bool loses_links(ItemId id) const {
    const std::optional<BoxTurn>& turn = overlay_.turns[id.index()];
    return turn && turn->is_gone && !turn->is_left_out;
  }

  const Analysis& before_;
  const Analysis& after_;
  const Plan& plan_;
  const std::vector<ScheduleRow>& was_;  // by ItemId, like those afterwards
  const WhatifCase& what_;
  std::vector<ItemArc> arcs_;
  GraphOverlay overlay_;
  std::vector<bool> moves_;
};

void Builder::add_turns() {
  std::unordered_map<std::string_view, std::size_t> row_of;  // looked up only
  for (std::size_t row = 0; row < plan_.items.size(); ++row) row_of[plan_.items[row].id] = row;
  overlay_.turns.assign(plan_.items.size(), std::nullopt);
  moves_.assign(plan_.items.size(), false);
  for (const MovedRow& moved : what_.moved) {
    const auto found = row_of.find(moved.id);
    if (found == row_of.end() || !has_turn(moved)) continue;
    overlay_.turns[found->second] = describe_turn(moved);
    moves_[found->second] = true;
  }
}

// Objectives are not drawn here, but their goals are: a box says what it belonged to.
void Builder::note_emptied() {
  std::vector<std::string> names;
  for (const MovedRow& moved : what_.moved) {
    if (moved.is_emptied) names.emplace_back(moved.id);
  }
  if (names.empty()) return;
  overlay_.notes.push_back((names.size() == 1 ? "objective " : "objectives ") + name_some(names) +
                           (names.size() == 1 ? " has" : " have") + " no goal left");
}

// Who joins or leaves the critical path need not move.
void Builder::add_path_turns() {
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const bool is_critical = what_.schedule.rows[row].is_critical;
    if (is_critical == was_critical(row)) continue;
    std::optional<BoxTurn>& turn = overlay_.turns[row];
    if (!turn) turn.emplace();
    turn->joins_path = is_critical && !turn->is_new;
    turn->leaves_path = !is_critical;
  }
}

void Builder::mark_asked(std::span<const Change> changes) {
  overlay_.is_asked.assign(plan_.items.size(), false);
  for (const Change& change : changes) {
    for (const ItemId id : {change.item, change.other}) {
      if (id.is_set() && plan_.item(id).kind != Kind::objective)
        overlay_.is_asked[id.index()] = true;
    }
  }
}

/// Returns what each arc of the plan before looked like, in the order of `arcs`.
std::vector<std::optional<GraphLink>> Builder::links_before(
    const std::vector<ItemArc>& arcs) const {
  const Plan& plan = *before_.plan;
  GraphView each;  // a box of its own for every item, so that an arrow is one link
  each.is_beside.assign(plan.items.size(), false);
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    each.boxes.push_back({.item = ItemId(row)});
    each.box_of.push_back(static_cast<std::uint32_t>(row));
  }
  const ScheduleReport schedule = report_schedule(before_, false);
  const std::vector<GraphLink> links =
      make_links(before_, schedule, each, arcs, std::vector<bool>(plan.items.size(), false));
  std::vector<std::optional<GraphLink>> out;
  std::size_t next = 0;
  for (const ItemArc& arc : arcs) {
    out.emplace_back();
    if (arc.from != arc.to) out.back() = links[next++];
  }
  return out;
}

void Builder::mark_links() {
  const std::vector<ItemArc> old = spread_links(*before_.plan);
  const std::vector<std::optional<GraphLink>> looks = links_before(old);
  const auto key_of = [](const Plan& plan, const ItemArc& arc) {
    const LinkType type = plan.details_of(plan.links[arc.link.index()]).type;
    return std::tuple{arc.to.row, arc.from.row, type};
  };
  std::multimap<std::tuple<std::uint32_t, std::uint32_t, LinkType>, std::size_t> unmatched;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (looks[i]) unmatched.emplace(key_of(*before_.plan, old[i]), i);
  }
  for (const ItemArc& arc : arcs_) {
    const bool has_lost_an_end = loses_links(arc.from) || loses_links(arc.to);
    const auto key = key_of(plan_, arc);
    const auto found = unmatched.lower_bound(key);  // the first of its equals
    const bool is_added = found == unmatched.end() || found->first != key;
    overlay_.links.turns.push_back(has_lost_an_end ? LinkTurn::gone
                                   : is_added      ? LinkTurn::added
                                                   : LinkTurn::none);
    overlay_.links.was_critical.push_back(!is_added && looks[found->second]->is_critical);
    if (!is_added) unmatched.erase(found);
  }
  for (const auto& [key, i] : unmatched) {
    GraphLink link = *looks[i];
    link.turn = LinkTurn::gone;
    link.was_critical = link.is_critical;
    link.is_critical = link.is_near_critical = link.is_out_of_sequence = false;
    link.missing_days = 0.0;
    link.is_idle = true;
    overlay_.links.extra.push_back({old[i].from, old[i].to, link});
  }
}

void Builder::choose(Reach reach) {
  const int what = static_cast<int>(reach) % 3;
  const bool with_path = reach <= Reach::turned;
  const std::size_t num_items = plan_.items.size();
  std::vector<bool> core = overlay_.is_asked;
  for (std::size_t row = 0; row < num_items; ++row) {
    const std::optional<BoxTurn>& turn = overlay_.turns[row];
    if (!turn) continue;
    const bool is_turned = turn->is_newly_late || turn->is_newly_safe || turn->is_gone ||
                           turn->is_new || turn->joins_path || turn->leaves_path;
    if (is_turned || (moves_[row] && what != 2)) core[row] = true;
  }
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    if (overlay_.links.turns[i] != LinkTurn::added) continue;
    core[arcs_[i].from.index()] = core[arcs_[i].to.index()] = true;
  }
  for (const ExtraLink& extra : overlay_.links.extra) {
    core[extra.from.index()] = core[extra.to.index()] = true;
  }
  overlay_.keeps = core;
  if (what == 0) {
    for (const ItemArc& arc : arcs_) {
      if (core[arc.from.index()]) overlay_.keeps[arc.to.index()] = true;
      if (core[arc.to.index()]) overlay_.keeps[arc.from.index()] = true;
    }
  }
  for (std::size_t row = 0; with_path && row < num_items; ++row) {
    if (was_critical(row) || what_.schedule.rows[row].is_critical) overlay_.keeps[row] = true;
  }
  static constexpr std::array<const char*, 3> kWords = {
      "what moves and one link around it", "what moves", "what is newly late or now on time"};
  overlay_.filter =
      std::string(kWords[static_cast<std::size_t>(what)]) +
      (with_path ? ", and the critical path before and after" : ", not all of the critical path") +
      "; the rest is folded per team (--all shows it)";
}

GraphReport Builder::build(std::span<const Change> changes, const GraphOptions& options,
                           Reach reach) {
  overlay_.question = say_question(what_);
  add_turns();
  note_emptied();
  add_path_turns();
  mark_asked(changes);
  mark_links();
  for (;;) {
    choose(reach);
    GraphReport out = report_graph(after_, options, overlay_);
    const bool is_around = reach == Reach::around || reach == Reach::around_only;
    const std::size_t most = is_around ? kMostAround : kMostWithout;
    const bool fits = out.step == GraphStep::near_critical && out.boxes.size() <= most;
    if (out.step == GraphStep::every_goal || reach == Reach::turned_only || fits) return out;
    reach = static_cast<Reach>(static_cast<int>(reach) + 1);
  }
}

}  // namespace

GraphReport report_changes(const Analysis& before, const Analysis& after,
                           const WhatifReport& report, const WhatifCase& what,
                           std::span<const Change> changes, const GraphOptions& options,
                           Reach reach) {
  return Builder(before, after, report, what).build(changes, options, reach);
}

}  // namespace slipway
