// The words a user typed, as a value. Nothing is read, printed or decided here: wrong usage is a
// diagnostic, help is a text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/base/diagnostic.hpp"
#include "planner/io/change_flags.hpp"
#include "planner/report/burnup_report.hpp"
#include "planner/report/graph_report.hpp"
#include "planner/report/hidden_fields.hpp"
#include "planner/report/load_report.hpp"
#include "planner/risk/simulation.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/palette.hpp"

namespace slipway::cli {

enum class Command : std::uint8_t {
  check,
  schedule,
  why,
  risk,
  whatif,
  render,
  schema,
  budget,
  levers,
  diff,
  report
};
enum class View : std::uint8_t {
  graph,
  gantt,
  board,
  matrix,
  load,
  changes,
  trend,
  burnup,
  scurve,
  tornado
};
enum class Colour : std::uint8_t { automatic, always, never };

/// Two states of a file in git: `to` not set is the file as it is now.
struct RevisionPair {
  std::string from;
  std::optional<std::string> to;
};

struct CommandLine {
  Command command = Command::check;
  std::string plan;  // a path, or "-"

  // everywhere
  bool json = false;
  bool quiet = false;
  Colour colour = Colour::automatic;
  Date as_of{};

  // tables
  bool all = false;

  // schedule --to, why ID, risk, budget, levers --goal
  std::optional<std::string> id;

  // risk, render
  std::optional<std::uint64_t> samples;
  std::uint64_t seed = 1;
  unsigned threads = 0;  // 0: as many as the machine has
  ForecastFor forecast_for = ForecastFor::all;
  std::optional<double> fail_under;
  bool until_stable = false;
  bool ranks = false;
  bool explain = false;
  bool gains = false;  // work out what would help, however long it takes

  // whatif
  std::vector<ChangeFlag> changes;     // in the order in which they were given
  std::vector<std::string> scenarios;  // each once
  std::optional<std::string> save;
  bool dates_only = false;

  // budget
  double confidence = 0.8;

  // diff: `plan` is the older one
  std::string new_plan;  // a path, or "-"; with --git the same as `plan`
  std::optional<RevisionPair> git;
  bool markdown = false;
  bool by_odds = false;  // diff, budget: odds too, however long they take

  // whatif --render, render, report
  std::string output;  // the picture, the page; whatif: empty for none
  viz::Theme theme = viz::Theme::automatic;
  viz::Paper paper = viz::Paper::none;

  // report
  HiddenFields hidden;

  // render
  View view = View::graph;
  std::vector<std::string> curves;  // --goal, each once
  bool table = false;               // the facts of a chart as a Markdown table
  std::optional<std::string> focus;
  int up = 2;
  int down = 2;
  std::vector<std::string> teams;
  std::optional<std::pair<std::string, std::string>> between;
  bool only_critical = false;
  std::optional<double> near_days;
  bool only_late = false;
  Collapse collapse = Collapse::none;
  bool reduce = false;
  bool items = false;                    // matrix: of goals instead of teams
  Grouping grouping = Grouping::team;    // gantt
  std::optional<std::string> baseline;   // gantt, changes, burnup: the plan as it was, a path
  std::optional<std::string> columns;    // board: week, 2w, month or period
  LoadAt load_at = LoadAt::plan;         // load
  BurnupBy burnup_by = BurnupBy::count;  // burnup
};

/// One of three: a line to carry out, a text to answer with (help, version), or what is wrong.
struct ParsedLine {
  std::optional<CommandLine> line;
  std::string answer;
  std::optional<Diagnostic> error;  // code usage
};

ParsedLine parse_command_line(const std::vector<std::string>& arguments);

}  // namespace slipway::cli
