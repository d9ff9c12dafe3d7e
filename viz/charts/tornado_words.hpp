// What the tornado says in words. Private to viz.
#pragma once

#include <string>
#include <string_view>

#include "planner/report/tornado_report.hpp"

namespace slipway::viz {

/// Returns `goal`, `blocker` ...
std::string_view name_of(TornadoKind kind);

/// Returns working days with their sign: `+3.5 d`, `−2 d`, `0 d`.
std::string signed_days(double days);

/// Returns the id of the target, or `the plan's finish`. Not escaped.
std::string name_of_target(const TornadoReport& report);

/// Returns what stands at one end of a bar: `28 Sep, −5 d`. Where the side of the centre does not
/// tell how it goes, the words do: `28 Sep, +2 d, well`.
std::string end_words(const TornadoRow& row, bool is_low, Date near);

/// Returns how many things were not tried, in words without a full stop.
std::string untried_words(const TornadoReport& report);

std::string tornado_title(const TornadoReport& report);

/// Returns plan, status date, runs and seed.
std::string tornado_facts(const TornadoReport& report);

}  // namespace slipway::viz
