// Slip budgets for people: who has no room, who has most, and a table of what is lost first.
#pragma once

#include <string>

#include "planner/report/budget_report.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Returns the answer of `budget`; with a goal asked for, its rooms in sentences.
std::string to_text(const BudgetReport& report, const TextOptions& options);

}  // namespace slipway::viz
