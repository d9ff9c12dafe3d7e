#include "planner/report/load_report.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

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

/// The last day of work; before the status date when nothing is left.
Date last_day_of(const std::vector<WorkSpan>& work, Date as_of) {
  Date last = plus_days(as_of, -1);
  for (const WorkSpan& span : work) last = std::max(last, day_before(span.finish));
  return last;
}

class Loads {
 public:
  Loads(const Analysis& analysis, const LoadOptions& options)
      : plan_(*analysis.plan), options_(options), work_(list_work(analysis)) {}

  LoadReport build() {
    out_.plan = plan_.name;
    out_.as_of = plan_.as_of;
    out_.num_teams = plan_.teams.size();
    out_.last_work = last_day_of(work_, plan_.as_of);
    choose_columns();
    if (!out_.columns.empty()) {
      demand_ = measure_demand(plan_, work_, plan_.as_of, out_.columns.back().last);
    }
    is_asked_.assign(plan_.teams.size(), options_.teams.empty());
    for (const TeamId team : options_.teams) is_asked_[team.index()] = true;
    for (std::size_t t = 0; t < plan_.teams.size(); ++t) {
      if (is_asked_[t]) add_team(TeamId(t));
    }
    out_.asked_teams = out_.rows.size();
    add_sums();
    fold();
    count_goals();
    return std::move(out_);
  }

 private:
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

  LoadCell cell_of(TeamId team, const LoadColumn& column) const {
    LoadCell cell;
    cell.wanted_days = demand_.sum(team, column.first, column.last);
    cell.plannable_days = plannable_days(plan_, team, column.first, column.last);
    const WorkCalendar& calendar = plan_.calendars[plan_.teams[team.index()].calendar.index()];
    for (Date day = column.first; day <= column.last; day = plus_days(day, 1)) {
      const bool is_usual = calendar.week()[static_cast<std::size_t>(weekday(day))];
      const bool works = calendar.is_working(day);
      cell.working_days += works ? 1 : 0;
      cell.days_off += is_usual && !works ? 1 : 0;
      cell.extra_days += works && !is_usual ? 1 : 0;
    }
    if (cell.is_over()) name_goals(team, column, cell);
    return cell;
  }

  // Who asks most of a team in a column.
  void name_goals(TeamId team, const LoadColumn& column, LoadCell& cell) const {
    std::vector<std::pair<double, ItemId>> asks;
    for (const WorkSpan& span : work_) {
      if (span.finish <= start_of(column.first) || end_of(column.last) <= span.start) continue;
      const Item& item = plan_.item(span.item);
      const bool asks_it = item.team == team ||
                           std::ranges::any_of(plan_.details_of(item).needs,
                                               [&](const Need& need) { return need.team == team; });
      if (!asks_it) continue;
      const double days = measure_demand(plan_, {&span, 1}, column.first, column.last)
                              .sum(team, column.first, column.last);
      if (days > kTiny) asks.emplace_back(days, span.item);
    }
    std::ranges::stable_sort(asks, std::ranges::greater{}, &std::pair<double, ItemId>::first);
    for (std::size_t i = 0; i < std::min(asks.size(), kMostNames); ++i) {
      cell.goals.emplace_back(plan_.item(asks[i].second).id);
    }
    cell.more_goals = asks.size() - cell.goals.size();
  }

  void add_team(TeamId team) {
    const Team& of = plan_.teams[team.index()];
    LoadRow row;
    row.id = of.id;
    row.name = of.name;
    row.capacity = of.capacity;
    row.plan_fraction = of.plan_fraction;
    for (const LoadColumn& column : out_.columns) row.cells.push_back(cell_of(team, column));
    finish(row);
    out_.rows.push_back(std::move(row));
  }

  static void add(LoadCell& to, const LoadCell& cell) {
    to.wanted_days += cell.wanted_days;
    if (cell.plannable_days) {
      to.plannable_days = to.plannable_days.value_or(0.0) + *cell.plannable_days;
    }
    to.working_days += cell.working_days;
    to.days_off += cell.days_off;
    to.extra_days += cell.extra_days;
  }

  // Total, worst column and how often it is over.
  static void finish(LoadRow& row) {
    row.total = {};
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
    for (const LoadRow& row : out_.rows) {
      if (row.capacity)
        add_row(out_.sums, row);
      else
        out_.unbounded_days += row.total.wanted_days;
    }
    finish(out_.sums);
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
    }
    finish(*out_.others);
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
    std::vector<bool> is_counted(plan_.num_goals, false);
    const Instant from = start_of(plan_.as_of);
    const Instant to = out_.columns.empty() ? from : end_of(out_.columns.back().last);
    std::size_t idle = 0;
    for (const WorkSpan& span : work_) {
      const Item& item = plan_.item(span.item);
      const ItemDetails& details = plan_.details_of(item);
      if (span.finish <= from) continue;
      if (!item.team.is_set() && details.needs.empty()) ++idle;
      const auto asks_row = [&](TeamId team) { return team.is_set() && is_asked_[team.index()]; };
      const bool asks =
          asks_row(item.team) || std::ranges::any_of(details.needs, [&](const Need& need) {
            return need.ask != Ask::declined && asks_row(need.team);
          });
      if (asks && span.start < to) is_counted[span.item.index()] = true;
    }
    for (std::size_t row = 0; row < plan_.num_goals; ++row) {
      const Kind kind = plan_.items[row].kind;
      out_.num_goals += kind == Kind::goal || kind == Kind::milestone ? 1 : 0;
    }
    out_.goals_counted = static_cast<std::size_t>(std::ranges::count(is_counted, true));
    out_.goals_no_team = idle;
  }

  const Plan& plan_;
  const LoadOptions& options_;
  std::vector<WorkSpan> work_;
  TeamDemand demand_;
  std::vector<bool> is_asked_;  // by TeamId
  LoadReport out_;
};

}  // namespace

bool LoadCell::is_over() const { return plannable_days && wanted_days > *plannable_days + kTiny; }

std::optional<double> LoadCell::share() const {
  if (!plannable_days || *plannable_days <= kTiny) return std::nullopt;
  return wanted_days / *plannable_days;
}

double LoadCell::people() const { return working_days > 0 ? wanted_days / working_days : 0.0; }

LoadReport report_load(const Analysis& analysis, const LoadOptions& options) {
  return Loads(analysis, options).build();
}

}  // namespace slipway
