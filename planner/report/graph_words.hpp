// The sentences of a network picture: the answer, what was asked for, what is left out.
// Private to planner/report.
#pragma once

#include <string>
#include <vector>

#include "planner/report/graph_view.hpp"

namespace slipway {

/// Returns the answer: what misses its date, the critical path, the finish, the odds.
std::string say_answer(const Analysis& analysis, const ScheduleReport& schedule);

/// Returns what the options ask to be shown; empty when nothing was asked.
std::string say_filter(const Plan& plan, const GraphOptions& options);

/// Returns what the reader must know about the view: the step of the ladder and how to undo it,
/// hidden links, late goals that are not drawn.
std::vector<std::string> say_notes(const GraphReport& report, const GraphView& view,
                                   const GraphOptions& options, std::size_t num_implied,
                                   std::size_t num_late_elsewhere);

/// Returns "1 goal", "2 goals": English plurals in s.
std::string count_of(std::size_t count, const char* noun);

/// Returns days without needless digits: "5", "2.5".
std::string say_days(double days);

}  // namespace slipway
