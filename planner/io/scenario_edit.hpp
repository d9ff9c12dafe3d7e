// A scenario put into the text of a plan file, and the proof that nothing else has changed.
// No files here: texts in, texts out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/diagnostic.hpp"

namespace slipway {

enum class ScenarioEdit : std::uint8_t {
  added,
  replaced,   // there was one of that name: its changes gave way to the new ones
  unchanged,  // there was one of that name with the same changes
};

struct EditedPlan {
  std::string text;
  ScenarioEdit edit = ScenarioEdit::unchanged;
};

/// Returns the text of a plan with the scenario `name` made of `changes` (the JSON text of an
/// object each). A scenario of that name keeps its place and its other keys; a new one comes
/// last, and so does the list `scenarios` where there is none. What is put in is laid out like the
/// rest; every other byte stays. The result has been read back and compared before it is returned.
/// Fails with invalid-value (a name that is empty, not UTF-8, or has line breaks or control
/// characters), invalid-json, too-deep, wrong-type
/// or duplicate-id (a plan that cannot be edited), and with what the plan reader says of the
/// changes, all without a place. Cost: that of reading the plan a few times.
Loaded<EditedPlan> put_scenario(std::string_view plan, std::string_view name,
                                const std::vector<std::string>& changes);

}  // namespace slipway
