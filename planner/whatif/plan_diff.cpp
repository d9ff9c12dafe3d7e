#include "planner/whatif/plan_diff.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "planner/whatif/calendar_part.hpp"
#include "planner/whatif/change_groups.hpp"
#include "planner/whatif/field_text.hpp"

namespace slipway {
namespace {

// The status that a reader derives when none is given.
Status derived_status(const Item& item) {
  if (item.finished.is_set()) return Status::done;
  if (item.kind != Kind::blocker && (item.started.is_set() || item.progress > 0.0))
    return Status::in_progress;
  return Status::not_started;
}

ChangeOf change_of(Kind kind) {
  switch (kind) {
    case Kind::goal:
      return ChangeOf::goal;
    case Kind::milestone:
      return ChangeOf::milestone;
    case Kind::objective:
      return ChangeOf::objective;
    case Kind::blocker:
      return ChangeOf::blocker;
  }
  return ChangeOf::goal;
}

class Lister {
 public:
  Lister(const Plan& old_plan, const Plan& new_plan, PlanDiff& out)
      : old_(old_plan), new_(new_plan), out_(out) {}

  void list_all() {
    list_plan();
    list_calendar("", 0, plan_part(old_), plan_part(new_));
    list_rows(out_.match.periods, [&](RowPair pair) { list_period(pair); });
    list_rows(out_.match.teams, [&](RowPair pair) { list_team(pair); });
    for (const bool blockers : {false, true}) {
      list_rows(out_.match.items, [&](RowPair pair) {
        const bool is_blocker =
            pair.in_new() ? pair.new_row >= new_.num_goals : pair.old_row >= old_.num_goals;
        if (is_blocker == blockers) list_item(pair);
      });
    }
    list_rows(out_.match.links, [&](RowPair pair) { list_link(pair); });
    list_rows(out_.match.risks, [&](RowPair pair) { list_risk(pair); });
    list_rows(out_.match.scenarios, [&](RowPair pair) { list_scenario(pair); });
    list_checkins();
  }

 private:
  // What the changes that follow are about.
  void set_subject(ChangeOf what, std::string id, std::uint32_t row) {
    what_ = what;
    id_ = std::move(id);
    row_ = row;
  }
  void add(PlanField field, std::string from, std::string to) {
    add(ChangeOp::changed, field, std::move(from), std::move(to));
  }
  void add(ChangeOp op, PlanField field, std::string from, std::string to) {
    out_.changes.push_back({.op = op,
                            .what = what_,
                            .id = id_,
                            .field = field,
                            .from = std::move(from),
                            .to = std::move(to),
                            .row = row_});
  }
  void add_whole(RowPair pair, std::string text) {
    if (pair.in_new())
      add(ChangeOp::added, PlanField::none, "", std::move(text));
    else
      add(ChangeOp::removed, PlanField::none, std::move(text), "");
  }
  // Adds a change of a field whose values can be compared and written as they are.
  template <typename Value, typename Write>
  void compare(PlanField field, const Value& from, const Value& to, Write write) {
    if (from != to) add(field, write(from), write(to));
  }

  // Visits what the new plan has in its order, then what it lacks in the old one's.
  template <typename Visit>
  void list_rows(const RowTable& table, Visit visit) {
    for (const std::uint32_t joint : table.of_new) {
      row_ = joint;
      visit(table.rows[joint]);
    }
    for (std::size_t joint = 0; joint < table.rows.size(); ++joint) {
      if (table.rows[joint].in_new()) continue;
      row_ = static_cast<std::uint32_t>(joint);
      visit(table.rows[joint]);
    }
  }

