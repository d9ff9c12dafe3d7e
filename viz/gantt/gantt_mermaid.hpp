// A Gantt chart as Mermaid text (`.mmd`), for pages that draw it themselves, such as a repository's
// Markdown. It has bars, sections and states; no tails, floats or arrows, which Mermaid lacks.
#pragma once

#include <cstddef>
#include <string>

#include "planner/report/gantt_report.hpp"

namespace slipway::viz {

/// GitHub draws no text longer than this, in characters.
inline constexpr std::size_t kMostMermaid = 50'000;

/// Returns the diagram: a section per group, a bar per row with `crit`, `done`, `active` or
/// `milestone`, late days and odds in words. Stays below kMostMermaid: first without titles, then
/// with what is late or critical, then with a bar per group, and says so in a comment. Rows without
/// dates are named in a comment. Texts of the plan cannot end a label or be taken for a keyword.
/// Cost: linear.
std::string to_mermaid(const GanttReport& report);

}  // namespace slipway::viz
