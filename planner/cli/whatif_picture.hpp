// The picture of a what-if: the network before and after, or the rows of what changes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/cli/command_line.hpp"
#include "planner/model/change.hpp"
#include "planner/report/whatif_report.hpp"

namespace slipway::cli {

/// Draws the one case as the command line says. Returns the bytes of the file; nothing after saying
/// what is wrong.
std::optional<std::string> draw_whatif(const CommandLine& line, const Analysis& before,
                                       const Analysis& after, const WhatifReport& report,
                                       const std::vector<Change>& changes);

}  // namespace slipway::cli
