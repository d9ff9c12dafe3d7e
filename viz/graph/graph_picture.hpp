// From a view of the network to the bytes of a picture. The one door to drawing: text, layout in a
// limited child process, finishing touches. Writes no files.
// Use:
//   auto picture = viz::draw_graph(
//       [&](GraphStep first) { options.first_step = first; return report_graph(analysis, options);
//       },
//       {.format = viz::PictureFormat::svg, .theme = viz::Theme::automatic});
//   findings -> stderr (layout-failed is a warning: a simpler picture was drawn; with !picture.ok
//   nothing could be drawn, and the same code is all there is to say), picture.value.bytes -> file.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "planner/base/diagnostic.hpp"
#include "planner/report/graph_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/palette.hpp"
#include "viz/scene/picture_format.hpp"

namespace slipway::viz {

struct PictureOptions {
  PictureFormat format = PictureFormat::svg;
  Theme theme = Theme::automatic;  // svg: follows the reader's system; png, pdf, dot: light
  Paper paper = Paper::none;       // svg, png, pdf: scaled into the middle of a sheet
  bool wants_table = false;        // of the same facts
  std::chrono::milliseconds deadline{10'000};  // for each try; a try that needs longer is given up
};

struct Picture {
  std::string bytes;
  std::vector<std::string> notes;          // what the picture itself says it leaves out
  GraphStep step = GraphStep::every_goal;  // the step of the ladder that was drawn
  std::string table{};                     // in Markdown, where asked for
};

/// Says whether the text in boxes is large enough to be read when the picture fills a projector. A
/// rough estimate, before any layout.
bool is_readable(const GraphReport& report);

/// Says the same after laying it out: exact but for fonts, and as slow as drawing. True where it
/// cannot be laid out: drawing tells. It forks, as draw_graph does.
bool is_readable_when_drawn(const GraphReport& report);

/// Builds the report for a step of the ladder (see GraphOptions::first_step).
using MakeGraph = std::function<GraphReport(GraphStep first_step)>;

/// Draws. When Graphviz fails or takes too long, or Mermaid would not draw so much, tries the next
/// simpler step and warns (layout-failed). Where the print on a sheet would be too small, folds
/// what is neither near-critical nor late, or says so in a note. Not `ok` when not even the
/// simplest could be drawn. The same report gives the same bytes (png, pdf, svg: on one machine;
/// fonts differ between machines). Call it only while no other thread runs: it forks.
Loaded<Picture> draw_graph(const MakeGraph& make, const PictureOptions& options = {});

}  // namespace slipway::viz
