// Exit codes, wrong usage, wrong input, broken outputs: what goes to which stream.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using test::Outcome;
using test::run_slipway;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";

struct UsageCase {
  const char* name;
  std::vector<std::string> arguments;
  const char* error;  // after "slipway: error: ", with the code
  const char* hint;   // whole; empty: none
};

class Usage : public ::testing::TestWithParam<UsageCase> {};

TEST_P(Usage, IsExplainedOnStderrAlone) {
  const UsageCase& wrong = GetParam();
  const Outcome outcome = run_slipway(wrong.arguments);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  std::string expected = std::string("slipway: error: ") + wrong.error + "\n";
  if (*wrong.hint != '\0') expected += std::string("hint: ") + wrong.hint + "\n";
  EXPECT_EQ(outcome.err, expected);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, Usage,
    ::testing::Values(
        UsageCase{"nothing", {}, "a command is missing [usage]", "slipway --help lists them"},
        UsageCase{"typo",
                  {"schedle", kQuarter},
                  "unknown command 'schedle' [usage]",
                  "did you mean 'schedule'?"},
        UsageCase{"later_command",
                  {"quarter", kQuarter},
                  "unknown command 'quarter' [usage]",
                  "slipway --help lists the commands"},
        UsageCase{"option_first",
                  {"--json", "schedule", kQuarter},
                  "the command must come before '--json' [usage]",
                  "slipway COMMAND PLAN [options]"},
        UsageCase{"no_plan",
                  {"schedule"},
                  "schedule needs a plan file [usage]",
                  "slipway schedule PLAN; - reads standard input"},
        UsageCase{"no_id",
                  {"why", kQuarter},
                  "why needs the id of a goal [usage]",
                  "slipway why PLAN ID"},
        UsageCase{"too_much",
                  {"schedule", kQuarter, "more"},
                  "schedule has no use for 'more' [usage]",
                  "slipway schedule --help lists what it takes"},
        UsageCase{"option_typo",
                  {"schedule", kQuarter, "--jsn"},
                  "schedule has no option '--jsn' [usage]",
                  "did you mean '--json'?"},
        UsageCase{"other_command_s_option",
                  {"schedule", kQuarter, "--fail-under=0.5"},
                  "schedule has no option '--fail-under' [usage]",
                  "slipway schedule --help lists what it takes"},
        UsageCase{"no_value",
                  {"schedule", kQuarter, "--to"},
                  "--to needs a value [usage]",
                  "slipway schedule --help shows which"},
        UsageCase{"as_of",
                  {"schedule", kQuarter, "--as-of", "2018-02-30"},
                  "--as-of must be a date, not '2018-02-30' [usage]",
                  "write it as YYYY-MM-DD, with a day that exists"},
        UsageCase{"colour",
                  {"schedule", kQuarter, "--color", "alway"},
                  "--color must be auto, always or never, not 'alway' [usage]",
                  "did you mean 'always'?"},
        UsageCase{"from",
                  {"schedule", kQuarter, "--from", "yaml"},
                  "--from must be json, not 'yaml' [usage]",
                  "other formats are not yet read by this version"},
        UsageCase{"samples_none",
                  {"risk", kQuarter, "--samples", "0"},
                  "--samples must be a whole number from 1 to 10000000, not '0' [usage]",
                  "for example: --samples 10000"},
        UsageCase{"samples_many",
                  {"risk", kQuarter, "--samples", "10000001"},
                  "--samples must be a whole number from 1 to 10000000, not '10000001' [usage]",
                  "for example: --samples 10000"},
        UsageCase{"samples_text",
                  {"risk", kQuarter, "--samples", "1e3"},
                  "--samples must be a whole number from 1 to 10000000, not '1e3' [usage]",
                  "for example: --samples 10000"},
        UsageCase{"seed",
                  {"risk", kQuarter, "--seed=-1"},
                  "--seed must be a whole number from 0 to 2^64 - 1, not '-1' [usage]",
                  "for example: --seed 2"},
        UsageCase{"threads",
                  {"risk", kQuarter, "--threads", "0"},
                  "--threads must be a whole number from 1 to 1024, not '0' [usage]",
                  "for example: --threads 2"},
        UsageCase{"fail_under",
                  {"risk", kQuarter, "--fail-under", "80"},
                  "--fail-under must be a number from 0 to 1, not '80' [usage]",
                  "for example: --fail-under 0.8"},
        UsageCase{"fail_under_nan",
                  {"risk", kQuarter, "--fail-under", "nan"},
                  "--fail-under must be a number from 0 to 1, not 'nan' [usage]",
                  "for example: --fail-under 0.8"},
        UsageCase{"goals",
                  {"risk", kQuarter, "--goals", "some"},
                  "--goals must be all, due or none, not 'some' [usage]",
                  ""},
        UsageCase{
            "view_unknown",
            {"render", kQuarter, "--view", "pie", "-o", "x.svg"},
            "--view must be graph, gantt, board, matrix, load, changes, trend, burnup, scurve or "
            "tornado, not 'pie' [usage]",
            ""},
        UsageCase{
            "view_near",
            {"render", kQuarter, "--view", "s-curve", "-o", "x.svg"},
            "--view must be graph, gantt, board, matrix, load, changes, trend, burnup, scurve or "
            "tornado, not 's-curve' [usage]",
            "did you mean 'scurve'?"},
        UsageCase{"scurve_as_dot",
                  {"render", kQuarter, "--view", "scurve", "-o", "x.dot"},
                  "--view scurve cannot be a .dot file [usage]",
                  "use .svg .png or .pdf"},
        UsageCase{"scurve_as_mermaid",
                  {"render", kQuarter, "--view", "scurve", "-o", "x.mmd"},
                  "--view scurve cannot be a .mmd file [usage]",
                  "use .svg .png or .pdf"},
        UsageCase{"scurve_with_filter",
                  {"render", kQuarter, "--view", "scurve", "-o", "x.svg", "--team", "go"},
                  "--team belongs to --view graph, gantt, board, matrix, load, changes, trend or "
                  "burnup: a curve is the chance of one finish, which a filter does not change "
                  "[usage]",
                  "--view scurve takes --goal"},
        UsageCase{"burnup_of_late_goals",
                  {"render", kQuarter, "--view", "burnup", "-o", "x.svg", "--late"},
                  "--late belongs to --view graph, gantt, board, matrix, load, changes or trend: "
                  "what is done is neither critical nor late any more, so such a burn-up would "
                  "have no past [usage]",
                  "--view burnup takes --goal --focus --up --down --team --between --baseline "
                  "--by"},
        UsageCase{"at_of_gantt",
                  {"render", kQuarter, "--view", "gantt", "-o", "x.svg", "--at", "p90"},
                  "--at belongs to --view load [usage]",
                  "--view gantt takes --focus --up --down --team --between --critical --near "
                  "--late --all --group --baseline"},
        UsageCase{"at_p80",
                  {"render", kQuarter, "--view", "load", "-o", "x.svg", "--at", "p80"},
                  "--at must be p50 or p90, not 'p80' [usage]",
                  "did you mean 'p50'?"},
        UsageCase{"by_size",
                  {"render", kQuarter, "--view", "burnup", "-o", "x.svg", "--by", "size"},
                  "--by must be count or value, not 'size' [usage]",
                  ""},
        UsageCase{"between_one",
                  {"render", kQuarter, "-o", "x.svg", "--between", "go"},
                  "--between must be two teams, not 'go' [usage]",
                  "for example: --between go,js"},
        UsageCase{"near_nothing",
                  {"render", kQuarter, "-o", "x.svg", "--near", "soon"},
                  "--near must be a number of days from 0 on, not 'soon' [usage]",
                  "for example: --near 2"},
        UsageCase{"paper_of_letters",
                  {"render", kQuarter, "-o", "x.svg", "--paper", "letter"},
                  "--paper must be a4 or a3, not 'letter' [usage]",
                  ""},
        UsageCase{"goal_of_graph",
                  {"render", kQuarter, "-o", "x.svg", "--goal", "quic-go-ipfs"},
                  "--goal belongs to --view trend, burnup, scurve or tornado [usage]",
                  "the graph has --focus ID"},
        UsageCase{
            "tornado_of_two",
            {"render", kQuarter, "--view", "tornado", "-o", "x.svg", "--goal", "a", "--goal", "b"},
            "--view tornado is about one goal, not 2 [usage]",
            "draw the others into pictures of their own"},
        UsageCase{"stable_and_samples",
                  {"risk", kQuarter, "--samples", "100", "--until-stable"},
                  "--until-stable and --samples exclude each other [usage]",
                  "leave one of them out: --until-stable finds the number itself"},
        UsageCase{"five_goals",
                  {"render", kQuarter, "--view", "scurve", "-o", "x.svg", "--goal", "a", "--goal",
                   "b", "--goal", "c", "--goal", "d", "--goal", "e", "--goal", "a"},
                  "--view scurve has room for 4 goals, not 5 [usage]",
                  "draw the others into pictures of their own"},
        UsageCase{"scurve_unknown_goal",
                  {"render", kQuarter, "--view", "scurve", "-o", "/nowhere/x.svg", "--goal",
                   "quic-go-ipsf"},
                  "--goal 'quic-go-ipsf' is not a goal or blocker of "
                  "data/plans/libp2p-2018-q3.json [unknown-goal]",
                  "did you mean 'quic-go-ipfs'?"},
        UsageCase{"no_output",
                  {"render", kQuarter},
                  "render needs a file for the picture [usage]",
                  "add -o FILE, ending in .svg .png .pdf .dot or .mmd"},
        UsageCase{"output_dash",
                  {"render", kQuarter, "-o", "-"},
                  "render writes files, and '-' does not say which kind of picture [usage]",
                  "name a file ending in .svg .png .pdf .dot or .mmd, such as /tmp/plan.svg"},
        UsageCase{"output_ending",
                  {"render", kQuarter, "-o", "plan.gif"},
                  "the ending of 'plan.gif' says no kind of picture [usage]",
                  "use .svg .png .pdf .dot or .mmd"},
        UsageCase{"up_alone",
                  {"render", kQuarter, "-o", "x.svg", "--up", "1"},
                  "--up and --down need --focus ID [usage]",
                  "they say how far to look from that item"},
        UsageCase{"unknown_target",
                  {"schedule", kQuarter, "--to", "fix-dth"},
                  "--to 'fix-dth' is not a goal or blocker of data/plans/libp2p-2018-q3.json "
                  "[unknown-goal]",
                  "did you mean 'fix-dht'?"},
        UsageCase{"unknown_id",
                  {"why", kQuarter, "zzzzzzzz"},
                  "'zzzzzzzz' is not a goal or blocker of data/plans/libp2p-2018-q3.json "
                  "[unknown-goal]",
                  ""},
        UsageCase{"unknown_team",
                  {"render", kQuarter, "-o", "/nowhere/x.svg", "--team", "rus"},
                  "--team 'rus' is not a team of data/plans/libp2p-2018-q3.json [unknown-team]",
                  "did you mean 'rust'?"},
        UsageCase{"hostile",
                  {"sch\x1b[2J"},
                  "unknown command 'sch\\u{1b}[2J' [usage]",
                  "slipway --help lists the commands"}),
    [](const auto& of) { return of.param.name; });

