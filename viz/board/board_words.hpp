// The words of the board: title, facts, what a card and a string say. No shapes. Private to viz,
// but for what board_chart.hpp declares.
#pragma once

#include <string>
#include <vector>

#include "planner/report/board_report.hpp"

namespace slipway::viz {

std::string board_title(const BoardReport& report);
/// Returns plan, status date, filter, counts, what was folded.
std::string board_facts(const BoardReport& report);

/// Returns the lines of a card below its id and title, as many as text_lines_of says.
std::vector<std::string> card_lines(const BoardReport& report, const BoardCard& card);
/// Returns everything about a card, for who points at it.
std::string describe_card(const BoardCard& card);
/// Returns what a card is: `goal late critical`.
std::string kind_words(const BoardCard& card);

/// Returns what a string says where it meets its card: `? late 34 %`, `! 3 d`; may be empty.
std::string string_label(const BoardString& string);
/// Returns who gives, as it is said beside: an id, or `4 goals`.
std::string giver_words(const BoardReport& report, const BoardString& string);
/// Returns who needs it, likewise.
std::string taker_words(const BoardReport& report, const BoardString& string);
/// Returns everything about a string.
std::string describe_string(const BoardReport& report, const BoardString& string);

/// Returns `load 87 %`, or `3 d asked` where the capacity is unlimited; empty for nothing.
std::string cell_load_words(const BoardCell& cell);

}  // namespace slipway::viz
