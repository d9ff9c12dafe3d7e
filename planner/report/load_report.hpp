// How full each team is, week by week: what goals and their needs ask by the planned dates, or in
// so many of the runs, beside what the team may plan. Percents, words and colours are the
// picture's. Owns its texts: it may outlive the analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/date.hpp"
#include "planner/report/view_filter.hpp"

namespace slipway {

/// Which dates a load goes by. The plan's: of likely lengths. `p90`: of each team and week so much
/// that no more is asked in 9 of 10 runs. That is looked up in each cell by itself: what comes late
/// in one run is not at work in two weeks at once, so totals are looked up too and are less than
/// the sum of their cells.
enum class LoadAt : std::uint8_t { plan, p50, p90 };

/// Returns the share of the runs that a percentile stands for, 0.5 or 0.9; 0.5 for the plan.
double share_of_runs(LoadAt at);

struct LoadOptions {
  std::vector<TeamId> teams{};    // rows wanted; empty: every team, or with a filter those of whom
                                  // the chosen goals ask something
  bool all = false;               // every team and week (up to twenty years of them)
  ViewFilter filter{};            // which goals are chosen; its `teams` and `all` are passed over
  LoadAt at = LoadAt::plan;       // else `analysis.risk` must have kept the work of load_goals
  std::size_t most_teams = 30;    // more than this many are folded:
  std::size_t worst_teams = 10;   // so many stay, the rest becomes one row
  std::size_t most_columns = 26;  // with more weeks than this, columns are months
};

/// A run of days: an ISO week or a month, cut where the status date or the last work lies within.
struct LoadColumn {
  Date first{};
  Date last{};
  bool operator==(const LoadColumn&) const = default;
};

/// One team in one column.
struct LoadCell {
  double wanted_days = 0.0;              // person-days that goals and needs ask: of all goals
  double chosen_days = 0.0;              // of these, what the chosen goals ask
  std::optional<double> plannable_days;  // capacity x plan fraction x working days; none: unlimited
  int working_days = 0;
  int days_off = 0;                // days of the team's week that it does not work
  int extra_days = 0;              // days it works beside its week
  std::vector<std::string> goals;  // over cells: who asks most, by id, most first; at most three
  std::size_t more_goals = 0;      // and how many others ask something
  /// Says whether more is asked than may be planned. False without a capacity.
  bool is_over() const;
  /// Returns asked divided by plannable, 1 is full; nothing without a capacity, or where nothing
  /// may be planned.
  std::optional<double> share() const;
  /// The same of what the chosen goals ask.
  std::optional<double> chosen_share() const;
  /// Returns the people wanted at once on average over the working days; 0 without any.
  double people() const;
  /// The same of the people that the chosen goals want.
  double chosen_people() const;
};

struct LoadRow {
  std::string id;
  std::string name;
  std::size_t teams = 1;           // a row of others stands for so many teams
  std::optional<double> capacity;  // people; none: not given (of others: of those that have one)
  double plan_fraction = 0.0;      // of a single team
  std::vector<LoadCell> cells;     // by LoadReport::columns
  LoadCell total;                  // over all columns
  std::size_t num_over = 0;        // columns in which it is over
  std::size_t worst = 0;           // column with the largest share; the first of equals
};

struct LoadReport {
  std::string plan;
  Date as_of{};
  LoadAt at = LoadAt::plan;
  std::uint64_t samples = 0;  // of a percentile, or that chose what is likely late; 0: none
  std::uint64_t seed = 0;
  std::string filter;   // which goals are chosen; empty: no choice is made
  std::string nothing;  // the answer where the filter leaves nothing; empty: it does not
  bool is_by_month = false;
  std::vector<LoadColumn> columns;   // from the status date to the last work, without a gap
  std::vector<LoadRow> rows;         // teams in plan order
  std::optional<LoadRow> others;     // what was folded: sums of its teams
  std::size_t others_over = 0;       // teams among them that are over somewhere
  LoadRow sums;                      // of all shown teams and others that have a capacity
  double unbounded_days = 0.0;       // person-days asked of teams without a capacity
  double wanted_days = 0.0;          // person-days asked of all rows and others
  double chosen_days = 0.0;          // of these by chosen goals
  std::size_t num_teams = 0;         // that the plan has
  std::size_t asked_teams = 0;       // that were asked for: rows and those among others
  std::size_t columns_left_out = 0;  // after the last one, up to
  Date last_work{};                  // before the status date: nothing is left to do
  std::size_t num_goals = 0;         // goals and milestones of the plan
  std::size_t goals_counted = 0;     // whose work lies in the columns and asks a row for people
  std::size_t goals_chosen = 0;      // of these, chosen
  std::size_t goals_no_team = 0;  // unfinished goals that ask nobody: they have no team and no need
  /// The same by weeks, of every team, where columns are months: a team that has too much in a week
  /// may have enough time in the month.
  std::shared_ptr<const LoadReport> weeks;
  bool has_choice() const { return !filter.empty(); }
};

/// Returns the goals whose work a load at a percentile needs (SimulationOptions::keep, with
/// keeps_work), in file order: what is neither done nor dropped.
std::vector<ItemId> load_goals(const Plan& plan);

/// Builds the report. Demand is that of `list_work` and `measure_demand` from the status date on;
/// at a percentile that of each run, to the day on which all is done in so many of them. A filter
/// leaves out no load: a team is over when all that is asked of it is too much, and cells also say
/// what the chosen goals ask. Cost: goals times the columns that they reach, at a percentile times
/// the runs; and teams times columns.
LoadReport report_load(const Analysis& analysis, const LoadOptions& options = {});

}  // namespace slipway
