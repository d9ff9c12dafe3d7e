#include <fmt/format.h>

#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/report/risk_report.hpp"
#include "viz/json_reports.hpp"
#include "viz/risk_text.hpp"

namespace slipway::cli {
namespace {

// Says whether the odds hold what --fail-under asks. Without any goal to judge, they do.
bool is_met(const CommandLine& line, const RiskReport& report) {
  if (!line.fail_under || !report.all_on_time) return true;
  const double share = report.all_on_time->share;
  if (share >= *line.fail_under) return true;
  if (!line.quiet) {
    say(fmt::format(
        "all committed goals are on time in {} of the runs, less than --fail-under {}\n", share,
        *line.fail_under));
  }
  return false;
}

}  // namespace

int run_risk(const CommandLine& line) {
  const std::optional<Engine> engine = choose_engine(line.colour);
  if (!engine) return kWrongInput;
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  AnalysisOptions options;
  std::optional<Analysis> analysis;
  {
    ProgressBar bar(!line.quiet);
    options.risk = SimulationOptions{.samples = line.samples.value_or(10'000),
                                     .seed = line.seed,
                                     .threads = line.threads,
                                     .forecast_for = line.forecast_for,
                                     .wants_sensitivities = line.forecast_for != ForecastFor::none,
                                     .engine = *engine,
                                     .progress = [&](double share) { bar.show(share); }};
    analysis = work_out(line, *in, options);
  }
  if (!analysis) return kWrongInput;
  const RiskReport report = report_risk(*analysis);
  Answer answer;
  if (line.json) {
    viz::write_json(report, [&](std::string_view text) { answer.write(text); });
  } else {
    answer.write(viz::to_text(report, text_options(line)));
  }
  return finish_answer(answer, line.colour, is_met(line, report) ? kDone : kFound);
}

}  // namespace slipway::cli
