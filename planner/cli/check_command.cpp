#include <string_view>
#include <utility>
#include <vector>

#include "planner/base/diagnostic_text.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/io/file.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/report/check_report.hpp"
#include "viz/json/json_reports.hpp"
#include "viz/text/check_text.hpp"

namespace slipway::cli {
namespace {

// Says whether the text was a JSON object at all; only then are findings an answer about a plan.
bool is_readable(const Findings& findings, std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return false;
  return !findings.has(Code::invalid_json) && !findings.has(Code::too_deep);
}

}  // namespace

int run_check(const CommandLine& line) {
  const Loaded<std::shared_ptr<const Source>> source = read_source(line.plan);
  const bool stderr_colour = wants_colour(2, line.colour);
  if (!source) {
    say(to_text(source.findings, Source{}, stderr_colour, true));
    return kWrongInput;
  }
  Loaded<Plan> plan = read_plan(source.value, line.as_of);
  Findings findings = std::move(plan.findings);
  if (!is_readable(findings, source.value->text)) {
    say(to_text(findings, *source.value, stderr_colour, true));
    return kWrongInput;
  }
  std::vector<Metric> metrics;
  if (plan.ok) {
    Loaded<Analysis> analysis = analyse(std::make_shared<const Plan>(std::move(plan.value)));
    findings.add(std::move(analysis.findings));
    if (analysis) metrics = measure_health(analysis.value);
  }
  Answer answer;
  if (line.json) {
    viz::write_json(findings, *source.value, metrics,
                    [&](std::string_view text) { answer.write(text); });
  } else {
    answer.write(viz::to_text(findings, *source.value, metrics, text_options(line)));
  }
  return finish_answer(answer, line.colour, findings.has_errors() ? kFound : kDone);
}

}  // namespace slipway::cli
