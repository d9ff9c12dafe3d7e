// The answer of `why` for people: one sentence, then each step of the chain with its reasons.
#pragma once

#include <string>

#include "planner/report/why_report.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Returns the answer, every line ended. A chain above kMostRows steps loses its middle unless
/// `options.all`.
std::string to_text(const WhyReport& report, const TextOptions& options);

}  // namespace slipway::viz
