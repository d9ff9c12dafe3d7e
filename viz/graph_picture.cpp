#include "viz/graph_picture.hpp"

#include <utility>

#include "viz/graph_arrangement.hpp"
#include "viz/graph_dot.hpp"
#include "viz/graph_layout.hpp"
#include "viz/graph_markdown.hpp"
#include "viz/graph_mermaid.hpp"
#include "viz/graph_svg.hpp"
#include "viz/wording.hpp"

namespace slipway::viz {
namespace {

// On a projector 11 pixels are easy to read, 9 are still possible. The estimate is rough, so goals
// are folded only when there is no doubt.
constexpr double kSmallestText = 9.0;

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

/// Returns the picture of one report.
LayoutResult draw(const GraphReport& report, const PictureOptions& options) {
  if (options.format == PictureFormat::mmd) {
    std::string text = to_mermaid(report);
    if (fits_mermaid(report, text)) return {true, std::move(text), ""};
    return {false, "",
            "Mermaid draws at most " + to_count(kMostMermaidLinks, "link") + " and " +
                to_count(kMostMermaidBytes, "byte")};
  }
  const std::string dot = to_dot(report, options.theme);
  if (options.format == PictureFormat::dot) return {true, dot, ""};
  LayoutResult result = run_layout(dot, layout_format(options.format), options.deadline);
  if (result.ok && options.format == PictureFormat::svg) {
    result.bytes = finish_svg(
        result.bytes, {graph_title(report), graph_description(report), describe_parts(report)},
        options.theme);
  }
  return result;
}

}  // namespace

bool is_readable(const GraphReport& report) { return text_on_screen(report) >= kSmallestText; }

Loaded<Picture> draw_graph(const MakeGraph& make, const PictureOptions& options) {
  Loaded<Picture> out;
  std::string problem;
  GraphStep first = GraphStep::every_goal;
  for (;;) {
    const GraphReport report = make_readable(make, first, options.format);
    LayoutResult result = draw(report, options);
    if (result.ok) {
      out.value = {std::move(result.bytes), report.notes, report.step};
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
