#include "planner/report/graph_report.hpp"

#include <algorithm>

#include "planner/report/graph_links.hpp"
#include "planner/report/graph_overlay.hpp"
#include "planner/report/graph_view.hpp"
#include "planner/report/graph_words.hpp"

namespace slipway {
namespace {

constexpr double kNearCriticality = 0.2;  // share of the samples from which a goal is near-critical
constexpr std::size_t kMostListed = 60;   // goals without links

bool is_goal(const Item& item) { return item.kind == Kind::goal || item.kind == Kind::milestone; }

class Maker {
 public:
  Maker(const Analysis& analysis, const GraphOptions& options, const GraphOverlay* overlay)
      : analysis_(analysis),
        plan_(*analysis.plan),
        options_(options),
        overlay_(overlay),
        schedule_(report_schedule(analysis)) {}

  GraphReport make();

 private:
  const ItemRisk* risk_of(ItemId id) const {
    return analysis_.risk ? &analysis_.risk->items[id.index()] : nullptr;
  }
  std::vector<bool> find_near() const;
  GraphBox describe(ItemId id) const;
  GraphBox describe(const BoxDraft& draft) const;
  void count_members(const GraphView& view, std::vector<GraphBox>& boxes) const;
  void sort_out_unlinked(std::vector<GraphBox> boxes);
  void number_teams();
  std::size_t count_late_elsewhere(const GraphView& view) const;

