// The matrix by items: its rows, their order, its marks. Private to planner/report.
#pragma once

#include <vector>

#include "planner/report/link_facts.hpp"
#include "planner/report/matrix_report.hpp"

namespace slipway {

/// Fills `items`, `marks` and counts from `links`. Beyond kMostMatrixItems it keeps what is late,
/// critical or near it, or at an end of a hand-over that is broken or unagreed. Returns false, with
/// a note, where even that is too much: teams say more then.
bool list_matrix_items(const Analysis& analysis, const ScheduleReport& schedule,
                       const std::vector<LinkFacts>& links, bool all, MatrixReport& report);

}  // namespace slipway
