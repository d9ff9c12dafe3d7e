// Levers ready to show: what each move wins, what it costs others, and the flags that make it.
// Views into the analysed plan, like every report.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/report/risk_report.hpp"
#include "planner/whatif/comparison.hpp"
#include "planner/whatif/levers.hpp"

namespace slipway {

struct LeverGoalRow {
  std::string_view id;
  bool is_objective = false;
  Date p80_before{}, p80{};
  double p80_days = 0.0;        // by which its P80 comes earlier
  bool has_date = false;        // the rest has a meaning
  double on_time_before = 0.0;  // share of runs
  double on_time = 0.0;
  double gain = 0.0;
  double error = 0.0;  // standard error of the gain, by paired runs
  bool is_noise = true;
};

/// A promise that a lever gives up, and its odds as the plan is.
struct GivenUp {
  std::string_view id;
  double on_time = 0.0;
};

struct LeverRow {
  LeverKind kind = LeverKind::resolve;
  std::string_view id;  // of what is changed
  std::string label;    // in words: what to do
  std::vector<std::string> flags;
  std::vector<GivenUp> given_up;
  std::size_t measured = 0;  // goals that the odds are about
  double before = 0.0;       // odds of those being on time
  double after = 0.0;
  double gain = 0.0;
  double error = 0.0;
  bool is_noise = true;
  double finish_days = 0.0;         // by which the P80 of the plan, or of the goal, comes earlier
  std::vector<LeverGoalRow> goals;  // file order
  /// Says whether somebody else's odds, beyond noise, or P80 get worse.
  bool costs_others() const;
};

struct LeversReport {
  std::string_view plan;
  Date as_of{};
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  std::string_view goal;          // id; empty: all committed goals
  std::optional<Date> p80;        // of the plan, or of the goal
  std::optional<Odds> odds;       // of all committed goals, or of the goal, as the plan is
  std::size_t num_committed = 0;  // that the odds are about
  std::vector<LeverRow> rows;     // what wins most first
  std::size_t left_out = 0;       // moves that were not looked at
  std::size_t num_risks = 0;      // of the plan: nobody's to switch off
};

/// Builds the report. `to_flag` writes a change as `whatif` takes it.
LeversReport report_levers(const Analysis& analysis, const Levers& levers, ItemId goal,
                           const std::function<std::string(const Change&)>& to_flag);
LeversReport report_levers(const Analysis&& analysis, const Levers& levers, ItemId goal,
                           const std::function<std::string(const Change&)>& to_flag) = delete;

}  // namespace slipway
