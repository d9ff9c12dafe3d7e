#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/graph_report.hpp"
#include "viz/graph_picture.hpp"

namespace slipway::cli {

int render_graph(const CommandLine& line, PlanInHand& in) {
  std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  GraphOptions what{.filter = *std::move(filter), .collapse = line.collapse, .reduce = line.reduce};
  AnalysisOptions options;
  if (line.samples) options.risk = simulation_options(line);
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;

  Loaded<viz::Picture> picture = viz::draw_graph(
      [&](GraphStep first_step) {
        what.first_step = first_step;
        return report_graph(*analysis, what);
      },
      {.format = viz::picture_format_of(line.output).value(),
       .theme = line.theme,
       .paper = line.paper,
       .wants_table = line.table});
  for (const Diagnostic& finding : picture.findings.sorted()) {
    if (!line.quiet || !picture.ok || finding.severity() == Severity::error) {
      say(finding, Source{}, line.colour);
    }
  }
  if (!picture) return kWrongInput;
  return write_drawing(line, *in.plan,
                       {"graph", std::move(picture.value.bytes), std::move(picture.value.notes),
                        std::move(picture.value.table)});
}

}  // namespace slipway::cli
