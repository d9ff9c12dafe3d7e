// The figures of a plan that attribution compares, as whole numbers that can be subtracted.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "planner/base/diagnostic.hpp"
#include "planner/risk/draw_tables.hpp"
#include "planner/risk/simulation.hpp"
#include "planner/whatif/mixed_plan.hpp"

namespace slipway {

inline constexpr std::int64_t kNoFigure = std::numeric_limits<std::int64_t>::min();

/// What a plan or one of its items measures; kNoFigure where there is nothing.
struct Figures {
  std::int64_t finish = kNoFigure;   // working time of a calendar that stays the same, ticks
  std::int64_t p80 = kNoFigure;      // likewise
  std::int64_t on_time = kNoFigure;  // samples
  std::int64_t day = kNoFigure;      // shown for the finish of what takes no time (shown_dates)
  std::int64_t p80_day = kNoFigure;  // shown for its P80
  bool operator==(const Figures&) const = default;
};

/// What all mixtures are measured by.
struct Measuring {
  const Plan& yardstick;                    // whose calendars count
  const PlanMatch& match;                   // yardstick is its new plan
  const std::vector<std::uint32_t>& items;  // joint rows of those that are measured
  std::optional<SimulationOptions> risk;
};

/// Returns the figures of the plan, then of `items`. `mixed.items` says where they are. Fails as
/// analyse() does. Safe to call from several threads, with one store of tables.
Loaded<std::vector<Figures>> measure(const MixedPlan& mixed, const Measuring& by,
                                     DrawTables& tables);

}  // namespace slipway
