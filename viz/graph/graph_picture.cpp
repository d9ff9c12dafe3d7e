#include "viz/graph/graph_picture.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "planner/base/utf8.hpp"
#include "viz/graph/graph_arrangement.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/graph/graph_layout.hpp"
#include "viz/graph/graph_markdown.hpp"
#include "viz/graph/graph_mermaid.hpp"
#include "viz/graph/graph_sheet.hpp"
#include "viz/graph/graph_svg.hpp"
#include "viz/scene/raster.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

// On a projector 11 pixels are easy to read, 9 are still possible. The estimate is rough, so goals
// are folded only when there is no doubt.
constexpr double kSmallestText = 9.0;
constexpr double kSmallestDrawnText = 8.5;  // measured: here there is no doubt
constexpr double kTextOfBoxes = 12.0;       // points, as laid out
constexpr double kScreenWidth = 1600.0;     // of a projector
constexpr double kScreenHeight = 900.0;
constexpr double kWorthIt = 1.01;  // times larger print, for another packing

/// What a sheet is tried with, in this order. A legend of few columns fits a gap of the drawing,
/// one of many a strip below it.
constexpr std::array<Packing, 4> kPackings = {{{false, 0}, {true, 2}, {true, 4}, {true, 6}}};

/// Returns how many pixels high the text of a drawing is when it fills a projector.
double text_of(const DrawingSize& size) {
  return kTextOfBoxes * std::min(kScreenWidth / size.width, kScreenHeight / size.height);
}

LayoutFormat layout_format(PictureFormat format) {
  if (format == PictureFormat::png) return LayoutFormat::png;
  if (format == PictureFormat::pdf) return LayoutFormat::pdf;
  return LayoutFormat::svg;
}

std::string_view name_of(GraphStep step) {
  switch (step) {
    case GraphStep::every_goal:
      return "every goal";
    case GraphStep::near_critical:
      return "what is critical or near-critical";
    case GraphStep::per_objective:
      return "one box per objective";
    case GraphStep::per_team:
      return "one box per team";
  }
  return "";
}

/// Returns the report for `first`, or one that folds what is not near-critical when every goal
/// would be too small to read. No further: beyond, the critical path is folded away too. What was
/// asked for is drawn as it is.
GraphReport make_readable(const MakeGraph& make, GraphStep first, PictureFormat format) {
  GraphReport report = make(first);
  if (format == PictureFormat::mmd) return report;  // laid out elsewhere, to a shape of its own
  if (!report.may_fold || report.step != GraphStep::every_goal) return report;
  const double size = text_on_screen(report);
  if (size >= kSmallestText) return report;
  GraphReport folded = make(GraphStep::near_critical);
  const bool helps = !folded.links.empty() && text_on_screen(folded) > size;
  return helps ? folded : report;
}

std::string finish(const GraphReport& report, const std::string& svg, Theme theme) {
  return finish_svg(svg, {graph_title(report), graph_description(report), describe_parts(report)},
                    theme);
}

/// The picture of one report.
struct Drawn {
  LayoutResult result;
  double text_points{};  // on a sheet; 0: on none
  bool is_small() const { return text_points > 0.0 && text_points < kLeastPrint; }
  bool is_tiny() const { return text_points > 0.0 && text_points < kTinyPrint; }
};

/// Lays out as on a screen and, where the print would be too small, in less space; keeps the larger
/// print.
Drawn draw_on_sheet(const GraphReport& report, const PictureOptions& options) {
  Drawn out;
  std::optional<SheetDrawing> sheet;
  for (const Packing& packing : kPackings) {
    if (sheet && sheet->text_points >= kLeastPrint) break;
    LayoutResult result =
        run_layout(to_dot(report, options.theme, packing), LayoutFormat::svg, options.deadline);
    if (!result.ok) {
      if (!sheet) out.result = std::move(result);
      break;
    }
    std::optional<SheetDrawing> other = fit_to_sheet(result.bytes, options.paper, options.theme);
    if (!other) {
      if (sheet) break;
      return {{false, "", "Graphviz does not say how large the picture is"}};
    }
    if (sheet && other->text_points < kWorthIt * sheet->text_points) continue;
    sheet = std::move(other);
    out.result = std::move(result);
  }
  if (!sheet) return out;
  out.text_points = sheet->text_points;
  if (options.format == PictureFormat::svg) {
    out.result.bytes = finish(report, sheet->svg, options.theme);
    return out;
  }
  const Frame frame = frame_of(options.paper);
  Loaded<std::string> pixels = rasterise(
      sheet->svg,
      {.format = options.format == PictureFormat::png ? RasterFormat::png : RasterFormat::pdf,
       .width = frame.width,
       .height = frame.page_height,
       .title = make_printable(graph_title(report))});
  out.result.ok = pixels.ok;
  if (!pixels) out.result.problem = "the sheet could not be drawn";
  out.result.bytes = std::move(pixels.value);
  return out;
}

