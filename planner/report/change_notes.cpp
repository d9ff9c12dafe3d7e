#include "planner/report/change_notes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "planner/model/estimate_text.hpp"
#include "planner/report/graph_words.hpp"
#include "planner/whatif/team_load.hpp"

namespace slipway {
namespace {

std::string say_people(double people) { return to_text(std::round(people * 10.0) / 10.0); }

bool is_over(const Item& item) {
  return item.status == Status::done || item.status == Status::dropped;
}

class NoteTaker {
 public:
  NoteTaker(const Analysis& before, const Analysis& after)
      : before_(before), after_(after), was_(*before.plan), is_(*after.plan) {}

  std::vector<std::string> take(std::span<const Change> changes);

 private:
  // Goals that pass from one team to another.
  struct Handover {
    TeamId from{};  // not set: nobody's
    TeamId to{};
    std::vector<ItemId> goals;
  };

  // Rows that a change of the plan keeps their numbers; what it adds stands behind.
  std::size_t num_kept() const { return std::min(was_.items.size(), is_.items.size()); }
  std::string name_of(TeamId team) const { return std::string(is_.teams[team.index()].name); }
  std::string id_of(ItemId id) const { return std::string(is_.item(id).id); }

  void note_decline(const Change& change);
  void note_finish(const Change& change);
  void note_moves(std::span<const Change> changes);
  std::string say_load(TeamId team) const;
  void note_due_dates(std::span<const Change> changes);

  const Analysis& before_;
  const Analysis& after_;
  const Plan& was_;
  const Plan& is_;
  std::vector<TeamLoad> loads_before_, loads_after_;  // by TeamId; filled when needed
  std::vector<std::string> out_;
};

void NoteTaker::note_decline(const Change& change) {
  out_.push_back((change.item.is_set() ? id_of(change.item)
                                       : "Team " + std::string(is_.teams[change.team.index()].id)) +
                 " is left without a provider for what it asked; dates and odds count as if "
                 "somebody did it, and no longer wait for an answer.");
}

// What is to finish on a day off finishes with the work before it.
void NoteTaker::note_finish(const Change& change) {
  for (std::size_t row = 0; row < num_kept(); ++row) {
    const Item& item = is_.items[row];
    const bool is_meant = change.item.is_set() ? change.item == ItemId(row)
                                               : item.team == change.team && row < is_.num_goals;
    const NodeId node = after_.network.node_of[row];
    if (!is_meant || !node.is_set() || !is_.details_of(item).is_pinned) continue;
    const Date counted = after_.shown.finish[node.index()];
    const WorkCalendar& own = is_.calendars[is_.calendar_of(item).index()];
    // Another change may have moved it since.
    if (!counted.is_set() || counted >= change.on ||
        own.between(end_of(counted), end_of(change.on)) != Work{0}) {
      continue;
    }
    const std::string off = item.team.is_set() ? " is a day off of " + name_of(item.team)
                                               : std::string(" is a day off");
    const std::string who =
        change.item.is_set() ? id_of(change.item) + " finishes" : std::string("its goals finish");
    out_.push_back(to_words(change.on) + off + "; " + who + " on " + to_words(counted) +
                   ", the last working day before it.");
    return;
  }
}

std::string NoteTaker::say_load(TeamId team) const {
  const std::optional<double>& capacity = is_.teams[team.index()].capacity;
  return name_of(team) + " is asked for " + say_people(loads_after_[team.index()].most) +
         (capacity ? " of its " + say_people(*capacity) : "") +
         " at once (before: " + say_people(loads_before_[team.index()].most) + ")";
}

void NoteTaker::note_moves(std::span<const Change> changes) {
  std::vector<Handover> handovers;
  for (std::size_t row = 0; row < num_kept(); ++row) {
    const Item& item = is_.items[row];
    const TeamId from = was_.items[row].team;
    const bool is_asked = std::ranges::any_of(changes, [&](const Change& change) {
      return change.kind == ChangeKind::move && change.other_team == item.team;
    });
    if (from == item.team || !is_asked) continue;
    const auto same = std::ranges::find_if(handovers, [&](const Handover& handover) {
      return handover.from == from && handover.to == item.team;
    });
    Handover& handover =
        same != handovers.end() ? *same : handovers.emplace_back(Handover{from, item.team, {}});
    handover.goals.emplace_back(row);
  }
  if (handovers.empty()) return;
  loads_before_ = find_team_loads(before_);
  loads_after_ = find_team_loads(after_);
  for (const Handover& handover : handovers) {
    std::vector<std::string> names;
    for (const ItemId id : handover.goals) names.push_back(id_of(id));
    std::string text = name_some(names) + (names.size() == 1 ? " is" : " are") + " then done by " +
                       name_of(handover.to) + ", " +
                       (handover.from.is_set() ? "no longer by " + name_of(handover.from)
                                               : std::string("before by no team")) +
                       ". Most people wanted: " + say_load(handover.to);
    if (handover.from.is_set()) text += ", " + say_load(handover.from);
    const CalendarId old =
        handover.from.is_set() ? is_.teams[handover.from.index()].calendar : CalendarId(0);
    const CalendarId now = is_.teams[handover.to.index()].calendar;
    if (is_.calendars[old.index()] == is_.calendars[now.index()])
      text += ". The working days are the same.";
    else
      text += ". The work then counts in the working days of " + name_of(handover.to) +
              ", which are others.";
    out_.push_back(std::move(text));
  }
}

void NoteTaker::note_due_dates(std::span<const Change> changes) {
  std::vector<ItemId> goals;
  for (std::size_t row = 0; row < num_kept(); ++row) {
    const Item& item = is_.items[row];
    if (!item.period.is_set() || !item.due.is_set() || is_over(item)) continue;
    const Item& old = was_.items[row];
    const Date start = is_.periods[item.period.index()].start;
    if (item.due >= start) continue;
    // Also as a goal of a team or an objective, or as a dependent.
    const bool is_deferred = std::ranges::any_of(changes, [&](const Change& change) {
      return change.kind == ChangeKind::defer && change.period == item.period &&
             (change.item == ItemId(row) || old.period != item.period ||
              old.not_before != item.not_before);
    });
    if (is_deferred) goals.emplace_back(row);
  }
  if (goals.empty()) return;
  if (goals.size() == 1) {
    out_.push_back(id_of(goals[0]) + " keeps its due date, " + to_words(is_.item(goals[0]).due) +
                   ", before the period that it is deferred to; --due gives it another.");
    return;
  }
  std::vector<std::string> names;
  for (const ItemId id : goals)
    names.push_back(id_of(id) + " (" + to_words(is_.item(id).due) + ")");
  out_.push_back(count_of(goals.size(), "deferred goal") +
                 " keep their due dates, before the period that they are deferred to: " +
                 name_some(std::move(names)) + "; --due gives each another.");
}

std::vector<std::string> NoteTaker::take(std::span<const Change> changes) {
  bool has_capacity = false;
  for (const Change& change : changes) {
    has_capacity = has_capacity || change.kind == ChangeKind::capacity;
    if (change.kind == ChangeKind::decline) note_decline(change);
    if (change.kind == ChangeKind::finish) note_finish(change);
  }
  note_moves(changes);
  note_due_dates(changes);
  if (has_capacity) out_.emplace_back("Dates and odds do not depend on capacity in this version.");
  return std::move(out_);
}

}  // namespace

std::vector<std::string> list_notes(const Analysis& before, const Analysis& after,
                                    std::span<const Change> changes) {
  return NoteTaker(before, after).take(changes);
}

}  // namespace slipway
