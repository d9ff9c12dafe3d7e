// What moves a date most: for each goal, blocker, risk, link or ask the P80 when it goes well and
// when it goes badly, all else drawn as before. Names, dates and numbers, ready to show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/date.hpp"

namespace slipway {

enum class TornadoKind : std::uint8_t { goal, blocker, risk, link, ask };

struct TornadoRow {
  TornadoKind kind = TornadoKind::goal;
  std::string id;         // a link or an ask: `from -> to`
  std::string title;      // may be the id
  std::string team;       // name; empty without one
  Date low{}, high{};     // the target's P80 when this goes well, and when it goes badly
  double low_days = 0.0;  // the same as working days against the P80 of all: negative is earlier
  double high_days = 0.0;
  std::optional<double> criticality;  // share of the samples in which it is critical
  bool is_assumed = false;            // its estimate is the plan's default
  bool operator==(const TornadoRow&) const = default;
};

struct TornadoReport {
  std::string plan;
  Date as_of{};
  std::string target_id;  // empty: the plan's finish
  std::string target_title;
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  Date p80{};                    // of the target, with everything drawn
  std::vector<TornadoRow> rows;  // the widest swing first
  std::size_t others = 0;   // looked at and not among the rows: none swings wider than the last
  std::size_t untried = 0;  // less critical than what was looked at
  bool operator==(const TornadoReport&) const = default;
};

/// Builds the report from the swings of an analysis, which has them and a simulation.
TornadoReport report_tornado(const Analysis& analysis);

/// Returns the working days between a row's two ends.
double swing_of(const TornadoRow& row);

/// Puts the rows in their order: the widest swing first, ties by kind and id.
void sort_rows(TornadoReport& report);

}  // namespace slipway
