#include <fmt/format.h>

#include <limits>
#include <string>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/report/risk_report.hpp"
#include "viz/json/json_reports.hpp"
#include "viz/text/risk_text.hpp"

namespace slipway::cli {
namespace {

// Says whether the odds hold what --fail-under asks: of the goal in depth, else of all committed
// ones. Without any to judge they do, and that is said.
bool is_met(const CommandLine& line, const RiskReport& report, std::optional<ItemId> goal) {
  if (!line.fail_under) return true;
  const std::optional<Odds>& odds = goal ? report.rows[goal->index()].on_time : report.all_on_time;
  const std::string who =
      goal ? fmt::format("'{}' is", make_printable(*line.id)) : "all committed goals are";
  if (!odds) {
    if (!line.quiet)
      say(goal ? fmt::format("'{}' has no date to meet, so --fail-under has nothing to judge\n",
                             make_printable(*line.id))
               : "no committed goal has a date to meet, so --fail-under has nothing to judge\n");
    return true;
  }
  if (odds->share >= *line.fail_under) return true;
  if (!line.quiet) {
    say(fmt::format("{} on time in {} of the runs, less than --fail-under {}\n", who, odds->share,
                    *line.fail_under));
  }
  return false;
}

AnalysisOptions options_of(const CommandLine& line, Engine engine, std::optional<ItemId> goal) {
  const bool in_depth = line.forecast_for != ForecastFor::none;
  AnalysisOptions options;
  options.target = goal.value_or(ItemId{});
  options.until_stable = line.until_stable;
  options.wants_gains = in_depth;
  if (line.gains) options.most_gain_work = std::numeric_limits<double>::infinity();
  options.risk = SimulationOptions{.samples = line.samples.value_or(10'000),
                                   .seed = line.seed,
                                   .threads = line.threads,
                                   .forecast_for = line.forecast_for,
                                   .wants_sensitivities = in_depth,
                                   .wants_ranks = line.ranks,
                                   .wants_waits = in_depth,
                                   .engine = engine};
  return options;
}

}  // namespace

int run_risk(const CommandLine& line) {
  const std::optional<Engine> engine = choose_engine(line.colour);
  if (!engine) return kWrongInput;
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  std::optional<ItemId> goal;
  if (line.id) {
    goal = find_item(*in, *line.id, "--goal ", line.colour);
    if (!goal) return kWrongInput;
  }
  AnalysisOptions options = options_of(line, *engine, goal);
  std::optional<Analysis> analysis;
  {
    ProgressBar bar(!line.quiet);
    options.risk->progress = [&](double share) { bar.show(share); };
    analysis = work_out(line, *in, options);
  }
  if (!analysis) return kWrongInput;
  RiskReport report = report_risk(*analysis);
  report.until_stable = line.until_stable;
  report.has_ranks = line.ranks;
  report.explain = line.explain;
  Answer answer;
  if (line.json) {
    viz::write_json(report, [&](std::string_view text) { answer.write(text); });
  } else {
    const viz::TextOptions text = text_options(line);
    answer.write(goal ? viz::to_goal_text(report, goal->index(), text)
                      : viz::to_text(report, text));
  }
  return finish_answer(answer, line.colour, is_met(line, report, goal) ? kDone : kFound);
}

}  // namespace slipway::cli
