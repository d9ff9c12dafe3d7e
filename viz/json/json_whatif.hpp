// The machine form of the answers about changes. The promise of json_reports.hpp holds here too.
#pragma once

#include "planner/report/whatif_report.hpp"
#include "viz/json/json_writer.hpp"

namespace slipway::viz {

/// Writes the answer of `whatif`: of one case its parts, of several a list of them.
void write_json(const WhatifReport& report, const Sink& sink);

}  // namespace slipway::viz
