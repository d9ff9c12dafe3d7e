#include "planner/cli/report_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/report/board_report.hpp"
#include "planner/report/burnup_report.hpp"
#include "planner/report/changes_report.hpp"
#include "planner/report/diff_report.hpp"
#include "planner/report/gantt_report.hpp"
#include "planner/report/graph_report.hpp"
#include "planner/report/link_facts.hpp"
#include "planner/report/load_report.hpp"
#include "planner/report/matrix_report.hpp"
#include "planner/report/scurve_report.hpp"
#include "planner/report/tornado_report.hpp"
#include "planner/report/trend_report.hpp"
#include "planner/whatif/plan_diff.hpp"
#include "viz/board/board_chart.hpp"
#include "viz/charts/burnup_chart.hpp"
#include "viz/charts/changes_chart.hpp"
#include "viz/charts/load_chart.hpp"
#include "viz/charts/scurve_chart.hpp"
#include "viz/charts/tornado_chart.hpp"
#include "viz/charts/trend_chart.hpp"
#include "viz/gantt/gantt_chart.hpp"
#include "viz/gantt/gantt_mermaid.hpp"
#include "viz/graph/graph_picture.hpp"
#include "viz/matrix/matrix_chart.hpp"
#include "viz/scene/svg_writer.hpp"
#include "viz/text/wording.hpp"

namespace slipway::cli {
namespace {

using viz::ReportPicture;

constexpr std::size_t kMostTried = 15;              // goals, and other things, that are tried
constexpr std::size_t kManyItems = 200;             // of more, goal pages take most of the room
constexpr std::size_t kMostBytes = 400'000;         // of a picture
constexpr std::size_t kMostBytesOfMany = 100'000;   // of one of many items
constexpr std::size_t kMostItemsWithSwings = 2000;  // of more, swings would take seconds

constexpr std::size_t kMostBurnups = 3;      // the objectives that are due next
constexpr std::size_t kFewestOfBurnup = 3;   // goals of an objective that is worth a curve
constexpr std::size_t kMostOfBurnups = 300;  // goals of all of them: finishes are kept

struct Request {
  const Analysis& analysis;
  ReportFormat format;
  const ReportBaseline* baseline;
  Findings& findings;
};

// The scene as it stands on a page: light colours, which the page's style sends through its own.
std::string to_page_svg(const viz::Scene& scene) {
  return viz::to_svg(scene, {.theme = viz::Theme::light});
}

std::optional<ReportPicture> draw_network(const Request& request) {
  ReportPicture out;
  GraphOptions what;
  Loaded<viz::Picture> picture = viz::draw_graph(
      [&](GraphStep first_step) {
        what.first_step = first_step;
        const GraphReport report = report_graph(request.analysis, what);
        out.notes = {report.sentence};
        return report;
      },
      {.format =
           request.format == ReportFormat::html ? viz::PictureFormat::svg : viz::PictureFormat::mmd,
       .theme = viz::Theme::light});
  for (const Diagnostic& finding : picture.findings.sorted()) request.findings.add(finding);
  if (!picture) return std::nullopt;
  for (std::string& note : picture.value.notes) out.notes.push_back(std::move(note));
  (request.format == ReportFormat::html ? out.svg : out.mermaid) = std::move(picture.value.bytes);
  return out;
}

std::optional<ReportPicture> draw_forecast(const Request& request) {
  if (request.analysis.risk->kept.empty()) return std::nullopt;
  const ScurveReport report = report_scurve(request.analysis, {.only_finish = true});
  ReportPicture out;
  out.notes = viz::answer_in_words(report);
  out.svg = to_page_svg(viz::draw_scurve(report));
  return out;
}

std::optional<ReportPicture> draw_swings(const Request& request) {
  if (!request.analysis.risk->finish) return std::nullopt;
  ReportPicture out;
  if (!request.analysis.swings) {
    out.notes = {"Not worked out for a plan of this size: slipway render --view tornado does it."};
    return out;
  }
  const TornadoReport report = report_tornado(request.analysis);
  out.notes = {viz::answer_in_words(report)};
  out.svg = to_page_svg(viz::draw_tornado(report));
  return out;
}

// A chart of one page, as wide as the column for reading.
template <typename Report>
ReportPicture to_picture(const Report& report, const std::vector<viz::Scene>& pages) {
  ReportPicture out;
  out.notes = viz::answer_in_words(report);
  out.svg = to_page_svg(pages.front());
  return out;
}

std::optional<ReportPicture> draw_timeline(const Request& request) {
  GanttOptions what;
  if (request.baseline != nullptr) {
    what.baseline = &request.baseline->analysis;
    what.baseline_name = request.baseline->name;
  }
  const GanttReport report = report_gantt(request.analysis, what);
  if (request.format == ReportFormat::html) return to_picture(report, viz::draw_gantt(report));
  ReportPicture out;
  out.notes = viz::answer_in_words(report);
  out.mermaid = viz::to_mermaid(report);
  return out;
}

std::optional<ReportPicture> draw_deliveries(const Request& request) {
  const BoardReport report = report_board(request.analysis, {});
  return to_picture(report, viz::draw_board(report));
}

std::optional<ReportPicture> draw_team_links(const Request& request) {
  const MatrixReport report = report_matrix(request.analysis, {});
  return to_picture(report, viz::draw_matrix(report));
}

std::optional<ReportPicture> draw_loads(const Request& request) {
  const LoadReport report = report_load(request.analysis);
  return to_picture(report, viz::draw_load(report));
}

std::optional<ReportPicture> draw_moves(const Request& request) {
  const TrendReport report = report_trend(request.analysis);
  if (report.lines.empty()) return std::nullopt;
  return to_picture(report, viz::draw_trend(report));
}

// What is different from the plan as it was; which difference moved what is left to `diff`.
std::optional<ReportPicture> draw_differences(const Request& request) {
  if (request.baseline == nullptr) return std::nullopt;
  const Analysis& before = request.baseline->analysis;
  const PlanDiff diff = diff_plans(*before.plan, *request.analysis.plan);
  const Comparison comparison = compare(before, request.analysis, pair_items(diff.match));
  const DiffReport sides = report_diff(before, request.analysis, diff, comparison);
  const ChangesReport report = report_what_changed(
      before, request.analysis, sides.sides, sides.now(),
      fmt::format("What has changed since {} (as of {})?", make_printable(request.baseline->name),
                  to_words(before.plan->as_of)));
  if (request.format == ReportFormat::html) return to_picture(report, viz::draw_changes(report));
  ReportPicture out;
  out.notes = viz::answer_in_words(report);
  out.table = viz::to_markdown(report);
  return out;
}

// The objectives with a date and goals enough for a curve: those due next, in that order.
std::vector<ItemId> list_burnups(const Plan& plan) {
  std::vector<ItemId> found;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    const bool is_open = item.status != Status::done && item.status != Status::dropped;
    if (item.kind == Kind::objective && is_open && plan.target_of(item).is_set()) {
      found.emplace_back(row);
    }
  }
  std::ranges::stable_sort(found, {}, [&](ItemId id) { return plan.target_of(plan.item(id)); });
  std::vector<ItemId> out;
  std::size_t room = kMostOfBurnups;
  for (const ItemId id : found) {
    const std::vector<ItemId> goals = burnup_goals(plan, id);
    const bool is_open = std::ranges::any_of(
        goals, [&](ItemId goal) { return plan.item(goal).status != Status::done; });
    if (!is_open || goals.size() < kFewestOfBurnup || goals.size() > room) continue;
    room -= goals.size();
    out.push_back(id);
    if (out.size() == kMostBurnups) break;
  }
  return out;
}

ReportPicture draw_progress(const Request& request, ItemId objective) {
  const Plan& plan = *request.analysis.plan;
  const BurnupReport report = report_burnup(
      request.analysis,
      {.objective = objective,
       .baseline = request.baseline != nullptr ? request.baseline->analysis.plan.get() : nullptr});
  ReportPicture out;
  out.notes = viz::answer_in_words(report);
  if (request.format == ReportFormat::html) {
    out.svg = to_page_svg(viz::draw_burnup(report).front());
  }
  out.title = "How much of " + std::string(plan.item(objective).id) + " is done, and will be";
  return out;
}

struct Maker {
  std::string_view name;
  std::string_view title;
  std::optional<ReportPicture> (*draw)(const Request&);
  bool is_for_markdown;  // it has a form as text: Mermaid
};

constexpr std::array kMakers = {
    Maker{"changes", "What has changed", draw_differences, true},
    Maker{"graph", "Who waits for whom", draw_network, true},
    Maker{"gantt", "When, and how sure", draw_timeline, true},
    Maker{"board", "Who delivers what, and to whom", draw_deliveries, false},
    Maker{"matrix", "Which teams must talk", draw_team_links, false},
    Maker{"load", "Which team is over its capacity, and when", draw_loads, false},
    Maker{"trend", "Which dates slide, check-in by check-in", draw_moves, false},
    Maker{"scurve", "The chance of each finish date", draw_forecast, false},
    Maker{"tornado", "What moves the finish most", draw_swings, false},
};

}  // namespace

