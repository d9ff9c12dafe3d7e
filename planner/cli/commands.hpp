// The commands: each carries out one line and returns the exit code. What they share of loading
// plans and saying what is wrong lives in load.hpp.
#pragma once

#include "planner/cli/command_line.hpp"

namespace slipway::cli {

/// Exit codes (see slipway --help).
enum ExitCode : int { kDone = 0, kFound = 1, kWrongInput = 2, kOurFault = 3 };

int run_check(const CommandLine& line);
int run_schedule(const CommandLine& line);
int run_why(const CommandLine& line);
int run_risk(const CommandLine& line);
int run_render(const CommandLine& line);
int run_whatif(const CommandLine& line);
int run_schema(const CommandLine& line);
int run_budget(const CommandLine& line);
int run_levers(const CommandLine& line);
int run_diff(const CommandLine& line);
int run_report(const CommandLine& line);

}  // namespace slipway::cli
