// The teams, periods and calendars of a mixture.
#include <utility>

#include "planner/whatif/mixture_internal.hpp"

namespace slipway {

// Says for each joint row of teams and periods whether anything names it.
void Mixture::find_named(std::vector<bool>& teams, std::vector<bool>& periods) const {
  const auto name = [](std::vector<bool>& named, auto id) {
    if (id.is_set()) named[id.index()] = true;
  };
  for (const Item& item : plan_.items) {
    name(teams, item.team);
    name(periods, item.period);
    if (item.details == kNoRow) continue;
    for (const Need& need : plan_.details[item.details].needs) name(teams, need.team);
  }
  for (const Risk& risk : plan_.risks) {
    for (const TeamId team : risk.teams) name(teams, team);
  }
}

void Mixture::make_periods_and_teams() {
  std::vector<bool> named_teams(match_.teams.rows.size());
  std::vector<bool> named_periods(match_.periods.rows.size());
  find_named(named_teams, named_periods);
  const auto is_kept = [&](RowPair pair, bool is_named) {
    return is_named || (takes_all_ ? pair.in_new() : pair.in_old());
  };
  period_rows_.resize(match_.periods.rows.size());
  for (const std::uint32_t row : order_of(match_.periods)) {
    const RowPair pair = match_.periods.rows[row];
    if (!is_kept(pair, named_periods[row])) continue;
    Period period = pair.in_old() ? old_.periods[pair.old_row] : new_.periods[pair.new_row];
    visit_taken(pair.in_both() ? mixer_.of_period_[row] : std::vector<std::uint32_t>{},
                [&](PlanField field) {
                  const Period& from = new_.periods[pair.new_row];
                  (field == PlanField::start ? period.start : period.end) =
                      field == PlanField::start ? from.start : from.end;
                });
    if (takes_any_) period.place = {};
    period_rows_[row] = PeriodId(plan_.periods.size());
    plan_.periods.push_back(period);
  }
  team_rows_.resize(match_.teams.rows.size());
  std::vector<std::uint32_t> teams;  // joint rows of those that are there
  for (const std::uint32_t row : order_of(match_.teams)) {
    const RowPair pair = match_.teams.rows[row];
    if (!is_kept(pair, named_teams[row])) continue;
    Team team = pair.in_old() ? old_.teams[pair.old_row] : new_.teams[pair.new_row];
    if (pair.in_both()) {
      const Team& from = new_.teams[pair.new_row];
      visit_taken(mixer_.of_team_[row], [&](PlanField field) {
        if (field == PlanField::name) team.name = from.name;
        if (field == PlanField::capacity) team.capacity = from.capacity;
        if (field == PlanField::plan_fraction) team.plan_fraction = from.plan_fraction;
        if (field == PlanField::correlation) team.correlation = from.correlation;
      });
    }
    if (takes_any_) team.place = {};
    team_rows_[row] = TeamId(plan_.teams.size());
    plan_.teams.push_back(team);
    teams.push_back(row);
  }
  make_calendars(teams);
}

void Mixture::make_calendars(const std::vector<std::uint32_t>& teams) {
  const bool is_old =
      !takes_one_of(mixer_.of_calendar_) && std::ranges::all_of(teams, [&](std::uint32_t row) {
        return match_.teams.rows[row].in_old() && !takes_one_of(mixer_.of_team_calendar_[row]);
      });
  if (is_old && !takes_all_) {
    plan_.calendars = old_.calendars;
    return;
  }
  const CalendarPart& of_plan =
      takes_one_of(mixer_.of_calendar_) ? mixer_.new_calendar_ : mixer_.old_calendar_;
  const auto id_of = [&](const CalendarPart& of_team) {
    WorkCalendar made = merge_calendar(of_plan, of_team, plan_.as_of);
    const auto known = std::ranges::find(plan_.calendars, made);
    const CalendarId id(static_cast<std::size_t>(known - plan_.calendars.begin()));
    if (known == plan_.calendars.end()) plan_.calendars.push_back(std::move(made));
    return id;
  };
  id_of({});
  for (std::size_t i = 0; i < teams.size(); ++i) {
    const std::uint32_t row = teams[i];
    const bool is_new =
        !match_.teams.rows[row].in_old() || takes_one_of(mixer_.of_team_calendar_[row]);
    plan_.teams[i].calendar = id_of(is_new ? mixer_.new_parts_[row] : mixer_.old_parts_[row]);
  }
}

}  // namespace slipway
