#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/cli/report_format.hpp"
#include "planner/cli/report_pictures.hpp"
#include "planner/io/file.hpp"
#include "planner/report/plan_report.hpp"
#include "viz/json/json_parts.hpp"
#include "viz/report/report_html.hpp"
#include "viz/report/report_markdown.hpp"
#include "viz/report/report_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::cli {
namespace {

constexpr double kMostGainWork = 5e7;  // a report names the best of them, so fewer samples will do

void write_json(const CommandLine& line, const Plan& plan, std::size_t bytes,
                const std::vector<std::string>& notes, Answer& answer) {
  viz::JsonWriter json([&](std::string_view text) { answer.write(text); });
  viz::begin_answer(json, "report");
  json.key("plan").text(plan.name);
  json.key("as_of").date(plan.as_of);
  json.key("file").text(line.output);
  json.key("bytes").unsigned_integer(bytes);
  json.key("notes");
  viz::write_texts(json, notes);
  json.end_object();
  json.finish();
}

// The answer in lines, and what was left out.
std::vector<std::string> list_notes(const PlanReport& report) {
  std::vector<std::string> out;
  for (const viz::AnswerLine& line : viz::answer_in_lines(report)) {
    out.push_back(line.label + ": " + viz::to_plain(line.says));
  }
  if (report.num_without_page > 0) {
    out.push_back(fmt::format("{} of {} items have a page of their own; --all writes all",
                              viz::to_grouped(report.pages.size()),
                              viz::to_grouped(report.pages.size() + report.num_without_page)));
  }
  return out;
}

// The plan as it was, by its own status date, ready to be compared. Nothing after saying what is
// wrong with it.
std::optional<Analysis> work_out_baseline(const CommandLine& line) {
  CommandLine of_old = line;
  of_old.plan = *line.baseline;
  of_old.as_of = {};
  std::optional<PlanInHand> old = load_plan(of_old);
  if (old && line.hidden.any()) {
    old->plan = std::make_shared<const Plan>(hide_fields(*old->plan, line.hidden));
  }
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.risk->keeps_hits = true;
  options.risk->wants_sensitivities = false;
  std::optional<Analysis> out;
  if (old) out = work_out_with_progress(line, *old, std::move(options));
  if (!out) {
    say(fmt::format("so the baseline, {}, cannot be compared with\n",
                    make_printable(*line.baseline)));
  }
  return out;
}

}  // namespace

int run_report(const CommandLine& line) {
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  if (line.hidden.any()) {
    in->plan = std::make_shared<const Plan>(hide_fields(*in->plan, line.hidden));
  }
  const ReportFormat format = report_format_of(line.output).value();
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.wants_gains = true;
  options.most_gain_work = kMostGainWork;
  ask_for_pictures(*in->plan, format, options);
  std::optional<Analysis> before;
  if (line.baseline) {
    options.risk->keeps_hits = true;
    before = work_out_baseline(line);
    if (!before) return kWrongInput;
  }
  const std::optional<Analysis> analysis = work_out_with_progress(line, *in, std::move(options));
  if (!analysis) return kWrongInput;

  const PlanReport report =
      report_plan(*analysis, {.most_pages = line.all ? in->plan->items.size() : kMostPages,
                              .hides_owners = line.hidden.owners,
                              .hides_notes = line.hidden.notes});
  Findings findings;
  std::optional<ReportBaseline> baseline;
  if (before)
    baseline.emplace(
        ReportBaseline{*before, std::filesystem::path(*line.baseline).filename().string()});
  const std::vector<viz::ReportPicture> pictures =
      draw_pictures(*analysis, format, baseline ? &*baseline : nullptr, findings);
  say_findings(line, findings);
  const std::string bytes = format == ReportFormat::html
                                ? viz::to_html(report, pictures, {.theme = line.theme})
                                : viz::to_markdown(report, pictures);
  if (const std::optional<Diagnostic> failure = write_file(line.output, bytes)) {
    say(*failure, Source{}, line.colour);
    return kWrongInput;
  }
  const std::vector<std::string> notes = list_notes(report);
  Answer answer;
  if (line.json) {
    write_json(line, *in->plan, bytes.size(), notes, answer);
  } else {
    tell_written(line, notes, answer);
  }
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
