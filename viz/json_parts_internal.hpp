// What machine answers share: how they begin, numbers that may be missing, lists of texts. Private
// to viz.
#pragma once

#include <optional>
#include <string_view>

#include "planner/report/schedule_report.hpp"
#include "viz/json_writer.hpp"

namespace slipway::viz {

/// Opens the answer of `command`.
inline void begin_answer(JsonWriter& json, std::string_view command) {
  json.begin_object();
  json.key("slipway").integer(1);
  json.key("command").text(command);
}

/// Writes null without a value.
inline void write_number(JsonWriter& json, const std::optional<double>& value) {
  value ? json.number(*value) : json.null();
}

template <typename Texts>
void write_texts(JsonWriter& json, const Texts& texts) {
  json.begin_array();
  for (const auto& text : texts) json.text(text);
  json.end_array();
}

/// Returns the status as the plan format has it: blockers have states of their own.
inline std::string_view status_word(Kind kind, Status status) {
  if (kind == Kind::blocker) return status == Status::done ? "resolved" : "open";
  return to_string(status);
}

}  // namespace slipway::viz
