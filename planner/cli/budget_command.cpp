#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/report/budget_report.hpp"
#include "planner/whatif/slip_budget.hpp"
#include "viz/json/json_budget.hpp"
#include "viz/text/budget_text.hpp"

namespace slipway::cli {

int run_budget(const CommandLine& line) {
  const std::optional<Engine> engine = choose_engine(line.colour);
  if (!engine) return kWrongInput;
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  ItemId goal{};
  if (line.id) {
    const std::optional<ItemId> found = find_item(*in, *line.id, "--goal ", line.colour);
    if (!found) return kWrongInput;
    goal = *found;
  }
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = line.samples.value_or(10'000),
                                   .seed = line.seed,
                                   .threads = line.threads,
                                   .forecast_for = ForecastFor::none,
                                   .wants_sensitivities = false,
                                   .engine = *engine};
  const std::optional<Analysis> analysis = work_out(line, *in, options);
  if (!analysis) return kWrongInput;
  SlipBudget budget;
  {
    ProgressBar bar(!line.quiet);
    options.risk->progress = [&](double share) { bar.show(share); };
    budget = find_slip_budget(
        *analysis, *options.risk,
        {.confidence = line.confidence, .item = goal, .effort = {.forces_all = line.by_odds}});
  }
  const BudgetReport report = report_budget(*analysis, budget, goal);
  Answer answer;
  if (line.json) {
    viz::write_json(report, [&](std::string_view text) { answer.write(text); });
  } else {
    answer.write(viz::to_text(report, text_options(line)));
  }
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