TEST(Help, IsAnAnswer) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"--help"}, {"-h"}, {"help"}}) {
    const Outcome outcome = run_slipway(words);
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "");
    for (const char* const command :
         {"check", "schedule", "why", "risk", "render", "schema", "budget", "levers"}) {
      EXPECT_THAT(outcome.out, HasSubstr(std::string("\n  ") + command + " "));
    }
  }
}

TEST(Help, OfACommandListsItsOptionsEvenOnAnUnfinishedLine) {
  const Outcome outcome = run_slipway({"risk", "--help"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("Usage: slipway risk PLAN [options]"));
  for (const char* const option :
       {"--samples N", "--seed S", "--threads N", "--goals WHICH", "--fail-under P", "--all",
        "--json", "--as-of DATE", "--from FORMAT", "--color WHEN", "--quiet", "--version"}) {
    EXPECT_THAT(outcome.out, HasSubstr(option));
  }
  EXPECT_EQ(run_slipway({"help", "risk"}).out, outcome.out);
  EXPECT_EQ(run_slipway({"risk", kQuarter, "--help", "--samples", "3"}).out, outcome.out);
}

TEST(Version, IsKnownToAll) {
  EXPECT_THAT(run_slipway({"--version"}).out, StartsWith("slipway 0."));
  EXPECT_EQ(run_slipway({"risk", "--version"}).out, run_slipway({"--version"}).out);
}

TEST(Schema, IsPrinted) {
  const Outcome outcome = run_slipway({"schema"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(Json::parse(outcome.out).contains("$schema"));
}

TEST(Input, OfAPipeOrAFileIsTheSame) {
  std::ifstream file(std::string(SLIPWAY_SOURCE_DIR) + "/" + kQuarter);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(run_slipway({"schedule", "-"}, {.input = text}).out,
            run_slipway({"schedule", kQuarter}).out);
  EXPECT_EQ(run_slipway({"schedule", "--from", "json", "--", kQuarter}).code, 0);
}

TEST(Input, NamesMayBeginWithADash) {
  const std::string plan = R"({"slipway": 1, "name": "P", "start": "2026-01-05",
    "goals": [{"id": "-x", "estimate": "1d"}]})";
  EXPECT_EQ(run_slipway({"schedule", "-", "--to=-x"}, {.input = plan}).code, 0);
  EXPECT_EQ(run_slipway({"why", "--", "-", "-x"}, {.input = plan}).code, 0);
}

TEST(Input, ThatIsMissingIsSaid) {
  for (const char* const command : {"check", "schedule", "risk"}) {
    const Outcome outcome = run_slipway({command, "no-such-file.json"});
    EXPECT_EQ(outcome.code, 2) << command;
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("[cannot-read]"));
  }
}

