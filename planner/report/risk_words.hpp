// The sentences of a risk report: what a gain would be, and what the odds rest on.
#pragma once

#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/report/risk_report.hpp"

namespace slipway {

/// Fills kind, ids and label of a gain: what to do, in a few words.
void name_gain(const Plan& plan, const Variation& what, GainRow& row);

/// Returns what the odds rest on, a sentence each: how many runs, which estimates were assumed or
/// have no range, what is late together, what was asked and not answered, what is left out.
std::vector<std::string> list_assumptions(const Analysis& analysis);

}  // namespace slipway
