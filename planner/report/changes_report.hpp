// What a change costs, or what differs between two plans, ready to be drawn: whose dates and odds
// move and by how much, the critical path before and now, teams that need more people than they
// have. Names, dates and numbers of both sides; owns its texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/report/view_filter.hpp"
#include "planner/report/whatif_report.hpp"

namespace slipway {

/// A goal, milestone or blocker that moves. Dates are not set on a side that has none.
struct ChangedRow {
  std::size_t number = 0;  // row in the plan afterwards, or behind its last where it is gone
  std::string id{}, title{};
  std::string team{};  // name; empty without one
  Kind kind = Kind::goal;
  Date start_before{}, start_after{};
  Date finish_before{}, finish_after{};
  Date p80_before{}, p80_after{};
  Date due_before{}, due_after{};
  std::optional<double> days{};      // working days by which its finish moves; positive: later
  std::optional<double> p80_days{};  // the same of its P80
  std::optional<double> on_time_before{}, on_time_after{};
  bool is_noise = false;       // the odds differ by no more than sampling can make
  bool is_newly_late = false;  // its finish is after its date, and was not before
  bool is_newly_safe = false;  // the other way about
  bool is_late = false;        // after its date, afterwards
  bool is_gone = false;        // dropped, left out as not probable, or not in the plan any more
  bool is_removed = false;     // gone, and not in the plan any more
  bool is_new = false;
  bool is_critical = false;  // afterwards
  bool was_critical = false;
  bool is_done = false;
  bool is_assumed = false;  // no estimate: the plan's default
};

/// One id of a critical path; `differs`: the other path does not have it.
struct PathStep {
  std::string id;
  bool differs = false;
  bool operator==(const PathStep&) const = default;
};

/// A team that is asked for more people at once than it has, and was not before, or for more than
/// before.
struct OverTeam {
  std::string name;
  double capacity = 0.0;
  double most_before = 0.0;  // people wanted on the busiest day
  double most_after = 0.0;
  Date day{};                 // the first day on which there are too few
  std::vector<Date> mondays;  // of the weeks with such days, ascending; at most 60
};

/// A link that is broken now and was not before, or is new: what waits is held past the last moment
/// that would meet its date (its start, for links into starts, less its length), it has begun
/// against the link, or a blocker comes after the day on which it is needed.
struct BrokenLink {
  std::string from{}, to{};            // ids: what is waited for, what waits
  std::string from_team{}, to_team{};  // names; empty without one
  double missing_days = 0.0;           // working days too late; 0: overtaken, begun against it
  Date due{};                          // of what waits, or of the blocker
  bool is_new = false;                 // before, there was no such link
  bool operator==(const BrokenLink&) const = default;
};

struct ChangesReport {
  std::string plan;
  Date as_of{};
  std::string question;           // that is answered: "What if a slips by 2w?"
  std::string filter{};           // what was asked to be shown; empty: everything
  std::string nothing{};          // the answer where that leaves nothing that moves
  std::vector<ChangedRow> rows;   // newly late by priority, newly safe, gone and new, then by size
  std::size_t num_more = 0;       // moved too, by less: not among the rows
  std::size_t num_more_late = 0;  // of these, newly late
  std::size_t num_unasked = 0;    // move, and do not pass the filter
  std::vector<ChangedRow> objectives{};  // that move, with a goal that passes the filter; as in
                                         // the plan
  std::vector<BrokenLink> broken{};      // newly broken, with an end that passes: most days first
  std::size_t num_mended = 0;            // broken before and no longer, likewise
  std::size_t num_newly_late = 0;        // of all
  std::size_t num_newly_safe = 0;
  std::size_t num_shown = 0;      // goals and milestones among the rows
  std::size_t num_goals = 0;      // goals and milestones of both plans
  std::size_t num_late_left = 0;  // late afterwards and not among the rows
  Date finish_before{}, finish_after{};
  std::optional<double> finish_days;
  Date p80_before{}, p80_after{};  // of the plan; not set without runs
  std::optional<double> p80_days;
  std::optional<double> all_on_time_before, all_on_time_after;
  bool is_odds_noise = false;
  std::vector<PathStep> path_before, path_after;
  std::vector<OverTeam> loads;
  std::vector<Date> days;     // of the axis, ascending: the plan's working days and the rows' dates
  std::uint64_t samples = 0;  // 0: dates alone
  std::uint64_t seed = 0;
  bool has_path_turn() const { return path_before != path_after; }
};

/// Rows that are drawn where not all are asked for.
inline constexpr std::size_t kMostChangedRows = 15;

/// Describes one case of a what-if, or the two sides of a diff: `what` is a case of `report`, made
/// of both analyses. `question` is shown as it is. `filter` has ids of the plan afterwards; what
/// passes it before or afterwards is shown: a goal that is late no more is part of what changes
/// about late goals. With its `all` every row, else kMostChangedRows.
/// Never fails. Cost: linear in both plans and in the days between the dates that are shown, and a
/// sort of what moved and of what is broken.
ChangesReport report_what_changed(const Analysis& before, const Analysis& after,
                                  const WhatifReport& report, const WhatifCase& what,
                                  std::string question, const ViewFilter& filter = {});

}  // namespace slipway