TEST(Input, ThatIsWrongGivesEveryErrorAndNoAnswer) {
  const std::string plan = R"({"slipway": 1, "name": "P", "start": "2026-01-05", "goals": [
    {"id": "a", "estimate": "2x"}, {"id": "b", "depends_on": ["c"]}]})";
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"schedule", "-"},
                                             {"schedule", "-", "--json"},
                                             {"risk", "-"},
                                             {"why", "-", "a"},
                                             {"render", "-", "-o", "/nowhere/x.svg"},
                                             {"schedule", "-", "--quiet"}}) {
    const Outcome outcome = run_slipway(arguments, {.input = plan});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("<stdin>:2:29: error: "));
    EXPECT_THAT(outcome.err, HasSubstr("[invalid-duration]"));
    EXPECT_THAT(outcome.err, HasSubstr("[unknown-goal]"));
    EXPECT_THAT(outcome.err, Not(HasSubstr("warning:")));
  }
}

TEST(Input, WithManyErrorsShowsFiftyAndCountsTheRest) {
  std::string plan =
      R"({"slipway": 1, "name": "P", "start": "2026-01-05", "goals": [{"id": "a", "depends_on": [)";
  for (int i = 0; i < 80; ++i) plan += (i > 0 ? ",\"zz" : "\"zz") + std::to_string(i) + "\"";
  plan += "]}]}";
  const Outcome outcome = run_slipway({"schedule", "-"}, {.input = plan});
  std::size_t errors = 0;
  for (std::size_t at = 0; (at = outcome.err.find(": error: ", at)) != std::string::npos; ++at) {
    ++errors;
  }
  EXPECT_EQ(errors, 50u);
  EXPECT_THAT(outcome.err, HasSubstr("... and 30 more"));
}

