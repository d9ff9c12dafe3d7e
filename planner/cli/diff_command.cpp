#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/base/diagnostic_text.hpp"
#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/io/file.hpp"
#include "planner/io/git_file.hpp"
#include "planner/report/diff_report.hpp"
#include "planner/whatif/attribution.hpp"
#include "planner/whatif/attribution_effort.hpp"
#include "planner/whatif/comparison.hpp"
#include "viz/json/json_diff.hpp"
#include "viz/text/diff_markdown.hpp"
#include "viz/text/diff_text.hpp"

namespace slipway::cli {
namespace {

// How to name one of the two plans when something is wrong with it.
struct Side {
  std::string_view word;  // older, newer
  std::string path;
  std::optional<std::string> revision;

  std::string name() const {
    const std::string file = path == "-" ? "standard input" : make_printable(path);
    return revision ? make_printable(*revision) + ':' + file : file;
  }
};

std::optional<PlanInHand> load_side(const CommandLine& line, const Side& side) {
  std::optional<PlanInHand> in = load_plan(
      side.revision ? read_git_source(*side.revision, side.path) : read_source(side.path), line);
  if (!in) say(fmt::format("so the {} plan, {}, cannot be compared\n", side.word, side.name()));
  return in;
}

// The plan worked out. Nothing after saying why not, and of which plan.
std::optional<Analysis> analyse_side(const CommandLine& line, PlanInHand& in, const Side& side,
                                     const AnalysisOptions& options) {
  Loaded<Analysis> analysis = analyse(in.plan, options);
  if (!analysis) {
    say(to_text(analysis.findings, *in.source, wants_colour(STDERR_FILENO, line.colour), true));
    say(fmt::format("so the {} plan, {}, cannot be compared\n", side.word, side.name()));
    return std::nullopt;
  }
  in.findings.add(std::move(analysis.findings));
  const std::size_t warnings = in.findings.count(Severity::warning);
  if (warnings > 0 && !line.quiet) {
    say(fmt::format("{} warning{} about the {} plan, {} (slipway check shows {})\n", warnings,
                    warnings == 1 ? "" : "s", side.word, side.name(),
                    warnings == 1 ? "it" : "them"));
  }
  return std::move(analysis.value);
}

// Which change moved what. Where the plans in between cannot be worked out the report goes without.
void share_out(const CommandLine& line, const Analysis& before, const Analysis& after,
               const PlanDiff& diff, const std::optional<SimulationOptions>& risk, ProgressBar& bar,
               DiffReport& report) {
  std::vector<std::uint32_t> wanted = list_moved(report, diff);
  const AttributionEffort effort =
      choose_effort({.groups = diff.groups.size(),
                     .items = std::max(before.plan->items.size(), after.plan->items.size()),
                     .moved = wanted.size(),
                     .samples = risk ? risk->samples : 0},
                    {.forces_odds = line.by_odds});
  wanted.resize(std::min(wanted.size(), effort.most_items));
  if (wanted.empty()) wanted.push_back(kNoRow);  // nobody: the plan's own figures are shared out
  AttributionOptions options;
  if (effort.has_odds) options.risk = risk;
  options.shapley.permutations = effort.permutations;
  options.items = std::move(wanted);
  options.threads = line.threads;
  options.progress = [&](double share) { bar.show(0.2 + 0.8 * share); };
  const Loaded<Attribution> attribution = attribute(*before.plan, *after.plan, diff, options);
  if (!attribution) return;
  add_parts(attribution.value, *before.plan, *after.plan, diff, report);
  if (risk) report.odds = effort.has_odds ? OddsParts::shared : OddsParts::too_long;
}

}  // namespace

int run_diff(const CommandLine& line) {
  const std::optional<Engine> engine = choose_engine(line.colour);
  if (!engine) return kWrongInput;
  const Side old_side{"older", line.plan,
                      line.git ? std::optional<std::string>(line.git->from) : std::nullopt};
  const Side new_side{"newer", line.new_plan, line.git ? line.git->to : std::nullopt};
  std::optional<PlanInHand> old_in = load_side(line, old_side);
  std::optional<PlanInHand> new_in = load_side(line, new_side);
  if (!old_in || !new_in) return kWrongInput;

  AnalysisOptions options;
  if (!line.dates_only) {
    options.risk = SimulationOptions{.samples = line.samples.value_or(10'000),
                                     .seed = line.seed,
                                     .threads = line.threads,
                                     .keeps_hits = true,
                                     .engine = *engine};
  }
  std::optional<Analysis> before;
  std::optional<Analysis> after;
  std::optional<DiffReport> report;
  {
    ProgressBar bar(!line.quiet);
    double done = 0.0;
    const auto show = [&](double share) { bar.show(done + 0.1 * share); };
    const std::optional<SimulationOptions> risk = options.risk;
    if (options.risk) options.risk->progress = show;
    before = analyse_side(line, *old_in, old_side, options);
    done = 0.1;
    after = analyse_side(line, *new_in, new_side, options);
    if (!before || !after) return kWrongInput;
    const PlanDiff diff = diff_plans(*before->plan, *after->plan);
    const Comparison comparison = compare(*before, *after, pair_items(diff.match));
    report = report_diff(*before, *after, diff, comparison);
    if (!diff.groups.empty()) share_out(line, *before, *after, diff, risk, bar, *report);
  }

  Answer answer;
  if (line.json)
    viz::write_json(*report, [&](std::string_view text) { answer.write(text); });
  else if (line.markdown)
    answer.write(viz::to_markdown(*report, line.all));
  else
    answer.write(viz::to_text(*report, text_options(line)));
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
