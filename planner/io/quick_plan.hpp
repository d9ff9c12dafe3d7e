// The fast way to read a plan file: QuickJson, on two threads where the list of goals is long.
// It gives up on anything that is not well-formed; read_json then says what is wrong.
#pragma once

#include <string_view>

#include "planner/io/plan_builder.hpp"

namespace slipway {

/// Feeds the pieces of `text` to `builder` as read_json would. Returns false when it gave up: the
/// builder has then seen a part and must be thrown away. `min_split` is the length of text from
/// which the list of goals is read by two threads.
bool read_quickly(std::string_view text, PlanBuilder& builder, std::size_t min_split = 1 << 20);

}  // namespace slipway