  void list_plan() {
    set_subject(ChangeOf::plan, "", 0);
    const auto number = [](double value) { return to_text(value); };
    const auto length = [](const Estimate& value) { return to_text(value); };
    compare(PlanField::name, old_.name, new_.name, [](auto text) { return std::string(text); });
    compare(PlanField::start, old_.start, new_.start, date_text);
    const bool follows_start = old_.as_of == old_.start && new_.as_of == new_.start;
    if (!follows_start) compare(PlanField::as_of, old_.as_of, new_.as_of, date_text);
    compare(PlanField::correlation, old_.correlation, new_.correlation, number);
    compare(PlanField::default_estimate, old_.default_estimate, new_.default_estimate, length);
    compare(PlanField::ask_wait, old_.ask_wait, new_.ask_wait, length);
    for (std::size_t i = 0; i < old_.sizes.size(); ++i) {
      const auto field = static_cast<PlanField>(static_cast<std::size_t>(PlanField::size_xs) + i);
      compare(field, old_.sizes[i], new_.sizes[i], length);
    }
  }

  void list_calendar(std::string id, std::uint32_t row, const CalendarPart& from,
                     const CalendarPart& to) {
    set_subject(ChangeOf::calendar, std::move(id), row);
    if (from.week != to.week) add(PlanField::work_days, week_text(from), week_text(to));
    const auto write = [](const Plan& plan, const CalendarPart& part) {
      const std::array<bool, 7> week = part.week ? *part.week : plan.calendars[0].week();
      return [week](const std::vector<Date>& days) { return days_text(days, week); };
    };
    if (from.holidays != to.holidays) {
      add(PlanField::holidays, write(old_, from)(from.holidays), write(new_, to)(to.holidays));
    }
    if (from.extra_days != to.extra_days) {
      // Ranges of extra days have no gaps.
      constexpr std::array<bool, 7> kEveryDay = {true, true, true, true, true, true, true};
      add(PlanField::extra_days, days_text(from.extra_days, kEveryDay),
          days_text(to.extra_days, kEveryDay));
    }
  }

  void list_period(RowPair pair) {
    const Period& any = pair.in_new() ? new_.periods[pair.new_row] : old_.periods[pair.old_row];
    set_subject(ChangeOf::period, std::string(any.id), row_);
    if (!pair.in_both()) return add_whole(pair, date_text(any.start) + ".." + date_text(any.end));
    const Period& from = old_.periods[pair.old_row];
    compare(PlanField::start, from.start, any.start, date_text);
    compare(PlanField::end, from.end, any.end, date_text);
  }

  void list_team(RowPair pair) {
    const Team& any = pair.in_new() ? new_.teams[pair.new_row] : old_.teams[pair.old_row];
    set_subject(ChangeOf::team, std::string(any.id), row_);
    if (!pair.in_both()) return add_whole(pair, std::string(any.name));
    const Team& from = old_.teams[pair.old_row];
    const auto number = [](double value) { return to_text(value); };
    const auto optional = [](std::optional<double> value) { return value ? to_text(*value) : ""; };
    compare(PlanField::name, from.name, any.name, [](auto text) { return std::string(text); });
    compare(PlanField::capacity, from.capacity, any.capacity, optional);
    compare(PlanField::plan_fraction, from.plan_fraction, any.plan_fraction, number);
    compare(PlanField::correlation, from.correlation, any.correlation, optional);
    CalendarPart before = team_part(old_, from);
    CalendarPart after = team_part(new_, any);
    if (before == after) return;
    align_parts(before, old_.calendars[from.calendar.index()], after,
                new_.calendars[any.calendar.index()]);
    list_calendar(std::string(any.id), row_, before, after);
  }

