#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/report/schedule_report.hpp"
#include "viz/json/json_reports.hpp"
#include "viz/text/schedule_text.hpp"

namespace slipway::cli {

int run_schedule(const CommandLine& line) {
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  AnalysisOptions options;
  if (line.id) {
    const std::optional<ItemId> target = find_item(*in, *line.id, "--to ", line.colour);
    if (!target) return kWrongInput;
    options.target = *target;
  }
  const std::optional<Analysis> analysis = work_out(line, *in, options);
  if (!analysis) return kWrongInput;
  const ScheduleReport report = report_schedule(*analysis, line.json);
  Answer answer;
  if (line.json) {
    viz::write_json(report, [&](std::string_view text) { answer.write(text); });
  } else {
    answer.write(viz::to_text(report, text_options(line)));
  }
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
