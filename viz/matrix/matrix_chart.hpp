// The matrix as a picture: by teams, tinted by days at risk, rings marked as blocks; by items, with
// all marks below the diagonal.
#pragma once

#include <string>
#include <vector>

#include "planner/report/matrix_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws the matrix: one scene, or on paper as many pages as its rows and columns need.
std::vector<Scene> draw_matrix(const MatrixReport& report, const Frame& frame = {});

/// Returns the answer in up to four sentences: which pair has most at risk, what is unagreed, which
/// teams wait for each other in a ring; of a matrix by items, how long its longest chain is.
std::vector<std::string> answer_in_words(const MatrixReport& report);

/// Returns the same facts as Markdown: a row for each pair of teams, or for each mark.
std::string to_markdown(const MatrixReport& report);

}  // namespace slipway::viz
