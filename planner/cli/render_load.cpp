#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/load_report.hpp"
#include "viz/charts/load_chart.hpp"

namespace slipway::cli {

int render_load(const CommandLine& line, PlanInHand& in) {
  const std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, {});
  if (!analysis) return kWrongInput;
  const LoadReport report = report_load(*analysis, {.teams = filter->teams, .all = filter->all});
  return write_pages(
      line, *in.plan, viz::draw_load(report, viz::frame_of(line.paper)),
      {"load", "", viz::answer_in_words(report), line.table ? viz::to_markdown(report) : ""});
}

}  // namespace slipway::cli
