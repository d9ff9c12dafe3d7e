// What a Gantt chart says in words: in its columns, behind its marks, above it. Private to viz.
#pragma once

#include <string>

#include "planner/report/gantt_report.hpp"

namespace slipway::viz {

/// Returns working days as people say them: `+3 w` where they make whole weeks of the plan's
/// calendar, else `−2.5 d`.
std::string say_move_of(double days, int days_per_week);

/// Returns `C` (critical), `c` (near-critical), `✓` (done) or nothing.
std::string mark_of(const GanttRow& row);

/// Returns what there is to say about a row instead of a bar, or of a bar that is no estimate:
/// `dropped`, `left out, 40 %`, `no estimate`, `no dates`, `new`; empty for most.
std::string state_of(const GanttRow& row);

/// Returns the classes of a row, for style sheets: `goal late critical`.
std::string classes_of(const GanttRow& row);

/// Returns all that the report says about a row, in a line with dates in full.
std::string describe(const GanttReport& report, const GanttRow& row);

/// Returns the name of a group: of the team or objective, `no team`, `12 other objectives`.
std::string name_of(const GanttReport& report, const GanttGroup& group);

/// Returns what is in a group: `6 goals, 1 blocker, 2 not shown`; where no row is, only how many.
std::string count_words(const GanttGroup& group);

/// Returns a group in a line with dates in full.
std::string describe(const GanttReport& report, const GanttGroup& group);

/// Returns a link in a line: `a → b, start to start, critical`.
std::string describe(const GanttReport& report, const GraphLink& link);

/// Returns what stands beside an arrow: `?` without a yes, `×` declined, `! 2 d` where it breaks,
/// `SS` and its like; empty for most.
std::string mark_of(const GraphLink& link);

std::string gantt_title(const GanttReport& report);

/// Returns plan, status date, goals shown, runs, filter and what is left out.
std::string gantt_facts(const GanttReport& report);

}  // namespace slipway::viz
