// The grammar of the command line: which command takes which options, and the help texts. Only this
// file, grammar.cpp and command_line.cpp know CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/cli/command_line.hpp"
#include "planner/cli/option_values.hpp"

namespace slipway::cli {

/// A command, by its name.
struct Word {
  std::string_view name;
  Command command;
  std::string_view does;
};

inline constexpr std::array<Word, 11> kCommands = {{
    {"check", Command::check, "read a plan, say what is wrong with it, judge its health"},
    {"schedule", Command::schedule, "dates, floats and the critical path"},
    {"why", Command::why, "why a goal has its date, back to a start"},
    {"risk", Command::risk, "the odds of each date, by simulation"},
    {"whatif", Command::whatif, "what a change does: who moves, whose odds, who must react"},
    {"render", Command::render, "draw the plan: who waits for whom, when, how sure, how full"},
    {"schema", Command::schema, "print the JSON Schema of the plan format"},
    {"budget", Command::budget, "how far each goal may slip before something is lost"},
    {"levers", Command::levers, "what would win back the odds, and what it costs others"},
    {"diff", Command::diff, "what differs between two plans, and which change moved which goal"},
    {"report", Command::report, "write the whole plan as one page for those who were not there"},
}};

/// The CLI11 application: one subcommand for each command, all bound to `line` and `texts`.
class Grammar {
 public:
  Grammar();

  CLI::App& command(std::string_view name) { return *app_.get_subcommand(std::string(name)); }
  /// Fills `line` and `texts`. Throws CLI::ParseError.
  void parse(const std::vector<std::string>& arguments);

  CommandLine line;
  Texts texts;
  bool wants_help = false;
  bool wants_version = false;

 private:
  static void add_text(CLI::App& app, const std::string& name, std::optional<std::string>& target,
                       const std::string& about, const std::string& type);
  static void add_flag(CLI::App& app, const std::string& name, bool& target,
                       const std::string& about);
  void add_command(const Word& word);
  void add_risk_options(CLI::App& app, bool with_goals);
  void add_whatif_options(CLI::App& app);
  void add_render_options(CLI::App& app);
  void add_sample_options(CLI::App& app);
  void add_diff_options(CLI::App& app);
  void add_report_options(CLI::App& app);
  void add_common_options(CLI::App& app);

  CLI::App app_;
};

std::string version_text();
/// Returns the help on the program.
std::string help_text();
/// Returns the help on one command.
std::string help_text(std::string_view name, CLI::App& app);

}  // namespace slipway::cli
