// The machine form of a comparison of two plans. The promise of json_reports.hpp holds here too.
#pragma once

#include "planner/report/diff_report.hpp"
#include "viz/json/json_writer.hpp"

namespace slipway::viz {

/// Writes the answer of `diff` (docs/machine-output.md).
void write_json(const DiffReport& report, const Sink& sink);

}  // namespace slipway::viz
