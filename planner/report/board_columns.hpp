// The columns of a program board: equal stretches of time, or the plan's periods. Calendar
// arithmetic and names only; what stands in them is board_report's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// automatic: the finest that gives up to `liked` columns, or up to `most` where that leaves fewer
/// than four.
enum class ColumnLength : std::uint8_t { automatic, week, two_weeks, month, period };

/// Returns the length of that name: `week`, `2w`, `month` or `period`.
std::optional<ColumnLength> column_length_of(std::string_view name);

/// The days from `first` to `last`, both included. Of the columns of a board each begins on the day
/// after the one before.
struct BoardColumn {
  std::string name;  // "W33 2018", "W33-34 2018", "Aug 2018", "Q3 2018", a period's id
  Date first{};
  Date last{};
  bool operator==(const BoardColumn&) const = default;
};

struct ColumnChoice {
  std::vector<BoardColumn> columns;
  std::string note;  // why they are not of the length asked for; empty when they are
};

/// Chooses the columns that hold all days from `first` to `last`, both set: at most `most` (at
/// least 2), coarser than asked for where those would be too many; see ColumnLength for `liked`.
/// Weeks begin on Mondays, pairs of weeks on that of `first`. Never fails. Cost: columns, and
/// periods squared.
ColumnChoice choose_columns(const Plan& plan, Date first, Date last, ColumnLength length,
                            std::size_t most, std::size_t liked = 6);

}  // namespace slipway