  void list_item(RowPair pair) {
    const Item& any = pair.in_new() ? new_.items[pair.new_row] : old_.items[pair.old_row];
    set_subject(change_of(any.kind), std::string(any.id), row_);
    if (!pair.in_both()) return add_whole(pair, std::string(any.title));
    const Item& from = old_.items[pair.old_row];
    const bool is_blocker = any.kind == Kind::blocker;
    const auto number = [](double value) { return to_text(value); };
    const auto text = [](std::string_view value) { return std::string(value); };
    if (from.kind != any.kind)
      add(PlanField::kind, std::string(to_string(from.kind)), std::string(to_string(any.kind)));
    compare(PlanField::title, from.title, any.title, text);
    const auto joint = [](const RowTable& table, std::uint32_t new_row) {
      return new_row == kNoRow ? kNoRow : table.of_new[new_row];
    };
    if (from.parent.row != joint(out_.match.items, any.parent.row)) {
      add(PlanField::parent, from.parent.is_set() ? text(old_.item(from.parent).id) : "",
          any.parent.is_set() ? text(new_.item(any.parent).id) : "");
    }
    if (from.team.row != joint(out_.match.teams, any.team.row)) {
      add(PlanField::team, from.team.is_set() ? text(old_.teams[from.team.index()].id) : "",
          any.team.is_set() ? text(new_.teams[any.team.index()].id) : "");
    }
    const ItemDetails& a = old_.details_of(from);
    const ItemDetails& b = new_.details_of(any);
    compare(PlanField::owner, a.owners, b.owners, list_text);
    if (from.period.row != joint(out_.match.periods, any.period.row)) {
      add(PlanField::period, from.period.is_set() ? text(old_.periods[from.period.index()].id) : "",
          any.period.is_set() ? text(new_.periods[any.period.index()].id) : "");
    }
    compare(PlanField::commitment, from.commitment, any.commitment,
            [](Commitment value) { return to_text(value); });
    compare(PlanField::priority, from.priority, any.priority,
            [](Priority value) { return std::string(to_string(value)); });
    compare(PlanField::value, a.value, b.value,
            [](std::optional<double> value) { return value ? to_text(*value) : ""; });
    compare(PlanField::people, a.people, b.people, number);
    if (!are_same_needs(a.needs, b.needs)) {
      add(PlanField::needs, needs_text(old_, a.needs), needs_text(new_, b.needs));
    }
    compare_estimate(PlanField::estimate, from.estimate, any.estimate);
    compare_estimate(PlanField::remaining, from.remaining, any.remaining);
    const bool follows = from.status == derived_status(from) && any.status == derived_status(any);
    if (from.status != any.status && !follows)
      add(PlanField::status, status_text(from), status_text(any));
    compare(PlanField::started, from.started, any.started, date_text);
    compare(is_blocker ? PlanField::resolved : PlanField::finished, from.finished, any.finished,
            date_text);
    compare(PlanField::progress, from.progress, any.progress, number);
    compare(PlanField::probability, from.probability, any.probability, number);
    compare(PlanField::not_before, from.not_before, any.not_before, date_text);
    compare(is_blocker ? PlanField::needed_by : PlanField::due, from.due, any.due, date_text);
    compare(PlanField::roam, a.roam, b.roam, [](Roam value) { return to_text(value); });
    compare(PlanField::tags, a.tags, b.tags, list_text);
    compare(PlanField::url, a.url, b.url, text);
    compare(PlanField::notes, a.notes, b.notes, text);
  }

  bool are_same_needs(const std::vector<Need>& a, const std::vector<Need>& b) const {
    return std::ranges::equal(a, b, [&](const Need& x, const Need& y) {
      return x.people == y.people && x.ask == y.ask &&
             x.team.row == out_.match.teams.of_new[y.team.index()];
    });
  }

  void compare_estimate(PlanField field, std::uint32_t from, std::uint32_t to) {
    if (is_same_estimate(old_, from, new_, to)) return;
    add(field, estimate_text(old_, from), estimate_text(new_, to));
  }