  const Analysis& analysis_;
  const Plan& plan_;
  const GraphOptions& options_;
  const GraphOverlay* overlay_;  // null: none
  ScheduleReport schedule_;
  GraphReport report_;
};

std::vector<bool> Maker::find_near() const {
  std::vector<bool> near(plan_.items.size(), false);
  for (std::size_t row = 0; row < near.size(); ++row) {
    const ScheduleRow& facts = schedule_.rows[row];
    near[row] = facts.is_critical || facts.is_near_critical;
    if (const ItemRisk* risk = risk_of(ItemId(row))) {
      near[row] = near[row] || risk->criticality.value_or(0.0) >= kNearCriticality;
    }
  }
  return near;
}

GraphBox Maker::describe(ItemId id) const {
  const Item& item = plan_.item(id);
  const ScheduleRow& row = schedule_.rows[id.index()];
  GraphBox box;
  switch (item.kind) {
    case Kind::goal:
      box.kind = BoxKind::goal;
      break;
    case Kind::milestone:
      box.kind = BoxKind::milestone;
      break;
    case Kind::blocker:
      box.kind = BoxKind::blocker;
      break;
    case Kind::objective:
      box.kind = BoxKind::objective;
      break;
  }
  box.id = item.id;
  if (item.title != item.id) box.title = item.title;
  box.objective = row.parent;
  if (item.team.is_set()) box.team = item.team.row;
  box.status = row.status;
  box.start = row.start;
  box.finish = row.finish;
  box.due = row.due;
  box.float_days = schedule_.target.empty() ? row.total_float_days : row.target_float_days;
  if (row.is_late() && row.due_float_days) box.late_days = std::max(0.0, -*row.due_float_days);
  box.probability = item.probability;
  box.is_critical = row.is_critical;
  box.is_near_critical = row.is_near_critical;
  box.is_absent = row.is_absent;
  box.is_assumed = row.is_assumed;
  box.is_focus = id == options_.filter.focus;
  if (overlay_ != nullptr) {
    box.turn = overlay_->turns[id.index()];
    box.is_focus = box.is_focus || overlay_->is_asked[id.index()];
  }
  const bool is_open = item.status != Status::done && item.status != Status::dropped;
  if (const ItemRisk* risk = risk_of(id); risk != nullptr && is_open) {
    if (!box.is_critical && risk->criticality.value_or(0.0) >= kNearCriticality) {
      box.is_near_critical = true;
    }
    if (risk->on_time && analysis_.risk->samples > 0) {
      box.on_time =
          static_cast<double>(*risk->on_time) / static_cast<double>(analysis_.risk->samples);
    }
    if (risk->forecast) box.p80 = risk->forecast->p80;
  }
  return box;
}

GraphBox Maker::describe(const BoxDraft& draft) const {
  if (draft.item.is_set()) return describe(draft.item);
  GraphBox box;
  box.kind = draft.kind;
  if (draft.team.is_set()) {
    const Team& team = plan_.teams[draft.team.index()];
    box.id = team.id;
    if (team.name != team.id) box.title = team.name;
    box.team = draft.team.row;
  }
  if (draft.kind == BoxKind::others) box.title = box.id = "";
  return box;
}

// Adds up what a change does to what is inside a folded box.
void count_turn(const BoxTurn& turn, std::optional<BoxTurn>& sum) {
  if (!sum) sum.emplace();
  sum->num_newly_late += turn.is_newly_late ? 1 : 0;
  sum->num_newly_safe += turn.is_newly_safe ? 1 : 0;
  if (turn.is_left_out)
    ++sum->num_left_out;
  else if (turn.is_gone)
    ++sum->num_gone;
  else if (turn.is_new)
    ++sum->num_new;
  else if (turn.days.value_or(0.0) > 0.0)
    ++sum->num_later;
  else if (turn.days.value_or(0.0) < 0.0)
    ++sum->num_earlier;
  else
    ++sum->num_other;
}

// Adds up what is inside folded boxes. An objective's own dates may span goals that are elsewhere
// in the picture or not asked for, so they are taken from what is inside.
void Maker::count_members(const GraphView& view, std::vector<GraphBox>& boxes) const {
  for (GraphBox& box : boxes) {
    if (!box.is_folded()) continue;
    box.start = box.finish = Date{};
    box.is_critical = box.is_near_critical = false;
    box.late_days = 0.0;
    box.float_days.reset();
    box.turn.reset();
  }
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    if (view.box_of[row] == kNoBox) continue;
    GraphBox& box = boxes[view.box_of[row]];
    if (!box.is_folded()) {
      box.is_beside = view.is_beside[row];
      continue;
    }
    const GraphBox goal = describe(ItemId(row));
    if (goal.turn) count_turn(*goal.turn, box.turn);
    if (goal.kind == BoxKind::blocker)
      ++box.num_blockers;
    else
      ++box.num_goals;
    box.num_done += goal.status == Status::done ? 1 : 0;
    box.num_late += goal.is_late() && goal.kind != BoxKind::blocker ? 1 : 0;
    box.num_critical += goal.is_critical ? 1 : 0;
    box.is_critical = box.is_critical || goal.is_critical;
    box.is_near_critical = box.is_near_critical || goal.is_near_critical;
    box.late_days = std::max(box.late_days, goal.kind == BoxKind::blocker ? 0.0 : goal.late_days);
    if (goal.start.is_set() && (!box.start.is_set() || goal.start < box.start))
      box.start = goal.start;
    if (goal.finish.is_set() && (!box.finish.is_set() || goal.finish > box.finish)) {
      box.finish = goal.finish;
    }
    if (goal.float_days && (!box.float_days || *goal.float_days < *box.float_days)) {
      box.float_days = goal.float_days;
    }
  }
  for (GraphBox& box : boxes) {
    if (box.is_critical) box.is_near_critical = false;
  }
}

// Boxes without a link are listed beside the drawing, where they cannot pile up in one column. What
// a change moves comes before what it leaves.
void Maker::sort_out_unlinked(std::vector<GraphBox> boxes) {
  std::vector<bool> linked(boxes.size(), false);
  for (const GraphLink& link : report_.links) linked[link.from] = linked[link.to] = true;
  std::vector<std::uint32_t> number(boxes.size(), kNoBox);
  std::size_t num_turned = 0;
  for (std::size_t row = 0; row < boxes.size(); ++row) {
    num_turned += !linked[row] && !boxes[row].is_focus && boxes[row].turn ? 1 : 0;
  }
  std::size_t room = kMostListed - std::min(kMostListed, num_turned);  // for what has no turn
  for (std::size_t row = 0; row < boxes.size(); ++row) {
    GraphBox& box = boxes[row];
    const bool has_room = box.turn ? report_.unlinked.size() < kMostListed : room > 0;
    if (linked[row] || box.is_focus) {
      number[row] = static_cast<std::uint32_t>(report_.boxes.size());
      report_.boxes.push_back(std::move(box));
    } else if (has_room) {
      room -= box.turn ? 0 : 1;
      report_.unlinked.push_back(std::move(box));
    } else {
      ++report_.num_unlinked_more;
    }
  }
  for (GraphLink& link : report_.links) {
    link.from = number[link.from];
    link.to = number[link.to];
  }
}

// Boxes carry the plan's team rows until here; the report names only the teams that it shows.
void Maker::number_teams() {
  std::vector<std::uint32_t> number(plan_.teams.size(), kNoTeam);
  for (const auto* boxes : {&report_.boxes, &report_.unlinked}) {
    for (const GraphBox& box : *boxes) {
      if (box.team != kNoTeam) number[box.team] = 0;
    }
  }
  for (std::size_t row = 0; row < number.size(); ++row) {
    if (number[row] == kNoTeam) continue;
    number[row] = static_cast<std::uint32_t>(report_.teams.size());
    report_.teams.push_back(
        {std::string(plan_.teams[row].id), std::string(plan_.teams[row].name), row});
  }
  for (auto* boxes : {&report_.boxes, &report_.unlinked}) {
    for (GraphBox& box : *boxes) {
      if (box.team != kNoTeam) box.team = number[box.team];
    }
  }
}

// Late goals that are neither a box of their own nor counted in a folded one.
std::size_t Maker::count_late_elsewhere(const GraphView& view) const {
  std::size_t count = 0;
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    if (!is_goal(plan_.items[row])) continue;
    const ScheduleRow& facts = schedule_.rows[row];
    if (!facts.is_late() || facts.status == Status::dropped || facts.is_absent) continue;
    if (view.box_of[row] == kNoBox || view.boxes[view.box_of[row]].kind >= BoxKind::objective)
      ++count;
  }
  return count;
}

