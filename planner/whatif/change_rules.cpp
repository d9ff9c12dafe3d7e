#include <algorithm>

#include "planner/base/utf8.hpp"
#include "planner/whatif/change_rules_internal.hpp"
#include "planner/whatif/draft_internal.hpp"

namespace slipway {
namespace {

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

// "..., so it cannot slip".
std::string_view deed_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::slip:
      return "slip";
    case ChangeKind::estimate:
      return "get another estimate";
    case ChangeKind::remaining:
      return "get other work to do";
    case ChangeKind::finish:
      return "finish on another day";
    case ChangeKind::drop:
      return "be dropped";
    case ChangeKind::defer:
      return "be deferred";
    case ChangeKind::resolve:
      return "be resolved";
    case ChangeKind::block:
      return "be blocked";
    case ChangeKind::move:
      return "move to another team";
    case ChangeKind::split:
      return "be split";
    default:
      return "be changed so";
  }
}

bool is_below(const Plan& plan, ItemId id, ItemId objective) {
  for (ItemId up = plan.item(id).parent; up.is_set(); up = plan.item(up).parent) {
    if (up == objective) return true;
  }
  return false;
}

Refusal refuse_blocker(const Change& change, const std::string& name) {
  switch (change.kind) {
    case ChangeKind::remaining:
      return {name + " is a blocker, of which nothing can be done yet",
              "give it another estimate instead"};
    case ChangeKind::defer:
      return {name + " is a blocker; only goals are deferred",
              "let it be resolved on a later day instead"};
    case ChangeKind::split:
      return {name + " is a blocker; only goals are split", "give it another estimate instead"};
    case ChangeKind::priority:
      return {name + " is a blocker, which has no priority", "give its goals one"};
    default:
      return {};
  }
}

Refusal refuse_objective(const Plan& plan, const Change& change, ItemId id) {
  const std::string name = quoted(plan.item(id).id);
  switch (change.kind) {
    case ChangeKind::slip:
    case ChangeKind::estimate:
    case ChangeKind::remaining:
    case ChangeKind::finish:
    case ChangeKind::move:
    case ChangeKind::split:
      return {name + " is an objective, which has no work or dates of its own",
              "change the goals that belong to it"};
    case ChangeKind::drop:
    case ChangeKind::defer:
      for (std::size_t row = 0; row < plan.num_goals; ++row) {
        const ItemId goal(row);
        if (plan.items[row].kind != Kind::objective && is_below(plan, goal, id) &&
            find_refusal(plan, change, goal).problem.empty()) {
          return {};
        }
      }
      return {"no goal of " + name + " can " + std::string(deed_of(change.kind)),
              "all that belongs to it is done or dropped"};
    default:
      return {};
  }
}

Refusal refuse_finish(const Plan& plan, const Change& change, const Item& item) {
  if (item.started.is_set() && change.on < item.started) {
    return {quoted(item.id) + " started on " + to_iso(item.started) + ", so it cannot finish on " +
                to_iso(change.on),
            "name a day from " + to_iso(item.started) + " on"};
  }
  if (change.on <= plan.as_of) return {};
  const WorkCalendar& own = plan.calendars[plan.calendar_of(item).index()];
  const Date first = first_day_of(plan, item);
  if (own.between(start_of(first), end_of(change.on)) > Work{0}) return {};
  return {quoted(item.id) + " cannot finish on " + to_iso(change.on) + ": no work is done before " +
              to_iso(day_at(own.next(start_of(first)))),
          "name that day or a later one"};
}

}  // namespace

Refusal find_refusal(const Plan& plan, const Change& change, ItemId id) {
  const Item& item = plan.item(id);
  const std::string name = quoted(item.id);
  const std::string deed(deed_of(change.kind));
  if (item.status == Status::dropped) {
    if (change.kind == ChangeKind::drop)
      return {name + " is dropped already", "leave the change out"};
    return {
        name + " is dropped, so it cannot " + deed,
        "leave out what drops it (in the plan: \"status\": \"dropped\") if it is wanted after all"};
  }
  if (change.kind == ChangeKind::resolve) {
    if (!plan.is_blocker(id)) {
      return {name + " is a goal; only blockers are resolved", "let it finish on a day instead"};
    }
    if (item.status == Status::done && item.finished != change.on) {
      return {name + " is resolved already" +
                  (item.finished.is_set() ? ", on " + to_iso(item.finished) : std::string()),
              "leave the change out"};
    }
    return {};
  }
  if (change.kind == ChangeKind::due) return {};
  if (item.kind == Kind::objective) return refuse_objective(plan, change, id);
  if (item.kind == Kind::blocker) {
    Refusal refusal = refuse_blocker(change, name);
    if (!refusal.problem.empty()) return refusal;
  }
  if (change.kind == ChangeKind::priority) return {};
  if (item.status == Status::done) {
    if (change.kind == ChangeKind::finish && item.finished == change.on) return {};
    const bool is_same_team = change.kind == ChangeKind::move && item.team == change.other_team;
    if (is_same_team) return {};
    return {name + (plan.is_blocker(id) ? " is resolved" : " is done") + ", so it cannot " + deed,
            "name what is still open"};
  }
  switch (change.kind) {
    case ChangeKind::estimate:
    case ChangeKind::remaining:
      if (item.kind == Kind::milestone)
        return {name + " is a milestone, which takes no work", "let it slip, or block it"};
      if (change.kind == ChangeKind::estimate && item.remaining != kNoRow &&
          !(item.estimate != kNoRow && plan.estimates[item.estimate] == change.length)) {
        return {name + " says how much work remains, and that counts, not its estimate",
                "change what remains instead"};
      }
      return {};
    case ChangeKind::finish:
      return refuse_finish(plan, change, item);
    case ChangeKind::split:
      if (item.kind == Kind::milestone)
        return {name + " is a milestone, which takes no work", "split the goals before it"};
      if (item.remaining == kNoRow && item.progress >= 1.0)
        return {"nothing is left to do of " + name + ", so it cannot be split",
                "name a goal with work left"};
      return {};
    default:
      return {};
  }
}