  void list_link(RowPair pair) {
    const Plan& plan = pair.in_new() ? new_ : old_;
    const Link& any = pair.in_new() ? new_.links[pair.new_row] : old_.links[pair.old_row];
    const LinkDetails& b = plan.details_of(any);
    if (pair.in_both()) {  // most links are plain and stay so
      const LinkDetails& a = old_.details_of(old_.links[pair.old_row]);
      if (bind_alike(old_, a, new_, b) && a.note == b.note) return;
    }
    set_subject(ChangeOf::link, link_name(plan, any), row_);
    if (!pair.in_both()) return add_whole(pair, link_text(plan, any));
    const LinkDetails& a = old_.details_of(old_.links[pair.old_row]);
    compare(PlanField::type, a.type, b.type,
            [](LinkType value) { return std::string(to_string(value)); });
    compare_estimate(PlanField::lag, a.lag, b.lag);
    compare(PlanField::lag_calendar, a.lag_calendar, b.lag_calendar,
            [](LagCalendar value) { return to_text(value); });
    compare(PlanField::probability, a.probability, b.probability,
            [](double value) { return to_text(value); });
    compare(PlanField::ask, a.ask, b.ask, [](Ask value) { return to_text(value); });
    compare(PlanField::logic, a.logic, b.logic, [](Logic value) { return to_text(value); });
    compare(PlanField::note, a.note, b.note, [](auto text) { return std::string(text); });
  }

  void list_risk(RowPair pair) {
    const Risk& any = pair.in_new() ? new_.risks[pair.new_row] : old_.risks[pair.old_row];
    set_subject(ChangeOf::risk, std::string(any.id), row_);
    if (!pair.in_both()) return add_whole(pair, std::string(any.title));
    const Risk& from = old_.risks[pair.old_row];
    compare(PlanField::title, from.title, any.title, [](auto text) { return std::string(text); });
    compare(PlanField::probability, from.probability, any.probability,
            [](double value) { return to_text(value); });
    // Who is hit is a set.
    const auto rows_of = [](const auto& ids, const RowTable* table) {
      std::vector<std::uint32_t> rows;
      for (const auto id : ids)
        rows.push_back(table == nullptr ? id.row : table->of_new[id.index()]);
      std::ranges::sort(rows);
      rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
      return rows;
    };
    if (rows_of(from.items, nullptr) != rows_of(any.items, &out_.match.items) ||
        rows_of(from.teams, nullptr) != rows_of(any.teams, &out_.match.teams)) {
      add(PlanField::affects, affects_text(old_, from), affects_text(new_, any));
    }
    compare(PlanField::factor, from.factor, any.factor, factor_text);
    compare_estimate(PlanField::delay, from.delay, any.delay);
    compare(PlanField::roam, from.roam, any.roam, [](Roam value) { return to_text(value); });
    compare(PlanField::combine, from.in_parallel, any.in_parallel,
            [](bool parallel) { return std::string(parallel ? "parallel" : "series"); });
  }

  void list_scenario(RowPair pair) {
    const Scenario& any =
        pair.in_new() ? new_.scenarios[pair.new_row] : old_.scenarios[pair.old_row];
    set_subject(ChangeOf::scenario, std::string(any.name), row_);
    const auto count_of = [](const Scenario& scenario) {
      const std::size_t n = scenario.changes.size();
      return std::to_string(n) + (n == 1 ? " change" : " changes");
    };
    if (!pair.in_both()) return add_whole(pair, count_of(any));
    const Scenario& from = old_.scenarios[pair.old_row];
    const auto is_same = [&](Change a, Change b) {
      const auto joint = [](const RowTable& table, auto& id) {
        if (id.is_set()) id.row = table.of_new[id.index()];
      };
      joint(out_.match.items, b.item);
      joint(out_.match.items, b.other);
      joint(out_.match.teams, b.team);
      joint(out_.match.teams, b.other_team);
      joint(out_.match.periods, b.period);
      a.place = b.place = {};
      return a == b;
    };
    if (!std::ranges::equal(from.changes, any.changes, is_same))
      add(PlanField::changes, count_of(from), count_of(any));
  }

