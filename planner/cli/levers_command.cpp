#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/io/change_writer.hpp"
#include "planner/report/levers_report.hpp"
#include "planner/whatif/levers.hpp"
#include "viz/json/json_levers.hpp"
#include "viz/text/levers_text.hpp"

namespace slipway::cli {

int run_levers(const CommandLine& line) {
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
  const std::optional<Analysis> analysis = work_out(line, *in, {});
  if (!analysis) return kWrongInput;
  SimulationOptions risk{.samples = line.samples.value_or(10'000),
                         .seed = line.seed,
                         .threads = line.threads,
                         .engine = *engine};
  Levers levers;
  {
    ProgressBar bar(!line.quiet);
    risk.progress = [&](double share) { bar.show(share); };
    levers = find_levers(*analysis, risk, goal);
  }
  const LeversReport report = report_levers(*analysis, levers, goal, [&](const Change& change) {
    return to_shell(flag_of(change, *analysis->plan));
  });
  Answer answer;
  if (line.json) {
    viz::write_json(report, [&](std::string_view text) { answer.write(text); });
  } else {
    answer.write(viz::to_text(report, text_options(line)));
  }
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
