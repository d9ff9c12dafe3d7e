#include "planner/whatif/apply.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "planner/model/change_text.hpp"
#include "planner/whatif/change_rules_internal.hpp"
#include "planner/whatif/draft_internal.hpp"
#include "planner/whatif/link_check_internal.hpp"

namespace slipway {
namespace {

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

bool is_link_kind(ChangeKind kind) {
  return kind == ChangeKind::link || kind == ChangeKind::unlink || kind == ChangeKind::soften ||
         kind == ChangeKind::agree || kind == ChangeKind::decline;
}

bool is_team_kind(ChangeKind kind) {
  return kind == ChangeKind::capacity || kind == ChangeKind::absent;
}

class Applier {
 public:
  Applier(const Plan& plan, Findings& findings)
      : original_(plan), draft_(plan), findings_(findings) {}

  void apply(const Change& change);
  Plan finish(std::span<const Change> changes);

 private:
  void check_rows(const Change& change) const;
  void refuse(const Change& change, std::string problem, std::string hint);
  void change_item(const Change& change, ItemId id);
  void finish_on(const Change& change, ItemId id);
  void defer_dependents(const Change& change, const std::vector<ItemId>& ids);
  void change_links(const Change& change);
  void add_links(const Change& change);
  void answer_asks(const Change& change);
  void refuse_missing_link(const Change& change);
  void check_lengths();

  const Plan& plan() const { return draft_.plan(); }

