// The words of the matrix: title, facts, answers, its table. No shapes. Private to viz, but for
// what matrix_chart.hpp declares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "planner/report/matrix_report.hpp"

namespace slipway::viz {

std::string matrix_title(const MatrixReport& report);
std::string matrix_question(const MatrixReport& report);
/// Returns plan, status date, what is shown and what is not.
std::string matrix_facts(const MatrixReport& report);

/// Returns `Go -> JS -> Go`, with an arrow sign; of a loop of more than `most` teams the first and
/// the last ones and how many more.
std::string loop_words(const MatrixReport& report, const MatrixRing& ring,
                       std::size_t most = std::numeric_limits<std::uint32_t>::max());

/// Returns a team's id, or what stands for it: `no team`, `3 other teams`.
std::string short_name(const MatrixTeam& team);

/// Returns a cell in one line: `5 links, 1 unagreed, 2 likely late, 3.5 days at risk`.
std::string cell_words(const MatrixReport& report, const MatrixCell& cell);

/// Returns a mark in one line: `api waits for storage: critical, likely late (64 %)`.
std::string mark_words(const MatrixReport& report, const MatrixMark& mark);

}  // namespace slipway::viz
