#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/changed_plan.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/io/file.hpp"
#include "planner/model/change_text.hpp"
#include "planner/report/changes_report.hpp"
#include "planner/report/diff_report.hpp"
#include "planner/whatif/plan_diff.hpp"
#include "viz/charts/changes_chart.hpp"

namespace slipway::cli {
namespace {

constexpr std::size_t kMostChanges = 4;  // in the question

/// Returns so many runs that large plans take no longer than a reader waits; the picture says how
/// many there were.
std::uint64_t samples_for(std::size_t items) {
  constexpr std::uint64_t kMostWork = 20'000'000;  // items times runs
  constexpr std::uint64_t kFewest = 1'000;
  constexpr std::uint64_t kMost = 10'000;
  return std::clamp(kMostWork / std::max<std::uint64_t>(items, 1), kFewest, kMost);
}

std::string ask_scenario(const Scenario& scenario, const Plan& plan) {
  std::vector<std::string> words;
  for (const Change& change : scenario.changes) words.push_back(to_words(change, plan));
  return ask_about(words, scenario.name);
}

int draw(const CommandLine& line, const Plan& plan, const ChangesReport& report) {
  return write_pages(
      line, plan, viz::draw_changes(report, viz::frame_of(line.paper)),
      {"changes", "", viz::answer_in_words(report), line.table ? viz::to_markdown(report) : ""});
}

WhatifReport describe(const Analysis& before) {
  WhatifReport out;
  out.risk = report_risk(before);
  out.schedule = out.risk->schedule;
  return out;
}

int draw_scenario(const CommandLine& line, PlanInHand& in, const AnalysisOptions& options) {
  const Scenario* const scenario = find_scenario(in, line.scenarios.front(), line.colour);
  if (scenario == nullptr) return kWrongInput;
  const std::optional<Analysis> before = work_out_with_progress(line, in, options);
  if (!before) return kWrongInput;
  const std::optional<Analysis> after =
      work_out_changed(line, *before, {{scenario->changes, in.source}}, options);
  if (!after) return kWrongInput;
  const std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  // A scenario drops goals and takes no names away, so all that is asked for is there.
  const ViewFilter wanted = carry_over(*filter, *before->plan, *after->plan).value_or(*filter);
  WhatifReport report = describe(*before);
  const Comparison comparison = compare(*before, *after, pair_rows(*before->plan, *after->plan));
  report.cases.push_back(report_case(*before, *after, comparison, report.schedule));
  return draw(line, *in.plan,
              report_what_changed(*before, *after, report, report.cases.front(),
                                  ask_scenario(*scenario, *before->plan), wanted));
}

int draw_baseline(const CommandLine& line, PlanInHand& in, const AnalysisOptions& options) {
  const std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  CommandLine of_old = line;  // with its own status date
  of_old.as_of = {};
  std::optional<PlanInHand> old = load_plan(read_source(*line.baseline), of_old);
  if (!old) return kWrongInput;
  const std::optional<Analysis> before = work_out_with_progress(line, *old, options);
  if (!before) return kWrongInput;
  const std::optional<Analysis> after = work_out_with_progress(line, in, options);
  if (!after) return kWrongInput;
  const PlanDiff diff = diff_plans(*before->plan, *after->plan);
  const Comparison comparison = compare(*before, *after, pair_items(diff.match));
  const DiffReport report = report_diff(*before, *after, diff, comparison);
  const std::string question =
      fmt::format("What has changed since {} (as of {})?", make_printable(*line.baseline),
                  to_words(before->plan->as_of));
  return draw(line, *in.plan,
              report_what_changed(*before, *after, report.sides, report.now(), question, *filter));
}

}  // namespace

std::string ask_about(const std::vector<std::string>& change_words, std::string_view scenario) {
  std::string out;
  for (std::size_t i = 0; i < std::min(change_words.size(), kMostChanges); ++i)
    out += (out.empty() ? "What if " : "; ") + change_words[i];
  if (change_words.size() > kMostChanges)
    out += fmt::format("; and {} more", change_words.size() - kMostChanges);
  if (!out.empty()) out += "?";
  if (!scenario.empty()) out += fmt::format(" (scenario '{}')", scenario);
  return out;
}

int render_changes(const CommandLine& line, PlanInHand& in) {
  if (line.scenarios.size() + (line.baseline ? 1 : 0) != 1) {
    say({.code = Code::usage,
         .message =
             "--view changes needs one --scenario NAME or one --baseline OLD to compare with",
         .hint = "slipway whatif PLAN --render FILE --view changes draws changes given as flags"},
        Source{}, line.colour);
    return kWrongInput;
  }
  AnalysisOptions options;
  options.risk = simulation_options(line);
  if (!line.samples) options.risk->samples = samples_for(in.plan->items.size());
  options.risk->keeps_hits = true;
  options.risk->wants_sensitivities = false;
  return line.baseline ? draw_baseline(line, in, options) : draw_scenario(line, in, options);
}

}  // namespace slipway::cli
