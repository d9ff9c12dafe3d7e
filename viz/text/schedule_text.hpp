// The answer of `schedule` for people: when it ends and what is late first, then the critical path,
// then the rows. Text only; no streams.
#pragma once

#include <string>

#include "planner/report/schedule_report.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Returns the answer, every line ended. At most kMostRows rows unless `options.all`.
std::string to_text(const ScheduleReport& report, const TextOptions& options);

}  // namespace slipway::viz
