// The differences of two plans in words, and which of them moved a row. Not escaped, one line each.
// Private to viz.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
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

/// Returns `docs estimate`, `link a->b`, `new docs`: what a group of changes is about. In a row
/// about `id` the thing itself and who it waits for are not named again: `its estimate`, `link from
/// a`.
std::string name_of_group(const DiffReport& report, std::size_t group, std::string_view id = {});

/// The figure in which the parts of a row are told: days of the finish where it moves, else points
/// of its odds, else days of its P80; where none of them moves, what changes did to make up for
/// others.
enum class PartsIn : std::uint8_t { nothing, finish_days, p80_days, points };
PartsIn parts_in(const DiffParts& parts);

/// A part as it is shown: `docs estimate` and `+5`.
struct PartWords {
  std::string name;
  std::string figure;  // with its unit where that is not days; empty: only who it was is known
};

/// Returns the parts that show, the largest first; what no change brought about comes last. `id` is
/// that of the row.
std::vector<PartWords> list_parts(const DiffReport& report, const DiffParts& parts, PartsIn in,
                                  std::string_view id = {});

/// Returns the first parts that fit into `columns`, at least one, its name cut if it must be:
/// `docs estimate +5, 2 more`.
std::string say_parts(const std::vector<PartWords>& parts, std::size_t columns);

/// Returns `+5`, `+5 of P80`, `-12 points`.
std::string say_figure(double shown, PartsIn in);

/// Says what differs and how much of it moves dates: `5 changes: 3 goals, 2 links`.
std::string count_changes(const DiffReport& report);

/// Says how the parts were found, and what was left out; empty when there are none to explain.
std::string say_method(const DiffReport& report);

}  // namespace slipway::viz
