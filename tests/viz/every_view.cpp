#include "tests/viz/every_view.hpp"

#include <optional>
#include <utility>

#include "planner/io/change_flags.hpp"
#include "planner/report/board_report.hpp"
#include "planner/report/burnup_report.hpp"
#include "planner/report/changes_report.hpp"
#include "planner/report/gantt_report.hpp"
#include "planner/report/link_facts.hpp"
#include "planner/report/load_report.hpp"
#include "planner/report/matrix_report.hpp"
#include "planner/report/scurve_report.hpp"
#include "planner/report/tornado_report.hpp"
#include "planner/report/trend_report.hpp"
#include "tests/support/what_if.hpp"
#include "viz/board/board_chart.hpp"
#include "viz/charts/burnup_chart.hpp"
#include "viz/charts/changes_chart.hpp"
#include "viz/charts/load_chart.hpp"
#include "viz/charts/scurve_chart.hpp"
#include "viz/charts/tornado_chart.hpp"
#include "viz/charts/trend_chart.hpp"
#include "viz/gantt/gantt_chart.hpp"
#include "viz/matrix/matrix_chart.hpp"

namespace slipway::viz {
namespace {

/// A few blocks, so that a second thread has something to do.
SimulationOptions few_runs(unsigned threads = 1) {
  return {.samples = 200, .seed = 1, .threads = threads};
}

template <typename Report>
std::vector<std::string> list_answers(const Report& report) {
  if constexpr (requires { answer_in_words(report).front().front(); })
    return answer_in_words(report);
  else
    return {answer_in_words(report)};
}

/// Makes a view: `options` says what it needs, `report` gives the facts where the plan has
/// something to show, `draw` and `table` show them. Facts may point into the analysis, which is
/// kept.
template <typename Report, typename Draw, typename Table>
EveryView make_view(std::string name, AnalysisOptions options, Report report, Draw draw,
                    Table table, bool draws_goals = true, Filters filters = Filters::all) {
  return {std::move(name),
          [=](std::shared_ptr<const Plan> plan, unsigned threads,
              const ViewFilter& filter) -> std::optional<PlanView> {
            AnalysisOptions own = options;
            if (own.risk) own.risk->threads = threads;
            Loaded<Analysis> worked_out = analyse(std::move(plan), own);
            if (!worked_out) return std::nullopt;
            const auto analysis = std::make_shared<const Analysis>(std::move(worked_out.value));
            const auto facts = report(*analysis, filter);
            if (!facts) return std::nullopt;
            return PlanView{
                [analysis, facts, draw](const Frame& frame) { return draw(*facts, frame); },
                table(*facts), list_answers(*facts)};
          },
          draws_goals, filters};
}

EveryView gantt() {
  return make_view(
      "gantt", {.risk = few_runs()},
      [](const Analysis& analysis, const ViewFilter& filter) -> std::optional<GanttReport> {
        return report_gantt(analysis, {.filter = filter});
      },
      [](const GanttReport& report, const Frame& frame) { return draw_gantt(report, frame); },
      [](const GanttReport& report) { return to_markdown(report); });
}

/// Works a plan out with the odds of its hand-overs, which depend on the plan.
template <typename Report, typename Draw>
EveryView make_handover_view(std::string name, Report report, Draw draw, bool draws_goals) {
  return {std::move(name),
          [=](std::shared_ptr<const Plan> plan, unsigned threads,
              const ViewFilter& filter) -> std::optional<PlanView> {
            AnalysisOptions options{.risk = few_runs(threads)};
            options.risk->handovers = list_handovers(*plan, true);
            const Loaded<Analysis> analysis = analyse(std::move(plan), options);
            if (!analysis) return std::nullopt;
            const auto facts = report(analysis.value, filter);
            return PlanView{[facts, draw](const Frame& frame) { return draw(facts, frame); },
                            to_markdown(facts), list_answers(facts)};
          },
          draws_goals};
}

EveryView board() {
  return make_handover_view(
      "board",
      [](const Analysis& analysis, const ViewFilter& filter) {
        return report_board(analysis, {.filter = filter});
      },
      [](const BoardReport& report, const Frame& frame) { return draw_board(report, frame); },
      true);
}

EveryView matrix(bool by_items) {
  return make_handover_view(
      by_items ? "matrix_items" : "matrix",
      [by_items](const Analysis& analysis, const ViewFilter& filter) {
        return report_matrix(analysis, {.filter = filter, .by_items = by_items});
      },
      [](const MatrixReport& report, const Frame& frame) { return draw_matrix(report, frame); },
      by_items);
}

EveryView load() {
  return make_view(
      "load", {},
      [](const Analysis& analysis, const ViewFilter& filter) -> std::optional<LoadReport> {
        return report_load(analysis, {.teams = filter.teams, .filter = filter});
      },
      [](const LoadReport& report, const Frame& frame) { return draw_load(report, frame); },
      [](const LoadReport& report) { return to_markdown(report); }, false);
}

EveryView trend() {
  return make_view(
      "trend", {.risk = few_runs()},
      [](const Analysis& analysis, const ViewFilter& filter) -> std::optional<TrendReport> {
        return report_trend(analysis, {.filter = filter});
      },
      [](const TrendReport& report, const Frame& frame) { return draw_trend(report, frame); },
      [](const TrendReport& report) { return to_markdown(report); });
}

/// Of all committed goals: what must be kept depends on the plan.
EveryView burnup() {
  return {"burnup",
          [](const std::shared_ptr<const Plan>& plan, unsigned threads,
             const ViewFilter& filter) -> std::optional<PlanView> {
            AnalysisOptions options{.risk = few_runs(threads)};
            options.risk->keeps_samples = true;
            options.risk->keep = burnup_goals(*plan, {}, filter);
            const Loaded<Analysis> analysis = analyse(plan, options);
            if (!analysis) return std::nullopt;
            const BurnupReport report = report_burnup(analysis.value, {.filter = filter});
            return PlanView{[report](const Frame& frame) { return draw_burnup(report, frame); },
                            to_markdown(report), answer_in_words(report)};
          },
          false, Filters::by_links};
}

/// The load of the runs instead of the planned dates.
EveryView load_of_runs() {
  return {"load_p90",
          [](const std::shared_ptr<const Plan>& plan, unsigned threads,
             const ViewFilter& filter) -> std::optional<PlanView> {
            AnalysisOptions options{.risk = few_runs(threads)};
            options.risk->keeps_work = true;
            options.risk->keep = load_goals(*plan);
            const Loaded<Analysis> analysis = analyse(plan, options);
            if (!analysis) return std::nullopt;
            const LoadReport report = report_load(
                analysis.value, {.teams = filter.teams, .filter = filter, .at = LoadAt::p90});
            return PlanView{[report](const Frame& frame) { return draw_load(report, frame); },
                            to_markdown(report), answer_in_words(report)};
          },
          false};
}

/// A plan and the same plan with its first open goal two weeks longer.
struct Slipped {
  std::shared_ptr<const Analysis> before, after;
  ChangesReport report;
};

std::shared_ptr<const Slipped> slip_something(const std::shared_ptr<const Plan>& plan,
                                              unsigned threads, const ViewFilter& filter) {
  AnalysisOptions options;
  options.risk = few_runs(threads);
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
                            "What if " + asked.what().change_words.front() + "?", filter);
    return std::make_shared<const Slipped>(Slipped{asked.before, asked.after, std::move(report)});
  }
  return nullptr;
}

