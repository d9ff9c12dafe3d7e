#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/link_facts.hpp"
#include "planner/report/matrix_report.hpp"
#include "viz/matrix/matrix_chart.hpp"

namespace slipway::cli {

int render_matrix(const CommandLine& line, PlanInHand& in) {
  const std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.risk->forecast_for = ForecastFor::none;
  options.risk->wants_sensitivities = false;
  options.risk->handovers = list_handovers(*in.plan, line.items);
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;
  const MatrixReport report = report_matrix(*analysis, {.filter = *filter, .by_items = line.items});
  std::vector<std::string> notes = viz::answer_in_words(report);
  notes.insert(notes.end(), report.notes.begin(), report.notes.end());
  return write_pages(line, *in.plan, viz::draw_matrix(report, viz::frame_of(line.paper)),
                     {"matrix", "", std::move(notes), line.table ? viz::to_markdown(report) : ""});
}

}  // namespace slipway::cli
