// What the commands answer: accepted texts of the libp2p quarter, machine output, the terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"
#include "viz/text/wording.hpp"

namespace slipway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;
using test::Outcome;
using test::run_slipway;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";
constexpr const char* kRelease = "data/plans/release-quarter.json";

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> out;
  for (auto at = object.begin(); at != object.end(); ++at) out.push_back(at.key());
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  return out;
}

Json run_json(std::vector<std::string> arguments) {
  arguments.push_back("--json");
  const Outcome outcome = run_slipway(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return Json::parse(outcome.out);
}

struct GoldenCase {
  const char* file;
  std::vector<std::string> arguments;
  std::vector<std::string> environment;
};

class Golden : public ::testing::TestWithParam<GoldenCase> {};

TEST_P(Golden, AnswersAsAccepted) {
  const Outcome outcome =
      run_slipway(GetParam().arguments, {.environment = GetParam().environment});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(test::differs_from_golden(GetParam().file, outcome.out), "");
}

INSTANTIATE_TEST_SUITE_P(
    Libp2p, Golden,
    ::testing::Values(
        GoldenCase{"schedule.txt", {"schedule", kQuarter}, {"COLUMNS=80"}},
        GoldenCase{"schedule-60.txt", {"schedule", kQuarter}, {"COLUMNS=60"}},
        GoldenCase{"schedule-120.txt", {"schedule", kQuarter}, {"COLUMNS=120"}},
        GoldenCase{"schedule-to.txt", {"schedule", kQuarter, "--to", "fix-dht"}, {"COLUMNS=80"}},
        GoldenCase{"why.txt", {"why", kQuarter, "js-daemon-client"}, {"COLUMNS=80"}},
        GoldenCase{"risk.txt", {"risk", kQuarter, "--samples", "2000"}, {"COLUMNS=80"}},
        GoldenCase{"check.txt", {"check", kQuarter}, {"COLUMNS=80"}}));

TEST(Machine, ScheduleHasTheKeysOfTheContractInOrder) {
  const Json answer = run_json({"schedule", kQuarter});
  EXPECT_THAT(keys_of(answer), ElementsAre("slipway", "command", "plan", "as_of", "finish",
                                           "critical_path", "goals"));
  EXPECT_EQ(answer["slipway"], 1);
  EXPECT_EQ(answer["command"], "schedule");
  EXPECT_EQ(answer["as_of"], "2018-08-13");
  EXPECT_EQ(answer["finish"], "2018-10-05");
  EXPECT_EQ(answer["critical_path"], Json({"go-daemon-api", "js-daemon-client"}));
  ASSERT_EQ(answer["goals"].size(), 26u);
  for (const Json& goal : answer["goals"]) {
    EXPECT_THAT(keys_of(goal),
                ElementsAre("id", "title", "team", "kind", "status", "start", "finish",
                            "late_start", "late_finish", "total_float_days", "free_float_days",
                            "critical", "due", "due_float_days", "driven_by"));
  }
  const Json& client = answer["goals"][12];
  EXPECT_EQ(client["id"], "js-daemon-client");
  EXPECT_EQ(client["due_float_days"], -5);
  EXPECT_EQ(client["critical"], true);
  EXPECT_EQ(client["driven_by"], Json({"go-daemon-api"}));
  EXPECT_EQ(answer["goals"][25]["kind"], "blocker");
  EXPECT_EQ(answer["goals"][25]["team"], nullptr);
}

TEST(Machine, ATargetAddsKeysAndKeepsTheOthers) {
  const Json answer = run_json({"schedule", kQuarter, "--to", "fix-dht"});
  EXPECT_EQ(answer["to"], "fix-dht");
  EXPECT_EQ(answer["finish"], "2018-10-05") << "the plan's finish, whatever the target";
  EXPECT_EQ(answer["critical_path"], Json({"peer-store-talk", "fix-dht"}));
}

TEST(Machine, RiskHasTheKeysOfTheContractInOrder) {
  const Json answer = run_json({"risk", kQuarter, "--samples", "500", "--seed", "7"});
  EXPECT_THAT(keys_of(answer),
              ElementsAre("slipway", "command", "plan", "as_of", "samples", "seed", "finish",
                          "all_on_time", "all_on_time_low", "all_on_time_high", "goals",
                          "gain_samples", "gains", "waits", "merges", "declined"));
  EXPECT_EQ(answer["samples"], 500);
  EXPECT_EQ(answer["seed"], 7);
  EXPECT_THAT(keys_of(answer["finish"]), ElementsAre("p10", "p50", "p80", "p90", "days"));
  EXPECT_THAT(keys_of(answer["finish"]["days"]),
              ElementsAre("p10", "p50", "p80", "p90", "mean", "std_dev"));
  const Json schedule = run_json({"schedule", kQuarter});
  for (std::size_t i = 0; i < answer["goals"].size(); ++i) {
    const Json& goal = answer["goals"][i];
    std::vector<std::string> keys = {
        "id",      "p10",         "p50",          "p80",         "p90",        "days", "due",
        "on_time", "on_time_low", "on_time_high", "criticality", "cruciality", "ssi",  "days_late"};
    if (schedule["goals"][i]["kind"] == "objective") {
      for (const char* key :
           {"goals_on_time", "goals_on_time_low", "goals_on_time_high", "score"}) {
        keys.emplace_back(key);
      }
    }
    EXPECT_THAT(keys_of(goal), testing::ElementsAreArray(keys));
    if (goal["on_time"].is_null()) continue;
    const double hits = goal["on_time"].get<double>() * 500;
    EXPECT_NEAR(hits, std::round(hits), 1e-9) << "k/n, unrounded";
    EXPECT_LE(goal["on_time_low"], goal["on_time"]);
    EXPECT_GE(goal["on_time_high"], goal["on_time"]);
  }
}

TEST(Machine, WithoutForecastsTheRestIsStillThere) {
  const Json answer = run_json({"risk", kQuarter, "--samples", "200", "--goals", "none"});
  EXPECT_TRUE(answer["finish"]["p50"].is_string());
  for (const Json& goal : answer["goals"]) EXPECT_EQ(goal["days"], nullptr) << goal["id"];
  EXPECT_TRUE(answer["goals"][12]["criticality"].is_number());
}

TEST(Machine, WhyHasItsKeysInOrder) {
  const Json answer = run_json({"why", kQuarter, "js-daemon-client"});
  EXPECT_THAT(keys_of(answer), ElementsAre("slipway", "command", "plan", "as_of", "id", "finish",
                                           "sentence", "chain"));
  EXPECT_THAT(answer["sentence"], HasSubstr("go-daemon-api"));
  ASSERT_EQ(answer["chain"].size(), 2u);
  EXPECT_THAT(keys_of(answer["chain"][0]),
              ElementsAre("id", "title", "team", "kind", "status", "start", "finish", "waits_for",
                          "through", "link", "reasons", "also"));
  EXPECT_EQ(answer["chain"][0]["waits_for"], "go-daemon-api");
  EXPECT_EQ(answer["chain"][1]["waits_for"], nullptr);
}

TEST(Machine, CheckSaysWhereEachFindingIs) {
  const Json answer = run_json({"check", kRelease});
  EXPECT_THAT(keys_of(answer), ElementsAre("slipway", "command", "findings", "metrics"));
  ASSERT_FALSE(answer["findings"].empty());
  for (const Json& finding : answer["findings"]) {
    EXPECT_THAT(keys_of(finding),
                ElementsAre("severity", "code", "message", "ids", "line", "column", "hint"));
  }
  for (const Json& metric : answer["metrics"]) {
    EXPECT_THAT(keys_of(metric), ElementsAre("code", "value", "threshold", "pass"));
  }
  // The text answer counts lines in another way; both must agree.
  const std::string text = run_slipway({"check", kRelease}).out;
  for (const Json& finding : answer["findings"]) {
    EXPECT_THAT(
        text, HasSubstr(std::string(kRelease) + ":" + finding["line"].dump() + ":" +
                        finding["column"].dump() + ": " + finding["severity"].get<std::string>()));
  }
}

TEST(Machine, IsIndentedByTwoAndReadsBackTheSame) {
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"schedule", kRelease}, {"why", kRelease, "patch-release"}, {"check", kRelease}}) {
    std::vector<std::string> arguments = command;
    arguments.push_back("--json");
    const std::string out = run_slipway(arguments).out;
    EXPECT_EQ(Json::parse(out).dump(2) + "\n", out) << command[0];
  }
}

