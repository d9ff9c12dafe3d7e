#include "planner/report/changes_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "planner/report/link_facts.hpp"
#include "planner/whatif/comparison.hpp"
#include "planner/whatif/team_load.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostWeeks = 60;
constexpr int kMostDaysBack = 40;  // before the status date: work may have begun years ago

using RowOf = std::unordered_map<std::string_view, std::size_t>;  // looked up only

RowOf rows_by_id(const ScheduleReport& schedule) {
  RowOf out;
  out.reserve(schedule.rows.size());
  for (std::size_t row = 0; row < schedule.rows.size(); ++row)
    out.emplace(schedule.rows[row].id, row);
  return out;
}

bool is_goal(Kind kind) { return kind == Kind::goal || kind == Kind::milestone; }

bool is_open_and_late(const ScheduleRow& row) {
  return is_goal(row.kind) && row.is_late() && !row.is_absent && row.status != Status::dropped &&
         row.status != Status::done;
}

/// Returns the rows of `what.moved` in the order in which a reader needs them; objectives only
/// follow their goals and are left out.
std::vector<std::size_t> order_rows(const WhatifCase& what) {
  std::vector<std::size_t> out;
  for (const auto* const turned : {&what.newly_late, &what.newly_safe}) {
    for (const std::size_t i : *turned) {
      if (what.moved[i].kind != Kind::objective) out.push_back(i);
    }
  }
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < what.moved.size(); ++i) {
    const MovedRow& row = what.moved[i];
    if (!row.is_newly_late && !row.is_newly_safe && row.kind != Kind::objective)
      others.push_back(i);
  }
  const auto key = [&](std::size_t i) {
    const MovedRow& row = what.moved[i];
    const bool has_odds = row.on_time_before && row.on_time_after && !row.is_noise;
    const double odds = has_odds ? std::fabs(*row.on_time_after - *row.on_time_before) : 0.0;
    return std::make_tuple(!row.is_gone && !row.is_new, -std::fabs(row.delta_days.value_or(0.0)),
                           -odds, -std::fabs(row.p80_days.value_or(0.0)), i);
  };
  std::ranges::sort(others, {}, key);
  out.insert(out.end(), others.begin(), others.end());
  return out;
}

class Maker {
 public:
  Maker(const Analysis& before, const Analysis& after, const WhatifReport& report,
        const WhatifCase& what)
      : before_(before),
        after_(after),
        was_(report.schedule),
        is_(what.schedule),
        what_(what),
        was_row_(rows_by_id(was_)),
        is_row_(rows_by_id(is_)),
        was_arcs_(spread_links(*before.plan)),
        is_arcs_(spread_links(*after.plan)) {
    out_.plan = after.plan->name;
    out_.as_of = after.plan->as_of;
    if (after.risk && before.risk) {
      out_.samples = after.risk->samples;
      out_.seed = after.risk->seed;
    }
    if (report.risk && report.risk->finish) out_.p80_before = report.risk->finish->p80;
    if (what.risk && what.risk->finish) out_.p80_after = what.risk->finish->p80;
  }

  ChangesReport make(std::string question, const ViewFilter& filter) {
    out_.question = std::move(question);
    choose(filter);
    add_rows(filter.all);
    add_objectives();
    add_broken();
    tell_nothing();
    add_counts();
    add_totals();
    add_paths();
    add_loads();
    add_days();
    return std::move(out_);
  }

 private:
  void add_rows(bool all) {
    std::vector<std::size_t> order = order_rows(what_);
    out_.num_unasked =
        std::erase_if(order, [&](std::size_t i) { return !passes(what_.moved[i].id); });
    const std::size_t count = all ? order.size() : std::min(order.size(), kMostChangedRows);
    out_.num_more = order.size() - count;
    for (std::size_t i = count; i < order.size(); ++i)
      out_.num_more_late += what_.moved[order[i]].is_newly_late ? 1U : 0U;
    order.resize(count);
    for (const std::size_t i : order) {
      out_.rows.push_back(describe(what_.moved[i], i));
      out_.num_shown += is_goal(out_.rows.back().kind) ? 1U : 0U;
    }
  }

  // What passes the filter on either side, by row of that side; no filter: everything.
  void choose(const ViewFilter& filter) {
    out_.filter = say_filter(*after_.plan, filter);
    if (out_.filter.empty()) return;
    const auto mark = [](const Analysis& analysis, const ScheduleReport& schedule,
                         const std::vector<ItemArc>& arcs, const ViewFilter& wanted,
                         std::vector<bool>& out) {
      const Selection selection = select_items(analysis, schedule, arcs, wanted);
      for (std::size_t row = 0; row < out.size(); ++row) out[row] = selection.has(ItemId(row));
    };
    is_passing_.assign(is_.rows.size(), false);
    was_passing_.assign(was_.rows.size(), false);
    mark(after_, is_, is_arcs_, filter, is_passing_);
    const std::optional<ViewFilter> old = carry_over(filter, *after_.plan, *before_.plan);
    if (old) mark(before_, was_, was_arcs_, *old, was_passing_);
    mark_objectives(*after_.plan, is_passing_);
    mark_objectives(*before_.plan, was_passing_);
  }

