// The answer to a what-if for people: one sentence, then who is newly late or safe, what moves, the
// critical path before and now, who must react. Text only; no streams.
#pragma once

#include <string>

#include "planner/report/whatif_report.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Returns what a case does in one sentence: `Finish P80 5 Oct 2018 -> 19 Oct 2018 (10 days later);
/// 3 goals newly late, 1 saved; critical path now through go-daemon-api.`
std::string say_case(const WhatifReport& report, const WhatifCase& what);

/// Returns the answer, every line ended: one case in full, several side by side. At most kMostRows
/// rows unless `options.all`.
std::string to_text(const WhatifReport& report, const TextOptions& options);

}  // namespace slipway::viz
