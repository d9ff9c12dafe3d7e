#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "planner/cli/option_values.hpp"
#include "planner/cli/read_value.hpp"
#include "planner/cli/usage_error.hpp"
#include "planner/cli/views.hpp"
#include "viz/scene/picture_format.hpp"

namespace slipway::cli {
namespace {

// An option of views, whether it was given.
struct Given {
  std::string_view option;
  std::uint32_t bit;
  bool is_there;
};

std::vector<Given> list_given(const Texts& texts, const CommandLine& line) {
  return {
      {"--goal", kGoals, !line.curves.empty()},
      {"--focus", kByLinks, texts.focus.has_value()},
      {"--up", kByLinks, texts.up.has_value()},
      {"--down", kByLinks, texts.down.has_value()},
      {"--team", kByLinks, !line.teams.empty()},
      {"--between", kByLinks, texts.between.has_value()},
      {"--critical", kByState, line.only_critical},
      {"--near", kByState, texts.near.has_value()},
      {"--late", kByState, line.only_late},
      {"--collapse", kFolding, texts.collapse.has_value()},
      {"--reduce", kFolding, line.reduce},
      {"--all", kAll, line.all},
      {"--items", kItems, line.items},
      {"--group", kGroup, texts.group.has_value()},
      {"--baseline", kBaseline, texts.baseline.has_value()},
      {"--columns", kColumns, texts.columns.has_value()},
      {"--scenario", kScenario, !line.scenarios.empty()},
      {"--at", kAt, texts.at.has_value()},
      {"--by", kBy, texts.by.has_value()},
  };
}

std::string list_views(std::uint32_t bits) {
  std::vector<std::string_view> names;
  for (const ViewWord& word : kViews) {
    if ((word.takes & bits) != 0) names.push_back(word.name);
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

std::string list_options(const ViewWord& word, std::span<const Given> options) {
  std::string out;
  for (const Given& given : options) {
    if ((word.takes & given.bit) != 0) out += ' ' + std::string(given.option);
  }
  return "--view " + std::string(word.name) + " takes" + (out.empty() ? " none of these" : out);
}

std::string endings_of(const ViewWord& word) {
  std::string out = ".svg .png";
  if (word.is_dot && word.is_mmd) return out + " .pdf .dot or .mmd";
  if (word.is_dot) return out + " .pdf or .dot";
  if (word.is_mmd) return out + " .pdf or .mmd";
  return out + " or .pdf";
}

// Options of one view say nothing about another: better refused than passed over.
void check_view(const Texts& texts, const CommandLine& line) {
  const ViewWord& word = word_of(line.view);
  const std::string view = "--view " + std::string(word.name);
  const auto format = viz::picture_format_of(line.output).value();
  if ((format == viz::PictureFormat::dot && !word.is_dot) ||
      (format == viz::PictureFormat::mmd && !word.is_mmd)) {
    throw UsageError{
        view + " cannot be a " + (format == viz::PictureFormat::dot ? ".dot" : ".mmd") + " file",
        "use " + endings_of(word)};
  }
  const std::vector<Given> options = list_given(texts, line);
  for (const Given& given : options) {
    if (!given.is_there || (word.takes & given.bit) != 0) continue;
    const bool has_why = (given.bit & kFilters) != 0 && !word.why.empty();
    throw UsageError{std::string(given.option) + " belongs to --view " + list_views(given.bit) +
                         (has_why ? ": " + std::string(word.why) : ""),
                     line.view == View::graph && given.bit == kGoals ? "the graph has --focus ID"
                                                                     : list_options(word, options)};
  }
  if (line.curves.size() > word.most_goals) {
    throw UsageError{
        view +
            (word.most_goals == 1 ? std::string(" is about one goal")
                                  : " has room for " + std::to_string(word.most_goals) + " goals") +
            ", not " + std::to_string(line.curves.size()),
        "draw the others into pictures of their own"};
  }
}

void drop_repeats(std::vector<std::string>& names) {
  std::vector<std::string> once;
  for (const std::string& name : names) {
    if (std::ranges::find(once, name) == once.end()) once.push_back(name);
  }
  names = std::move(once);
}

View read_view(const std::string& text) {
  std::vector<std::pair<std::string_view, View>> choices;
  for (const ViewWord& word : kViews) choices.emplace_back(word.name, word.view);
  return read_choice<View>("--view", text, choices);
}

std::pair<std::string, std::string> read_between(const std::string& text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos || comma == 0 || comma + 1 == text.size() ||
      text.find(',', comma + 1) != std::string::npos) {
    throw UsageError{"--between must be two teams, not " + in_quotes(text),
                     "for example: --between go,js"};
  }
  std::pair<std::string, std::string> out{text.substr(0, comma), text.substr(comma + 1)};
  if (out.first == out.second) {
    throw UsageError{"--between must be two teams, not " + in_quotes(out.first) + " twice",
                     "--team " + out.first + " shows that team and what it is linked to"};
  }
  return out;
}

}  // namespace

void read_picture(const Texts& texts, std::string_view writer, std::string_view endings,
                  CommandLine& line) {
  line.output = *texts.output;
  if (line.output == "-") {
    throw UsageError{
        std::string(writer) + " writes files, and '-' does not say which kind of picture",
        "name a file ending in " + std::string(endings) + ", such as /tmp/plan.svg"};
  }
  if (!viz::picture_format_of(line.output)) {
    throw UsageError{"the ending of " + in_quotes(line.output) + " says no kind of picture",
                     "use " + std::string(endings)};
  }
  if (texts.paper) {
    line.paper = read_choice<viz::Paper>("--paper", *texts.paper,
                                         {{"a4", viz::Paper::a4}, {"a3", viz::Paper::a3}});
  }
  if (!texts.theme) return;
  line.theme = read_choice<viz::Theme>(
      "--theme", *texts.theme,
      {{"auto", viz::Theme::automatic}, {"light", viz::Theme::light}, {"dark", viz::Theme::dark}});
}

void read_render(const Texts& texts, CommandLine& line) {
  if (texts.view) line.view = read_view(*texts.view);
  const std::string endings = endings_of(word_of(line.view));
  if (!texts.output) {
    throw UsageError{"render needs a file for the picture", "add -o FILE, ending in " + endings};
  }
  read_picture(texts, "render", endings, line);
  drop_repeats(line.curves);
  if (texts.between) line.between = read_between(*texts.between);
  if (texts.near) {
    line.near_days =
        read_number<double>("--near", *texts.near, 0.0, 10'000.0, "a number of days from 0 on");
  }
  if (texts.group) {
    line.grouping = read_choice<Grouping>(
        "--group", *texts.group, {{"team", Grouping::team}, {"objective", Grouping::objective}});
  }
  if (texts.at) {
    line.load_at =
        read_choice<LoadAt>("--at", *texts.at, {{"p50", LoadAt::p50}, {"p90", LoadAt::p90}});
  }
  if (texts.by) {
    line.burnup_by = read_choice<BurnupBy>(
        "--by", *texts.by, {{"count", BurnupBy::count}, {"value", BurnupBy::value}});
  }
  line.baseline = texts.baseline;
  line.columns = texts.columns;
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

}  // namespace slipway::cli
