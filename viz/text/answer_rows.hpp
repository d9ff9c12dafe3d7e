// What the answers in text share: which rows of a schedule to show and in which order, how their
// dates and marks read. No sentences, no tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/report/schedule_report.hpp"
#include "viz/text/table.hpp"

namespace slipway::viz {

/// A row of the report to show, with its depth below the objectives that are shown too.
struct ShownRow {
  std::size_t row = 0;  // in ScheduleReport::rows
  std::size_t depth = 0;
};

/// Chooses from `candidates` (rows in file order): all when `all`, else at most kMostRows, late
/// ones first, then critical, near-critical, open, objectives, finished. Returns them in file order
/// with goals below their objective and blockers last. Cost: linear.
std::vector<ShownRow> choose_rows(const ScheduleReport& report,
                                  const std::vector<std::size_t>& candidates, bool all);

/// Writes dates short where their year is clear: `5 Oct` when all of them fall in one year, else
/// `2018-10-05`. A date that is not set is empty.
class DateStyle {
 public:
  void see(Date date);
  std::string operator()(Date date) const;

 private:
  Date first_{}, last_{};
};

/// Says whether the item's date is still ahead of it: not done, dropped or left out.
bool is_open(const ScheduleRow& row);

/// Returns the id, with a diamond before it for a milestone.
std::string label_of(const ScheduleRow& row);

/// Returns `late, critical`, `done`, `near-critical, assumed` ...: the marks of a row in words, the
/// weightiest first.
std::string marks_of(const ScheduleRow& row);
Style style_of(const ScheduleRow& row);

/// Returns `5 days late`.
std::string lateness_of(const ScheduleRow& row);

/// Returns the plan's name in quotes' stead: printable, or `The plan` without one.
std::string name_of_plan(std::string_view name);

}  // namespace slipway::viz
