#include "planner/cli/command_line.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "planner/cli/grammar.hpp"
#include "planner/cli/option_values.hpp"
#include "planner/cli/usage_error.hpp"

namespace slipway::cli {
namespace {

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
      const bool is_diff = word->command == Command::diff;
      throw UsageError{
          name + (is_diff ? " needs two plans, the older and the newer" : " needs a plan file"),
          "slipway " + name +
              (is_diff ? " OLD NEW, or slipway diff --git REV1..REV2 -- PLAN"
                       : " PLAN; - reads standard input")};
    }
    line.plan = *texts.plan;
  }
  if (word->command == Command::whatif) read_whatif(texts, line);
  if (word->command == Command::render) read_render(texts, line);
  if (word->command == Command::report) read_report(texts, line);
  if (word->command != Command::why) line.id = texts.to;  // --to or --goal, where there is one
  if (word->command == Command::diff) read_diff(texts, line);
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
