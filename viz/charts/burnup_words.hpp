// The words of the burn-up picture. Private to viz.
#pragma once

#include <string>

#include "planner/report/burnup_report.hpp"

namespace slipway::viz {

std::string burnup_title(const BurnupReport& report);

/// Plan, status date, what counts, runs.
std::string burnup_facts(const BurnupReport& report);

/// Returns `22 goals`, with the milestones among them where there are some.
std::string scope_words(const BurnupReport& report);

/// Returns `due Wed 31 Mar 2027: 34 % all done`; empty without a due date.
std::string due_words(const BurnupReport& report);

}  // namespace slipway::viz
