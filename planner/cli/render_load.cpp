#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/load_report.hpp"
#include "viz/charts/load_chart.hpp"
#include "viz/charts/load_words.hpp"

namespace slipway::cli {
namespace {

/// Returns so many runs that large plans take no longer than a reader waits: the work of each goal
/// is kept in each of them. A picture in whole percents needs no more than the most.
std::uint64_t samples_for(std::size_t items) {
  constexpr std::uint64_t kMostWork = 5'000'000;  // items times runs
  constexpr std::uint64_t kFewest = 200;
  constexpr std::uint64_t kMost = 2'000;
  return std::clamp(kMostWork / std::max<std::uint64_t>(items, 1), kFewest, kMost);
}

// What is kept takes 16 bytes an item and run, and is copied once.
std::uint64_t most_samples_for(std::size_t items) {
  constexpr std::uint64_t kMostKept = 40'000'000;  // items times runs
  return std::max<std::uint64_t>(1'000, kMostKept / std::max<std::uint64_t>(items, 1));
}

}  // namespace

int render_load(const CommandLine& line, PlanInHand& in) {
  const std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  AnalysisOptions options;
  const bool needs_work = line.load_at != LoadAt::plan;
  // What is likely late is a matter of odds, in every view.
  if (needs_work || filter->only_late) {
    options.risk = quick_simulation_options(line, *in.plan);
    options.risk->forecast_for = ForecastFor::none;
    options.risk->wants_sensitivities = false;
  }
  if (needs_work) {
    if (!line.samples) options.risk->samples = samples_for(in.plan->items.size());
    if (const std::uint64_t most = most_samples_for(in.plan->items.size());
        options.risk->samples > most) {
      say({.code = Code::usage,
           .message = fmt::format("--at keeps the work of every run: --samples may be {} at most "
                                  "for this plan",
                                  most),
           .hint = "without --samples, so many runs are taken as a percentile needs"},
          Source{}, line.colour);
      return kWrongInput;
    }
    options.risk->keep = load_goals(*in.plan);
    options.risk->keeps_work = true;
  }
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;
  const LoadReport report = report_load(
      *analysis,
      {.teams = filter->teams, .all = filter->all, .filter = *filter, .at = line.load_at});
  std::vector<std::string> notes = viz::answer_in_words(report);
  if (std::string folds = viz::load_folds(report); !folds.empty())
    notes.push_back(std::move(folds));
  return write_pages(line, *in.plan, viz::draw_load(report, viz::frame_of(line.paper)),
                     {"load", "", std::move(notes), line.table ? viz::to_markdown(report) : ""});
}

}  // namespace slipway::cli
