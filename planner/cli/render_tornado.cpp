#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/tornado_report.hpp"
#include "viz/charts/tornado_chart.hpp"

namespace slipway::cli {

int render_tornado(const CommandLine& line, PlanInHand& in) {
  constexpr std::size_t kMostTried = 15;  // goals and blockers; risks, links and asks all are
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.swings = kMostTried;
  for (const std::string& name : line.curves) {
    const std::optional<ItemId> id = find_item(in, name, "--goal ", line.colour);
    if (!id) return kWrongInput;
    options.target = *id;
  }
  const ItemId target = options.target;
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;
  const bool has_finish = target.is_set()
                              ? analysis->risk->items[target.index()].forecast.has_value()
                              : analysis->risk->finish.has_value();
  if (!has_finish) {
    say_no_finish(line, *analysis, target);
    return kWrongInput;
  }
  const TornadoReport report = report_tornado(*analysis);
  return write_pages(
      line, *in.plan, {viz::draw_tornado(report, viz::frame_of(line.paper))},
      {"tornado", "", {viz::answer_in_words(report)}, line.table ? viz::to_markdown(report) : ""});
}

}  // namespace slipway::cli
