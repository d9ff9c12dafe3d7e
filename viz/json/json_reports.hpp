// The machine form of each answer. Keys and their order are a promise to scripts: keys may be
// added, never renamed or moved. What they mean stands in docs/machine-output.md.
#pragma once

#include <span>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"
#include "planner/report/check_report.hpp"
#include "planner/report/risk_report.hpp"
#include "planner/report/schedule_report.hpp"
#include "planner/report/why_report.hpp"
#include "viz/json/json_writer.hpp"

namespace slipway::viz {

void write_json(const ScheduleReport& report, const Sink& sink);
void write_json(const RiskReport& report, const Sink& sink);
void write_json(const WhyReport& report, const Sink& sink);

/// Writes what `check` found. `metrics` is empty when the plan could not be analysed. Cost: linear
/// in the text, once, and in the findings.
void write_json(const Findings& findings, const Source& source, std::span<const Metric> metrics,
                const Sink& sink);

}  // namespace slipway::viz
