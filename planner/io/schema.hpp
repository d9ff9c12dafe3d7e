// The JSON Schema of the plan format, as it stood when the program was built.
// The text comes from data/schema/plan.schema.json; nothing here reads or judges a plan.
#pragma once

#include <string_view>

namespace slipway {

/// Returns the schema (JSON Schema draft 7, UTF-8, ends with a newline). It lives as long as the
/// program. Never fails; safe to share between threads.
std::string_view schema_text();

}  // namespace slipway
