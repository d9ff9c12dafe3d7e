#include "planner/report/load_report.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "planner/report/load_amounts_internal.hpp"
#include "planner/report/team_demand.hpp"

namespace slipway {
namespace {

// Sums of many halves and quarters: what is over by less is rounding.
constexpr double kTiny = 1e-9;
constexpr std::size_t kMostNames = 3;
constexpr std::size_t kMostWeeks = 1040;  // twenty years, whatever is asked for

Date end_of_week(Date date) { return plus_days(date, 6 - weekday(date)); }

Date end_of_month(Date date) {
  const std::string iso = to_iso(date);
  const int year = std::stoi(iso.substr(0, iso.size() - 6));
  const auto month = static_cast<unsigned>(std::stoi(iso.substr(iso.size() - 5, 2)));
  return plus_days(month == 12 ? make_date(year + 1, 1, 1) : make_date(year, month + 1, 1), -1);
}

template <typename EndOf>
std::vector<LoadColumn> list_columns(Date first, Date last, EndOf end_of) {
  std::vector<LoadColumn> out;
  for (Date from = first; from <= last; from = plus_days(out.back().last, 1)) {
    out.push_back({from, end_of(from)});
  }
  return out;
}

std::vector<KeptWork> list_work_of_runs(const Analysis& analysis, LoadAt at) {
  std::vector<KeptWork> planned = list_planned_work(analysis);
  if (at == LoadAt::plan) return planned;
  std::vector<KeptWork> out = analysis.risk.value().work;
  // What was done on the status date itself is at work on it in every run.
  for (KeptWork& work : planned) {
    if (analysis.plan->item(work.item).status != Status::done || work.spans.front().to <= 0)
      continue;
    work.spans.assign(analysis.risk->samples, work.spans.front());
    out.push_back(std::move(work));
  }
  return out;
}

class Loads {
 public:
  Loads(const Analysis& analysis, const LoadOptions& options)
      : analysis_(analysis),
        plan_(*analysis.plan),
        options_(options),
        work_(list_work_of_runs(analysis, options.at)) {}

  LoadReport build() {
    out_.plan = plan_.name;
    out_.as_of = plan_.as_of;
    out_.at = options_.at;
    out_.num_teams = plan_.teams.size();
    out_.last_work = find_last_work(plan_, work_, share_of_runs(options_.at));
    choose_goals();
    choose_columns();
    amounts_.emplace(plan_, work_, out_.columns, is_chosen_, share_of_runs(options_.at));
    choose_teams();
    for (std::size_t t = 0; t < plan_.teams.size(); ++t) {
      if (is_asked_[t]) add_team(TeamId(t));
    }
    out_.asked_teams = out_.rows.size();
    add_sums();
    fold();
    count_goals();
    tell_nothing();
    return std::move(out_);
  }

 private:
  void choose_goals() {
    ViewFilter filter = options_.filter;
    filter.teams.clear();
    out_.filter = say_filter(plan_, filter);
    if (analysis_.risk && (options_.at != LoadAt::plan || filter.only_late)) {
      out_.samples = analysis_.risk->samples;
      out_.seed = analysis_.risk->seed;
    }
    if (out_.filter.empty()) return;
    const Selection selection =
        select_items(analysis_, report_schedule(analysis_, false), spread_links(plan_), filter);
    is_chosen_ = selection.asked;
    out_.nothing = selection.nothing;
  }

  void choose_teams() {
    is_asked_.assign(plan_.teams.size(), options_.teams.empty());
    for (const TeamId team : options_.teams) is_asked_[team.index()] = true;
    if (!options_.teams.empty() || !out_.has_choice()) return;
    for (std::size_t t = 0; t < is_asked_.size(); ++t)
      is_asked_[t] = amounts_->is_asked_by_chosen(TeamId(t));
  }

  void tell_nothing() {
    if (!out_.has_choice() || !out_.nothing.empty() || out_.goals_chosen > 0) return;
    out_.nothing = options_.teams.empty()
                       ? "Nothing to show: what passes the filter (" + out_.filter +
                             ") asks no team for people from now on."
                       : "What passes the filter (" + out_.filter +
                             ") asks nothing of these teams from now on.";
  }

  void choose_columns() {
    std::size_t most = options_.all ? kMostWeeks : options_.most_columns;
    out_.columns = list_columns(plan_.as_of, out_.last_work, end_of_week);
    if (out_.columns.size() > most && !options_.all) {
      out_.is_by_month = true;
      out_.columns = list_columns(plan_.as_of, out_.last_work, end_of_month);
    }
    most = std::min(most, out_.columns.size());
    out_.columns_left_out = out_.columns.size() - most;
    out_.columns.resize(most);
  }

