// Levers for people: what wins most, what it costs, and the flags to try it with.
#pragma once

#include <string>

#include "planner/report/levers_report.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Returns the answer of `levers`.
std::string to_text(const LeversReport& report, const TextOptions& options);

}  // namespace slipway::viz
