#include "tests/viz/every_view.hpp"

#include <optional>
#include <utility>

#include "planner/report/scurve_report.hpp"
#include "planner/report/tornado_report.hpp"
#include "viz/scurve_chart.hpp"
#include "viz/tornado_chart.hpp"

namespace slipway::viz {
namespace {

SimulationOptions few_runs() { return {.samples = 200, .seed = 1, .threads = 1}; }

/// Makes a view: `options` says what it needs, `report` gives the facts where the plan has
/// something to show, `draw` and `table` show them. Facts may point into the analysis, which is
/// kept.
template <typename Report, typename Draw, typename Table>
EveryView make_view(std::string name, AnalysisOptions options, Report report, Draw draw,
                    Table table, bool draws_goals = true) {
  return {std::move(name),
          [=](std::shared_ptr<const Plan> plan) -> std::optional<PlanView> {
            Loaded<Analysis> worked_out = analyse(std::move(plan), options);
            if (!worked_out) return std::nullopt;
            const auto analysis = std::make_shared<const Analysis>(std::move(worked_out.value));
            const auto facts = report(*analysis);
            if (!facts) return std::nullopt;
            return PlanView{
                [analysis, facts, draw](const Frame& frame) { return draw(*facts, frame); },
                table(*facts)};
          },
          draws_goals};
}

EveryView scurve() {
  SimulationOptions risk = few_runs();
  risk.keep = {ItemId()};
  return make_view(
      "scurve", {.risk = risk},
      [](const Analysis& analysis) -> std::optional<ScurveReport> {
        if (!analysis.risk->finish) return std::nullopt;
        return report_scurve(analysis);
      },
      [](const ScurveReport& report, const Frame&) { return std::vector{draw_scurve(report)}; },
      [](const ScurveReport& report) { return to_markdown(report); }, false);
}

EveryView tornado() {
  return make_view(
      "tornado", {.risk = few_runs(), .swings = 15},
      [](const Analysis& analysis) -> std::optional<TornadoReport> {
        if (!analysis.risk->finish) return std::nullopt;
        TornadoReport report = report_tornado(analysis);
        if (report.rows.empty()) return std::nullopt;
        return report;
      },
      [](const TornadoReport& report, const Frame&) { return std::vector{draw_tornado(report)}; },
      [](const TornadoReport& report) { return to_markdown(report); }, false);
}

}  // namespace

const std::vector<EveryView>& every_view() {
  static const std::vector<EveryView> list = {scurve(), tornado()};
  return list;
}

}  // namespace slipway::viz
