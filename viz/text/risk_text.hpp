// The answer of `risk` for people: who will likely be late first, then when all ends, then the odds
// of each goal, the worst first. Text only; no streams.
#pragma once

#include <string>

#include "planner/report/risk_report.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Returns the answer, every line ended. At most kMostRows rows unless `options.all`.
std::string to_text(const RiskReport& report, const TextOptions& options);

/// Returns one goal in depth: its odds and dates, what decides them, what would help it. `row` is
/// its row in the report, whose `critical` counts to this goal.
std::string to_goal_text(const RiskReport& report, std::size_t row, const TextOptions& options);

}  // namespace slipway::viz
