#include "tests/viz/every_view.hpp"

#include <optional>
#include <utility>

#include "planner/report/board_report.hpp"
#include "planner/report/gantt_report.hpp"
#include "planner/report/link_facts.hpp"
#include "planner/report/matrix_report.hpp"
#include "planner/report/scurve_report.hpp"
#include "planner/report/tornado_report.hpp"
#include "viz/board_chart.hpp"
#include "viz/gantt_chart.hpp"
#include "viz/matrix_chart.hpp"
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

EveryView gantt() {
  return make_view(
      "gantt", {.risk = few_runs()},
      [](const Analysis& analysis) -> std::optional<GanttReport> { return report_gantt(analysis); },
      [](const GanttReport& report, const Frame& frame) { return draw_gantt(report, frame); },
      [](const GanttReport& report) { return to_markdown(report); });
}

/// Works a plan out with the odds of its hand-overs, which depend on the plan.
template <typename Report, typename Draw>
EveryView make_handover_view(std::string name, Report report, Draw draw, bool draws_goals) {
  return {std::move(name),
          [=](std::shared_ptr<const Plan> plan) -> std::optional<PlanView> {
            AnalysisOptions options{.risk = few_runs()};
            options.risk->handovers = list_handovers(*plan, true);
            const Loaded<Analysis> analysis = analyse(std::move(plan), options);
            if (!analysis) return std::nullopt;
            const auto facts = report(analysis.value);
            return PlanView{[facts, draw](const Frame& frame) { return draw(facts, frame); },
                            to_markdown(facts)};
          },
          draws_goals};
}

EveryView board() {
  return make_handover_view(
      "board", [](const Analysis& analysis) { return report_board(analysis); },
      [](const BoardReport& report, const Frame& frame) { return draw_board(report, frame); },
      true);
}

EveryView matrix(bool by_items) {
  return make_handover_view(
      by_items ? "matrix_items" : "matrix",
      [by_items](const Analysis& analysis) {
        return report_matrix(analysis, {.by_items = by_items});
      },
      [](const MatrixReport& report, const Frame& frame) { return draw_matrix(report, frame); },
      by_items);
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
  static const std::vector<EveryView> list = {gantt(),        board(),  matrix(false),
                                              matrix(true), scurve(), tornado()};
  return list;
}

}  // namespace slipway::viz