  const Plan& original_;
  Draft draft_;
  Findings& findings_;
  std::map<ItemId, Place> lengths_;  // to be checked in the working week of their items at the end
};

// Rows must be the plan's; readers see to that.
void Applier::check_rows(const Change& change) const {
  const Plan& p = plan();
  const auto fits = [](auto id, std::size_t size) { return !id.is_set() || id.index() < size; };
  bool fine = fits(change.item, p.items.size()) && fits(change.other, p.items.size()) &&
              fits(change.team, p.teams.size()) && fits(change.other_team, p.teams.size()) &&
              fits(change.period, p.periods.size());
  const bool has_subject = change.item.is_set() || change.team.is_set();
  const bool has_other = change.other.is_set() || change.other_team.is_set();
  fine = fine && (is_team_kind(change.kind) ? change.team.is_set() : has_subject);
  if (is_link_kind(change.kind)) fine = fine && has_other;
  if (change.kind == ChangeKind::move) fine = fine && change.other_team.is_set();
  if (change.kind == ChangeKind::defer) fine = fine && change.period.is_set();
  if (change.kind == ChangeKind::finish || change.kind == ChangeKind::due)
    fine = fine && change.on.is_set();
  if (change.kind == ChangeKind::split) fine = fine && change.keep > 0.0 && change.keep < 1.0;
  if (change.kind == ChangeKind::absent)
    fine = fine && change.on.is_set() && change.on <= change.until;
  if (!fine) throw std::invalid_argument("a change names what is not in the plan");
}

void Applier::refuse(const Change& change, std::string problem, std::string hint) {
  Diagnostic out;
  out.code = Code::cannot_apply;
  out.message = std::move(problem);
  out.hint = std::move(hint);
  out.place = change.place;
  if (change.item.is_set()) out.ids.emplace_back(plan().item(change.item).id);
  findings_.add(std::move(out));
}

void Applier::apply(const Change& change) {
  check_rows(change);
  if (change.kind == ChangeKind::capacity) {
    draft_.team(change.team).capacity = change.people;
    return;
  }
  if (change.kind == ChangeKind::absent) {
    draft_.add_absence(change.team, change.on, change.until);
    return;
  }
  if (is_link_kind(change.kind)) {
    change_links(change);
    return;
  }
  if (change.item.is_set()) {
    Refusal refusal = find_refusal(plan(), change, change.item);
    if (!refusal.problem.empty()) {
      refuse(change, std::move(refusal.problem), std::move(refusal.hint));
      return;
    }
  }
  const std::vector<ItemId> ids = find_subjects(plan(), change);
  if (ids.empty()) {
    const bool resolves = change.kind == ChangeKind::resolve;
    refuse(
        change,
        "team " + quoted(plan().teams[change.team.index()].id) + " has no " +
            (resolves ? "blocker" : "goal") + " to which this can be done",
        resolves ? "name a blocker that is open" : "name a goal that is neither done nor dropped");
    return;
  }
  const std::vector<ItemId> dependents =
      change.with_dependents ? find_dependents(plan(), ids) : std::vector<ItemId>{};
  for (const ItemId id : ids) change_item(change, id);
  defer_dependents(change, dependents);
}

void Applier::change_item(const Change& change, ItemId id) {
  Item& item = draft_.item(id);
  switch (change.kind) {
    case ChangeKind::slip:
      if (change.length.amounts[0].number != 0.0)
        draft_.details_of(id).slips.push_back(change.length.amounts[0]);
      return;
    case ChangeKind::estimate:
      draft_.set_estimate(id, change.length);
      lengths_[id] = change.place;
      return;
    case ChangeKind::remaining:
      draft_.set_remaining(id, change.length);
      lengths_[id] = change.place;
      return;
    case ChangeKind::finish:
      finish_on(change, id);
      return;
    case ChangeKind::drop:
      if (item.kind != Kind::objective) item.status = Status::dropped;
      return;
    case ChangeKind::defer:
      item.period = change.period;
      if (item.kind != Kind::objective)
        item.not_before = plan().periods[change.period.index()].start;
      return;
    case ChangeKind::resolve: {
      if (item.status == Status::done) return;
      item.status = Status::done;
      item.finished = change.on;
      // One that might not exist leaves nothing to wait for, not even a lag behind it: no day.
      if (change.on.is_set() || item.probability < 1.0) return;
      // It holds nothing back from the status date on, as if the work before it had settled it.
      const WorkCalendar& own = plan().calendars[plan().calendar_of(item).index()];
      item.finished = day_before(own.previous(start_of(plan().as_of)));
      return;
    }
    case ChangeKind::block:
      draft_.add_blocker(id, change.length);
      return;
    case ChangeKind::move:
      item.team = change.other_team;
      lengths_[id] = change.place;
      return;
    case ChangeKind::due:
      item.due = change.on;
      return;
    case ChangeKind::split:
      draft_.split(id, change.keep, change.period);
      return;
    case ChangeKind::priority:
      item.priority = change.priority;
      return;
    default:
      return;
  }
}

void Applier::finish_on(const Change& change, ItemId id) {
  Item& item = draft_.item(id);
  if (item.status == Status::done) return;
  if (item.kind != Kind::blocker && change.on > plan().as_of) {
    draft_.pin(id, change.on);
    return;
  }
  item.status = Status::done;
  item.finished = change.on;
  if (item.progress > 0.0) item.progress = 1.0;
}

// What is further off already stays there.
void Applier::defer_dependents(const Change& change, const std::vector<ItemId>& ids) {
  if (ids.empty()) return;
  const Date first = plan().periods[change.period.index()].start;
  for (const ItemId id : ids) {
    const Item& item = plan().item(id);
    if (item.kind == Kind::blocker || item.status == Status::done ||
        item.status == Status::dropped) {
      continue;
    }
    if (item.period.is_set() && plan().periods[item.period.index()].start > first) continue;
    change_item(change, id);
  }
}

void Applier::change_links(const Change& change) {
  if (change.kind == ChangeKind::link) return add_links(change);
  if (change.kind == ChangeKind::agree || change.kind == ChangeKind::decline)
    return answer_asks(change);
  const std::vector<std::size_t> rows = find_links(plan(), change);
  if (rows.empty()) return refuse_missing_link(change);
  if (change.kind == ChangeKind::soften) {
    for (const std::size_t row : rows) {
      if (plan().details_of(plan().links[row]).probability != change.probability)
        draft_.details_of(row).probability = change.probability;
    }
    return;
  }
  std::vector<bool> is_removed(plan().links.size());
  for (const std::size_t row : rows) is_removed[row] = true;
  draft_.remove_links(is_removed);
}

void Applier::add_links(const Change& change) {
  const auto ends_of = [&](ItemId item, TeamId team) {
    std::vector<ItemId> out;
    if (item.is_set()) {
      out.push_back(item);
      return out;
    }
    for (std::size_t row = 0; row < plan().num_goals; ++row) {
      const Item& goal = plan().items[row];
      const bool is_open = goal.status != Status::done && goal.status != Status::dropped;
      if (goal.team == team && goal.kind != Kind::objective && is_open) out.emplace_back(row);
    }
    return out;
  };
  const bool is_single = change.item.is_set() && change.other.is_set();
  if (is_single) {
    const Item& before = plan().item(change.other);
    const Item& after = plan().item(change.item);
    if (change.item == change.other)
      return refuse(change, quoted(after.id) + " cannot wait for itself", "name two goals");
    if (before.status == Status::dropped)
      return refuse(change, quoted(before.id) + " is dropped and holds nothing up",
                    "leave out what drops it (in the plan: \"status\": \"dropped\") if it is "
                    "wanted after all");
    if (after.status == Status::done || after.status == Status::dropped)
      return refuse(change,
                    quoted(after.id) + (after.status == Status::done ? " is done" : " is dropped") +
                        ", so it cannot wait for " + quoted(before.id),
                    "name what is still open");
  }
  bool has_added = false;
  bool has_soft = false;
  const std::vector<ItemId> successors = ends_of(change.item, change.team);
  for (const ItemId from : ends_of(change.other, change.other_team)) {
    for (const ItemId to : successors) {
      if (from == to) continue;
      bool is_there = false;
      for (const Link& link : plan().links) {
        if (link.predecessor != from || link.successor != to) continue;
        const LinkDetails& details = plan().details_of(link);
        if (details.type != LinkType::fs || details.lag != kNoRow) continue;
        is_there = true;
        has_soft = has_soft || details.probability < 1.0;
      }
      if (is_there) continue;
      draft_.add_link(from, to);
      has_added = true;
    }
  }
  if (has_added) return;
  refuse(change,
         quoted(subject_of(change, plan())) + " waits for " +
             quoted(predecessor_of(change, plan())) + " already",
         has_soft ? "soften the link to probability 1 to make it certain" : "leave the change out");
}

void Applier::answer_asks(const Change& change) {
  const Ask answer = change.kind == ChangeKind::agree ? Ask::agreed : Ask::declined;
  std::size_t found = 0;
  const std::vector<std::size_t> rows = find_links(plan(), change);
  for (const std::size_t row : rows) {
    const Ask ask = plan().details_of(plan().links[row]).ask;
    if (ask == Ask::none) continue;
    ++found;
    if (ask != Ask::done && ask != answer) draft_.details_of(row).ask = answer;
  }
  for (std::size_t row = 0; change.other_team.is_set() && row < plan().num_goals; ++row) {
    const ItemId id(row);
    const Item& item = plan().items[row];
    const bool fits = change.item.is_set() ? id == change.item : item.team == change.team;
    if (!fits) continue;
    const std::size_t num_needs = plan().details_of(item).needs.size();
    for (std::size_t n = 0; n < num_needs; ++n) {
      const Need need = plan().details_of(plan().item(id)).needs[n];
      if (need.team != change.other_team || need.ask == Ask::none) continue;
      ++found;
      if (need.ask != Ask::done && need.ask != answer) draft_.details_of(id).needs[n].ask = answer;
    }
  }
  if (found > 0) return;
  if (rows.empty() && change.other.is_set()) return refuse_missing_link(change);
  const std::string arrow = arrow_of(change, plan());
  refuse(change, "nothing is asked on " + quoted(arrow),
         "an ask stands at a dependency or need, as \"ask\": \"asked\"");
}

void Applier::refuse_missing_link(const Change& change) {
  const std::string before = predecessor_of(change, plan());
  const std::string after = subject_of(change, plan());
  std::string hint = "what it waits for is listed by 'slipway why'";
  if (change.item.is_set()) {
    Change back = change;
    std::swap(back.item, back.other);
    std::swap(back.team, back.other_team);
    if (!find_links(plan(), back).empty())
      hint = "the link leads the other way: " + after + "->" + before;
    for (ItemId up = plan().item(change.item).parent; up.is_set(); up = plan().item(up).parent) {
      back = change;
      back.item = up;
      if (find_links(plan(), back).empty()) continue;
      hint =
          "the link is that of its objective: " + before + "->" + std::string(plan().item(up).id);
      break;
    }
  }
  refuse(change, quoted(after) + " does not wait for " + quoted(before), std::move(hint));
}

// A week has as many days as the team works, so a length can be in order for one team alone.
void Applier::check_lengths() {
  for (const auto& [id, place] : lengths_) {
    const Item& item = plan().item(id);
    const int week = plan().calendars[plan().calendar_of(item).index()].days_per_week();
    for (const std::uint32_t row : {item.estimate, item.remaining}) {
      if (row == kNoRow) continue;
      const std::string problem = find_order_problem(plan().estimates[row], week);
      if (problem.empty()) continue;
      findings_.add({.code = Code::duration_order,
                     .message = "the work of " + quoted(item.id) + " is out of order: " + problem,
                     .place = place,
                     .hint = "write the lengths from least to most; a week has " +
                             std::to_string(week) + " working days here",
                     .ids = {std::string(item.id)}});
    }
  }
}

Plan Applier::finish(std::span<const Change> changes) {
  draft_.settle_calendars();
  for (const auto& [id, on] : draft_.pins()) {
    if (plan().item(id).status == Status::dropped || draft_.settle_pin(id, on)) continue;
    for (const Change& change : changes) {
      if (change.kind != ChangeKind::finish || change.on != on) continue;
      refuse(change,
             quoted(plan().item(id).id) + " cannot finish on " + to_iso(on) +
                 ": its team is absent until then",
             "name a later day");
      break;
    }
  }
  check_lengths();
  const bool has_new_links = draft_.has_new_links();
  Plan out = draft_.finish();
  if (has_new_links && !findings_.has_errors()) findings_.add(check_links(original_, out, changes));
  return out;
}

}  // namespace

Loaded<Plan> apply_changes(const Plan& plan, std::span<const Change> changes) {
  Loaded<Plan> out;
  Applier applier(plan, out.findings);
  for (const Change& change : changes) applier.apply(change);
  Plan changed = applier.finish(changes);
  out.ok = !out.findings.has_errors();
  out.value = out.ok ? std::move(changed) : plan;
  return out;
}

}  // namespace slipway