TEST(Machine, SameInputSameBytesWhateverTheThreads) {
  const std::vector<std::string> base = {"risk", kRelease, "--json", "--samples", "3000"};
  std::vector<std::string> one = base;
  one.insert(one.end(), {"--threads", "1"});
  std::vector<std::string> three = base;
  three.insert(three.end(), {"--threads", "3"});
  const std::string first = run_slipway(one).out;
  EXPECT_EQ(first, run_slipway(three).out);
  std::vector<std::string> other_seed = one;
  other_seed.insert(other_seed.end(), {"--seed", "2"});
  EXPECT_NE(first, run_slipway(other_seed).out);
}

TEST(Text, EveryLineFitsTheTerminal) {
  for (const std::size_t width : {60u, 80u, 132u}) {
    const std::string columns = "COLUMNS=" + std::to_string(width);
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"schedule", kRelease},
                                               {"schedule", kQuarter, "--to", "fix-dht"},
                                               {"risk", kRelease, "--samples", "100"},
                                               {"why", kRelease, "patch-release"}}) {
      const Outcome outcome = run_slipway(arguments, {.environment = {columns}});
      for (const std::string& line : lines_of(outcome.out)) {
        EXPECT_LE(viz::display_width(line), width) << line;
      }
    }
  }
}

TEST(Text, ShowsFortyRowsAndSaysHowManyMore) {
  const std::string some = run_slipway({"schedule", kRelease}).out;
  const std::string all = run_slipway({"schedule", kRelease, "--all"}).out;
  EXPECT_THAT(some, HasSubstr("... and 29 more; --all shows every row"));
  EXPECT_THAT(all, Not(HasSubstr("--all")));
  const Json answer = run_json({"schedule", kRelease});
  for (const Json& goal : answer["goals"]) {
    EXPECT_THAT(all, HasSubstr(goal["id"].get<std::string>()));
    if (goal["critical"] == true && goal["kind"] != "objective") {
      EXPECT_THAT(some, HasSubstr(goal["id"].get<std::string>())) << "critical ones come first";
    }
  }
}

