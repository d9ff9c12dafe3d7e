#include <algorithm>
#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/scurve_report.hpp"
#include "viz/charts/scurve_chart.hpp"

namespace slipway::cli {
namespace {

// Says whether each of the asked-for items has a finish to draw.
bool all_have_finishes(const CommandLine& line, const Analysis& analysis,
                       const std::vector<ItemId>& asked) {
  for (const ItemId id : asked) {
    const auto& kept = analysis.risk->kept;
    if (std::ranges::find(kept, id, &KeptFinishes::item) != kept.end()) continue;
    say_no_finish(line, analysis, id);
    return false;
  }
  return true;
}

}  // namespace

int render_scurve(const CommandLine& line, PlanInHand& in) {
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.risk->forecast_for = ForecastFor::none;
  options.risk->wants_sensitivities = false;
  std::vector<ItemId>& keep = options.risk->keep;
  for (const std::string& name : line.curves) {
    const std::optional<ItemId> id = find_item(in, name, "--goal ", line.colour);
    if (!id) return kWrongInput;
    keep.push_back(*id);
  }
  if (keep.empty()) keep.emplace_back();
  const std::vector<ItemId> asked = keep;
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis || !all_have_finishes(line, *analysis, asked)) return kWrongInput;

  const ScurveReport report = report_scurve(*analysis);
  return write_pages(
      line, *in.plan, {viz::draw_scurve(report, viz::frame_of(line.paper))},
      {"scurve", "", viz::answer_in_words(report), line.table ? viz::to_markdown(report) : ""});
}

}  // namespace slipway::cli
