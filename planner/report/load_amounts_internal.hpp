// What each team is asked in each column of a load, in one run or in many: by the planned dates
// there is one, from a simulation one a sample. Sums over teams and columns are taken in each run
// before a percentile is looked up, so what comes together counts together. Private to report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/report/load_report.hpp"
#include "planner/risk/simulation.hpp"

namespace slipway {

/// Returns the work of the plan's own dates as that of a single run (list_work). Cost: linear.
std::vector<KeptWork> list_planned_work(const Analysis& analysis);

/// Returns the last day of work that `share` of the runs do not exceed; the day before the status
/// date where nothing is left. Cost: goals times runs.
Date find_last_work(const Plan& plan, std::span<const KeptWork> work, double share);

class LoadAmounts {
 public:
  /// Adds up what `work` asks on the days of `columns`, as measure_demand does. `is_chosen` is by
  /// ItemId; empty: no goals are chosen. `share`: of the runs, for percentiles (type 1).
  /// Cost: goals and needs times runs, times the columns that each of them reaches.
  LoadAmounts(const Plan& plan, std::span<const KeptWork> work, std::span<const LoadColumn> columns,
              const std::vector<bool>& is_chosen, double share);

  /// Returns the person-days asked of these teams together in the columns from `first` to `last`,
  /// both included, at the percentile of the runs. Cost: teams, columns and runs.
  double wanted(std::span<const TeamId> teams, std::size_t first, std::size_t last) const;
  /// The same of what chosen goals ask.
  double chosen(std::span<const TeamId> teams, std::size_t first, std::size_t last) const;

  /// Returns the goals that ask something of a team in a column, with their person-days on average
  /// over the runs: most first, equal ones in file order.
  std::vector<std::pair<double, ItemId>> list_asks(TeamId team, std::size_t column) const;

  /// Says by ItemId whether the goal asks something of one of the teams on any day of the columns.
  std::vector<bool> find_asking(const std::vector<bool>& is_team) const;
  /// Says whether a chosen goal asks something of the team on any day of the columns.
  bool is_asked_by_chosen(TeamId team) const;

 private:
  /// Days in a row that count for a column, in ticks of working time since the status date.
  struct Stretch {
    std::int64_t from = 0, to = 0;
    std::size_t column = 0;
  };
  /// A goal that asks a team, for itself or by a need.
  struct Asker {
    ItemId item{};
    bool is_chosen = false;
    std::vector<std::pair<std::size_t, double>> days;  // column, and days summed over the runs
  };
  /// By column and run; a column is empty where nothing is asked in any run.
  using Runs = std::vector<std::vector<double>>;

  const std::vector<Stretch>& stretches_of(CalendarId own, CalendarId helper);
  void add(const KeptWork& work, TeamId team, double people, const std::vector<Stretch>& stretches,
           bool is_chosen);
  double pick(const std::vector<Runs>& amounts, std::span<const TeamId> teams, std::size_t first,
              std::size_t last) const;

  const Plan& plan_;
  std::span<const LoadColumn> columns_;
  double share_;
  std::size_t num_runs_ = 1;
  std::map<std::pair<CalendarId, CalendarId>, std::vector<Stretch>> stretches_;
  std::vector<std::vector<Asker>> askers_;  // by TeamId
  std::vector<Runs> wanted_, chosen_;       // by TeamId
};

}  // namespace slipway
