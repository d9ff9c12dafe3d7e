// The parts of a board as shapes: cards, strings, the legend. Private to viz.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "planner/report/board_report.hpp"
#include "viz/board/board_layout_internal.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws a card with the lines of the strings that lead to it.
void draw_card(Brush& brush, const BoardReport& report, const BoardLayout& layout,
               std::size_t card);

/// Draws a string from card to card.
void draw_string(Brush& brush, const BoardReport& report, const BoardLayout& layout,
                 std::size_t string);

/// Lists what has no date, at most so many by name, from `at` on; returns the last baseline.
double draw_undated(Brush& brush, const BoardReport& report, std::size_t most, Point at,
                    double right);

std::vector<LegendEntry> board_legend(const BoardReport& report);
std::string board_legend_words(const BoardReport& report);

}  // namespace slipway::viz
