// Words and numbers as people read them in a meeting: dates, counts, odds, lists, paragraphs.
// One place, so that every answer says the same thing the same way. No tables, no plan.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"

namespace slipway::viz {

/// How an answer in text is to look.
struct TextOptions {
  std::size_t width = 80;  // columns of the terminal
  bool colour = false;
  bool all = false;  // every row, not only the first ones
};

/// Between what was and what is, between who gives and who waits, in every text for people. What is
/// typed and the labels of machine output have `->`.
inline constexpr std::string_view kArrow = " → ";

/// Returns `text` with every ` -> ` as the arrow for people.
std::string with_arrows(std::string_view text);

/// Rows of a table for people, unless all are asked for.
inline constexpr std::size_t kMostRows = 40;

/// Returns the columns `text` takes on a terminal: wide characters count 2, marks 0, a joined
/// emoji 2, colour codes 0.
std::size_t display_width(std::string_view text);

/// Returns `text` cut to at most `columns` columns; a cut ends in "…". `text` has no colour codes.
std::string fit_width(std::string_view text, std::size_t columns);

/// Returns `text` cut to at most `columns` columns like fit_width, but for its last `end` columns,
/// which stay: `js-go…als`. `end` is less than `columns`.
std::string fit_middle(std::string_view text, std::size_t columns, std::size_t end);

/// Returns `5 Oct`: a date whose year is said elsewhere.
std::string to_day_and_month(Date date);

/// Returns the year of `date`.
int year_of(Date date);

/// Returns a whole number with thousands apart: `10,000`.
std::string to_grouped(std::uint64_t number);

/// Returns `1 goal`, `3 goals`, `10,000 goals`.
std::string to_count(std::uint64_t number, std::string_view noun);

/// Returns days with at most one decimal: `5`, `2.5`. Tiny amounts that are not 0 show as 0.1.
std::string to_days(double days);

/// Returns a probability in steps of 1 %: `34 %`, `<5 %`, `>95 %`. Finer steps would promise more
/// than a simulation knows. For all that leaves the terminal: pictures, their words and tables, the
/// report, where a number is read without its run.
std::string to_odds(double share);

/// Returns a share of samples for the terminal, which compares them (`5 % → 2 %` must not read as
/// `5 % → <5 %`) and names its runs: `3 %`, `<1 %`, `>99 %`; never 0 % or 100 %: with every run on
/// time the Wilson interval still ends below 1 (Wilson 1927).
std::string to_percent(double share);

/// Returns a share that the plan says, such as progress, in whole percent: `0 %`, `40 %`.
std::string to_whole_percent(double share);

/// Returns what odds of being on time mean in words, as they are shown: `likely late` below 50 %,
/// `at risk` below 80 %, else nothing.
std::string_view word_of_odds(double share);

/// Returns `a`, `a and b`, `a, b and c`.
std::string to_list(const std::vector<std::string>& words);

/// Returns `text` as lines of at most `width` columns, each ended and indented by `indent` spaces
/// from the second on. Words longer than a line stay whole. Colour codes take no room.
std::string wrap(std::string_view text, std::size_t width, std::size_t indent = 0);

}  // namespace slipway::viz
