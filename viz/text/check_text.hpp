// The answer of `check` for people: whether the plan holds, each finding with its place, and the
// plan's health in numbers.
#pragma once

#include <span>
#include <string>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"
#include "planner/report/check_report.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

/// Returns the answer, every line ended. `metrics` is empty when the plan could not be analysed.
std::string to_text(const Findings& findings, const Source& source, std::span<const Metric> metrics,
                    const TextOptions& options);

}  // namespace slipway::viz
