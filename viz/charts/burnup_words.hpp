// The words of the burn-up picture. Private to viz.
#pragma once

#include <string>

#include "planner/report/burnup_report.hpp"

namespace slipway::viz {

std::string burnup_title(const BurnupReport& report);

/// Plan, status date, what counts, runs.
std::string burnup_facts(const BurnupReport& report);

/// Returns an amount as curves count it: `12 goals done`'s 12, or a value such as `7.5`.
std::string amount_text(double amount);

/// Returns the unit of the curves: `goals done`, `value done`.
std::string unit_words(const BurnupReport& report);

/// Returns `22 goals`, with the milestones among them where there are some; by value `value 31 of
/// 22 goals`.
std::string total_words(const BurnupReport& report);

/// Returns `22 goals`, with the milestones among them where there are some.
std::string scope_words(const BurnupReport& report);

/// Returns `due Wed 31 Mar 2027: 34 % all done`; empty without a due date.
std::string due_words(const BurnupReport& report);

}  // namespace slipway::viz
