// The views that can be drawn, and which options each of them takes: one table for the grammar, the
// checks and the messages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "planner/cli/command_line.hpp"

namespace slipway::cli {

/// Options that only some views take, as bits.
enum ViewOption : std::uint32_t {
  kFilters = 1u << 0,  // --focus --up --down --team --between --critical --near --late
  kTeams = 1u << 1,    // --team, where a view takes no other filter
  kAll = 1u << 2,
  kFolding = 1u << 3,  // --collapse --reduce
  kGoals = 1u << 4,    // --goal
  kItems = 1u << 5,
  kGroup = 1u << 6,
  kBaseline = 1u << 7,
  kColumns = 1u << 8,
  kScenario = 1u << 9,
};

struct ViewWord {
  std::string_view name;
  View view;
  std::uint32_t takes;     // of ViewOption
  std::size_t most_goals;  // that --goal may name
  bool is_dot, is_mmd;     // formats beside .svg .png .pdf
};

inline constexpr std::array<ViewWord, 10> kViews = {{
    {"graph", View::graph, kFilters | kAll | kFolding, 0, true, true},
    {"gantt", View::gantt, kFilters | kAll | kGroup | kBaseline, 0, false, true},
    {"board", View::board, kFilters | kAll | kColumns, 0, false, false},
    {"matrix", View::matrix, kFilters | kAll | kItems, 0, false, false},
    {"load", View::load, kTeams | kAll, 0, false, false},
    {"changes", View::changes, kAll | kScenario | kBaseline, 0, false, false},
    {"trend", View::trend, kGoals | kAll, 15, false, false},
    {"burnup", View::burnup, kGoals | kBaseline, 1, false, false},
    {"scurve", View::scurve, kGoals, 4, false, false},
    {"tornado", View::tornado, kGoals, 1, false, false},
}};

/// Returns the row of a view.
constexpr const ViewWord& word_of(View view) {
  for (const ViewWord& word : kViews) {
    if (word.view == view) return word;
  }
  return kViews[0];
}

}  // namespace slipway::cli