void ask_for_pictures(const Plan& plan, ReportFormat format, AnalysisOptions& options) {
  for (const ItemId objective : list_burnups(plan)) {
    for (const ItemId goal : burnup_goals(plan, objective)) options.risk->keep.push_back(goal);
  }
  options.risk->keeps_samples = !options.risk->keep.empty();
  if (format == ReportFormat::markdown) return;
  options.risk->keep.emplace_back();  // the plan's finish
  options.risk->handovers = list_handovers(plan, false);
  if (plan.items.size() <= kMostItemsWithSwings) options.swings = kMostTried;
}

std::vector<ReportPicture> draw_pictures(const Analysis& analysis, ReportFormat format,
                                         const ReportBaseline* baseline, Findings& findings) {
  std::vector<ReportPicture> out;
  const Request request{analysis, format, baseline, findings};
  const std::size_t most = analysis.plan->items.size() > kManyItems ? kMostBytesOfMany : kMostBytes;
  const auto add = [&](ReportPicture picture, std::string_view view) {
    if (picture.svg.size() > most) {
      picture.svg.clear();
      picture.notes.push_back(fmt::format(
          "Too large for this page: slipway render --view {0} -o {0}.svg draws it.", view));
    }
    out.push_back(std::move(picture));
  };
  for (const Maker& maker : kMakers) {
    if (format == ReportFormat::markdown && !maker.is_for_markdown) continue;
    std::optional<ReportPicture> picture = maker.draw(request);
    if (!picture) continue;
    picture->name = maker.name;
    picture->title = maker.title;
    add(*std::move(picture), maker.name);
  }
  std::size_t number = 0;
  for (const ItemId objective : list_burnups(*analysis.plan)) {
    ReportPicture picture = draw_progress(request, objective);
    picture.name = fmt::format("burnup-{}", ++number);
    add(std::move(picture), "burnup");
  }
  return out;
}

}  // namespace slipway::cli
