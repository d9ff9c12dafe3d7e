// Says where and why a text is not JSON, in the words of somebody who typed it.
// The parser only knows that it failed; this looks at the text a second time, and only then.
// Private to planner/io and its tests.
#pragma once

#include <optional>
#include <string_view>

#include "planner/base/diagnostic.hpp"

namespace slipway {

/// Returns the first fault of `text` as an invalid-json diagnostic: its bytes, what is wrong with
/// them, and what would be right. Nothing when the text is one JSON value (RFC 8259, UTF-8, with or
/// without a byte order mark, numbers within a double's range). Nesting is not bounded here.
/// Cost: linear in the text before the fault.
std::optional<Diagnostic> find_json_fault(std::string_view text);

}  // namespace slipway
