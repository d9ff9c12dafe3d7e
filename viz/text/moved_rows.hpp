// How rows that moved are shown wherever changes are answered for: their order, marks and looks.
// Private to viz.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "planner/report/whatif_report.hpp"
#include "viz/text/colour.hpp"

namespace slipway::viz {

/// Returns the rows of `what.moved` as a table has them: newly late by priority, newly safe, what
/// came or went, then the others by how far they move, objectives last.
std::vector<std::size_t> order_moved(const WhatifCase& what);

/// Returns `newly late`, `saved`, `new`, `left out`, `no goal left` ...; `gone` says what a row is
/// that was dropped or removed.
std::string mark_of_moved(const MovedRow& row, std::string_view gone);
Style style_of_moved(const MovedRow& row);

/// Returns the id, with a diamond before it for a milestone.
std::string label_of_moved(const MovedRow& row);

}  // namespace slipway::viz
