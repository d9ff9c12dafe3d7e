// Random plans for the slow oracle, and the plan file that says the same.
// Scheduling does not live here. Rule: equal seeds and options give equal plans on every machine.
#pragma once

#include <cstdint>
#include <string>

#include "tests/support/slow_oracle.hpp"

namespace slipway::slow {

/// What a random plan may contain. Everything is on unless switched off.
struct RandomOptions {
  int min_items = 2;
  int max_items = 14;
  bool team_calendars = true;  // odd weeks: Mondays only, Tuesday to Thursday, weekends, ...
  bool holidays = true;        // and extra days
  bool fractions = true;       // eighths of a day; else whole days
  bool link_types = true;      // SS, FF, SF; else FS alone
  bool lags = true;
  bool leads = true;
  bool lag_calendars = true;  // else the predecessor's
  bool elapsed_lags = true;   // needs lag_calendars
  bool milestones = true;
  bool zero_goals = true;  // goals and blockers with a duration of 0
  bool blockers = true;
  bool objectives = true;
  bool progress = true;         // done and in progress
  bool out_of_sequence = true;  // progress that its links do not allow
  bool override_links = true;
  bool partial_actuals = true;  // done or started without a date, nothing remaining
  bool dropped = true;
  bool absent = true;         // existence below 0.5
  int absent_percent = 10;    // of the goals that have not begun
  int done_within_days = 12;  // goals were finished at most so long before the status date
  bool soft_links = true;
  bool not_before = true;
  bool due = true;
  bool as_of = true;  // else left out: it is the start
};

/// Makes an acyclic plan that a reader accepts: actual dates lie on or before `as_of`, only FS and
/// FF stand on objectives.
Problem random_problem(std::uint64_t seed, const RandomOptions& options = {});

/// Writes `problem` as a plan file, format 1. Blockers must come last among its items.
std::string to_plan_json(const Problem& problem);

}  // namespace slipway::slow
