// The words of the load picture. Private to viz.
#pragma once

#include <cstddef>
#include <string>

#include "planner/report/load_report.hpp"

namespace slipway::viz {

std::string load_title(const LoadReport& report);

/// Plan, status date, goals, filters.
std::string load_facts(const LoadReport& report);

/// What was folded or left out, and which option shows it; empty when everything is shown.
std::string load_folds(const LoadReport& report);

/// Returns `W34`, or `Aug` for a month.
std::string column_name(const LoadReport& report, std::size_t column);

/// Returns the name of a team or of a row of others.
std::string name_of_row(const LoadRow& row);

/// Returns what stands in a cell: a percent without its sign, people where there is no capacity,
/// `off`, `over` where there is work and nothing may be planned.
std::string cell_text(const LoadCell& cell);

/// Returns what the chosen goals ask of a cell, as `cell_text` says it.
std::string chosen_text(const LoadCell& cell);

/// Returns what the numbers in the cells are: a sentence without its stop.
std::string meaning_of_cells(const LoadReport& report);

/// Returns the whole of a cell in words, for who points at it.
std::string cell_title(const LoadReport& report, const LoadRow& row, std::size_t column);

}  // namespace slipway::viz
