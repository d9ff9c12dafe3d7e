// The odds ready to show. Views into the analysed plan, like every report.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "planner/report/schedule_report.hpp"
#include "planner/risk/simulation.hpp"

namespace slipway {

/// A share of samples with its 95 % Wilson interval.
struct Odds {
  double share = 0.0;
  double low = 0.0;
  double high = 1.0;
};

struct RiskRow {
  std::optional<Forecast> forecast;
  std::optional<Odds> on_time;
  std::optional<double> criticality, cruciality, ssi;
};

struct RiskReport {
  ScheduleReport schedule;  // rows[i] below belongs to schedule.rows[i]
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  std::optional<Forecast> finish;
  std::optional<Odds> all_on_time;  // every committed goal with a date, not done before
  std::vector<RiskRow> rows;
};

/// Builds the report; `analysis.risk` must be there.
RiskReport report_risk(const Analysis& analysis);
RiskReport report_risk(const Analysis&& analysis) = delete;

}  // namespace slipway
