#include "planner/cli/report_pictures.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "planner/report/board_report.hpp"
#include "planner/report/gantt_report.hpp"
#include "planner/report/graph_report.hpp"
#include "planner/report/link_facts.hpp"
#include "planner/report/load_report.hpp"
#include "planner/report/matrix_report.hpp"
#include "planner/report/scurve_report.hpp"
#include "planner/report/tornado_report.hpp"
#include "planner/report/trend_report.hpp"
#include "viz/board/board_chart.hpp"
#include "viz/charts/load_chart.hpp"
#include "viz/charts/scurve_chart.hpp"
#include "viz/charts/tornado_chart.hpp"
#include "viz/charts/trend_chart.hpp"
#include "viz/gantt/gantt_chart.hpp"
#include "viz/gantt/gantt_mermaid.hpp"
#include "viz/graph/graph_picture.hpp"
#include "viz/matrix/matrix_chart.hpp"
#include "viz/scene/svg_writer.hpp"

namespace slipway::cli {
namespace {

using viz::ReportPicture;

constexpr std::size_t kMostTried = 15;              // goals, and other things, that are tried
constexpr std::size_t kManyItems = 200;             // of more, goal pages take most of the room
constexpr std::size_t kMostBytes = 400'000;         // of a picture
constexpr std::size_t kMostBytesOfMany = 100'000;   // of one of many items
constexpr std::size_t kMostItemsWithSwings = 2000;  // of more, swings would take seconds

struct Request {
  const Analysis& analysis;
  ReportFormat format;
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
  const ScurveReport report = report_scurve(request.analysis);
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
  const GanttReport report = report_gantt(request.analysis);
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

struct Maker {
  std::string_view name;
  std::string_view title;
  std::optional<ReportPicture> (*draw)(const Request&);
  bool is_for_markdown;  // it has a form as text: Mermaid
};

constexpr std::array kMakers = {
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

void ask_for_pictures(const Plan& plan, AnalysisOptions& options) {
  options.risk->keep.emplace_back();  // the plan's finish
  options.risk->handovers = list_handovers(plan, false);
  if (plan.items.size() <= kMostItemsWithSwings) options.swings = kMostTried;
}

std::vector<ReportPicture> draw_pictures(const Analysis& analysis, ReportFormat format,
                                         Findings& findings) {
  std::vector<ReportPicture> out;
  const Request request{analysis, format, findings};
  const std::size_t most = analysis.plan->items.size() > kManyItems ? kMostBytesOfMany : kMostBytes;
  for (const Maker& maker : kMakers) {
    if (format == ReportFormat::markdown && !maker.is_for_markdown) continue;
    std::optional<ReportPicture> picture = maker.draw(request);
    if (!picture) continue;
    if (picture->svg.size() > most) {
      picture->svg.clear();
      picture->notes.push_back(fmt::format(
          "Too large for this page: slipway render --view {0} -o {0}.svg draws it.", maker.name));
    }
    picture->name = maker.name;
    picture->title = maker.title;
    out.push_back(*std::move(picture));
  }
  return out;
}

}  // namespace slipway::cli