std::vector<ItemId> find_subjects(const Plan& plan, const Change& change) {
  const bool is_spread = change.kind == ChangeKind::drop || change.kind == ChangeKind::defer;
  std::vector<ItemId> out;
  if (change.item.is_set()) {
    out.push_back(change.item);
    if (!is_spread || plan.item(change.item).kind != Kind::objective) return out;
    for (std::size_t row = 0; row < plan.num_goals; ++row) {
      const ItemId goal(row);
      if (plan.items[row].kind != Kind::objective && is_below(plan, goal, change.item) &&
          find_refusal(plan, change, goal).problem.empty()) {
        out.push_back(goal);
      }
    }
    return out;
  }
  const bool is_work = change.kind == ChangeKind::slip || change.kind == ChangeKind::estimate ||
                       change.kind == ChangeKind::remaining || change.kind == ChangeKind::split;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const ItemId id(row);
    const Item& item = plan.items[row];
    const bool is_blocker = item.kind == Kind::blocker;  // what was split off stands behind them
    if (item.team != change.team || is_blocker != (change.kind == ChangeKind::resolve)) continue;
    if (item.kind == Kind::objective || (is_work && item.kind == Kind::milestone)) continue;
    if (find_refusal(plan, change, id).problem.empty()) out.push_back(id);
  }
  return out;
}

std::vector<ItemId> find_dependents(const Plan& plan, const std::vector<ItemId>& ids) {
  const std::size_t num_items = plan.items.size();
  std::vector<std::vector<ItemId>> waiting(num_items);
  for (const Link& link : plan.links) {
    if (plan.details_of(link).probability > 0.0)
      waiting[link.predecessor.index()].push_back(link.successor);
  }
  std::vector<std::vector<ItemId>> children(num_items);
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    if (plan.items[row].parent.is_set())
      children[plan.items[row].parent.index()].push_back(ItemId(row));
  }
  // What waits for an objective waits for each of its goals; what an objective waits for, they do.
  std::vector<bool> is_reached(num_items);
  std::vector<bool> is_open(num_items);  // its links have been followed
  std::vector<ItemId> work;
  const auto reach = [&](ItemId id) {
    if (is_reached[id.index()]) return;
    is_reached[id.index()] = true;
    work.push_back(id);
  };
  const auto follow = [&](ItemId from) {
    for (ItemId up = from; up.is_set() && !is_open[up.index()]; up = plan.item(up).parent) {
      is_open[up.index()] = true;
      for (const ItemId to : waiting[up.index()]) reach(to);
    }
  };
  for (const ItemId id : ids) follow(id);
  while (!work.empty()) {
    const ItemId at = work.back();
    work.pop_back();
    if (plan.item(at).status == Status::dropped) continue;
    follow(at);
    for (const ItemId child : children[at.index()]) reach(child);
  }
  for (const ItemId id : ids) is_reached[id.index()] = false;
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < num_items; ++row) {
    if (is_reached[row]) out.emplace_back(row);
  }
  return out;
}

std::vector<std::size_t> find_links(const Plan& plan, const Change& change) {
  const auto fits = [&](ItemId id, ItemId item, TeamId team) {
    if (item.is_set()) return id == item;
    return !plan.is_blocker(id) && plan.item(id).team == team;
  };
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < plan.links.size(); ++row) {
    const Link& link = plan.links[row];
    if (fits(link.predecessor, change.other, change.other_team) &&
        fits(link.successor, change.item, change.team)) {
      out.push_back(row);
    }
  }
  return out;
}

}  // namespace slipway
