// What the answers of `risk` share: marks of a row, runs, merges and assumptions in words. Private
// to viz.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "planner/report/risk_report.hpp"
#include "viz/text/colour.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Says whether the row meets its date in less than half of the runs, as shown.
bool is_likely_late(const RiskRow& row);

/// Returns `likely late`, `at risk`, `done`, `assumed` ...: odds in words, beside other marks.
std::string marks_of(const ScheduleRow& item, const RiskRow& row);
Style style_of(const ScheduleRow& item, const RiskRow& row);

/// Returns `1 day`, `2.5 days`.
std::string to_working_days(double days);

/// Returns the line below a table that shows its first rows only; empty when all are shown.
std::string say_hidden(std::size_t hidden);

/// Returns what a merge costs and which inputs come last, without a full stop.
std::string say_merge(const MergeRow& merge);

/// Returns a line for each goal whose ask was declined; `of` an id: only for that goal.
std::string show_declined(const RiskReport& report, const TextOptions& options,
                          std::string_view of);

/// Returns what the odds rest on, a line for each sentence, under a title.
std::string show_assumptions(const RiskReport& report, const TextOptions& options);

/// Returns how many runs there were, and whether they were enough.
std::string say_runs(const RiskReport& report);

}  // namespace slipway::viz
