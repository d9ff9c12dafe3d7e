#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/report/why_report.hpp"
#include "viz/json/json_reports.hpp"
#include "viz/text/why_text.hpp"

namespace slipway::cli {

int run_why(const CommandLine& line) {
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  const std::optional<ItemId> item = find_item(*in, *line.id, "", line.colour);
  if (!item) return kWrongInput;
  const std::optional<Analysis> analysis = work_out(line, *in, {});
  if (!analysis) return kWrongInput;
  const WhyReport report = report_why(*analysis, *item);
  Answer answer;
  if (line.json) {
    viz::write_json(report, [&](std::string_view text) { answer.write(text); });
  } else {
    answer.write(viz::to_text(report, text_options(line)));
  }
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