Drawn draw(const GraphReport& report, const PictureOptions& options) {
  if (options.format == PictureFormat::mmd) {
    std::string text = to_mermaid(report);
    if (fits_mermaid(report, text)) return {{true, std::move(text), ""}};
    return {{false, "",
             "Mermaid draws at most " + to_grouped(kMostMermaidBoxes) + " boxes, " +
                 to_count(kMostMermaidLinks, "link") + " and " +
                 to_count(kMostMermaidBytes, "byte")}};
  }
  const bool is_text = options.format == PictureFormat::dot;
  if (options.paper != Paper::none && !is_text) return draw_on_sheet(report, options);
  const std::string dot = to_dot(report, options.theme);
  if (is_text) return {{true, dot, ""}};
  LayoutResult result = run_layout(dot, layout_format(options.format), options.deadline);
  if (result.ok && options.format == PictureFormat::svg)
    result.bytes = finish(report, result.bytes, options.theme);
  return {std::move(result)};
}

/// Puts less into a picture whose print would be too small, where nobody asked for all of it.
void make_printed_text_larger(const MakeGraph& make, const PictureOptions& options,
                              GraphReport& report, Drawn& drawn) {
  if (!drawn.is_tiny() || !report.may_fold || report.step != GraphStep::every_goal) return;
  GraphReport folded = make(GraphStep::near_critical);
  if (folded.links.empty()) return;
  Drawn other = draw(folded, options);
  if (!other.result.ok || other.text_points <= drawn.text_points) return;
  report = std::move(folded);
  drawn = std::move(other);
}

std::string say_small(double points, Paper paper) {
  const bool has_larger = paper == Paper::a4;
  return "the print is " + to_days(points) + " points high, which is hard to read: " +
         (has_larger ? "--paper a3 has more room, " : "") + "--focus, --team or --late show less";
}

}  // namespace

bool is_readable(const GraphReport& report) { return text_on_screen(report) >= kSmallestText; }

bool is_readable_when_drawn(const GraphReport& report) {
  const LayoutResult drawn =
      run_layout(to_dot(report, Theme::light), LayoutFormat::svg, PictureOptions{}.deadline);
  const std::optional<DrawingSize> size = size_of_drawing(drawn.bytes);
  return !size || text_of(*size) >= kSmallestDrawnText;
}

Loaded<Picture> draw_graph(const MakeGraph& make, const PictureOptions& options) {
  Loaded<Picture> out;
  std::string problem;
  GraphStep first = GraphStep::every_goal;
  for (;;) {
    GraphReport report = make_readable(make, first, options.format);
    Drawn drawn = draw(report, options);
    LayoutResult& result = drawn.result;
    if (result.ok) {
      make_printed_text_larger(make, options, report, drawn);
      out.value = {std::move(result.bytes), report.notes, report.step};
      if (drawn.is_small()) out.value.notes.push_back(say_small(drawn.text_points, options.paper));
      if (options.wants_table) out.value.table = to_markdown(report);
      out.ok = true;
      if (!problem.empty()) {
        out.findings.add(
            {.code = Code::layout_failed,
             .message = "this picture could not be laid out (" + problem +
                        "); a simpler one was drawn: " + std::string(name_of(report.step)),
             .hint = "narrow it down with --focus, --team or --critical"});
      }
      return out;
    }
    if (problem.empty()) problem = std::move(result.problem);
    const auto next = simpler_step(report.step);
    if (!next) break;
    first = *next;
  }
  out.findings.add({.code = Code::layout_failed,
                    .message = "no picture could be laid out: " + problem,
                    .hint = "write a .dot file and lay it out elsewhere"});
  return out;
}

}  // namespace slipway::viz
