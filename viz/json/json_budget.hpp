// The machine form of answers about changes to a plan. See json_reports.hpp for the promise.
#pragma once

#include "planner/report/budget_report.hpp"
#include "viz/json/json_writer.hpp"

namespace slipway::viz {

void write_json(const BudgetReport& report, const Sink& sink);

}  // namespace slipway::viz
