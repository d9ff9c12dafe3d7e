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
  kByLinks = 1u << 0,  // --focus --up --down --team --between
  kByState = 1u << 1,  // --critical --near --late
  kAll = 1u << 2,
  kFolding = 1u << 3,  // --collapse --reduce
  kGoals = 1u << 4,    // --goal
  kItems = 1u << 5,
  kGroup = 1u << 6,
  kBaseline = 1u << 7,
  kColumns = 1u << 8,
  kScenario = 1u << 9,
  kAt = 1u << 10,
  kBy = 1u << 11,
};
inline constexpr std::uint32_t kFilters = kByLinks | kByState;

struct ViewWord {
  std::string_view name;
  View view;
  std::uint32_t takes;     // of ViewOption
  std::size_t most_goals;  // that --goal may name
  bool is_dot, is_mmd;     // formats beside .svg .png .pdf
  std::string_view why;    // why it does not take all filters; empty: it does
};

inline constexpr std::array<ViewWord, 10> kViews = {{
    {"graph", View::graph, kFilters | kAll | kFolding, 0, true, true, ""},
    {"gantt", View::gantt, kFilters | kAll | kGroup | kBaseline, 0, false, true, ""},
    {"board", View::board, kFilters | kAll | kColumns, 0, false, false, ""},
    {"matrix", View::matrix, kFilters | kAll | kItems, 0, false, false, ""},
    {"load", View::load, kFilters | kAll | kAt, 0, false, false, ""},
    {"changes", View::changes, kFilters | kAll | kScenario | kBaseline, 0, false, false, ""},
    {"trend", View::trend, kFilters | kGoals | kAll, 15, false, false, ""},
    {"burnup", View::burnup, kByLinks | kGoals | kBaseline | kBy, 1, false, false,
     "what is done is neither critical nor late any more, so such a burn-up would have no past"},
    {"scurve", View::scurve, kGoals, 4, false, false,
     "a curve is the chance of one finish, which a filter does not change"},
    {"tornado", View::tornado, kGoals, 1, false, false,
     "what swings a finish is looked for among all that it waits for"},
}};

/// Returns the row of a view.
constexpr const ViewWord& word_of(View view) {
  for (const ViewWord& word : kViews) {
    if (word.view == view) return word;
  }
  return kViews[0];
}

}  // namespace slipway::cli
