#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/graph_report.hpp"
#include "viz/graph/graph_picture.hpp"

namespace slipway::cli {

int render_graph(const CommandLine& line, PlanInHand& in) {
  std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  GraphOptions what{.filter = *std::move(filter), .collapse = line.collapse, .reduce = line.reduce};
  AnalysisOptions options;
  if (line.samples) options.risk = simulation_options(line);
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;

  std::string answer;
  Loaded<viz::Picture> picture = viz::draw_graph(
      [&](GraphStep first_step) {
        what.first_step = first_step;
        GraphReport report = report_graph(*analysis, what);
        answer = report.sentence;
        return report;
      },
      {.format = viz::picture_format_of(line.output).value(),
       .theme = line.theme,
       .paper = line.paper,
       .wants_table = line.table});
  say_findings(line, picture.findings);
  if (!picture) return kWrongInput;
  std::vector<std::string> notes{std::move(answer)};
  notes.insert(notes.end(), picture.value.notes.begin(), picture.value.notes.end());
  return write_drawing(
      line, *in.plan,
      {"graph", std::move(picture.value.bytes), std::move(notes), std::move(picture.value.table)});
}

}  // namespace slipway::cli
