// What the check-ins say that they did not say before: the latest date against the one before, goal
// by goal. Rows of a plan report. Views into the analysed plan, like every report.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// One goal that has a check-in on the latest date.
struct CheckinMove {
  std::size_t item = 0;  // row of the schedule report
  Date before{};         // its check-in before; not set: this is its first
  std::optional<double> score_before, score;
  std::optional<double> confidence_before, confidence;
  Date said_before{}, said{};  // by when its owner says it is done; not set: nobody said so
  std::string_view note;
  bool is_move() const {
    return score_before != score || confidence_before != confidence || said_before != said;
  }
};

/// An open goal without a check-in on the latest date.
struct StaleGoal {
  std::size_t item = 0;
  Date last{};  // not set: it never had one
};

struct CheckinReport {
  Date latest{};  // not set: the plan has none up to its status date
  Date before{};  // the latest date before it
  // What moved first: by confidence, then the said date, then score, the largest move first; then
  // first check-ins; then what stays as it was. Ties in file order.
  std::vector<CheckinMove> moves;
  std::vector<StaleGoal> stale;  // the longest without one first; those that never had one last
};

/// Builds the report. Check-ins after the status date do not count; of several on a day the last in
/// the file does. Objectives are stale for nobody: their goals are. Cost: n log n in the check-ins.
CheckinReport report_checkins(const Plan& plan);

/// Returns the check-ins up to the status date by row of the schedule report, latest first.
std::vector<std::vector<const CheckIn*>> checkins_by_item(const Plan& plan);

}  // namespace slipway
