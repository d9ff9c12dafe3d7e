// What a report says about one goal, milestone, objective or blocker on a page of its own: fields,
// links, check-ins, and what sets its date. Rows of a plan report, names only.
// Views into the analysed plan, like every report.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/report/plan_report.hpp"

namespace slipway {

/// Fills `pages`, `steps` and `num_without_page` of a report whose odds are there: everything up to
/// `most` pages, else the most pressing ones (see PageReason). Cost: linear in the plan; of an
/// objective's date, in the plan for each.
void add_pages(const Analysis& analysis, std::size_t most, PlanReport& report);

}  // namespace slipway
