#include "planner/cli/option_values.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/cli/read_value.hpp"
#include "planner/cli/usage_error.hpp"
#include "planner/io/git_file.hpp"
#include "viz/scene/picture_format.hpp"

namespace slipway::cli {
namespace {

constexpr std::uint64_t kMostSamples = 10'000'000;
constexpr unsigned kMostThreads = 1024;

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
  if ((texts.view || texts.paper) && !texts.output) {
    throw UsageError{std::string(texts.view ? "--view" : "--paper") + " needs --render FILE",
                     "it says what is drawn, and how"};
  }
  if (texts.view) {
    line.view = read_choice<View>("--view", *texts.view,
                                  {{"graph", View::graph}, {"changes", View::changes}});
  }
  if (texts.output) {
    read_picture(texts, "--render", ".svg .png .pdf or .dot", line);
    if (viz::picture_format_of(line.output) == viz::PictureFormat::mmd) {
      throw UsageError{"--render cannot write a .mmd file", "use .svg .png .pdf or .dot"};
    }
    if (line.view == View::changes &&
        viz::picture_format_of(line.output) == viz::PictureFormat::dot) {
      throw UsageError{"--view changes cannot be a .dot file", "use .svg .png or .pdf"};
    }
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

}  // namespace slipway::cli
