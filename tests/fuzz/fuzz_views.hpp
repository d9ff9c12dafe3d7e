// Draws every chart of a plan, and the report on it, for the fuzz target: whatever the plan is, a
// picture is drawn in whatever room there is, and holds nothing that breaks out of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/report/board_report.hpp"
#include "planner/report/burnup_report.hpp"
#include "planner/report/gantt_report.hpp"
#include "planner/report/link_facts.hpp"
#include "planner/report/load_report.hpp"
#include "planner/report/matrix_report.hpp"
#include "planner/report/plan_report.hpp"
#include "planner/report/trend_report.hpp"
#include "viz/board/board_chart.hpp"
#include "viz/charts/burnup_chart.hpp"
#include "viz/charts/load_chart.hpp"
#include "viz/charts/trend_chart.hpp"
#include "viz/gantt/gantt_chart.hpp"
#include "viz/gantt/gantt_mermaid.hpp"
#include "viz/graph/graph_mermaid.hpp"
#include "viz/matrix/matrix_chart.hpp"
#include "viz/report/report_html.hpp"
#include "viz/report/report_markdown.hpp"
#include "viz/scene/svg_writer.hpp"

namespace slipway::fuzz {

/// Says whether a text can stand in a file: no control characters, and no script of a plan's.
inline bool is_harmless(const std::string& text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7f) return false;
  }
  return true;
}

/// Draws a plan of at least one item that can be worked out. Returns what was broken, or "".
inline std::string draw_every_view(const std::shared_ptr<const Plan>& plan, std::size_t pick) {
  using namespace slipway::viz;
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 20, .threads = 1};
  options.risk->handovers = list_handovers(*plan, true);
  options.risk->keeps_samples = true;
  options.risk->keep = burnup_goals(*plan, {});
  const Loaded<Analysis> worked_out = analyse(plan, options);
  if (!worked_out.ok) return "odds fail no plan that has a schedule";
  const Analysis& analysis = worked_out.value;

  ViewFilter filter;
  filter.only_late = pick % 5 == 1;
  filter.only_critical = pick % 7 == 1;
  filter.all = pick % 3 == 1;
  if (pick % 4 == 1) filter.near_days = 2.0;
  const Frame frame = frame_of(static_cast<Paper>(pick % 3));
  std::vector<std::vector<Scene>> pictures;
  std::string text;
  const GanttReport gantt =
      report_gantt(analysis, {.filter = filter, .grouping = static_cast<Grouping>(pick % 2)});
  pictures.push_back(draw_gantt(gantt, frame));
  text += to_markdown(gantt) + to_mermaid(gantt);
  const BoardReport board = report_board(analysis, {.filter = filter});
  pictures.push_back(draw_board(board, frame));
  text += to_markdown(board);
  const MatrixReport matrix =
      report_matrix(analysis, {.filter = filter, .by_items = pick % 2 == 0});
  pictures.push_back(draw_matrix(matrix, frame));
  text += to_markdown(matrix);
  const LoadReport load = report_load(analysis);
  pictures.push_back(draw_load(load, frame));
  text += to_markdown(load);
  const TrendReport trend = report_trend(analysis);
  pictures.push_back(draw_trend(trend, frame));
  text += to_markdown(trend);
  const BurnupReport burnup = report_burnup(analysis);
  pictures.push_back(draw_burnup(burnup, frame));
  text += to_markdown(burnup);
  text += to_mermaid(report_graph(analysis, {.filter = filter}));
  for (const std::vector<Scene>& pages : pictures) {
    if (pages.empty()) return "a view has a page";
    for (const Scene& page : pages) {
      if (!is_harmless(to_svg(page))) return "a picture has no control characters";
    }
  }
  const PlanReport report = report_plan(analysis);
  text += viz::to_markdown(report, {});
  if (!is_harmless(text)) return "tables have no control characters";
  if (!is_harmless(to_html(report, {}))) return "a page has no control characters";
  return "";
}

}  // namespace slipway::fuzz
