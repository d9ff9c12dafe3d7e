// The program board as a picture: teams as rows, stretches of time as columns, a card for each
// goal, strings from who gives to who needs.
#pragma once

#include <string>
#include <vector>

#include "planner/report/board_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws the board: one scene, or on paper as many pages as its teams need. A string whose ends lie
/// on two pages is told on both cards, each with the page of the other.
std::vector<Scene> draw_board(const BoardReport& report, const Frame& frame = {});

/// Returns the answer in up to three sentences: what is late, how many hand-overs there are and how
/// many ask for something, which is late most often.
std::vector<std::string> answer_in_words(const BoardReport& report);

/// Returns the same facts as Markdown: a row for each card, a row for each string.
std::string to_markdown(const BoardReport& report);

}  // namespace slipway::viz
