// Texts from a plan inside Markdown. Private to viz.
#pragma once

#include <string>
#include <string_view>

namespace slipway::viz {

/// Returns `text` printable, on one line, fit for a cell of a table: nothing in it is markup, a
/// link, HTML or the end of the cell.
std::string markdown_cell(std::string_view text);

}  // namespace slipway::viz