TEST(Check, ReportsErrorsAsAnAnswerWhileThePlanCanBeRead) {
  const std::string plan =
      "{\"slipway\": 1, \"name\": \"P\", \"start\": \"2026-01-05\",\n \"goals\": [{\"id\": \"ä\", "
      "\"depends_on\": [\"b\"]}]}";
  const Outcome text = run_slipway({"check", "-"}, {.input = plan});
  EXPECT_EQ(text.code, 1);
  EXPECT_EQ(text.err, "");
  EXPECT_THAT(text.out, StartsWith("<stdin> cannot be planned with: 1 error and 1 warning."));
  EXPECT_THAT(text.out, HasSubstr("<stdin>:2:39: error: "));
  const Outcome machine = run_slipway({"check", "-", "--json"}, {.input = plan});
  EXPECT_EQ(machine.code, 1);
  EXPECT_EQ(machine.err, "");
  const Json answer = Json::parse(machine.out);
  EXPECT_EQ(answer["findings"][1]["severity"], "error");
  EXPECT_EQ(answer["findings"][1]["code"], "unknown-goal");
  EXPECT_EQ(answer["findings"][1]["line"], 2);
  EXPECT_EQ(answer["findings"][1]["column"], 39) << "in characters";
  EXPECT_TRUE(answer["metrics"].empty());
}

