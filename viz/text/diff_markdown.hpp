// The answer of `diff` as Markdown, to stand in a pull request: one sentence, a table of what moved
// and by what, all differences folded away. Whatever a plan says, nothing of it is markup.
#pragma once

#include <string>

#include "planner/report/diff_report.hpp"

namespace slipway::viz {

/// Returns the text, every line ended. At most kMostRows rows and things unless `all`.
std::string to_markdown(const DiffReport& report, bool all);

}  // namespace slipway::viz
