#include "planner/cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string_view>

#include "planner/base/did_you_mean.hpp"
#include "viz/graph_picture.hpp"
#include "viz/scurve_chart.hpp"

namespace slipway::cli {
namespace {

constexpr std::uint64_t kMostSamples = 10'000'000;
constexpr unsigned kMostThreads = 1024;

struct Word {
  std::string_view name;
  Command command;
  std::string_view does;
};

constexpr std::array<Word, 6> kCommands = {{
    {"check", Command::check, "read a plan, say what is wrong with it, judge its health"},
    {"schedule", Command::schedule, "dates, floats and the critical path"},
    {"why", Command::why, "why a goal has its date, back to a start"},
    {"risk", Command::risk, "the odds of each date, by simulation"},
    {"render", Command::render, "draw who waits for whom, or the chance of a date"},
    {"schema", Command::schema, "print the JSON Schema of the plan format"},
}};

// Thrown within this file only: the first thing that is wrong with the line.
struct UsageError {
  std::string message;
  std::string hint;
};

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string suggest(std::string_view name, const std::vector<std::string_view>& candidates,
                    std::string otherwise) {
  const std::optional<std::size_t> near = did_you_mean(name, candidates);
  return near ? "did you mean " + in_quotes(candidates[*near]) + "?" : std::move(otherwise);
}

// The texts of options, as typed. Numbers, dates and choices are read afterwards, in our words.
struct Texts {
  std::optional<std::string> as_of, colour, from, samples, seed, threads, goals, fail_under, view,
      output, theme, up, down, collapse, plan, id, to, focus;
};

template <typename Number>
Number read_number(std::string_view option, const std::string& text, Number least, Number most,
                   std::string_view what) {
  Number value{};
  const char* const end = text.data() + text.size();
  const std::from_chars_result read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || !(value >= least && value <= most)) {
    throw UsageError{
        std::string(option) + " must be " + std::string(what) + ", not " + in_quotes(text),
        "for example: " + std::string(option) + " " +
            (option == "--fail-under" ? "0.8"
             : option == "--samples"  ? "10000"
                                      : "2")};
  }
  return value;
}

template <typename Value>
Value read_choice(std::string_view option, const std::string& text,
                  std::span<const std::pair<std::string_view, Value>> choices) {
  std::vector<std::string_view> names;
  std::string list;
  for (const auto& [name, value] : choices) {
    if (name == text) return value;
    if (!list.empty()) list += names.size() + 1 == choices.size() ? " or " : ", ";
    list += name;
    names.push_back(name);
  }
  throw UsageError{std::string(option) + " must be " + list + ", not " + in_quotes(text),
                   suggest(text, names, "")};
}

template <typename Value, std::size_t kSize>
Value read_choice(std::string_view option, const std::string& text,
                  const std::pair<std::string_view, Value> (&choices)[kSize]) {
  return read_choice<Value>(option, text, std::span(choices));
}

// The CLI11 application: one subcommand for each command, all bound to `line` and `texts`.
class Grammar {
 public:
  Grammar() {
    app_.name("slipway");
    for (const Word& word : kCommands) add_command(word);
  }

  CLI::App& command(std::string_view name) { return *app_.get_subcommand(std::string(name)); }
  void parse(const std::vector<std::string>& arguments) {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app_.parse(std::move(reversed));
  }

  CommandLine line;
  Texts texts;
  bool wants_help = false;
  bool wants_version = false;

