// A view of the network as Mermaid text, for Markdown that a forge draws: a flowchart with a
// subgraph for each team. Says in words what the drawing has no mark for. No layout here.
// Rule: every text of the plan is made printable, cut and escaped: titles are hostile input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "planner/report/graph_report.hpp"

namespace slipway::viz {

/// What GitHub's Mermaid draws at most; more text or arrows give an error instead of a picture.
inline constexpr std::size_t kMostMermaidBytes = 50'000;  // it counts characters: rather too strict
inline constexpr std::size_t kMostMermaidLinks = 500;
/// Not said anywhere: its layout (11.17) has drawn 60 boxes in subgraphs and failed on 128.
inline constexpr std::size_t kMostMermaidBoxes = 100;

/// Returns the drawing: a title, comments with the answer and the counts, boxes by team, arrows,
/// looks that are readable on light and dark pages. Boxes are named after the ids of the plan
/// (`g_` and the id, what is neither letter nor digit as `_`), so that a small change of the plan
/// is a small change of the text. Cost: linear, and log-linear for names that collide.
std::string to_mermaid(const GraphReport& report);

/// Says whether the drawing keeps within the limits above.
bool fits_mermaid(const GraphReport& report, std::string_view drawing);

/// Returns `text` printable and fit for a quoted label: nothing in it ends the label, is markup, an
/// icon, a directive or a formula. Characters that could be become `#35;` and its like.
std::string mermaid_label(std::string_view text);

}  // namespace slipway::viz