TEST(Check, FindsCycles) {
  const std::string plan = R"({"slipway": 1, "name": "P", "start": "2026-01-05", "goals": [
    {"id": "a", "depends_on": ["b"]}, {"id": "b", "depends_on": ["a"]}]})";
  const Outcome outcome = run_slipway({"check", "-"}, {.input = plan});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("[dependency-cycle]"));
  EXPECT_EQ(run_slipway({"schedule", "-"}, {.input = plan}).code, 2);
}

TEST(Check, OfWhatIsNoJsonExitsWithTwo) {
  // More errors before the broken end than are kept.
  std::string many = "{\"slipway\": 1, \"name\": \"P\", \"goals\": [";
  for (int i = 0; i < 1100; ++i) many += "{\"id\": 1},";
  for (const std::string& text : {std::string("{\"slipway\": 1,"), std::string(), std::string("[]"),
                                  "{\"x-deep\": " + std::string(1000, '['), many}) {
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"check", "-"}, {"check", "-", "--json"}}) {
      const Outcome outcome = run_slipway(arguments, {.input = text});
      EXPECT_EQ(outcome.code, 2);
      EXPECT_EQ(outcome.out, "");
      EXPECT_THAT(outcome.err, HasSubstr("error: "));
    }
  }
}

TEST(FailUnder, DecidesTheExitCodeAlone) {
  const std::vector<std::string> base = {"risk", kQuarter, "--samples", "1000", "--json"};
  const Outcome plain = run_slipway(base);
  const double share = Json::parse(plain.out)["all_on_time"].get<double>();
  ASSERT_GT(share, 0.01);
  ASSERT_LT(share, 0.5);
  const auto with = [&](const std::string& threshold) {
    std::vector<std::string> arguments = base;
    arguments.insert(arguments.end(), {"--fail-under", threshold});
    return run_slipway(arguments);
  };
  EXPECT_EQ(with("0").code, 0);
  EXPECT_EQ(with(std::to_string(share)).code, 0) << "equal is enough";
  EXPECT_EQ(with("0.9").code, 1);
  EXPECT_EQ(with("0.9").out, plain.out);
  EXPECT_THAT(with("0.9").err, HasSubstr("--fail-under 0.9"));
}

TEST(FailUnder, JudgesTheGoalInDepth) {
  const auto with = [&](const std::string& goal, const std::string& threshold) {
    return run_slipway(
        {"risk", kQuarter, "--samples", "500", "--goal", goal, "--fail-under", threshold});
  };
  EXPECT_EQ(with("fix-dht", "0.8").code, 0);
  const Outcome late = with("js-daemon-client", "0.8");
  EXPECT_EQ(late.code, 1);
  EXPECT_THAT(late.err, HasSubstr("'js-daemon-client' is on time in 0."));
}

