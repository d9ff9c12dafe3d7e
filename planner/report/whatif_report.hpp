// The answer to a what-if ready to show: which goals move, whose odds change, who must react, what
// the critical path is then. Views into the analyses, like every report.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/report/risk_report.hpp"
#include "planner/whatif/comparison.hpp"

namespace slipway {

/// A goal, milestone, objective or blocker whose finish, P80 or odds differ, that is late on one
/// side alone, or that one side does not have.
struct MovedRow {
  std::string_view id, title;
  std::string_view team, team_name;  // afterwards, if it is there then
  Kind kind = Kind::goal;
  Priority priority = Priority::none;
  Commitment commitment = Commitment::committed;
  Date due_before{}, due_after{};
  Date finish_before{}, finish_after{};
  std::optional<double> delta_days;  // working days of its calendar; positive: later
  Date p80_before{}, p80_after{};
  std::optional<double> p80_days;
  std::optional<double> on_time_before, on_time_after;
  double on_time_error = 0.0;  // standard error of the difference, by paired runs
  bool is_noise = false;       // the odds differ by no more than sampling can make
  bool is_newly_late = false;  // its finish is after its date, and was not before; new ones too
  bool is_newly_safe = false;  // the other way about
  bool is_gone = false;        // dropped, removed, or left out as not probable
  bool is_left_out = false;    // gone in that last way: it exists with less than even odds now
  bool is_emptied = false;     // an objective that lost the last of its goals
  bool is_new = false;
};

/// Somebody who has to know. Numbers of goals and milestones of theirs.
struct TeamTurn {
  std::string_view team, name;
  std::size_t later = 0;  // finish later
  std::size_t earlier = 0;
  std::size_t newly_late = 0;
  std::size_t dropped = 0;      // or removed
  std::size_t left_out = 0;     // as not probable
  std::size_t less_likely = 0;  // not later, but their odds fall: in whole percents, beyond noise
  std::size_t taken_over = 0;   // come from another team, or from none
  std::size_t handed_over = 0;  // go to another
  double most_days = 0.0;       // working days by which one of them moves at most; signed
};

/// More people at work at once than a team has.
struct LoadTurn {
  std::string_view team, name;
  double capacity = 0.0;     // afterwards
  double most_before = 0.0;  // people wanted on the busiest day
  double most_after = 0.0;
  Date day{};  // the first such day afterwards
};

/// One set of changes and what it does.
struct WhatifCase {
  std::string name;                       // of the scenario; empty for changes of the asker's own
  std::vector<std::string> change_words;  // a line for each change
  std::vector<std::string> change_json;   // the same as a plan file has them
  std::vector<std::string> notes;         // what the asker may not have thought of, a sentence each
  ScheduleReport schedule;
  std::optional<RiskReport> risk;
  std::vector<MovedRow> moved;          // in file order
  std::vector<std::size_t> newly_late;  // rows of `moved`: by priority, then date, then file order
  std::vector<std::size_t> newly_safe;
  std::vector<TeamTurn> teams;  // those with the most goals newly late, then later, dropped, left
                                // out, less likely, earlier and so on, first
  std::vector<LoadTurn> loads;  // teams that need more people than they have, and did not
                                // before, or need more than before
  std::vector<std::string_view> joins_path, leaves_path;  // ids: the critical path now and before
  std::optional<double> finish_days;  // of the plan, working days; positive: later
  std::optional<double> p80_days;
  std::optional<Odds> all_on_time_before, all_on_time_after;
  double all_on_time_error = 0.0;
};

struct WhatifReport {
  ScheduleReport schedule;         // before
  std::optional<RiskReport> risk;  // before; none when only dates were asked for
  std::vector<WhatifCase> cases;
};

/// Describes one case; its name, changes and notes are left to whoever asked. Both analyses must
/// outlive what is returned. Cost: linear.
WhatifCase report_case(const Analysis& before, const Analysis& after, const Comparison& comparison,
                       const ScheduleReport& schedule_before);

}  // namespace slipway