  // An objective passes with any of its goals.
  static void mark_objectives(const Plan& plan, std::vector<bool>& passing) {
    for (std::size_t row = 0; row < plan.items.size(); ++row) {
      if (!passing[row]) continue;
      for (ItemId up = plan.items[row].parent; up.is_set(); up = plan.item(up).parent)
        passing[up.index()] = true;
    }
  }

  bool passes(std::string_view id) const {
    if (out_.filter.empty()) return true;
    const auto is = is_row_.find(id);
    const auto was = was_row_.find(id);
    return (is != is_row_.end() && is_passing_[is->second]) ||
           (was != was_row_.end() && was_passing_[was->second]);
  }

  void add_objectives() {
    for (std::size_t i = 0; i < what_.moved.size(); ++i) {
      const MovedRow& moved = what_.moved[i];
      if (moved.kind == Kind::objective && passes(moved.id))
        out_.objectives.push_back(describe(moved, i));
    }
  }

  void add_broken() {
    using Key = std::tuple<std::string_view, std::string_view, LinkType>;
    // Links of the same ends and type one after the other, as they stand in the file.
    std::map<Key, std::vector<bool>> was_broken;
    for (const LinkFacts& link : list_link_facts(before_, was_, was_arcs_))
      was_broken[key_of(was_, link)].push_back(is_broken(link));
    std::map<Key, std::size_t> seen;
    const auto is_asked = [&](const Key& key) {
      return passes(std::get<0>(key)) || passes(std::get<1>(key));
    };
    for (const LinkFacts& link : list_link_facts(after_, is_, is_arcs_)) {
      const Key key = key_of(is_, link);
      const auto found = was_broken.find(key);
      const std::size_t at = seen[key]++;
      const bool is_new = found == was_broken.end() || at >= found->second.size();
      if (!is_asked(key)) continue;
      const bool was = !is_new && found->second[at];
      out_.num_mended += was && !is_broken(link) ? 1 : 0;
      if (!was && is_broken(link)) out_.broken.push_back(describe(link, is_new));
    }
    for (const auto& [key, states] : was_broken) {
      const auto now = seen.find(key);
      if (!is_asked(key)) continue;
      for (std::size_t i = now == seen.end() ? 0 : now->second; i < states.size(); ++i)
        out_.num_mended += states[i] ? 1 : 0;  // it is gone
    }
    std::ranges::stable_sort(out_.broken, std::ranges::greater{}, &BrokenLink::missing_days);
  }

  static bool is_broken(const LinkFacts& link) {
    return link.state.is_broken() && !link.state.is_idle;
  }

  static std::tuple<std::string_view, std::string_view, LinkType> key_of(
      const ScheduleReport& schedule, const LinkFacts& link) {
    return {schedule.rows[link.arc.from.index()].id, schedule.rows[link.arc.to.index()].id,
            link.state.type};
  }

  BrokenLink describe(const LinkFacts& link, bool is_new) const {
    const ScheduleRow& from = is_.rows[link.arc.from.index()];
    const ScheduleRow& to = is_.rows[link.arc.to.index()];
    BrokenLink out{.from = std::string(from.id),
                   .to = std::string(to.id),
                   .from_team = std::string(from.team_name),
                   .to_team = std::string(to.team_name),
                   .missing_days = link.state.missing_days,
                   .due = to.due,
                   .is_new = is_new};
    if (from.kind == Kind::blocker && from.is_late() && !to.is_late()) out.due = from.due;
    return out;
  }

  void tell_nothing() {
    if (out_.filter.empty() || !out_.rows.empty() || !out_.objectives.empty() ||
        !out_.broken.empty() || out_.num_mended > 0)
      return;
    const auto any = [](const std::vector<bool>& passing) {
      return std::ranges::find(passing, true) != passing.end();
    };
    out_.nothing =
        any(is_passing_) || any(was_passing_)
            ? "Nothing to show: nothing of what passes the filter (" + out_.filter + ") moves."
            : say_nothing_passes(out_.filter);
  }

  ChangedRow describe(const MovedRow& moved, std::size_t index) const {
    ChangedRow row;
    row.id = moved.id;
    row.title = moved.title;
    row.team = moved.team_name;
    row.kind = moved.kind;
    row.finish_before = moved.finish_before;
    row.finish_after = moved.finish_after;
    row.p80_before = moved.p80_before;
    row.p80_after = moved.p80_after;
    row.due_before = moved.due_before;
    row.due_after = moved.due_after;
    row.days = moved.delta_days;
    row.p80_days = moved.p80_days;
    row.on_time_before = moved.on_time_before;
    row.on_time_after = moved.on_time_after;
    row.is_noise = moved.is_noise;
    row.is_newly_late = moved.is_newly_late;
    row.is_newly_safe = moved.is_newly_safe;
    row.is_gone = moved.is_gone;
    row.is_removed = moved.is_gone && !is_row_.contains(moved.id);
    row.is_new = moved.is_new;
    row.number = is_.rows.size() + index;
    if (const auto at = was_row_.find(moved.id); at != was_row_.end() && !moved.is_new) {
      const ScheduleRow& was = was_.rows[at->second];
      row.start_before = was.start;
      row.was_critical = was.is_critical;
    }
    if (const auto at = is_row_.find(moved.id); at != is_row_.end()) {
      const ScheduleRow& is = is_.rows[at->second];
      row.number = at->second;
      row.start_after = is.start;
      row.is_critical = is.is_critical;
      row.is_late = is_open_and_late(is);
      row.is_done = is.status == Status::done;
      row.is_assumed = is.is_assumed;
    }
    return row;
  }

