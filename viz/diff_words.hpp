// The differences of two plans in words, and which of them moved a row. Not escaped, one line each.
// Private to viz.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "planner/report/diff_report.hpp"

namespace slipway::viz {

/// All that differs about one thing: `docs (Docs)`, `estimate 1w -> 2w; now waits for api`.
struct DiffLine {
  std::string thing;
  std::string words;
  bool moves_figures = false;  // can move a date or odds
};

/// Returns a line for each thing, in the order of the changes; then probable renames.
std::vector<DiffLine> list_differences(const DiffReport& report);

/// Returns `docs estimate`, `link a->b`, `new goal docs`: what a group of changes is about.
std::string name_of_group(const DiffReport& report, std::size_t group);

/// Which figure the parts of a row are told in: days of the finish where it moves, else days of its
/// P80, else points of its odds.
enum class PartsIn : std::uint8_t { nothing, finish_days, p80_days, points };
PartsIn parts_in(const DiffParts& parts);

/// Returns a word for each part that shows, the largest first: `docs estimate +5`; for points
/// `docs due -12 points`. What no change brought about comes last.
std::vector<std::string> list_parts(const DiffReport& report, const DiffParts& parts);

/// Returns the first parts that fit into `columns`, at least one: `docs estimate +5, 2 more`.
std::string say_parts(const std::vector<std::string>& parts, std::size_t columns);

/// Returns the whole of which list_parts are the parts, `+10`; empty when nothing is shared out.
std::string say_whole(const DiffParts& parts);

/// Says what differs and how much of it moves dates: `5 changes: 3 goals, 2 links`.
std::string count_changes(const DiffReport& report);

/// Says how the parts were found, and what was left out; empty when there are none to explain.
std::string say_method(const DiffReport& report);

}  // namespace slipway::viz