  // Check-ins have no id: the day and the goal tell them apart, then their order.
  void list_checkins() {
    std::map<std::pair<Date, std::uint32_t>, std::vector<std::uint32_t>> known;
    for (std::size_t row = 0; row < old_.checkins.size(); ++row) {
      const CheckIn& checkin = old_.checkins[row];
      known[{checkin.date, checkin.goal.row}].push_back(static_cast<std::uint32_t>(row));
    }
    for (auto& [key, rows] : known) std::ranges::reverse(rows);
    const auto name = [](const Plan& plan, const CheckIn& checkin) {
      return date_text(checkin.date) + ' ' + std::string(plan.item(checkin.goal).id);
    };
    const auto share = [](std::optional<double> value) { return value ? to_text(*value) : ""; };
    std::vector<bool> is_matched(old_.checkins.size());
    for (const CheckIn& any : new_.checkins) {
      set_subject(ChangeOf::checkin, name(new_, any), 0);
      const auto found = known.find({any.date, out_.match.items.of_new[any.goal.index()]});
      if (found == known.end() || found->second.empty()) {
        add(ChangeOp::added, PlanField::none, "", share(any.score));
        continue;
      }
      const CheckIn& from = old_.checkins[found->second.back()];
      is_matched[found->second.back()] = true;
      found->second.pop_back();
      compare(PlanField::score, from.score, any.score, share);
      compare(PlanField::confidence, from.confidence, any.confidence, share);
      compare(PlanField::note, from.note, any.note, [](auto text) { return std::string(text); });
      compare(PlanField::forecast, from.forecast, any.forecast, date_text);
    }
    for (std::size_t row = 0; row < old_.checkins.size(); ++row) {
      if (is_matched[row]) continue;
      set_subject(ChangeOf::checkin, name(old_, old_.checkins[row]), 0);
      add(ChangeOp::removed, PlanField::none, share(old_.checkins[row].score), "");
    }
  }

  const Plan& old_;
  const Plan& new_;
  PlanDiff& out_;
  ChangeOf what_ = ChangeOf::plan;
  std::string id_;
  std::uint32_t row_ = 0;
};

// Pairs what is gone with what is new by titles that only the two have.
void find_renames(const Plan& old_plan, const Plan& new_plan, PlanDiff& diff) {
  struct Titled {
    std::uint32_t gone = kNoRow;
    std::uint32_t fresh = kNoRow;
    bool is_ambiguous = false;
  };
  std::unordered_map<std::string_view, Titled> titles;
  const auto note = [](std::uint32_t& slot, std::uint32_t row, Titled& titled) {
    titled.is_ambiguous = titled.is_ambiguous || slot != kNoRow;
    slot = row;
  };
  const std::vector<RowPair>& rows = diff.match.items.rows;
  for (std::uint32_t joint = 0; joint < rows.size(); ++joint) {
    if (rows[joint].in_both()) continue;
    const bool is_gone = rows[joint].in_old();
    const Item& item =
        is_gone ? old_plan.items[rows[joint].old_row] : new_plan.items[rows[joint].new_row];
    if (item.title == item.id) continue;
    Titled& titled = titles[item.title];
    note(is_gone ? titled.gone : titled.fresh, joint, titled);
  }
  for (const auto& [title, titled] : titles) {
    if (titled.is_ambiguous || titled.gone == kNoRow || titled.fresh == kNoRow) continue;
    diff.renames.push_back({titled.gone, titled.fresh});
  }
  std::ranges::sort(diff.renames, {}, &Rename::old_item);
}

}  // namespace

PlanDiff diff_plans(const Plan& old_plan, const Plan& new_plan) {
  PlanDiff out;
  out.match = match_plans(old_plan, new_plan);
  Lister(old_plan, new_plan, out).list_all();
  find_renames(old_plan, new_plan, out);
  group_changes(old_plan, new_plan, out);
  return out;
}

}  // namespace slipway