EveryView changes() {
  return {"changes",
          [](const std::shared_ptr<const Plan>& plan, unsigned threads,
             const ViewFilter& filter) -> std::optional<PlanView> {
            const std::shared_ptr<const Slipped> slipped = slip_something(plan, threads, filter);
            if (!slipped) return std::nullopt;
            return PlanView{
                [slipped](const Frame& frame) { return draw_changes(slipped->report, frame); },
                to_markdown(slipped->report), answer_in_words(slipped->report)};
          }};
}

EveryView scurve() {
  SimulationOptions risk = few_runs();
  risk.keep = {ItemId()};
  return make_view(
      "scurve", {.risk = risk},
      [](const Analysis& analysis, const ViewFilter&) -> std::optional<ScurveReport> {
        if (!analysis.risk->finish) return std::nullopt;
        return report_scurve(analysis);
      },
      [](const ScurveReport& report, const Frame& frame) {
        return std::vector{draw_scurve(report, frame)};
      },
      [](const ScurveReport& report) { return to_markdown(report); }, false, Filters::none);
}

EveryView tornado() {
  return make_view(
      "tornado", {.risk = few_runs(), .swings = 15},
      [](const Analysis& analysis, const ViewFilter&) -> std::optional<TornadoReport> {
        if (!analysis.risk->finish) return std::nullopt;
        TornadoReport report = report_tornado(analysis);
        if (report.rows.empty()) return std::nullopt;
        return report;
      },
      [](const TornadoReport& report, const Frame& frame) {
        return std::vector{draw_tornado(report, frame)};
      },
      [](const TornadoReport& report) { return to_markdown(report); }, false, Filters::none);
}

}  // namespace

const std::vector<EveryView>& every_view() {
  static const std::vector<EveryView> list = {
      gantt(),   board(), matrix(false), matrix(true), load(),    load_of_runs(),
      changes(), trend(), burnup(),      scurve(),     tornado(),
  };
  return list;
}

}  // namespace slipway::viz