  LoadCell cell_of(TeamId team, std::size_t at) const {
    const LoadColumn& column = out_.columns[at];
    LoadCell cell;
    cell.plannable_days = plannable_days(plan_, team, column.first, column.last);
    const WorkCalendar& calendar = plan_.calendars[plan_.teams[team.index()].calendar.index()];
    for (Date day = column.first; day <= column.last; day = plus_days(day, 1)) {
      const bool is_usual = calendar.week()[static_cast<std::size_t>(weekday(day))];
      const bool works = calendar.is_working(day);
      cell.working_days += works ? 1 : 0;
      cell.days_off += is_usual && !works ? 1 : 0;
      cell.extra_days += works && !is_usual ? 1 : 0;
    }
    return cell;
  }

  // Who asks most of a team in a column.
  void name_goals(TeamId team, std::size_t column, LoadCell& cell) const {
    const auto asks = amounts_->list_asks(team, column);
    for (std::size_t i = 0; i < std::min(asks.size(), kMostNames); ++i)
      cell.goals.emplace_back(plan_.item(asks[i].second).id);
    cell.more_goals = asks.size() - cell.goals.size();
  }

  void add_team(TeamId team) {
    const Team& of = plan_.teams[team.index()];
    LoadRow row;
    row.id = of.id;
    row.name = of.name;
    row.capacity = of.capacity;
    row.plan_fraction = of.plan_fraction;
    for (std::size_t c = 0; c < out_.columns.size(); ++c) row.cells.push_back(cell_of(team, c));
    finish(row, {&team, 1});
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (row.cells[c].is_over()) name_goals(team, c, row.cells[c]);
    }
    out_.rows.push_back(std::move(row));
    team_of_row_.push_back(team);
  }

  static void add(LoadCell& to, const LoadCell& cell) {
    if (cell.plannable_days) {
      to.plannable_days = to.plannable_days.value_or(0.0) + *cell.plannable_days;
    }
    to.working_days += cell.working_days;
    to.days_off += cell.days_off;
    to.extra_days += cell.extra_days;
  }

  // What is asked of `teams` together, in each column and in all; the worst column and how often it
  // is over.
  void finish(LoadRow& row, std::span<const TeamId> teams) const {
    row.total = {};
    const auto measure = [&](LoadCell& cell, std::size_t first, std::size_t last) {
      cell.wanted_days = amounts_->wanted(teams, first, last);
      cell.chosen_days = amounts_->chosen(teams, first, last);
    };
    for (std::size_t c = 0; c < row.cells.size(); ++c) measure(row.cells[c], c, c);
    if (!row.cells.empty()) measure(row.total, 0, row.cells.size() - 1);
    row.num_over = 0;
    double most = -1.0;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const LoadCell& cell = row.cells[c];
      add(row.total, cell);
      row.num_over += cell.is_over() ? 1 : 0;
      if (const double fullness = fullness_of(cell); fullness > most + kTiny) {
        most = fullness;
        row.worst = c;
      }
    }
  }

  // What columns and teams are ranked by: the share, or the people where there is no capacity.
  static double fullness_of(const LoadCell& cell) {
    if (const auto share = cell.share()) return *share;
    return cell.is_over() ? 1e9 : cell.plannable_days ? 0.0 : cell.people();
  }

  static void add_row(LoadRow& to, const LoadRow& row) {
    to.cells.resize(row.cells.size());
    for (std::size_t c = 0; c < row.cells.size(); ++c) add(to.cells[c], row.cells[c]);
    if (row.capacity) to.capacity = to.capacity.value_or(0.0) + *row.capacity;
    ++to.teams;
  }

  void add_sums() {
    out_.sums.teams = 0;
    out_.sums.cells.resize(out_.columns.size());
    std::vector<TeamId> limited, unlimited;
    for (std::size_t r = 0; r < out_.rows.size(); ++r) {
      if (out_.rows[r].capacity) add_row(out_.sums, out_.rows[r]);
      (out_.rows[r].capacity ? limited : unlimited).push_back(team_of_row_[r]);
    }
    finish(out_.sums, limited);
    if (out_.columns.empty()) return;
    const std::size_t last = out_.columns.size() - 1;
    out_.unbounded_days = amounts_->wanted(unlimited, 0, last);
    out_.wanted_days = amounts_->wanted(team_of_row_, 0, last);
    out_.chosen_days = amounts_->chosen(team_of_row_, 0, last);
  }