TEST(Text, WarningsAreCountedOnStderrUnlessQuiet) {
  const Outcome loud = run_slipway({"schedule", kRelease});
  EXPECT_EQ(loud.err, "5 warnings (slipway check data/plans/release-quarter.json shows them)\n");
  const Outcome quiet = run_slipway({"schedule", kRelease, "--quiet"});
  EXPECT_EQ(quiet.err, "");
  EXPECT_EQ(quiet.out, loud.out);
}

TEST(Text, AsOfMovesTheStatusDate) {
  EXPECT_THAT(run_slipway({"schedule", kQuarter, "--as-of", "2018-08-20"}).out,
              HasSubstr("finishes Fri 12 Oct 2018 (as of Mon 20 Aug 2018)"));
}

TEST(Text, ColourIsForTerminalsAndOnRequest) {
  const std::string escape = "\x1b[";
  const std::vector<std::string> arguments = {"schedule", kQuarter};
  EXPECT_THAT(run_slipway(arguments).out, Not(HasSubstr(escape)));
  EXPECT_THAT(run_slipway({"schedule", kQuarter, "--color", "always"}).out, HasSubstr(escape));
  EXPECT_THAT(run_slipway(arguments, {.environment = {"TERM=xterm"}, .terminal = 80}).out,
              HasSubstr(escape));
  EXPECT_THAT(
      run_slipway(arguments, {.environment = {"TERM=xterm", "NO_COLOR=1"}, .terminal = 80}).out,
      Not(HasSubstr(escape)));
  EXPECT_THAT(run_slipway({"schedule", kQuarter, "--color", "never"}, {.terminal = 80}).out,
              Not(HasSubstr(escape)));
}

