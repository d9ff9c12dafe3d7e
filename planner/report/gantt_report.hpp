// The plan along time, ready to be drawn: a row for each goal, milestone and blocker, in groups of
// teams or objectives, with dates, forecasts, floats and the links between the rows. Chooses what
// is shown (filters, the ladder for large plans); knows no colours, widths or places.
// Owns its texts, so it may outlive the analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/date.hpp"
#include "planner/model/plan.hpp"
#include "planner/report/graph_report.hpp"
#include "planner/report/view_filter.hpp"

namespace slipway {

/// Steps of the ladder, from every row to none.
enum class GanttStep : std::uint8_t { every_row, late_or_critical, critical, groups_only };

/// So many rows are read on one picture; with more the ladder goes on.
inline constexpr std::size_t kMostGanttRows = 80;
/// So many arrows can be told apart; with more only those that matter are drawn.
inline constexpr std::size_t kMostGanttArrows = 60;

struct GanttOptions {
  ViewFilter filter{};
  Grouping grouping = Grouping::team;
  const Analysis* baseline = nullptr;  // another state of the plan, compared by ids; needs no risk
  std::string baseline_name{};         // what it is called: its file
};

/// One goal, milestone or blocker. Dates are not set where there are none (dropped, absent, done
/// without dates); those of the forecast need a simulation.
struct GanttRow {
  std::uint32_t item = kNoRow;  // its row in the plan
  std::string id;
  std::string title;  // empty when it only repeats the id
  std::string team;   // name; empty without one
  Kind kind = Kind::goal;
  Status status = Status::not_started;
  Date start{}, finish{};            // of the schedule; actual ones where known
  Date p10{}, p50{}, p90{};          // of the finish
  Date late_finish{};                // where its total float ends
  Date due{};                        // its due date, else the end of its period
  double late_days = 0.0;            // working days after its due date; 0: not late
  double progress = 0.0;             // share of the work that is done, 0 to 1
  double probability = 1.0;          // that it exists at all
  std::optional<double> float_days;  // total float; to the target, when there is one
  std::optional<double> on_time;     // share of the samples that meet the due date
  bool is_critical = false;
  bool is_near_critical = false;  // float up to 5 days, or critical in 20 % of the samples
  bool is_absent = false;         // left out of the schedule: probability below 0.5
  bool is_assumed = false;        // no estimate: the plan's default is assumed
  bool is_beside = false;         // not what was asked for, but linked to it
  // Against a baseline:
  Date start_before{}, finish_before{};
  std::optional<double> moved_days;  // working days by which its finish moves; positive: later
  bool is_new = false;               // the baseline does not have it
  bool is_late() const { return late_days > 0.0; }
  bool operator==(const GanttRow&) const = default;
};

/// The rows of one team or objective, and what they add up to with those that have no row.
struct GanttGroup {
  std::string id;  // both empty: what is in no team, no objective
  std::string name;
  std::uint32_t team = kNoTeam;  // row of the team in the plan, where the rows are grouped by team
  std::size_t first_row = 0, num_rows = 0;  // in GanttReport::rows
  std::size_t num_goals = 0;                // goals and milestones, and of these
  std::size_t num_done = 0, num_late = 0, num_critical = 0;
  std::size_t num_blockers = 0;
  std::size_t num_hidden = 0;     // goals, milestones and blockers without a row
  std::size_t num_merged = 0;     // groups in one, where there are too many of them; else 0
  Date start{}, finish{}, p90{};  // first and last of what is inside
  Date due{};                     // of an objective itself, and its odds of meeting it
  std::optional<double> on_time;
  bool operator==(const GanttGroup&) const = default;
};

struct GanttReport {
  std::string plan;
  Date as_of{}, finish{};
  Grouping grouping = Grouping::team;
  GanttStep step = GanttStep::every_row;
  std::string sentence;            // the answer: what is late, the critical path, the finish
  std::string baseline;            // what the dates before are of; empty: nothing is compared
  std::string baseline_sentence;   // what moved against it
  std::string filter;              // what was asked to be shown; empty: everything
  std::vector<std::string> notes;  // what is not drawn and how to see it
  std::vector<GanttGroup> groups;  // teams or objectives in plan order; those in none last
  std::vector<GanttRow> rows;      // by group, then file order
  std::vector<GraphLink> links;    // `from` and `to` are rows; by successor
  std::size_t num_links = 0;       // between what was asked for, as far as they still hold anything
  std::vector<Date> days;      // ascending: working days of the plan, and holidays on such weekdays
  std::vector<Date> holidays;  // among `days`
  int days_per_week = 5;       // that the plan's calendar works
  std::vector<int> days_off;   // weekdays it does not work, 0 for Monday
  std::size_t num_shown = 0;   // goals and milestones with a row
  std::size_t num_goals = 0;   // of the plan
  std::uint64_t samples = 0;   // that forecasts and odds come from; 0: there are none
  std::uint64_t seed = 0;
  bool has_baseline() const { return !baseline.empty(); }
};

/// Builds the view. Forecasts are shown when `analysis.risk` is there. Never fails. Cost: linear in
/// the plan and in the days that it spans.
GanttReport report_gantt(const Analysis& analysis, const GanttOptions& options = {});

}  // namespace slipway
