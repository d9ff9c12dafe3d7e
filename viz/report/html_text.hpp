// Texts and numbers of a plan as HTML: everything escaped, nothing that a plan says is markup.
// Private to viz.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "planner/base/date.hpp"

namespace slipway::viz {

/// Returns `text` printable, on one line, safe between tags and in quoted attributes.
std::string html_text(std::string_view text);

/// Returns the id of an element about the item `id`: `goal-js-client`. As ids of items are unique
/// and have no white space, these do too. Escaped.
std::string html_goal_id(std::string_view id);

/// Returns the same as the address of that element: `#goal-js-client`. Escaped.
std::string html_goal_address(std::string_view id);

/// Returns `url` fit for a link, escaped; nothing when it is none of http, https and
/// mailto.
std::string html_address(std::string_view url);

/// Returns `5 Oct 2018`; a dash when the date is not set.
std::string html_date(Date date);

/// Returns one of our SVG files as a part of a page: no prologue, no style sheet (the page has it),
/// and every id and reference to one begins with `prefix` and a hyphen. What is no SVG is nothing.
/// Cost: linear.
std::string inline_svg(std::string_view svg, std::string_view prefix);

}  // namespace slipway::viz
