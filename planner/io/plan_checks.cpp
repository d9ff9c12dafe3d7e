// What spans several fields of a plan: statuses and dates that contradict each other, estimates in
// the wrong order, links that cannot be, and what is worth a warning.
#include <algorithm>
#include <unordered_set>

#include "planner/base/utf8.hpp"
#include "planner/io/duration_checks.hpp"
#include "planner/io/plan_builder.hpp"

namespace slipway {
namespace {

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

}  // namespace

Place PlanBuilder::value_at(std::uint32_t offset) const {
  if (offset == ItemPlaces::kNone) return {};
  const std::string& text = plan_.source->text;
  if (offset >= text.size() || text[offset] != '"') return {offset, 1};
  std::size_t end = offset + 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return {offset, static_cast<std::uint32_t>(std::min(end + 1, text.size()) - offset)};
}

// Where the plan itself begins, behind a byte order mark or empty lines.
Place PlanBuilder::plan_place() const {
  const std::size_t brace = plan_.source->text.find('{');
  return {brace == std::string::npos ? 0 : static_cast<std::uint32_t>(brace), 1};
}

void PlanBuilder::check_plan() {
  reader_.set_owner("", "");
  if (!plan_.start.is_set() && !start_place_.is_set()) set_start_from_goals();
  if (!plan_.as_of.is_set()) plan_.as_of = plan_.start;

  std::vector<bool> has_children(plan_.items.size());
  for (const Item& item : plan_.items) {
    if (item.parent.is_set()) has_children[item.parent.index()] = true;
  }
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const ItemId id(row);
    set_owner(id);
    derive_status(id);
    check_dates(id);
    check_estimates(id);
    const Item& item = plan_.item(id);
    if (item.kind == Kind::objective && !has_children[row]) {
      reader_.report(Code::empty_objective, item.id_place(), "no goal belongs to it",
                     "write \"parent\": \"" + shorten(item.id, 60) + "\" in the goals that do");
    }
    if (item.kind == Kind::goal && !item.team.is_set() && item.status != Status::dropped &&
        !plan_.teams.empty() && goals_.places[row].team == ItemPlaces::kNone) {
      reader_.report(Code::no_team, item.id_place(), "no team does this work",
                     "give it a 'team'; until then it works by the plan's calendar");
    }
  }
  check_links();
}

// Without `start`, the first date that the goals give is the start; all must have one.
void PlanBuilder::set_start_from_goals() {
  Date first;
  const Item* undated = nullptr;
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    const Item& item = plan_.items[row];
    if (item.kind == Kind::objective || item.status == Status::dropped) continue;
    Date own = item.started;
    if (!own.is_set()) own = item.finished.is_set() ? item.finished : item.not_before;
    if (!own.is_set() && undated == nullptr) undated = &item;
    if (own.is_set() && (!first.is_set() || own < first)) first = own;
  }
  if (undated == nullptr && first.is_set()) {
    plan_.start = first;
    return;
  }
  if (undated == nullptr && plan_.num_goals > 0 && plan_.as_of.is_set()) {
    plan_.start = plan_.as_of;  // only objectives or dropped goals
    return;
  }
  reader_.report(
      Code::missing_start, plan_place(), "the plan has no 'start'",
      "write the first day on which work may start, for example \"start\": \"2018-07-02\"",
      undated == nullptr
          ? std::vector<Related>{}
          : std::vector<Related>{{undated->id_place(), "this goal has no date of its own"}});
}