TEST(FailUnder, SaysWhenItHasNothingToJudge) {
  const Outcome goal = run_slipway(
      {"risk", kQuarter, "--samples", "100", "--goal", "go-ipfs-side", "--fail-under", "0.8"});
  EXPECT_EQ(goal.code, 0);
  EXPECT_THAT(goal.err,
              HasSubstr("'go-ipfs-side' has no date to meet, so --fail-under has nothing"));
  const std::string plan = R"({"slipway": 1, "name": "P", "start": "2026-01-05", "goals": [
    {"id": "a", "estimate": "2d"}]})";
  const Outcome all = run_slipway({"risk", "-", "--fail-under", "0.8"}, {.input = plan});
  EXPECT_EQ(all.code, 0);
  EXPECT_THAT(all.err, HasSubstr("no committed goal has a date to meet"));
  EXPECT_EQ(run_slipway({"risk", "-", "--fail-under", "0.8", "--quiet"}, {.input = plan}).err, "");
}

TEST(Output, ThatCannotBeWrittenIsSaid) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"schedule", kQuarter},
                                             {"schedule", kQuarter, "--json"},
                                             {"check", kQuarter},
                                             {"schema"},
                                             {"--help"}}) {
    for (const char* const place : {"/dev/full", "closed"}) {
      const Outcome outcome = run_slipway(arguments, {.stdout_path = place});
      EXPECT_EQ(outcome.code, 2) << arguments[0] << ' ' << place;
      EXPECT_THAT(outcome.err, HasSubstr("cannot write to standard output")) << place;
      EXPECT_THAT(outcome.err, HasSubstr("[cannot-write]")) << place;
    }
  }
}

TEST(Render, WritesTheFileWholeAndSaysSo) {
  const std::string folder = test::make_folder();
  const std::string picture = folder + "/plan.dot";
  const Outcome outcome = run_slipway({"render", kQuarter, "-o", picture});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("plan.dot"));
  std::ifstream file(picture);
  const std::string dot{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(dot, HasSubstr("js-daemon-client"));
  const Outcome machine = run_slipway({"render", kQuarter, "-o", picture, "--json"});
  EXPECT_EQ(Json::parse(machine.out)["bytes"], dot.size());
  std::filesystem::remove_all(folder);
}