 private:
  void add_text(CLI::App& app, const std::string& name, std::optional<std::string>& target,
                const std::string& about, const std::string& type) {
    app.add_option_function<std::string>(
           name, [&target](const std::string& text) { target = text; }, about)
        ->type_name(type)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  void add_flag(CLI::App& app, const std::string& name, bool& target, const std::string& about) {
    app.add_flag_callback(
           name, [&target] { target = true; }, about)
        ->disable_flag_override();
  }
  void add_command(const Word& word);
  void add_risk_options(CLI::App& app, bool with_goals);
  void add_render_options(CLI::App& app);
  void add_common_options(CLI::App& app);

  CLI::App app_;
};

void Grammar::add_command(const Word& word) {
  CLI::App& app = *app_.add_subcommand(std::string(word.name), std::string(word.does));
  app.set_help_flag();  // ours is a flag like others, so that a wrong line still shows its fault
  app.allow_extras();
  const bool is_schema = word.command == Command::schema;
  if (!is_schema) add_text(app, "PLAN", texts.plan, "the plan file, or - for standard input", "");
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
    case Command::render:
      add_render_options(app);
      break;
    case Command::schema:
      break;
  }
  add_common_options(app);
}

void Grammar::add_risk_options(CLI::App& app, bool with_goals) {
  add_text(app, "--samples", texts.samples,
           with_goals ? "simulated runs, 1 to 10,000,000 (default 10000)"
                      : "odds from this many simulated runs (scurve: default 10000)",
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

void Grammar::add_render_options(CLI::App& app) {
  add_text(app, "-o,--output", texts.output, "the picture: .svg .png .pdf or .dot", "FILE");
  add_text(app, "--view", texts.view, "what to draw: graph (default), scurve or tornado", "VIEW");
  add_text(app, "--theme", texts.theme, "auto, light or dark (default auto)", "THEME");
  app.add_option("--goal", line.curves,
                 "with scurve (up to 4) and tornado: this item's finish instead of the plan's")
      ->type_name("ID")
      ->allow_extra_args(false);
  add_flag(app, "--table", line.table, "with those: print the same facts as a Markdown table");
  add_text(app, "--focus", texts.focus, "only this item and what it is linked to", "ID");
  add_text(app, "--up", texts.up, "with --focus: links before it (default 2)", "N");
  add_text(app, "--down", texts.down, "with --focus: links after it (default 2)", "N");
  app.add_option("--team", line.teams, "only this team and what it is linked to; repeatable")
      ->type_name("T")
      ->allow_extra_args(false);
  add_flag(app, "--critical", line.only_critical, "only what is critical");
  add_text(app, "--collapse", texts.collapse, "one box for each team or objective", "WHAT");
  add_flag(app, "--reduce", line.reduce, "leave out links that others imply");
  add_flag(app, "--all", line.all, "draw every goal, however many");
  add_risk_options(app, false);
}

void Grammar::add_common_options(CLI::App& app) {
  const std::string group = "Everywhere";
  add_flag(app, "--json", line.json, "machine output");
  add_text(app, "--as-of", texts.as_of, "status date instead of the plan's", "DATE");
  add_text(app, "--from", texts.from, "format of the plan: json", "FORMAT");
  add_text(app, "--color", texts.colour, "auto, always or never (default auto)", "WHEN");
  add_flag(app, "--quiet", line.quiet, "no warnings, no progress");
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

std::string help_text(std::string_view name, CLI::App& app) {
  std::string usage = "Usage: slipway " + std::string(name);
  std::string own;
  std::string common;
  for (const CLI::Option* option : app.get_options()) {
    const bool is_positional = option->get_positional();
    const std::string shown = is_positional ? option->get_name(true) : option_name(*option);
    if (is_positional) usage += ' ' + shown;
    std::string text = "  " + shown;
    text += std::string(text.size() < 21 ? 21 - text.size() : 2, ' ');
    text += option->get_description() + '\n';
    (option->get_group() == "Everywhere" ? common : own) += text;
  }
  std::string does = app.get_description();
  does[0] = static_cast<char>(does[0] - 'a' + 'A');
  return does + ".\n\n" + usage + " [options]\n\n" + own + (own.empty() ? "" : "\nEverywhere:\n") +
         common;
}

// Says what is wrong with a word that the grammar does not know.
UsageError unknown_word(std::string_view name, CLI::App& app, const std::string& word) {
  const std::string help = "slipway " + std::string(name) + " --help lists what it takes";
  if (word.size() < 2 || word[0] != '-') {
    return {std::string(name) + " has no use for " + in_quotes(word), help};
  }
  const std::string typed = word.substr(0, word.find('='));
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& known : option->get_lnames()) names.push_back("--" + known);
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return {std::string(name) + " has no option " + in_quotes(typed),
          suggest(typed, candidates, help)};
}

void read_common(const Texts& texts, CommandLine& line) {
  if (texts.as_of) {
    const std::optional<Date> date = parse_date(*texts.as_of);
    if (!date) {
      throw UsageError{"--as-of must be a date, not " + in_quotes(*texts.as_of),
                       "write it as YYYY-MM-DD, with a day that exists"};
    }
    line.as_of = *date;
  }
  if (texts.colour) {
    line.colour = read_choice<Colour>(
        "--color", *texts.colour,
        {{"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}});
  }
  if (texts.from && *texts.from != "json") {
    throw UsageError{"--from must be json, not " + in_quotes(*texts.from),
                     "other formats are not yet read by this version"};
  }
}

void read_risk(const Texts& texts, CommandLine& line) {
  if (texts.samples) {
    line.samples = read_number<std::uint64_t>("--samples", *texts.samples, 1, kMostSamples,
                                              "a whole number from 1 to 10000000");
  }
  if (line.ranks && !line.json)
    throw UsageError{"--rank needs --json", "the table has no column for rank correlations"};
  if (line.until_stable && texts.samples) {
    throw UsageError{"--until-stable and --samples exclude each other",
                     "leave one of them out: --until-stable finds the number itself"};
  }
  if (texts.seed) {
    line.seed = read_number<std::uint64_t>("--seed", *texts.seed, 0, UINT64_MAX,
                                           "a whole number from 0 to 2^64 - 1");
  }
  if (texts.threads) {
    line.threads = read_number<unsigned>("--threads", *texts.threads, 1, kMostThreads,
                                         "a whole number from 1 to 1024");
  }
  if (texts.goals) {
    line.forecast_for = read_choice<ForecastFor>(
        "--goals", *texts.goals,
        {{"all", ForecastFor::all}, {"due", ForecastFor::due}, {"none", ForecastFor::none}});
  }
  if (texts.fail_under) {
    line.fail_under =
        read_number<double>("--fail-under", *texts.fail_under, 0.0, 1.0, "a number from 0 to 1");
  }
}

View read_view(const std::string& text) {
  static constexpr std::array<std::string_view, 4> kLater = {"gantt", "board", "matrix", "load"};
  if (std::ranges::find(kLater, text) != kLater.end()) {
    throw UsageError{"--view " + text + " is not yet in this version",
                     "graph, scurve and tornado are what it can draw"};
  }
  return read_choice<View>(
      "--view", text,
      {{"graph", View::graph}, {"scurve", View::scurve}, {"tornado", View::tornado}});
}

// Options of one view say nothing about another: better refused than passed over.
void check_view(const Texts& texts, CommandLine& line) {
  if (line.view == View::graph) {
    if (line.table) throw UsageError{"--table needs --view scurve or tornado", ""};
    if (line.curves.empty()) return;
    throw UsageError{"--goal needs --view scurve or tornado", "the graph has --focus ID"};
  }
  const bool is_tornado = line.view == View::tornado;
  const std::string view = is_tornado ? "--view tornado" : "--view scurve";
  if (viz::picture_format_of(line.output) == viz::PictureFormat::dot) {
    throw UsageError{view + " cannot be a .dot file", "use .svg .png or .pdf"};
  }
  const std::pair<std::string_view, bool> of_graph[] = {
      {"--focus", texts.focus.has_value()},
      {"--up", texts.up.has_value()},
      {"--down", texts.down.has_value()},
      {"--team", !line.teams.empty()},
      {"--critical", line.only_critical},
      {"--collapse", texts.collapse.has_value()},
      {"--reduce", line.reduce},
      {"--all", line.all},
  };
  for (const auto& [option, is_there] : of_graph) {
    if (!is_there) continue;
    throw UsageError{std::string(option) + " belongs to --view graph", view + " takes --goal ID"};
  }
  std::vector<std::string> once;
  for (const std::string& id : line.curves) {
    if (std::ranges::find(once, id) == once.end()) once.push_back(id);
  }
  line.curves = std::move(once);
  if (is_tornado && line.curves.size() > 1) {
    throw UsageError{"--view tornado is about one goal, not " + std::to_string(line.curves.size()),
                     "draw the others into pictures of their own"};
  }
  if (line.curves.size() > viz::kMostCurves) {
    throw UsageError{
        "--view scurve has room for 4 goals, not " + std::to_string(line.curves.size()),
        "draw the others into a second picture"};
  }
}

void read_render(const Texts& texts, CommandLine& line) {
  if (texts.view) line.view = read_view(*texts.view);
  if (!texts.output) {
    throw UsageError{"render needs a file for the picture",
                     "add -o FILE, ending in .svg .png .pdf or .dot"};
  }
  line.output = *texts.output;
  if (line.output == "-") {
    throw UsageError{"render writes files, and '-' does not say which kind of picture",
                     "name a file ending in .svg .png .pdf or .dot, such as /tmp/plan.svg"};
  }
  if (!viz::picture_format_of(line.output)) {
    throw UsageError{"the ending of " + in_quotes(line.output) + " says no kind of picture",
                     "use .svg .png .pdf or .dot"};
  }
  if (texts.theme) {
    line.theme = read_choice<viz::Theme>("--theme", *texts.theme,
                                         {{"auto", viz::Theme::automatic},
                                          {"light", viz::Theme::light},
                                          {"dark", viz::Theme::dark}});
  }
  if (texts.collapse) {
    line.collapse =
        read_choice<Collapse>("--collapse", *texts.collapse,
                              {{"team", Collapse::team}, {"objective", Collapse::objective}});
  }
  check_view(texts, line);
  constexpr int kMostLinks = 1'000'000'000;
  constexpr std::string_view kWhole = "a whole number from 0 on";
  if (texts.up) line.up = read_number<int>("--up", *texts.up, 0, kMostLinks, kWhole);
  if (texts.down) line.down = read_number<int>("--down", *texts.down, 0, kMostLinks, kWhole);
  line.focus = texts.focus;
  if (!line.focus && (texts.up || texts.down)) {
    throw UsageError{"--up and --down need --focus ID", "they say how far to look from that item"};
  }
}

ParsedLine parse(const std::vector<std::string>& arguments) {
  ParsedLine out;
  if (arguments.empty()) throw UsageError{"a command is missing", "slipway --help lists them"};
  std::vector<std::string> words = arguments;
  if (words[0] == "help" && words.size() > 1) {
    words = {words[1], "--help"};
  } else if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    out.answer = help_text();
    return out;
  }
  if (words[0] == "--version") {
    out.answer = version_text();
    return out;
  }
  const std::string& name = words[0];
  const auto word = std::ranges::find(kCommands, name, &Word::name);
  if (word == kCommands.end()) {
    if (name.starts_with('-')) {
      throw UsageError{"the command must come before " + in_quotes(name),
                       "slipway COMMAND PLAN [options]"};
    }
    std::vector<std::string_view> names;
    for (const Word& known : kCommands) names.push_back(known.name);
    throw UsageError{"unknown command " + in_quotes(name),
                     suggest(name, names, "slipway --help lists the commands")};
  }

  Grammar grammar;
  CLI::App& app = grammar.command(name);
  try {
    grammar.parse(words);
  } catch (const CLI::ArgumentMismatch& error) {
    std::string option = error.what();
    option.resize(std::min(option.find(':'), option.size()));
    throw UsageError{option + " needs a value", "slipway " + name + " --help shows which"};
  } catch (const CLI::ParseError& error) {
    throw UsageError{error.what(), "slipway " + name + " --help lists what it takes"};
  }
  if (grammar.wants_help) {
    out.answer = help_text(name, app);
    return out;
  }
  if (grammar.wants_version) {
    out.answer = version_text();
    return out;
  }
  std::vector<std::string> extras = app.remaining();
  if (const auto mark = std::ranges::find(extras, "--"); mark != extras.end()) extras.erase(mark);
  if (!extras.empty()) throw unknown_word(name, app, extras.front());
  const Texts& texts = grammar.texts;
  CommandLine& line = grammar.line;
  line.command = word->command;
  read_common(texts, line);
  read_risk(texts, line);
  if (word->command != Command::schema) {
    if (!texts.plan) {
      throw UsageError{name + " needs a plan file",
                       "slipway " + name + " PLAN; - reads standard input"};
    }
    line.plan = *texts.plan;
  }
  if (word->command == Command::render) read_render(texts, line);
  if (word->command == Command::schedule || word->command == Command::risk) line.id = texts.to;
  if (word->command == Command::why) {
    if (!texts.id) throw UsageError{"why needs the id of a goal", "slipway why PLAN ID"};
    line.id = texts.id;
  }
  out.line = std::move(line);
  return out;
}

}  // namespace

ParsedLine parse_command_line(const std::vector<std::string>& arguments) {
  try {
    return parse(arguments);
  } catch (UsageError& wrong) {
    ParsedLine out;
    out.error = Diagnostic{
        .code = Code::usage, .message = std::move(wrong.message), .hint = std::move(wrong.hint)};
    return out;
  }
}

}  // namespace slipway::cli
