#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/io/file.hpp"
#include "planner/report/gantt_report.hpp"
#include "viz/gantt/gantt_chart.hpp"
#include "viz/gantt/gantt_mermaid.hpp"
#include "viz/scene/picture_format.hpp"

namespace slipway::cli {
namespace {

// Runs unless --samples says: as many as keep the picture of a large plan quick. By the plan alone,
// so that it is the same on every machine.
std::uint64_t choose_samples(const Plan& plan) {
  constexpr std::uint64_t kMost = 10'000;
  constexpr std::uint64_t kLeast = 2'000;
  constexpr std::uint64_t kItemsTimesRuns = 2'000'000;
  return std::clamp(kItemsTimesRuns / std::max<std::uint64_t>(1, plan.items.size()), kLeast, kMost);
}

// The dates of the plan as it was. Nothing after saying what is wrong with it.
std::optional<Analysis> work_out_baseline(const CommandLine& line) {
  std::optional<PlanInHand> in = load_plan(read_source(*line.baseline), line);
  std::optional<Analysis> out;
  if (in) out = work_out(line, *in, {});
  if (!out) {
    say(fmt::format("so the baseline, {}, cannot be drawn\n", make_printable(*line.baseline)));
  }
  return out;
}

}  // namespace

int render_gantt(const CommandLine& line, PlanInHand& in) {
  std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  GanttOptions what{.filter = *std::move(filter), .grouping = line.grouping};
  std::optional<Analysis> baseline;
  if (line.baseline) {
    baseline = work_out_baseline(line);
    if (!baseline) return kWrongInput;
    what.baseline = &*baseline;
    what.baseline_name = std::filesystem::path(*line.baseline).filename().string();
  }
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.risk->wants_sensitivities = false;
  if (!line.samples) options.risk->samples = choose_samples(*in.plan);
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;

  const GanttReport report = report_gantt(*analysis, what);
  Drawing drawing{"gantt", "", viz::answer_in_words(report),
                  line.table ? viz::to_markdown(report) : ""};
  drawing.notes.insert(drawing.notes.end(), report.notes.begin(), report.notes.end());
  if (viz::picture_format_of(line.output) == viz::PictureFormat::mmd) {
    drawing.bytes = viz::to_mermaid(report);
    return write_drawing(line, *in.plan, drawing);
  }
  return write_pages(line, *in.plan, viz::draw_gantt(report, viz::frame_of(line.paper)),
                     std::move(drawing));
}

}  // namespace slipway::cli
