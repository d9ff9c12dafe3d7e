// The pictures of a report: which there are, and what each needs of the analysis. A further picture
// is one more row of the table in report_pictures.cpp.
#pragma once

#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic.hpp"
#include "planner/cli/report_format.hpp"
#include "viz/report/report_picture.hpp"

namespace slipway::cli {

/// Asks for what the pictures of `plan` need: finishes that are kept, swings where they do not take
/// too long. `options.risk` must be there.
void ask_for_pictures(const Plan& plan, AnalysisOptions& options);

/// Draws the pictures that fit into the format, in their order; those with nothing to show are left
/// out. `findings` gets what went wrong: a picture less, never a failure.
/// Call it only while no other thread runs: it forks.
std::vector<viz::ReportPicture> draw_pictures(const Analysis& analysis, ReportFormat format,
                                              Findings& findings);

}  // namespace slipway::cli