TEST(Render, IntoAMissingFolderIsAnError) {
  const Outcome outcome = run_slipway({"render", kQuarter, "-o", "/nowhere/at/all/x.dot"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("[cannot-write]"));
  EXPECT_THAT(outcome.err, HasSubstr("hint: make the folder '/nowhere/at/all' first;"));
}

TEST(Render, SaysWhichOptionNamesNoTeam) {
  const auto error = [](const std::string& option, const std::string& value) {
    const Outcome outcome = run_slipway({"render", kQuarter, option, value, "-o", "x.svg"});
    EXPECT_EQ(outcome.code, 2) << option << value;
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  };
  EXPECT_THAT(error("--between", "go,jss"), HasSubstr("--between 'jss' is not a team of"));
  EXPECT_THAT(error("--between", "goo,js"), HasSubstr("--between 'goo' is not a team of"));
  EXPECT_THAT(error("--team", "jss"), HasSubstr("--team 'jss' is not a team of"));
  EXPECT_THAT(error("--between", "js,js"),
              HasSubstr("--between must be two teams, not 'js' twice [usage]"));
}

// Every view prints the answer that its picture gives.
TEST(Render, OfTheGraphSaysItsAnswer) {
  const std::string folder = test::make_folder();
  const Outcome outcome = run_slipway({"render", kQuarter, "-o", folder + "/x.svg"});
  EXPECT_THAT(outcome.out, HasSubstr("\n- 1 of 20 goals misses its date: js-daemon-client"));
  const Outcome json = run_slipway({"render", kQuarter, "-o", folder + "/x.svg", "--json"});
  EXPECT_THAT(json.out, HasSubstr("\"notes\": [\n    \"1 of 20 goals misses its date"));
  std::filesystem::remove_all(folder);
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Render, DrawsCurvesIntoEveryKindOfFile) {
  const std::string folder = test::make_folder();
  const auto draw = [&](const std::string& name, std::vector<std::string> more) {
    std::vector<std::string> arguments = {"render", kQuarter, "--view",
                                          "scurve", "-o",     folder + '/' + name};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run_slipway(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr(name));
    return bytes_of(folder + '/' + name);
  };
  EXPECT_THAT(draw("a.svg", {}), HasSubstr("10,000 runs, seed 1"));
  EXPECT_THAT(draw("a.png", {"--samples", "100"}), StartsWith("\x89PNG"));
  EXPECT_THAT(draw("a.pdf", {"--samples", "100"}), StartsWith("%PDF-"));
  const std::string goal = draw(
      "b.svg", {"--goal", "js-daemon-client", "--samples", "500", "--seed", "7", "--threads", "1"});
  EXPECT_THAT(goal, HasSubstr("js-daemon-client: JS client for the daemon"));
  EXPECT_THAT(goal, HasSubstr("500 runs, seed 7"));
  EXPECT_EQ(draw("c.svg", {"--goal", "js-daemon-client", "--samples", "500", "--seed", "7",
                           "--threads", "2", "--goal", "js-daemon-client"}),
            goal)
      << "neither threads nor saying it twice matter";
  const std::string both = draw("d.svg", {"--goal", "js-daemon-client", "--goal", "js-go-goals"});
  EXPECT_LT(both.rfind(">js-go-goals<"), both.rfind(">js-daemon-client<")) << "the plan's order";
  std::filesystem::remove_all(folder);
}

TEST(Render, OfACurveHasTheOddsThatRiskSays) {
  const std::string folder = test::make_folder();
  const Outcome drawn = run_slipway({"render", kQuarter, "--view", "scurve", "--goal",
                                     "js-daemon-client", "-o", folder + "/a.svg", "--json"});
  const Json answer = Json::parse(drawn.out);
  EXPECT_EQ(answer["view"], "scurve");
  EXPECT_EQ(answer["bytes"], bytes_of(folder + "/a.svg").size());
  const Json risk = Json::parse(run_slipway({"risk", kQuarter, "--json"}).out);
  for (const Json& goal : risk["goals"]) {
    if (goal["id"] != "js-daemon-client") continue;
    const long percent = std::lround(goal["on_time"].get<double>() * 100);
    EXPECT_THAT(answer["notes"][1].get<std::string>(),
                HasSubstr("on time in " + std::to_string(percent) + " % of the runs"));
  }
  std::filesystem::remove_all(folder);
}

TEST(Render, OfACurveNeedsAFinish) {
  const std::string plan = R"({"slipway": 1, "name": "P", "start": "2026-01-05", "goals": [
    {"id": "a", "estimate": "1d"}, {"id": "b", "status": "dropped"}]})";
  const Outcome dropped = run_slipway(
      {"render", "-", "--view", "scurve", "--goal", "b", "-o", "/nowhere/x.svg"}, {.input = plan});
  EXPECT_EQ(dropped.code, 2);
  EXPECT_THAT(dropped.err, HasSubstr("'b' has no finish to draw"));
  const std::string empty =
      R"({"slipway": 1, "name": "P", "start": "2026-01-05", "goals": [], "blockers": [
      {"id": "x", "estimate": "1d"}]})";
  const Outcome nothing =
      run_slipway({"render", "-", "--view", "scurve", "-o", "/nowhere/x.svg"}, {.input = empty});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_EQ(nothing.out, "");
  EXPECT_THAT(nothing.err, HasSubstr("the plan has no goal that finishes"));
}

}  // namespace
}  // namespace slipway
