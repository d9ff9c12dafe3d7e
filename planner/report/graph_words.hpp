// The sentences of a network picture: the answer, what was asked for, what is left out.
// Private to planner/report.
#pragma once

#include <string>
#include <vector>

#include "planner/report/graph_view.hpp"

namespace slipway {

/// Returns the answer: what misses its date, the critical path, the finish, the odds.
std::string say_answer(const Analysis& analysis, const ScheduleReport& schedule);

/// Returns what was asked to be shown: `filter`, and how it is to be folded; empty when nothing was
/// asked.
std::string say_asked(std::string filter, const GraphOptions& options);

/// What the picture leaves out, in numbers.
struct LeftOut {
  std::size_t links_of_rest = 0;
  std::size_t asks_of_rest = 0;  // not agreed
  std::size_t implied_links = 0;
  std::size_t late_goals = 0;
  std::size_t light_arrows = 0;
};

/// Returns what the reader must know about the view: the step of the ladder and how to undo it, and
/// what is not drawn.
std::vector<std::string> say_notes(const GraphReport& report, const GraphView& view,
                                   const GraphOptions& options, const LeftOut& left_out);

/// Returns `a, b and c`; of a long list the first few, and how many more there are.
std::string name_some(std::vector<std::string> names);

/// Returns "1 goal", "2 goals": English plurals in s.
std::string count_of(std::size_t count, const char* noun);

/// Returns a share as pictures show it: `34 %`, `<5 %`, `>95 %`.
std::string say_percent(double share);

/// Returns days without needless digits: "5", "2.5".
std::string say_days(double days);

}  // namespace slipway
