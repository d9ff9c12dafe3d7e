#include "planner/cli/option_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/cli/usage_error.hpp"
#include "planner/io/git_file.hpp"
#include "viz/graph_picture.hpp"
#include "viz/scurve_chart.hpp"

namespace slipway::cli {
namespace {

constexpr std::uint64_t kMostSamples = 10'000'000;
constexpr unsigned kMostThreads = 1024;

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
            (option == "--fail-under" || option == "--confidence" ? "0.8"
             : option == "--samples"                              ? "10000"
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

// Where the picture goes and how it looks; `writer` is the word that writes it.
void read_picture(const Texts& texts, std::string_view writer, CommandLine& line) {
  line.output = *texts.output;
  if (line.output == "-") {
    throw UsageError{
        std::string(writer) + " writes files, and '-' does not say which kind of picture",
        "name a file ending in .svg .png .pdf or .dot, such as /tmp/plan.svg"};
  }
  if (!viz::picture_format_of(line.output)) {
    throw UsageError{"the ending of " + in_quotes(line.output) + " says no kind of picture",
                     "use .svg .png .pdf or .dot"};
  }
  if (!texts.theme) return;
  line.theme = read_choice<viz::Theme>(
      "--theme", *texts.theme,
      {{"auto", viz::Theme::automatic}, {"light", viz::Theme::light}, {"dark", viz::Theme::dark}});
}

}  // namespace

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
  if (texts.confidence) {
    line.confidence =
        read_number<double>("--confidence", *texts.confidence, 0.0, 1.0, "a number from 0 to 1");
  }
}

void read_whatif(const Texts& texts, CommandLine& line) {
  constexpr std::size_t kMostCases = 4;
  if (line.changes.empty() && line.scenarios.empty()) {
    throw UsageError{"whatif needs a change to look at",
                     "for example: --slip ID=2w, or --scenario NAME; --help lists them all"};
  }
  std::vector<std::string> once;
  for (const std::string& name : line.scenarios) {
    if (std::ranges::find(once, name) == once.end()) once.push_back(name);
  }
  line.scenarios = std::move(once);
  if (line.scenarios.size() > kMostCases) {
    throw UsageError{"whatif has room for 4 scenarios side by side, not " +
                         std::to_string(line.scenarios.size()),
                     "look at the others in a second run"};
  }
  line.save = texts.save;
  if (line.save && line.scenarios.size() > 1) {
    throw UsageError{"--save keeps one set of changes, not several scenarios",
                     "name one --scenario, or give the changes themselves"};
  }
  if (line.save && line.plan == "-") {
    throw UsageError{"--save needs a plan file, not standard input", "name the file"};
  }
  if (texts.with_dependents) {
    bool has_defer = false;
    for (ChangeFlag& flag : line.changes) {
      if (flag.kind != "defer") continue;
      flag.with_dependents = has_defer = true;
    }
    if (!has_defer)
      throw UsageError{"--with-dependents needs --defer ID=PERIOD",
                       "it says what moves along with that"};
  }
  if (texts.theme && !texts.output) {
    throw UsageError{"--theme needs --render FILE", "it says how the picture looks"};
  }
  if (texts.output) {
    read_picture(texts, "--render", line);
    if (line.scenarios.size() > 1) {
      throw UsageError{
          "--render draws one case, not " + std::to_string(line.scenarios.size()) + " scenarios",
          "draw each --scenario into a picture of its own"};
    }
  }
  const bool has_risk_options = texts.samples || texts.seed || texts.threads;
  if (line.dates_only && has_risk_options) {
    throw UsageError{"--dates makes no runs, so --samples, --seed and --threads say nothing",
                     "leave --dates or the others out"};
  }
}

void read_diff(const Texts& texts, CommandLine& line) {
  if (texts.git) {
    if (texts.new_plan) {
      throw UsageError{"with --git diff takes one plan, not " + in_quotes(line.plan) + " and " +
                           in_quotes(*texts.new_plan),
                       "slipway diff --git REV1..REV2 -- PLAN"};
    }
    if (line.plan == "-")
      throw UsageError{"--git needs a plan file, not standard input", "name the file"};
    line.new_plan = line.plan;
    if (const std::optional<RevisionRange> range = read_revision_range(*texts.git)) {
      line.git = RevisionPair{.from = range->from, .to = range->to};
    } else if (texts.git->find("..") != std::string::npos) {
      throw UsageError{"--git must be REV1..REV2, not " + in_quotes(*texts.git),
                       "for example: --git HEAD~1..HEAD"};
    } else {
      line.git = RevisionPair{.from = *texts.git, .to = std::nullopt};
    }
  } else {
    if (!texts.new_plan) {
      throw UsageError{"diff needs two plans, the older and the newer",
                       "slipway diff OLD NEW, or slipway diff --git REV1..REV2 -- PLAN"};
    }
    line.new_plan = *texts.new_plan;
    if (line.plan == "-" && line.new_plan == "-")
      throw UsageError{"standard input can be one of the two plans, not both", "name a file"};
  }
  if (line.markdown && line.json)
    throw UsageError{"--md and --json exclude each other", "leave one of them out"};
  const bool has_risk_options = texts.samples || texts.seed || texts.threads;
  if (line.dates_only && (has_risk_options || line.by_odds)) {
    throw UsageError{
        "--dates makes no runs, so --samples, --seed, --threads and --by-odds say nothing",
        "leave --dates or the others out"};
  }
}

void read_render(const Texts& texts, CommandLine& line) {
  if (texts.view) line.view = read_view(*texts.view);
  if (!texts.output) {
    throw UsageError{"render needs a file for the picture",
                     "add -o FILE, ending in .svg .png .pdf or .dot"};
  }
  read_picture(texts, "render", line);
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
