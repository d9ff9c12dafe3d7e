#include "planner/cli/grammar.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "planner/cli/views.hpp"

namespace slipway::cli {
namespace {

// One flag for each kind of change in a plan's scenarios. ID may be team:ID, all goals of a team.
struct ChangeOption {
  std::string_view kind;
  std::string_view form;
  std::string_view does;
};

constexpr std::array<ChangeOption, kNumChangeKinds> kChangeOptions = {{
    {"slip", "ID=DUR", "its remaining work takes that much longer"},
    {"estimate", "ID=DUR", "another estimate"},
    {"remaining", "ID=DUR", "what is still to do"},
    {"finish", "ID=DATE", "it certainly finishes on that day"},
    {"drop", "ID", "it is not done at all"},
    {"defer", "ID=PERIOD", "it is moved to a later period"},
    {"resolve", "ID[=DATE]", "the blocker is resolved, now or on that day"},
    {"block", "ID=DUR", "it has to wait for something else that long first"},
    {"link", "A->B", "B waits for A"},
    {"unlink", "A->B", "B no longer waits for A"},
    {"soften", "A->B=P", "B waits for A with that probability"},
    {"agree", "A->B", "what B asks of A is agreed"},
    {"decline", "A->B", "what B asks of A is declined"},
    {"move", "ID=TEAM", "another team does it"},
    {"capacity", "TEAM=N", "the team has so many people"},
    {"absent", "TEAM=A..B", "the team is away on these days"},
    {"due", "ID=DATE", "another due date"},
    {"priority", "ID=P", "another priority, P0 to P4"},
    {"split", "ID=SHARE[@PERIOD]", "it keeps that share of its work; the rest is a goal behind it"},
}};

std::string option_name(const CLI::Option& option) {
  std::string out;
  for (const std::string& name : option.get_snames()) out += "-" + name + ", ";
  for (const std::string& name : option.get_lnames()) out += "--" + name + ", ";
  if (!out.empty()) out.resize(out.size() - 2);
  if (!option.get_type_name().empty() && option.get_items_expected_max() > 0) {
    out += ' ' + option.get_type_name();
  }
  return out;
}

}  // namespace

Grammar::Grammar() {
  app_.name("slipway");
  for (const Word& word : kCommands) add_command(word);
}

void Grammar::parse(const std::vector<std::string>& arguments) {
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  app_.parse(std::move(reversed));
}

void Grammar::add_text(CLI::App& app, const std::string& name, std::optional<std::string>& target,
                       const std::string& about, const std::string& type) {
  app.add_option_function<std::string>(
         name, [&target](const std::string& text) { target = text; }, about)
      ->type_name(type)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void Grammar::add_flag(CLI::App& app, const std::string& name, bool& target,
                       const std::string& about) {
  app.add_flag_callback(
         name, [&target] { target = true; }, about)
      ->disable_flag_override();
}

void Grammar::add_command(const Word& word) {
  CLI::App& app = *app_.add_subcommand(std::string(word.name), std::string(word.does));
  app.set_help_flag();  // ours is a flag like others, so that a wrong line still shows its fault
  app.allow_extras();
  const bool has_plan = word.command != Command::schema && word.command != Command::diff;
  if (has_plan) add_text(app, "PLAN", texts.plan, "the plan file, or - for standard input", "");
  switch (word.command) {
    case Command::check:
      add_flag(app, "--all", line.all, "show every finding");
      break;
    case Command::schedule:
      add_text(app, "--to", texts.to, "the path to this goal instead of the plan's finish", "ID");
      add_flag(app, "--all", line.all, "show every row");
      break;
    case Command::why:
      add_text(app, "ID", texts.id, "the goal, milestone, objective or blocker to explain", "");
      add_flag(app, "--all", line.all, "show every step");
      break;
    case Command::risk:
      add_risk_options(app, true);
      add_text(app, "--goal", texts.to, "this goal in depth: what decides its date", "ID");
      add_flag(app, "--until-stable", line.until_stable,
               "as many runs as it takes, up to 100,000, instead of --samples");
      add_flag(app, "--rank", line.ranks, "rank correlations (cruciality_rank), with --json");
      add_flag(app, "--gains", line.gains, "what would help, also where that takes long");
      add_flag(app, "--explain", line.explain, "say what the odds rest on");
      add_flag(app, "--all", line.all, "show every row");
      break;
    case Command::whatif:
      add_whatif_options(app);
      break;
    case Command::render:
      add_render_options(app);
      break;
    case Command::schema:
      break;
    case Command::budget:
      add_text(app, "--confidence", texts.confidence,
               "the odds that committed goals are to keep, 0 to 1 (default 0.8)", "P");
      add_text(app, "--goal", texts.to, "the room of this goal or blocker alone", "ID");
      add_sample_options(app);
      add_flag(app, "--by-odds", line.by_odds, "every room in the odds, however long it takes");
      add_flag(app, "--all", line.all, "show every row");
      break;
    case Command::levers:
      add_text(app, "--goal", texts.to, "what helps this goal instead of all committed ones", "ID");
      add_sample_options(app);
      add_flag(app, "--all", line.all, "show every move");
      break;
    case Command::diff:
      add_diff_options(app);
      break;
    case Command::report:
      add_report_options(app);
      break;
  }
  add_common_options(app);
}

void Grammar::add_risk_options(CLI::App& app, bool with_goals) {
  add_text(app, "--samples", texts.samples,
           with_goals ? "simulated runs, 1 to 10,000,000 (default 10000)"
                      : "odds from this many simulated runs (graph: none; else 10000)",
           "N");
  add_text(app, "--seed", texts.seed, "which runs: the same seed gives the same runs (default 1)",
           "S");
  add_text(app, "--threads", texts.threads, "how many at once (default: all processors)", "N");
  if (!with_goals) return;
  add_text(app, "--goals", texts.goals, "who gets a forecast: all, due or none (default all)",
           "WHICH");
  add_text(app, "--fail-under", texts.fail_under,
           "exit with 1 when the odds of all_on_time are below P (0 to 1)", "P");
}

void Grammar::add_sample_options(CLI::App& app) {
  add_text(app, "--samples", texts.samples, "simulated runs, 1 to 10,000,000 (default 10000)", "N");
  add_text(app, "--seed", texts.seed, "which runs: the same seed gives the same runs (default 1)",
           "S");
  add_text(app, "--threads", texts.threads, "how many at once (default: all processors)", "N");
}

// Changes are taken in the order in which they stand, whatever their kinds.
void Grammar::add_whatif_options(CLI::App& app) {
  for (const ChangeOption& option : kChangeOptions) {
    app.add_option_function<std::string>(
           "--" + std::string(option.kind),
           [this, kind = std::string(option.kind)](const std::string& text) {
             line.changes.push_back({.kind = kind, .text = text});
           },
           std::string(option.does))
        ->type_name(std::string(option.form))
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
        ->trigger_on_parse();
  }
  add_flag(app, "--with-dependents", texts.with_dependents,
           "with --defer: what depends on it moves along");
  app.add_option("--scenario", line.scenarios,
                 "the changes of a scenario of the plan; up to 4 side by side")
      ->type_name("NAME")
      ->allow_extra_args(false);
  add_text(app, "--save", texts.save, "keep the changes in the plan file as a scenario", "NAME");
  add_text(app, "--render", texts.output, "draw before and after: .svg .png .pdf or .dot", "FILE");
  add_text(app, "--view", texts.view,
           "with --render: graph (default), or changes: a row for each goal that moves", "VIEW");
  add_text(app, "--paper", texts.paper,
           "with --render: for print, in pages that lie across: a4 or a3", "SHEET");
  add_text(app, "--theme", texts.theme, "with --render: auto, light or dark (default auto)",
           "THEME");
  add_flag(app, "--dates", line.dates_only, "dates alone, without odds");
  add_flag(app, "--all", line.all, "show every row, and draw every goal");
  add_sample_options(app);
}

void Grammar::add_render_options(CLI::App& app) {
  const auto add_list = [&](const std::string& name, std::vector<std::string>& target,
                            const std::string& about, const std::string& type) {
    app.add_option(name, target, about)->type_name(type)->allow_extra_args(false);
  };
  std::string views;
  for (const ViewWord& word : kViews) {
    if (!views.empty()) views += word.view == kViews.back().view ? " or " : ", ";
    views += word.name;
    if (word.view == View::graph) views += " (default)";
  }
  add_text(app, "-o,--output", texts.output,
           "the picture: .svg .png .pdf, for the graph also .dot and .mmd, for the gantt .mmd",
           "FILE");
  add_text(app, "--view", texts.view, "what to draw: " + views, "VIEW");
  add_text(app, "--theme", texts.theme, "auto, light or dark (default auto)", "THEME");
  add_text(app, "--paper", texts.paper, "for print, in pages that lie across: a4 or a3", "SHEET");
  add_flag(app, "--table", line.table, "print the same facts as a Markdown table");
  add_text(app, "--focus", texts.focus,
           "not scurve, tornado: only this item and what it is linked to", "ID");
  add_text(app, "--up", texts.up, "with --focus: links before it (default 2)", "N");
  add_text(app, "--down", texts.down, "with --focus: links after it (default 2)", "N");
  add_list("--team", line.teams, "same views: only this team and what it is linked to; repeatable",
           "T");
  add_text(app, "--between", texts.between, "same views: only what links these two teams", "A,B");
  add_flag(app, "--critical", line.only_critical,
           "not burnup, scurve, tornado: only what is critical");
  add_text(app, "--near", texts.near,
           "same views: only what is critical or has so little total float", "DAYS");
  add_flag(app, "--late", line.only_late, "same views: only what is late or likely late");
  add_flag(app, "--all", line.all, "draw every goal, however many");
  add_text(app, "--collapse", texts.collapse, "graph: one box for each team or objective", "WHAT");
  add_flag(app, "--reduce", line.reduce, "graph: leave out links that others imply");
  add_text(app, "--group", texts.group, "gantt: rows by team (default) or objective", "WHAT");
  add_text(app, "--baseline", texts.baseline, "gantt, changes, burnup: the plan as it was", "OLD");
  add_list("--scenario", line.scenarios, "changes: a scenario of the plan", "NAME");
  add_text(app, "--columns", texts.columns, "board: week, 2w, month or period", "WHAT");
  add_text(app, "--at", texts.at,
           "load: p50 or p90 of what the runs ask of each team, instead of the planned dates",
           "WHAT");
  add_text(app, "--by", texts.by, "burnup: count (default) or value of the goals", "WHAT");
  add_flag(app, "--items", line.items, "matrix: of goals instead of teams");
  add_list(
      "--goal", line.curves,
      "scurve, tornado, trend, burnup: about this item, not the plan (scurve, trend: repeatable)",
      "ID");
  add_risk_options(app, false);
}

void Grammar::add_diff_options(CLI::App& app) {
  add_text(app, "OLD", texts.plan, "the older plan (with --git: the plan), or - for standard input",
           "");
  add_text(app, "NEW", texts.new_plan, "the newer plan, or - for standard input", "");
  add_text(app, "--git", texts.git,
           "the plan as of two git revisions; REV1 alone is compared with the file", "REV1..REV2");
  add_flag(app, "--md", line.markdown, "Markdown, for a pull request");
  add_flag(app, "--dates", line.dates_only, "dates alone, without odds");
  add_flag(app, "--by-odds", line.by_odds,
           "share out odds among the changes, also where that takes long");
  add_flag(app, "--all", line.all, "show every row");
  add_sample_options(app);
}

void Grammar::add_report_options(CLI::App& app) {
  add_text(app, "-o,--output", texts.output, "the page: .html, or .md for a repository", "FILE");
  add_text(app, "--hide", texts.hide, "leave out owners or notes: owner, notes or owner,notes",
           "WHAT");
  add_text(app, "--theme", texts.theme, "auto, light or dark (default auto)", "THEME");
  add_text(app, "--baseline", texts.baseline, "the plan as it was: what has changed since", "OLD");
  add_flag(app, "--all", line.all, "a page for every goal, however many");
  add_sample_options(app);
}

void Grammar::add_common_options(CLI::App& app) {
  const std::string group = "Everywhere";
  add_flag(app, "--json", line.json, "machine output");
  add_text(app, "--as-of", texts.as_of, "status date instead of the plan's", "DATE");
  add_text(app, "--from", texts.from, "format of the plan: json", "FORMAT");
  add_text(app, "--color", texts.colour, "auto, always or never (default auto)", "WHEN");
  add_flag(app, "--quiet", line.quiet, "no notes, warnings or progress");
  add_flag(app, "-h,--help", wants_help, "this text");
  add_flag(app, "--version", wants_version, "the version");
  for (const char* const name :
       {"--json", "--as-of", "--from", "--color", "--quiet", "--help", "--version"}) {
    app.get_option(name)->group(group);
  }
}

std::string version_text() { return "slipway " SLIPWAY_VERSION "\n"; }

std::string help_text() {
  std::string out =
      "Slipway plans goals that wait for each other across teams.\n\n"
      "Usage: slipway COMMAND PLAN [options]\n\nCommands:\n";
  for (const Word& word : kCommands) {
    out += "  " + std::string(word.name) + std::string(12 - word.name.size(), ' ') +
           std::string(word.does) + '\n';
  }
  out +=
      "\nPLAN is a plan file, or - for standard input.\n"
      "slipway COMMAND --help lists what a command takes.\n\n"
      "Exit codes:\n"
      "  0  done\n"
      "  1  done, and found what was asked for (check: an error; --fail-under: not met)\n"
      "  2  the input or the usage is wrong\n"
      "  3  a fault in Slipway itself\n";
  return out;
}

std::string help_text(std::string_view name, CLI::App& app) {
  std::string usage = "Usage: slipway " + std::string(name);
  std::string own;
  std::string common;
  std::size_t width = 21;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) width = std::max(width, option_name(*option).size() + 3);
  }
  for (const CLI::Option* option : app.get_options()) {
    const bool is_positional = option->get_positional();
    const std::string shown = is_positional ? option->get_name(true) : option_name(*option);
    if (is_positional) usage += ' ' + shown;
    std::string text = "  " + shown;
    text += std::string(text.size() < width ? width - text.size() : 2, ' ');
    text += option->get_description() + '\n';
    (option->get_group() == "Everywhere" ? common : own) += text;
  }
  std::string does = app.get_description();
  does[0] = static_cast<char>(does[0] - 'a' + 'A');
  if (name == "whatif") {
    own +=
        "\nInstead of an ID, team:T means all goals of team T. Quote arrows for the shell:\n"
        "--link 'A->B'.\n";
  }
  return does + ".\n\n" + usage + " [options]\n\n" + own + (own.empty() ? "" : "\nEverywhere:\n") +
         common;
}

}  // namespace slipway::cli
