// Texts that fit into a picture: short dates, titles in lines, escapes. Private to viz.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"

namespace slipway::viz {

/// Returns `5 Oct`, with the year when it is not that of `near`.
std::string short_date(Date date, Date near);

/// Returns `3 Sep – 5 Oct`; one date when only one is set or both are the same.
std::string date_range(Date start, Date finish, Date near);

/// Where a line may end: prose only at spaces, names also after hyphens and the like.
enum class Breaks : unsigned char { prose, name };

/// Returns `text` made printable, in lines of at most `width` characters, broken in the middle of a
/// word only when there is no better place; at most `most` lines, the last marked when cut.
std::vector<std::string> break_lines(std::string_view text, std::size_t width, std::size_t most,
                                     Breaks breaks);

/// Returns `text` on one line, safe in XML: `& < > " '` become entities, unsafe characters are made
/// printable.
std::string escape_xml(std::string_view text);

/// Returns `text` safe inside HTML-like labels: as in XML, and backslashes doubled, because
/// Graphviz reads `\N` and the like there too.
std::string escape_label(std::string_view text);

}  // namespace slipway::viz