GraphReport Maker::make() {
  report_.plan = plan_.name;
  report_.as_of = plan_.as_of;
  report_.finish = schedule_.finish;
  report_.sentence = say_answer(analysis_, schedule_);
  if (analysis_.risk) {
    report_.samples = analysis_.risk->samples;
    report_.seed = analysis_.risk->seed;
  }
  const std::vector<ItemArc> arcs = spread_links(plan_);
  const std::vector<bool> near = find_near();
  std::vector<bool> matters = near;  // late goals are never folded away on that step
  for (std::size_t row = 0; row < matters.size(); ++row) {
    const ScheduleRow& facts = schedule_.rows[row];
    const bool is_open = facts.status != Status::done && facts.status != Status::dropped;
    matters[row] = matters[row] || (is_open && !facts.is_absent && facts.is_late());
  }
  if (overlay_ != nullptr) {
    report_.question = overlay_->question;
    matters = overlay_->keeps;
  }
  const Selection selection = select_items(analysis_, schedule_, arcs, options_.filter);
  report_.filter = say_asked(selection.words, options_);
  if (!selection.nothing.empty()) report_.sentence = selection.nothing;
  const GraphView view = choose_view(plan_, selection, arcs, matters, options_,
                                     overlay_ != nullptr ? Ladder::by_choice : Ladder::by_size);
  if (overlay_ != nullptr && view.step == GraphStep::near_critical) {
    report_.filter = overlay_->filter;
  }
  report_.step = view.step;
  report_.may_fold = options_.collapse == Collapse::none && !options_.filter.all;
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    if (!is_goal(plan_.items[row])) continue;
    ++report_.num_goals;
    if (view.box_of[row] == kNoBox) continue;
    if (view.boxes[view.box_of[row]].kind >= BoxKind::objective)
      ++report_.num_folded;
    else
      ++report_.num_shown;
  }
  std::vector<GraphBox> boxes;
  boxes.reserve(view.boxes.size());
  for (const BoxDraft& draft : view.boxes) boxes.push_back(describe(draft));
  count_members(view, boxes);
  report_.links = make_links(analysis_, schedule_, view, arcs, near,
                             overlay_ != nullptr ? &overlay_->links : nullptr);
  const bool is_folded = view.step >= GraphStep::per_objective;
  const std::size_t num_lightest = is_folded ? hide_lightest(report_.links) : 0;
  const HiddenLinks hidden = hide_links_of_rest(view, report_.links);
  const std::size_t num_implied = options_.reduce ? hide_implied(view.boxes, report_.links) : 0;
  sort_out_unlinked(std::move(boxes));
  number_teams();
  report_.num_shown -= std::min(report_.num_shown, report_.num_unlinked_more);
  report_.notes = say_notes(
      report_, view, options_,
      {hidden.count, hidden.num_unagreed, num_implied, count_late_elsewhere(view), num_lightest});
  if (overlay_ != nullptr)
    report_.notes.insert(report_.notes.begin(), overlay_->notes.begin(), overlay_->notes.end());
  return std::move(report_);
}

}  // namespace

GraphReport report_graph(const Analysis& analysis, const GraphOptions& options) {
  return Maker(analysis, options, nullptr).make();
}

GraphReport report_graph(const Analysis& analysis, const GraphOptions& options,
                         const GraphOverlay& overlay) {
  return Maker(analysis, options, &overlay).make();
}

std::optional<GraphStep> simpler_step(GraphStep step) {
  if (step == GraphStep::per_team) return std::nullopt;
  return static_cast<GraphStep>(static_cast<int>(step) + 1);
}

}  // namespace slipway
