#include "planner/cli/whatif_picture.hpp"

#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/changes_graph.hpp"
#include "planner/report/changes_report.hpp"
#include "viz/charts/changes_chart.hpp"
#include "viz/graph/graph_picture.hpp"
#include "viz/scene/scene_picture.hpp"
#include "viz/text/whatif_text.hpp"

namespace slipway::cli {
namespace {

std::optional<std::string> draw_graph(const CommandLine& line, const Analysis& before,
                                      const Analysis& after, const WhatifReport& report,
                                      const std::vector<Change>& changes) {
  const WhatifCase& what = report.cases.front();
  const std::string sentence = viz::say_case(report, what);
  // Laid out elsewhere: to a shape of its own.
  const bool is_text = viz::picture_format_of(line.output) == viz::PictureFormat::dot;
  Loaded<viz::Picture> picture = viz::draw_graph(
      [&](GraphStep first_step) {
        GraphReport graph;
        for (const Reach reach : kReaches) {
          graph = report_changes(before, after, report, what, changes,
                                 {.filter = {.all = line.all}, .first_step = first_step}, reach);
          if (graph.step == GraphStep::every_goal) break;
          if (viz::is_readable(graph) && (is_text || viz::is_readable_when_drawn(graph))) break;
        }
        graph.sentence = sentence;
        return graph;
      },
      {.format = viz::picture_format_of(line.output).value(),
       .theme = line.theme,
       .paper = line.paper});
  say_findings(line, picture.findings);
  if (!picture) return std::nullopt;
  return std::move(picture.value.bytes);
}

std::optional<std::string> draw_rows(const CommandLine& line, const Analysis& before,
                                     const Analysis& after, const WhatifReport& report) {
  const WhatifCase& what = report.cases.front();
  const ChangesReport rows = report_what_changed(
      before, after, report, what, ask_about(what.change_words, what.name), {.all = line.all});
  Loaded<std::string> bytes =
      viz::draw_pages(viz::draw_changes(rows, viz::frame_of(line.paper)),
                      viz::picture_format_of(line.output).value(), line.theme, line.paper);
  say_findings(line, bytes.findings);
  if (!bytes) return std::nullopt;
  return std::move(bytes.value);
}

}  // namespace

std::optional<std::string> draw_whatif(const CommandLine& line, const Analysis& before,
                                       const Analysis& after, const WhatifReport& report,
                                       const std::vector<Change>& changes) {
  return line.view == View::changes ? draw_rows(line, before, after, report)
                                    : draw_graph(line, before, after, report, changes);
}

}  // namespace slipway::cli
