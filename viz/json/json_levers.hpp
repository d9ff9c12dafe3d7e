// The machine form of levers. See json_reports.hpp for the promise.
#pragma once

#include "planner/report/levers_report.hpp"
#include "viz/json/json_writer.hpp"

namespace slipway::viz {

void write_json(const LeversReport& report, const Sink& sink);

}  // namespace slipway::viz