void PlanBuilder::derive_status(ItemId id) {
  Item& item = plan_.items[id.index()];
  const ItemPlaces& places = goals_.places[id.index()];
  const bool is_given = places.status != ItemPlaces::kNone;
  if (item.kind == Kind::blocker) {
    if (item.finished.is_set() && is_given && item.status != Status::done) {
      reader_.report(Code::status_conflict, value_at(places.status),
                     "the blocker is open, but has a day on which it was resolved",
                     "write \"status\": \"resolved\" or remove 'resolved'",
                     {{value_at(places.finished), "resolved here"}});
    }
    if (item.finished.is_set()) item.status = Status::done;
    if (item.status == Status::done && !item.finished.is_set()) {
      reader_.report(Code::done_without_date, value_at(places.status),
                     "resolved, but not on which day; it holds nothing back",
                     "add \"resolved\": \"YYYY-MM-DD\"");
    }
    return;
  }
  if (item.kind == Kind::objective) return;
  const bool has_started = item.started.is_set() || item.progress > 0.0;
  if (!is_given) {
    if (item.finished.is_set())
      item.status = Status::done;
    else if (has_started)
      item.status = Status::in_progress;
  }
  const auto conflict = [&](std::uint32_t other, const std::string& message,
                            const std::string& hint) {
    reader_.report(Code::status_conflict, value_at(places.status), message, hint,
                   {{value_at(other), "because of this"}});
  };
  switch (item.status) {
    case Status::not_started:
      if (!is_given) break;
      if (item.finished.is_set()) {
        conflict(places.finished, "not started, but finished", "write \"status\": \"done\"");
      } else if (item.started.is_set()) {
        conflict(places.started, "not started, but has a start date",
                 "write \"status\": \"in_progress\"; a planned start is 'not_before'");
      } else if (item.progress > 0.0) {
        conflict(places.progress, "not started, but has progress",
                 "write \"status\": \"in_progress\"");
      }
      break;
    case Status::in_progress:
      if (item.finished.is_set()) {
        conflict(places.finished, "in progress, but finished", "write \"status\": \"done\"");
      } else if (!item.started.is_set() && item.kind == Kind::goal) {
        reader_.report(Code::started_without_date,
                       is_given ? value_at(places.status) : value_at(places.progress),
                       "in progress, but not since when", "add \"started\": \"YYYY-MM-DD\"");
      }
      break;
    case Status::done:
      if (item.progress < 1.0 && places.progress != ItemPlaces::kNone) {
        reader_.report(Code::status_conflict, value_at(places.progress),
                       "done, but with progress below 1", "remove 'progress', or the finish");
      }
      if (!item.finished.is_set()) {
        reader_.report(Code::done_without_date, value_at(places.status),
                       "done, but not on which day; it holds nothing back",
                       "add \"finished\": \"YYYY-MM-DD\"");
      }
      break;
    case Status::dropped:
      break;
  }
}

void PlanBuilder::check_dates(ItemId id) {
  const Item& item = plan_.item(id);
  if (item.kind == Kind::blocker) return;  // what is resolved may be agreed for a coming day
  const ItemPlaces& places = goals_.places[id.index()];
  if (item.started.is_set() && item.finished.is_set() && item.finished < item.started) {
    reader_.report(Code::date_order, value_at(places.finished), "finished before it started",
                   "correct one of the two dates", {{value_at(places.started), "started here"}});
  }
  if (!plan_.as_of.is_set() || item.status == Status::dropped) return;
  const auto check = [&](Date date, std::uint32_t place, const std::string& verb) {
    if (!date.is_set() || date <= plan_.as_of) return;
    reader_.report(Code::date_after_status, value_at(place),
                   verb + " " + to_iso(date) + ", after the status date " + to_iso(plan_.as_of),
                   "set 'as_of' to the day the plan speaks of; a planned start is 'not_before'");
  };
  check(item.started, places.started, "started on");
  check(item.finished, places.finished, "finished on");
}

void PlanBuilder::check_estimate(const Estimate& estimate, std::uint32_t place,
                                 const std::string& what, int days_per_week) {
  const auto problem = find_duration_problem(estimate, what, days_per_week);
  if (problem) reader_.report(problem->code, value_at(place), problem->message, problem->hint);
}

void PlanBuilder::check_estimates(ItemId id) {
  const Item& item = plan_.item(id);
  const ItemPlaces& places = goals_.places[id.index()];
  const int week = plan_.calendars[plan_.calendar_of(item).index()].days_per_week();
  if (item.estimate != kNoRow) {
    check_estimate(plan_.estimates[item.estimate], places.estimate, "'estimate'", week);
  }
  if (item.remaining != kNoRow) {
    check_estimate(plan_.estimates[item.remaining], places.remaining, "'remaining'", week);
  }
  if (item.kind != Kind::goal && item.kind != Kind::blocker) return;
  if (item.status == Status::done || item.status == Status::dropped) return;
  const bool has_none =
      places.estimate == ItemPlaces::kNone && places.remaining == ItemPlaces::kNone;
  if (has_none) {
    reader_.report(Code::assumed_estimate, item.id_place(),
                   "no estimate; the plan's default is assumed",
                   "add an estimate, for example \"estimate\": \"1w..4w\"");
  }
}

