#include "planner/report/risk_report.hpp"

namespace slipway {

Odds odds_of(std::uint64_t hits, std::uint64_t samples) {
  const Interval interval = wilson_interval(hits, samples);
  return {static_cast<double>(hits) / static_cast<double>(samples), interval.low, interval.high};
}

RiskReport report_risk(const Analysis& analysis) {
  const Simulation& risk = analysis.risk.value();
  RiskReport report;
  report.schedule = report_schedule(analysis);
  report.samples = risk.samples;
  report.seed = risk.seed;
  report.finish = risk.finish;
  if (risk.all_on_time) report.all_on_time = odds_of(*risk.all_on_time, risk.samples);
  report.rows.reserve(risk.items.size());
  for (const ItemRisk& item : risk.items) {
    RiskRow row;
    row.forecast = item.forecast;
    if (item.on_time) row.on_time = odds_of(*item.on_time, risk.samples);
    row.criticality = item.criticality;
    row.cruciality = item.cruciality;
    row.ssi = item.ssi;
    report.rows.push_back(row);
  }
  return report;
}

}  // namespace slipway
