// What the views of `render` share: options turned into filters and simulations, and a finished
// picture written and told. Each view has a file of its own, render_VIEW.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/cli/load.hpp"
#include "planner/report/view_filter.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::cli {

/// A picture ready to be written, whatever it shows.
struct Drawing {
  std::string_view view;
  std::string bytes;
  std::vector<std::string> notes;
  std::string table{};  // the same facts in Markdown, where asked for
};

/// Turns the names of the filters into ids. Nothing after saying which is unknown.
std::optional<ViewFilter> find_filter(const CommandLine& line, const PlanInHand& in);

/// Returns what the simulation options say; 10,000 samples without --samples.
SimulationOptions simulation_options(const CommandLine& line);

/// The same, but without --samples fewer for a large plan, at least 1,000: pictures are to be
/// quick.
SimulationOptions quick_simulation_options(const CommandLine& line, const Plan& plan);

/// As work_out, with a progress bar.
std::optional<Analysis> work_out_with_progress(const CommandLine& line, PlanInHand& in,
                                               AnalysisOptions options);

/// Says that an item has no finish to draw; an id that is not set is the plan.
void say_no_finish(const CommandLine& line, const Analysis& analysis, ItemId id);

/// Tells that the file is written, and what its notes say. With --quiet nothing: the file is the
/// answer.
void tell_written(const CommandLine& line, const std::vector<std::string>& notes, Answer& answer);

/// Says what was found while drawing; with --quiet only errors.
void say_findings(const CommandLine& line, const Findings& findings);

/// Writes the file and tells about it. Returns the exit code.
int write_drawing(const CommandLine& line, const Plan& plan, const Drawing& drawing);

/// Draws the pages of a chart as the command line says, and writes them. Returns the exit code.
int write_pages(const CommandLine& line, const Plan& plan, const std::vector<viz::Scene>& pages,
                Drawing drawing);

/// Returns `What if a slips by 2w; b is dropped?`, with the name of the scenario, if there is one.
std::string ask_about(const std::vector<std::string>& change_words, std::string_view scenario);

// One for each view. They return the exit code.
int render_graph(const CommandLine& line, PlanInHand& in);
int render_gantt(const CommandLine& line, PlanInHand& in);
int render_board(const CommandLine& line, PlanInHand& in);
int render_matrix(const CommandLine& line, PlanInHand& in);
int render_load(const CommandLine& line, PlanInHand& in);
int render_changes(const CommandLine& line, PlanInHand& in);
int render_trend(const CommandLine& line, PlanInHand& in);
int render_burnup(const CommandLine& line, PlanInHand& in);
int render_scurve(const CommandLine& line, PlanInHand& in);
int render_tornado(const CommandLine& line, PlanInHand& in);

}  // namespace slipway::cli
