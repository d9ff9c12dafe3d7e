#include "tests/viz/every_view.hpp"

#include <optional>
#include <utility>

#include "planner/io/change_flags.hpp"
#include "planner/report/changes_report.hpp"
#include "planner/report/scurve_report.hpp"
#include "planner/report/tornado_report.hpp"
#include "tests/support/what_if.hpp"
#include "viz/changes_chart.hpp"
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

/// A plan and the same plan with its first open goal two weeks longer.
struct Slipped {
  std::shared_ptr<const Analysis> before, after;
  ChangesReport report;
};

std::shared_ptr<const Slipped> slip_something(const std::shared_ptr<const Plan>& plan) {
  AnalysisOptions options;
  options.risk = few_runs();
  options.risk->keeps_hits = true;
  Loaded<Analysis> before = analyse(plan, options);
  if (!before) return nullptr;
  for (const Item& item : plan->items) {
    const std::vector<ChangeFlag> flags = {{.kind = "slip", .text = std::string(item.id) + "=2w"}};
    const Loaded<std::vector<Change>> changes = read_change_flags(*plan, flags);
    if (!changes) continue;
    Loaded<Plan> changed = apply_changes(*plan, changes.value);
    if (!changed) continue;
    Loaded<Analysis> after =
        analyse(std::make_shared<const Plan>(std::move(changed.value)), options);
    if (!after) continue;
    const test::WhatIf asked = test::compare_plans(
        std::make_shared<const Analysis>(std::move(before.value)),
        std::make_shared<const Analysis>(std::move(after.value)), changes.value);
    ChangesReport report =
        report_what_changed(*asked.before, *asked.after, asked.report, asked.what(),
                            "What if " + asked.what().change_words.front() + "?");
    return std::make_shared<const Slipped>(Slipped{asked.before, asked.after, std::move(report)});
  }
  return nullptr;
}

EveryView changes() {
  return {"changes", [](std::shared_ptr<const Plan> plan) -> std::optional<PlanView> {
            const std::shared_ptr<const Slipped> slipped = slip_something(plan);
            if (!slipped) return std::nullopt;
            return PlanView{
                [slipped](const Frame& frame) { return draw_changes(slipped->report, frame); },
                to_markdown(slipped->report)};
          }};
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
      [](const ScurveReport& report, const Frame& frame) {
        return std::vector{draw_scurve(report, frame)};
      },
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
      [](const TornadoReport& report, const Frame& frame) {
        return std::vector{draw_tornado(report, frame)};
      },
      [](const TornadoReport& report) { return to_markdown(report); }, false);
}

}  // namespace

const std::vector<EveryView>& every_view() {
  static const std::vector<EveryView> list = {changes(), scurve(), tornado()};
  return list;
}

}  // namespace slipway::viz
