// The pictures of a report: which there are, and what each needs of the analysis. A further picture
// is one more row of the table in report_pictures.cpp.
#pragma once

#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic.hpp"
#include "planner/cli/report_format.hpp"
#include "viz/report/report_picture.hpp"

namespace slipway::cli {

/// The plan as it was, worked out with kept hits, on as many samples.
struct ReportBaseline {
  const Analysis& analysis;
  std::string name;  // of its file, without folders: a report is passed on
};

/// Asks for what the pictures of `plan` need: finishes that are kept, swings where they do not take
/// too long. `options.risk` must be there.
void ask_for_pictures(const Plan& plan, ReportFormat format, AnalysisOptions& options);

/// Draws the pictures that fit into the format, in their order; those with nothing to show are left
/// out. `baseline` may be null; with one, `analysis` must have kept its hits. `findings` gets what
/// went wrong: a picture less, never a failure. Call it only while no other thread runs: it forks.
std::vector<viz::ReportPicture> draw_pictures(const Analysis& analysis, ReportFormat format,
                                              const ReportBaseline* baseline, Findings& findings);

}  // namespace slipway::cli
