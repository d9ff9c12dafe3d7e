// What the picture of a change says in words. Private to viz.
#pragma once

#include <string>
#include <vector>

#include "planner/report/changes_report.hpp"

namespace slipway::viz {

std::string changes_title(const ChangesReport& report);

/// Returns plan, status date, counts and runs on one line.
std::string changes_facts(const ChangesReport& report);

/// Returns `+10 d`, `P80 +3 d` where only that moves, or nothing.
std::string shift_words(const ChangedRow& row);

/// Returns `62 % → 41 %`, `62 %` where both read alike, or nothing.
std::string odds_words(const ChangedRow& row);

/// Returns `newly late`, `on time now`, `dropped`, `new`, `still late`, or nothing.
std::string mark_words(const ChangedRow& row);

/// Returns who has too few people and when: `Sync: 3 people wanted of 2, W10 to W12; before: 2`.
std::string load_words(const OverTeam& team);

/// Returns the objective's name, its finish before and now, its odds:
/// `routing: Fri 5 Oct 2018 → Fri 19 Oct 2018, +10 d, on time 62 % → 41 %, newly late`.
std::string objective_words(const ChangedRow& row);

/// Returns which link is newly broken and how:
/// `hsm (Security) → sign (Release): 5 working days too late for Fri 12 Mar 2027`.
std::string broken_words(const BrokenLink& link);

/// Returns `2 links are broken no longer`; empty without any.
std::string mended_words(const ChangesReport& report);

/// Returns what is not among the rows: `and 12 more that move by less, 2 of them newly late`; empty
/// when all are.
std::string more_words(const ChangesReport& report);

/// Returns the row in a sentence with dates in full, for those who point at it.
std::string row_title(const ChangedRow& row);

}  // namespace slipway::viz
