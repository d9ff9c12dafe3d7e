// What machine answers share. Private to viz.
#pragma once

#include <optional>
#include <string_view>

#include "planner/report/risk_report.hpp"
#include "planner/report/schedule_report.hpp"
#include "planner/report/whatif_report.hpp"
#include "viz/json/json_writer.hpp"

namespace slipway::viz {

/// Opens an answer: an object with the format's version and the command.
void begin_answer(JsonWriter& json, std::string_view command);

/// Writes a number, or null.
void write_number(JsonWriter& json, const std::optional<double>& value);

/// Writes the keys NAME, NAME_low and NAME_high.
void write_odds(JsonWriter& json, std::string_view name, const std::optional<Odds>& odds);

/// Writes a list of texts.
template <typename Texts>
void write_texts(JsonWriter& json, const Texts& texts) {
  json.begin_array();
  for (const auto& text : texts) json.text(text);
  json.end_array();
}

/// Write what stands behind the command in the answers of `schedule` and `risk`, into the object
/// that is open.
void write_schedule(JsonWriter& json, const ScheduleReport& report);
void write_risk(JsonWriter& json, const RiskReport& report);

/// Write what the answers about changes share: a plan as `{schedule, risk}`, the keys of a row that
/// moved, and what a case does besides moving rows, into the object that is open.
void write_side(JsonWriter& json, const ScheduleReport& schedule,
                const std::optional<RiskReport>& risk);
void write_moved_keys(JsonWriter& json, const MovedRow& row);
void write_turns(JsonWriter& json, const WhatifCase& what);
void write_loads(JsonWriter& json, const WhatifCase& what);

}  // namespace slipway::viz