TEST(Text, ColourChangesNoLetter) {
  const std::string plain = run_slipway({"schedule", kQuarter}).out;
  std::string coloured = run_slipway({"schedule", kQuarter, "--color", "always"}).out;
  for (std::size_t at = 0; (at = coloured.find('\x1b', at)) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, plain);
}

TEST(Text, TheTerminalsOwnWidthCountsFirst) {
  const Outcome outcome = run_slipway(
      {"schedule", kQuarter}, {.environment = {"COLUMNS=120", "NO_COLOR=1"}, .terminal = 60});
  EXPECT_EQ(outcome.code, 0);
  for (const std::string& line : lines_of(outcome.out)) EXPECT_LE(viz::display_width(line), 60u);
  EXPECT_EQ(outcome.out, run_slipway({"schedule", kQuarter}, {.environment = {"COLUMNS=60"}}).out);
}

TEST(Text, NoControlCharacterOfAPlanReachesTheTerminal) {
  const std::string folder = test::make_folder();
  const std::string plan = test::write_text(folder + "/p.json", R"({
    "slipway": 1, "name": "\u001b[31mred\u0007", "start": "2026-01-05",
    "teams": [ { "id": "t", "name": "\u001b]0;gotcha\u0007" } ],
    "goals": [ { "id": "a", "title": "\u202egnp\u0000.exe", "team": "t", "estimate": "2d" },
               { "id": "b", "title": "\u009b2J", "estimate": "1d", "depends_on": ["a"] } ] })");
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"schedule", plan},
                                             {"risk", plan, "--samples", "50"},
                                             {"why", plan, "b"},
                                             {"check", plan},
                                             {"schedule", plan, "--json"},
                                             {"why", plan, "b", "--json"}}) {
    const Outcome outcome = run_slipway(command, {.environment = {"COLUMNS=140"}});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    for (const std::string& text : {outcome.out, outcome.err}) {
      EXPECT_THAT(text, Not(HasSubstr("\x1b"))) << command[0];
      EXPECT_THAT(text, Not(HasSubstr("\x07"))) << command[0];
      EXPECT_THAT(text, Not(HasSubstr("\xc2\x9b"))) << command[0];
      EXPECT_THAT(text, Not(HasSubstr("\xe2\x80\xae"))) << command[0];
    }
  }
  const Json answer = run_json({"schedule", plan});
  EXPECT_EQ(answer["plan"], "\x1b[31mred\x07") << "escaped, not changed";
}

TEST(Text, AnEmptyPlanHasAnAnswerToo) {
  const std::string input = R"({"slipway": 1, "name": "P", "start": "2026-01-05", "goals": []})";
  for (const char* const command : {"schedule", "risk", "check"}) {
    const Outcome outcome = run_slipway({command, "-"}, {.input = input});
    EXPECT_EQ(outcome.code, 0) << command << outcome.err;
    EXPECT_NE(outcome.out, "") << command;
    const Outcome machine = run_slipway({command, "-", "--json"}, {.input = input});
    EXPECT_EQ(machine.code, 0) << command;
    EXPECT_FALSE(Json::parse(machine.out).empty());
  }
}

TEST(Text, AChainOfThousandsStaysShort) {
  std::string plan =
      R"({"slipway":1,"name":"P","start":"2026-01-05","goals":[{"id":"g0","estimate":"1h"})";
  for (int i = 1; i < 5000; ++i) {
    plan += ",{\"id\":\"g" + std::to_string(i) + "\",\"estimate\":\"1h\",\"depends_on\":[\"g" +
            std::to_string(i - 1) + "\"]}";
  }
  plan += "]}";
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"schedule", "-"}, {"why", "-", "g4999"}}) {
    const Outcome outcome = run_slipway(command, {.input = plan});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_LT(lines_of(outcome.out).size(), 400u);
    EXPECT_THAT(outcome.out, HasSubstr("g4999"));
    EXPECT_THAT(outcome.out, HasSubstr("more"));
  }
}

}  // namespace
}  // namespace slipway
