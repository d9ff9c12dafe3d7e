#include <algorithm>
#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/burnup_report.hpp"
#include "viz/charts/burnup_chart.hpp"

namespace slipway::cli {

int render_burnup(const CommandLine& line, PlanInHand& in) {
  BurnupOptions wanted{.by = line.burnup_by};
  std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  wanted.filter = *std::move(filter);
  if (!line.curves.empty()) {
    const std::optional<ItemId> id = find_item(in, line.curves.front(), "--goal ", line.colour);
    if (!id) return kWrongInput;
    if (in.plan->item(*id).kind != Kind::objective) {
      say({.code = Code::usage,
           .message = "a burn-up is of an objective, and '" + make_printable(line.curves.front()) +
                      "' is none",
           .hint = "leave out --goal for all committed goals, or draw it with --view scurve"},
          Source{}, line.colour);
      return kWrongInput;
    }
    wanted.objective = *id;
  }
  AnalysisOptions options;
  options.risk = quick_simulation_options(line, *in.plan);
  options.risk->forecast_for = ForecastFor::none;
  options.risk->wants_sensitivities = false;
  options.risk->keeps_samples = true;
  options.risk->keep = burnup_goals(*in.plan, wanted.objective, wanted.filter);
  // Where only the filter leaves nothing, that is the answer of the picture.
  const std::vector<ItemId> counting = burnup_goals(*in.plan, wanted.objective);
  if (counting.empty()) {
    say({.code = Code::usage,
         .message =
             wanted.objective.is_set()
                 ? "the objective has no goals that count: they are dropped, or there are none"
                 : "the plan has no committed goals"},
        Source{}, line.colour);
    return kWrongInput;
  }
  if (wanted.by == BurnupBy::value && std::ranges::none_of(counting, [&](ItemId id) {
        return in.plan->details_of(in.plan->item(id)).value.value_or(0.0) > 0.0;
      })) {
    say({.code = Code::usage,
         .message = "--by value has nothing to add up: no goal that counts has a \"value\"",
         .hint = "give goals a \"value\", or leave out --by to count goals"},
        Source{}, line.colour);
    return kWrongInput;
  }
  std::optional<PlanInHand> old;
  if (line.baseline) {
    CommandLine of_old = line;  // with its own status date
    of_old.plan = *line.baseline;
    of_old.as_of = {};
    old = load_plan(of_old);
    if (!old) return kWrongInput;
    wanted.baseline = old->plan.get();
  }
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;
  const BurnupReport report = report_burnup(*analysis, wanted);
  return write_pages(
      line, *in.plan, viz::draw_burnup(report, viz::frame_of(line.paper)),
      {"burnup", "", viz::answer_in_words(report), line.table ? viz::to_markdown(report) : ""});
}

}  // namespace slipway::cli
