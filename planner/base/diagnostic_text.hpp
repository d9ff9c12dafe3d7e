// Writes diagnostics for people: place, caret, related places, hint. Strings only; no streams.
#pragma once

#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"

namespace slipway {

/// Returns one diagnostic as `path:line:col: error: text [code]`, the source line with a caret,
/// related places and the hint, each line ended. Without a place: `path: error: text [code]`, or
/// `slipway: error: text [code]` when `source` has no name. Text from the input is made printable.
std::string to_text(const Diagnostic& diagnostic, const Source& source, bool colour);

/// Returns the first `limit` findings as text (errors first in the count), then how many more
/// there are. `only_errors` leaves warnings and notes out, and out of the count.
std::string to_text(const Findings& findings, const Source& source, bool colour, bool only_errors,
                    std::size_t limit = 50);

}  // namespace slipway
