// From a command line to a plan that can be worked with, saying on stderr what is in the way.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"
#include "planner/cli/command_line.hpp"
#include "planner/cli/terminal.hpp"
#include "planner/model/plan.hpp"

namespace slipway::cli {

struct PlanInHand {
  std::shared_ptr<const Source> source;
  std::shared_ptr<const Plan> plan;
  Findings findings;  // warnings and notes
};

/// Reads the plan. Nothing after saying every error (at most 50).
std::optional<PlanInHand> load_plan(const CommandLine& line);

/// Makes a plan of a source that was read, by the status date of `line`. Nothing after saying every
/// error (at most 50).
std::optional<PlanInHand> load_plan(Loaded<std::shared_ptr<const Source>> source,
                                    const CommandLine& line);

/// Finds an item by its id. Nothing after saying that there is none (unknown-goal), with the
/// nearest.
std::optional<ItemId> find_item(const PlanInHand& in, std::string_view id, std::string_view option,
                                Colour colour);

/// Finds a team by its id, given with `option`, as in `--team`. Nothing after saying that there is
/// none (unknown-team).
std::optional<TeamId> find_team(const PlanInHand& in, std::string_view id, std::string_view option,
                                Colour colour);

/// Works the plan out. Nothing after saying every error. Else says, unless quiet, how many warnings
/// there were.
std::optional<Analysis> work_out(const CommandLine& line, PlanInHand& in,
                                 const AnalysisOptions& options);

/// Returns the engine that the variable SLIPWAY_ENGINE names, `best` without one. Nothing after
/// saying that this machine has no such engine. All engines give the same answer.
std::optional<Engine> choose_engine(Colour colour);

/// Ends a command whose answer is written: says what went wrong with writing, if anything.
int finish_answer(const Answer& answer, Colour colour, int exit_code);

}  // namespace slipway::cli
