// What a change does to a box or an arrow of the network picture, in words and colours. Words are
// for the drawing (short dates) or for those who point at it (dates in full). Private to viz.
#pragma once

#include <string>

#include "planner/report/graph_report.hpp"
#include "viz/scene/palette.hpp"

namespace slipway::viz {

/// Returns `+10 d` or `−2.5 d`: working days by which something moves.
std::string say_shift(double days);

/// Returns `28 Sep → 12 Oct`, or `P80 28 Sep → 12 Oct` where only that moves; empty where neither
/// does or one of the two is missing.
std::string say_move(const GraphReport& report, const GraphBox& box);

/// Returns how a moved box now stands: `newly late: 5 d`, `now on time`, `still 5 d late`; empty
/// when none of them holds.
std::string say_standing(const GraphBox& box);

/// Returns the marks of a turn: `new`, `no date before`, `P80 was 8 Apr`, `now critical`, `was
/// critical`; empty without any.
std::string say_turn_marks(const GraphReport& report, const GraphBox& box);

/// Returns what happens inside a folded box: `3 later · 1 newly late`.
std::string count_turns(const BoxTurn& turn);

/// Returns the turn in one line of a list: `28 Sep → 12 Oct, +10 d, newly late: 5 d`.
std::string say_turn(const GraphReport& report, const GraphBox& box);

/// Returns the turn with dates in full: `finish moved from Fri 28 Sep 2018 by +10 d, newly late`.
std::string describe_turn(const GraphReport& report, const GraphBox& box);

/// Returns the colour that stands for the box's turn: of what is late, saved, gone, worse or
/// better.
Paint paint_of_turn(const GraphBox& box);

/// Says whether the box neither moves nor is critical in a picture of a change: then it is faded.
bool is_still(const GraphReport& report, const GraphBox& box);

/// Says whether the arrow is drawn as it was before: it is gone, or it was critical.
bool is_ghost(const GraphLink& link);

/// Returns what stands beside such an arrow, or beside one that was added: `dropped`, `new`. Arrows
/// of a box that is gone say nothing: the box does.
std::string say_link_turn(const GraphReport& report, const GraphLink& link);

}  // namespace slipway::viz
