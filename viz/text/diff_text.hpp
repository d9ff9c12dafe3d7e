// The answer of `diff` for people: one sentence, what brought it about, what differs, then what
// moved and by which of the differences. Text only; no streams.
#pragma once

#include <string>

#include "planner/report/diff_report.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Returns the answer, every line ended. At most kMostRows rows and kMostRows things that differ
/// unless `options.all`.
std::string to_text(const DiffReport& report, const TextOptions& options);

/// Returns the answer in one sentence, as of a what-if: `Finish P80 ... ; 1 goal newly late; ...`
std::string say_difference(const DiffReport& report);

}  // namespace slipway::viz