  void add_counts() {
    out_.num_newly_late = what_.newly_late.size();
    out_.num_newly_safe = what_.newly_safe.size();
    std::size_t late = 0;
    for (const ScheduleRow& row : is_.rows) {
      out_.num_goals += is_goal(row.kind) ? 1U : 0U;
      late += is_open_and_late(row) ? 1U : 0U;
    }
    for (const MovedRow& row : what_.moved) {
      if (is_goal(row.kind) && !is_row_.contains(row.id)) ++out_.num_goals;
    }
    for (const ChangedRow& row : out_.rows) late -= row.is_late ? 1U : 0U;
    out_.num_late_left = late;
  }

  void add_totals() {
    out_.finish_before = was_.finish;
    out_.finish_after = is_.finish;
    out_.finish_days = what_.finish_days;
    out_.p80_days = what_.p80_days;
    if (!what_.all_on_time_before || !what_.all_on_time_after) return;
    out_.all_on_time_before = what_.all_on_time_before->share;
    out_.all_on_time_after = what_.all_on_time_after->share;
    out_.is_odds_noise =
        is_noise(*out_.all_on_time_after - *out_.all_on_time_before, what_.all_on_time_error);
  }

  void add_paths() {
    const auto list = [](const std::vector<std::string_view>& path,
                         const std::vector<std::string_view>& alone) {
      std::vector<PathStep> out;
      for (const std::string_view id : path) {
        out.push_back({std::string(id), std::ranges::find(alone, id) != alone.end()});
      }
      return out;
    };
    out_.path_before = list(was_.critical_path, what_.leaves_path);
    out_.path_after = list(is_.critical_path, what_.joins_path);
  }

  void add_loads() {
    if (what_.loads.empty()) return;
    const std::vector<TeamLoad> loads = find_team_loads(after_);
    for (const LoadTurn& turn : what_.loads) {
      OverTeam over{std::string(turn.name), turn.capacity, turn.most_before,
                    turn.most_after,        turn.day,      {}};
      const auto team = std::ranges::find(after_.plan->teams, turn.team, &Team::id);
      if (team != after_.plan->teams.end())
        list_weeks(loads[static_cast<std::size_t>(team - after_.plan->teams.begin())], over);
      out_.loads.push_back(std::move(over));
    }
  }

  static void list_weeks(const TeamLoad& load, OverTeam& over) {
    for (const TimeSpan& span : load.over) {
      // The end is a boundary: work that ends with a day does not reach into the next.
      const Date last = day_before(span.to);
      Date monday = day_at(span.from);
      monday = plus_days(monday, -weekday(monday));
      for (; monday <= last && over.mondays.size() < kMostWeeks; monday = plus_days(monday, 7)) {
        if (over.mondays.empty() || over.mondays.back() < monday) over.mondays.push_back(monday);
      }
    }
  }

  // From the first date that is shown to the last, with a margin; long past starts are cut off.
  void add_days() {
    std::vector<Date> dates = {out_.as_of};
    for (const ChangedRow& row : out_.rows) {
      for (const Date date : {row.start_before, row.start_after, row.finish_before,
                              row.finish_after, row.p80_before, row.p80_after, row.due_after}) {
        if (date.is_set()) dates.push_back(date);
      }
    }
    std::ranges::sort(dates);
    const Date first =
        plus_days(std::max(dates.front(), plus_days(out_.as_of, -kMostDaysBack)), -1);
    const Date last = plus_days(dates.back(), 3);
    const WorkCalendar& calendar = after_.plan->calendars[0];
    for (Date day = first; day <= last; day = plus_days(day, 1)) {
      if (calendar.is_working(day) || std::ranges::binary_search(dates, day))
        out_.days.push_back(day);
    }
  }

  const Analysis& before_;
  const Analysis& after_;
  const ScheduleReport& was_;
  const ScheduleReport& is_;
  const WhatifCase& what_;
  RowOf was_row_, is_row_;
  std::vector<ItemArc> was_arcs_, is_arcs_;
  std::vector<bool> was_passing_, is_passing_;  // by ItemId of that side; objectives too
  ChangesReport out_;
};

}  // namespace

ChangesReport report_what_changed(const Analysis& before, const Analysis& after,
                                  const WhatifReport& report, const WhatifCase& what,
                                  std::string question, const ViewFilter& filter) {
  return Maker(before, after, report, what).make(std::move(question), filter);
}

}  // namespace slipway