void PlanBuilder::check_links() {
  std::vector<bool> blocks(plan_.items.size());
  std::unordered_set<std::uint64_t> seen;
  std::uint32_t seen_for = ItemId::kNone;  // links of one successor stand together, but `blocks`
  const std::size_t kManyLinks = 64;
  std::vector<std::uint64_t> few;
  const auto earlier_one = [&](const Link& link) -> std::vector<Related> {
    if (findings_.count(Severity::warning) >= Findings::kKept) return {};  // nobody will see it
    for (const Link* other = &link; other != plan_.links.data();) {
      --other;
      if (other->successor != link.successor) break;
      if (other->predecessor == link.predecessor &&
          plan_.details_of(*other).type == plan_.details_of(link).type) {
        return {{plan_.place_of(*other), "the other one"}};
      }
    }
    return {};
  };
  // Most links are plain: their predecessor, far away in memory, need not be looked at.
  std::vector<bool> is_dropped(plan_.items.size());
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    is_dropped[row] = plan_.items[row].status == Status::dropped;
  }
  for (const Link& link : plan_.links) {
    const Item& predecessor = plan_.item(link.predecessor);
    const Item& successor = plan_.item(link.successor);
    const LinkDetails& details = plan_.details_of(link);
    blocks[link.predecessor.index()] = true;
    const auto place = [&] { return plan_.place_of(link); };
    if (details.type != LinkType::fs && details.type != LinkType::ff &&
        (predecessor.kind == Kind::objective || successor.kind == Kind::objective)) {
      set_owner(link.successor);
      reader_.report(Code::objective_link_type, place(),
                     std::string(to_string(details.type)) + " cannot stand between " +
                         quoted(predecessor.id) + " and " + quoted(successor.id) +
                         ", because one of them is an objective",
                     "use FS or FF, or name the goals of the objective");
    }
    // Doubles matter among the links of one item; `blocks` may repeat a link named elsewhere.
    if (link.successor.row != seen_for) {
      seen_for = link.successor.row;
      few.clear();
      seen.clear();
    }
    const std::uint64_t key =
        std::uint64_t{link.predecessor.row} << 2 | static_cast<std::uint64_t>(details.type);
    bool is_double = false;
    if (few.size() < kManyLinks) {
      is_double = std::ranges::find(few, key) != few.end();
      few.push_back(key);
      if (few.size() == kManyLinks) seen.insert(few.begin(), few.end());
    } else {
      is_double = !seen.insert(key).second;
    }
    if (is_double) {
      set_owner(link.successor);
      reader_.report(Code::duplicate_dependency, place(),
                     "depends on " + quoted(predecessor.id) + " more than once in the same way",
                     "remove one of the two", earlier_one(link));
    }
    if (is_dropped[link.predecessor.index()] && successor.status != Status::dropped &&
        successor.status != Status::done) {
      set_owner(link.successor);
      reader_.report(Code::dropped_predecessor, place(),
                     "waits for " + quoted(predecessor.id) + ", which is dropped",
                     "the link holds nothing up; is the work still needed?",
                     {{predecessor.id_place(), "dropped here"}});
    }
    if (details.lag == kNoRow) continue;
    set_owner(link.successor);
    const int week = plan_.calendars[plan_.calendar_of(predecessor).index()].days_per_week();
    const Estimate& lag = plan_.estimates[details.lag];
    const std::uint32_t lag_place = lag_places_[link.details];
    check_estimate(lag, lag_place, "the lag after " + quoted(predecessor.id), week);
    if (details.lag_calendar == LagCalendar::elapsed) {
      const bool sized = lag.form == Form::size;
      bool whole_days = !sized;
      for (const Amount& amount : lag.amounts) {
        whole_days = whole_days && (amount.unit == Unit::days || amount.number == 0.0);
      }
      for (const Amount& amount : lag.samples) whole_days = whole_days && amount.unit == Unit::days;
      if (!whole_days) {
        reader_.report(Code::invalid_duration, value_at(lag_place),
                       "an elapsed lag counts days of 24 hours, so it is written in d",
                       "for example \"14d\" for two weeks by the clock");
      }
    }
    if (!details.lag_calendar_given && predecessor.kind != Kind::objective &&
        successor.kind != Kind::objective &&
        plan_.calendar_of(predecessor) != plan_.calendar_of(successor)) {
      reader_.report(Code::implicit_lag_calendar, value_at(lag_place),
                     "this lag joins two calendars; it counts the working days of " +
                         quoted(predecessor.id) + ", the predecessor",
                     "say whose days you mean: \"lag_calendar\": \"predecessor\", \"successor\", "
                     "\"project\" or \"elapsed\"");
    }
  }
  for (std::size_t row = plan_.num_goals; row < plan_.items.size(); ++row) {
    if (blocks[row] || plan_.items[row].status == Status::done) continue;
    set_owner(ItemId(row));
    reader_.report(Code::idle_blocker, plan_.items[row].id_place(), "nothing waits for it",
                   "name it in 'depends_on' of a goal, or in its own 'blocks'");
  }
}

}  // namespace slipway