  // Keeps the worst teams: those over most often first, then those with the fullest column.
  void fold() {
    if (options_.all || out_.rows.size() <= options_.most_teams) return;
    std::vector<std::size_t> order(out_.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto fullness = [&](std::size_t r) {
      const LoadRow& row = out_.rows[r];
      return row.cells.empty() ? 0.0 : fullness_of(row.cells[row.worst]);
    };
    // A team without a capacity is never worse than one that has too little.
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      const LoadRow& x = out_.rows[a];
      const LoadRow& y = out_.rows[b];
      if (x.num_over != y.num_over) return x.num_over > y.num_over;
      if (x.capacity.has_value() != y.capacity.has_value()) return x.capacity.has_value();
      return fullness(a) > fullness(b);
    });
    order.resize(options_.worst_teams);
    std::vector<LoadRow> kept;
    std::vector<TeamId> folded;
    out_.others.emplace();
    out_.others->teams = 0;
    out_.others->cells.resize(out_.columns.size());
    for (std::size_t r = 0; r < out_.rows.size(); ++r) {
      if (std::ranges::find(order, r) != order.end()) {
        kept.push_back(std::move(out_.rows[r]));
        continue;
      }
      out_.others_over += out_.rows[r].num_over > 0 ? 1 : 0;
      add_other(out_.rows[r]);
      if (out_.rows[r].capacity) folded.push_back(team_of_row_[r]);
    }
    finish(*out_.others, folded);
    out_.rows = std::move(kept);
  }

  // Among others, teams without a capacity would make the rest look fuller than it is.
  void add_other(const LoadRow& row) {
    if (row.capacity)
      add_row(*out_.others, row);
    else
      ++out_.others->teams;
  }

  void count_goals() {
    const std::vector<bool> is_counted = amounts_->find_asking(is_asked_);
    for (std::size_t row = 0; row < plan_.num_goals; ++row) {
      const Kind kind = plan_.items[row].kind;
      out_.num_goals += kind == Kind::goal || kind == Kind::milestone ? 1 : 0;
      if (!is_counted[row]) continue;
      ++out_.goals_counted;
      out_.goals_chosen += !is_chosen_.empty() && is_chosen_[row] ? 1 : 0;
    }
    for (const KeptWork& of : work_) {
      const Item& item = plan_.item(of.item);
      const bool has_work =
          std::ranges::any_of(of.spans, [](const WorkedSpan& span) { return span.to > 0; });
      if (has_work && !item.team.is_set() && plan_.details_of(item).needs.empty())
        ++out_.goals_no_team;
    }
  }

  const Analysis& analysis_;
  const Plan& plan_;
  const LoadOptions& options_;
  std::vector<KeptWork> work_;
  std::vector<bool> is_chosen_;  // by ItemId; empty: no choice is made
  std::vector<bool> is_asked_;   // by TeamId
  std::vector<TeamId> team_of_row_;
  std::optional<LoadAmounts> amounts_;
  LoadReport out_;
};

}  // namespace

bool LoadCell::is_over() const { return plannable_days && wanted_days > *plannable_days + kTiny; }

std::optional<double> LoadCell::share() const {
  if (!plannable_days || *plannable_days <= kTiny) return std::nullopt;
  return wanted_days / *plannable_days;
}

std::optional<double> LoadCell::chosen_share() const {
  if (!plannable_days || *plannable_days <= kTiny) return std::nullopt;
  return chosen_days / *plannable_days;
}

double LoadCell::people() const { return working_days > 0 ? wanted_days / working_days : 0.0; }

double LoadCell::chosen_people() const {
  return working_days > 0 ? chosen_days / working_days : 0.0;
}

double share_of_runs(LoadAt at) { return at == LoadAt::p90 ? 0.9 : 0.5; }

std::vector<ItemId> load_goals(const Plan& plan) {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    if (item.kind == Kind::goal && item.status != Status::done && item.status != Status::dropped)
      out.emplace_back(row);
  }
  return out;
}

LoadReport report_load(const Analysis& analysis, const LoadOptions& options) {
  LoadReport out = Loads(analysis, options).build();
  if (out.is_by_month) {
    LoadOptions by_week = options;
    by_week.all = true;
    out.weeks = std::make_shared<const LoadReport>(Loads(analysis, by_week).build());
  }
  return out;
}

}  // namespace slipway
