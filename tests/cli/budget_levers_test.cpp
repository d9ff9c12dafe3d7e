// What `budget` and `levers` answer: accepted texts of the libp2p quarter, machine output that adds
// up, and what they say of a wrong line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;
using test::Outcome;
using test::run_slipway;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> out;
  for (auto at = object.begin(); at != object.end(); ++at) out.push_back(at.key());
  return out;
}

Json run_json(std::vector<std::string> arguments) {
  arguments.push_back("--json");
  const Outcome outcome = run_slipway(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return Json::parse(outcome.out);
}

const Json& row_of(const Json& rows, const std::string& id) {
  const auto at = std::ranges::find_if(rows, [&](const Json& row) { return row["id"] == id; });
  EXPECT_NE(at, rows.end()) << id;
  return *at;
}

struct GoldenCase {
  const char* file;
  std::vector<std::string> arguments;
  std::vector<std::string> environment;
};

class WhatIfGolden : public ::testing::TestWithParam<GoldenCase> {};

TEST_P(WhatIfGolden, AnswersAsAccepted) {
  const Outcome outcome =
      run_slipway(GetParam().arguments, {.environment = GetParam().environment});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(test::differs_from_golden(GetParam().file, outcome.out), "");
}

INSTANTIATE_TEST_SUITE_P(
    Libp2p, WhatIfGolden,
    ::testing::Values(
        GoldenCase{"budget.txt", {"budget", kQuarter, "--samples", "2000"}, {"COLUMNS=80"}},
        GoldenCase{"budget-120.txt", {"budget", kQuarter, "--samples", "2000"}, {"COLUMNS=120"}},
        GoldenCase{"budget-goal.txt",
                   {"budget", kQuarter, "--samples", "2000", "--goal", "go-daemon-api"},
                   {"COLUMNS=80"}},
        GoldenCase{"levers.txt", {"levers", kQuarter, "--samples", "2000"}, {"COLUMNS=80"}},
        GoldenCase{"levers-goal.txt",
                   {"levers", kQuarter, "--samples", "2000", "--goal", "js-daemon-client", "--all"},
                   {"COLUMNS=80"}}));

TEST(BudgetJson, HasItsKeysInOrder) {
  const Json answer = run_json({"budget", kQuarter, "--samples", "500", "--seed", "7"});
  EXPECT_THAT(keys_of(answer), ElementsAre("slipway", "command", "plan", "as_of", "samples", "seed",
                                           "confidence", "finish", "held", "below", "goals"));
  EXPECT_EQ(answer["command"], "budget");
  EXPECT_EQ(answer["confidence"], 0.8);
  EXPECT_EQ(answer["held"].size() + answer["below"].size(), 19u);
  for (const Json& goal : answer["held"]) EXPECT_GE(goal["on_time"], 0.8);
  for (const Json& goal : answer["below"]) EXPECT_LT(goal["on_time"], 0.8);
  for (const Json& goal : answer["goals"]) {
    EXPECT_THAT(keys_of(goal), ElementsAre("id", "title", "team", "kind", "finish_room", "due_room",
                                           "due_rooms", "odds_room"));
    EXPECT_THAT(keys_of(goal["due_room"]), ElementsAre("state", "days", "first"));
    EXPECT_EQ(goal["due_room"]["days"].is_null(), goal["due_room"]["state"] != "limited");
    // The first of all dates is the first of some team's.
    Json least;
    for (const Json& team : goal["due_rooms"]) {
      if (team["state"] != "limited") continue;
      if (least.is_null() || team["days"] < least) least = team["days"];
    }
    EXPECT_EQ(goal["due_room"]["days"], least) << goal["id"];
  }
}

TEST(BudgetJson, OfTheDaemonApiIsWhatTheMeetingKnew) {
  const Json answer = run_json({"budget", kQuarter, "--goal", "go-daemon-api"});
  EXPECT_EQ(answer["goal"], "go-daemon-api");
  ASSERT_EQ(answer["goals"].size(), 1u);
  const Json& api = answer["goals"][0];
  EXPECT_EQ(api["finish_room"]["days"], 0) << "it is critical";
  EXPECT_EQ(api["due_room"]["first"], "js-go-goals");
  ASSERT_EQ(api["due_rooms"].size(), 2u);
  EXPECT_EQ(api["due_rooms"][1]["team"], "go");
  EXPECT_EQ(api["due_rooms"][1]["days"], 10) << "its own due float";
  const Json all = run_json({"budget", kQuarter});
  EXPECT_EQ(row_of(all["goals"], "go-daemon-api"), api) << "alone or among all: the same";
}

TEST(BudgetJson, RoomShrinksWithConfidence) {
  std::int64_t last = 1000;
  for (const char* confidence : {"0.5", "0.8", "0.95"}) {
    const Json answer =
        run_json({"budget", kQuarter, "--goal", "dht-work", "--confidence", confidence});
    const std::int64_t days = answer["goals"][0]["odds_room"]["days"];
    EXPECT_LT(days, last) << confidence;
    last = days;
  }
  const Json none = run_json({"budget", kQuarter, "--goal", "js-daemon-client"});
  EXPECT_EQ(none["goals"][0]["odds_room"]["state"], "missed");
}

TEST(LeversJson, HasItsKeysInOrderAndAddsUp) {
  const Json answer = run_json({"levers", kQuarter, "--samples", "2000"});
  EXPECT_THAT(keys_of(answer), ElementsAre("slipway", "command", "plan", "as_of", "samples", "seed",
                                           "p80", "measured", "odds", "levers", "left_out"));
  EXPECT_EQ(answer["command"], "levers");
  const Json risk = run_json({"risk", kQuarter, "--samples", "2000"});
  EXPECT_EQ(answer["odds"], risk["all_on_time"]);
  EXPECT_EQ(answer["p80"], risk["finish"]["p80"]);
  double last = 1.0;
  for (const Json& lever : answer["levers"]) {
    EXPECT_THAT(
        keys_of(lever),
        ElementsAre("kind", "id", "what", "flags", "measured", "odds_before", "odds", "odds_gain",
                    "odds_error", "within_noise", "p80_days", "given_up", "costs_others", "goals"));
    EXPECT_LE(lever["odds_gain"], last) << "what wins most comes first";
    last = lever["odds_gain"];
    EXPECT_NEAR(lever["odds"].get<double>() - lever["odds_before"].get<double>(), last, 1e-12);
    EXPECT_EQ(lever["measured"].get<std::size_t>() + lever["given_up"].size(), 19u);
    if (lever["given_up"].empty()) {
      EXPECT_EQ(lever["odds_before"], answer["odds"]);
    }
  }
}

// An agreed ask is the same gain, whoever finds it.
TEST(LeversJson, AgreesWithWhatRiskSaysWouldHelp) {
  const Json levers = run_json({"levers", kQuarter, "--samples", "2000"});
  const Json risk = run_json({"risk", kQuarter, "--samples", "2000"});
  std::size_t compared = 0;
  for (const Json& gain : risk["gains"]) {
    if (gain["kind"] == "risk") continue;
    for (const Json& lever : levers["levers"]) {
      const bool is_same =
          lever["id"] == gain["id"] && ((gain["kind"] == "ask" && lever["kind"] == "agree") ||
                                        (gain["kind"] == "link" && lever["kind"] == "unlink") ||
                                        (gain["kind"] == "blocker" && lever["kind"] == "resolve"));
      if (!is_same) continue;
      ++compared;
      EXPECT_EQ(lever["odds_gain"], gain["all_on_time_gain"]) << lever["what"];
      EXPECT_EQ(lever["p80_days"], gain["finish_days"]) << lever["what"];
    }
  }
  EXPECT_GE(compared, 4u);
}

TEST(LeversJson, EqualInputsGiveEqualBytes) {
  for (const char* command : {"budget", "levers"}) {
    const std::vector<std::string> line = {command, kQuarter, "--json", "--samples", "1000"};
    std::vector<std::string> one = line;
    one.insert(one.end(), {"--threads", "1"});
    std::vector<std::string> three = line;
    three.insert(three.end(), {"--threads", "3"});
    const std::string first = run_slipway(one).out;
    EXPECT_EQ(first, run_slipway(three).out);
    EXPECT_EQ(first, run_slipway(three, {.environment = {"SLIPWAY_ENGINE=general"}}).out);
    EXPECT_NE(first, "");
  }
}

struct WrongCase {
  const char* name;
  std::vector<std::string> arguments;
  const char* error;
  const char* hint;
};

class WhatIfUsage : public ::testing::TestWithParam<WrongCase> {};

TEST_P(WhatIfUsage, IsExplainedOnStderrAlone) {
  const Outcome outcome = run_slipway(GetParam().arguments);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().error));
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, WhatIfUsage,
    ::testing::Values(
        WrongCase{"confidence",
                  {"budget", kQuarter, "--confidence", "80"},
                  "--confidence must be a number from 0 to 1, not '80' [usage]",
                  "for example: --confidence 0.8"},
        WrongCase{"budget_goal",
                  {"budget", kQuarter, "--goal", "go-daemon-ap"},
                  "--goal 'go-daemon-ap' is not a goal",
                  "did you mean 'go-daemon-api'?"},
        WrongCase{"levers_goal",
                  {"levers", kQuarter, "--goal", "go-daemon-ap"},
                  "--goal 'go-daemon-ap' is not a goal",
                  "did you mean 'go-daemon-api'?"},
        WrongCase{"levers_confidence",
                  {"levers", kQuarter, "--confidence", "0.5"},
                  "levers has no option '--confidence' [usage]",
                  "slipway levers --help lists what it takes"},
        WrongCase{"samples",
                  {"levers", kQuarter, "--samples", "0"},
                  "--samples must be a whole number from 1 to 10000000, not '0' [usage]",
                  "for example: --samples 10000"},
        WrongCase{
            "no_plan", {"budget"}, "budget needs a plan file [usage]", "slipway budget PLAN"}),
    [](const auto& tested) { return tested.param.name; });

// An objective has no work that could slip; whoever asks is told.
TEST(BudgetText, OfAnObjectiveSaysThatItCannotSlip) {
  const Outcome outcome =
      run_slipway({"budget", kQuarter, "--goal", "js-goals", "--samples", "64"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("js-goals cannot slip"));
}

// A plan where nothing is promised has finish dates to lose and no odds.
TEST(BudgetText, WithoutDatesToMeetSaysSo) {
  const std::string plan =
      R"({"slipway": 1, "name": "p", "start": "2024-01-01", "goals": [{"id": "a", "estimate": "3d"}]})";
  const Outcome budget = run_slipway({"budget", "-", "--samples", "64"}, {.input = plan});
  EXPECT_EQ(budget.code, 0) << budget.err;
  EXPECT_THAT(budget.out, HasSubstr("there are no odds to lose"));
  const Outcome levers = run_slipway({"levers", "-", "--samples", "64"}, {.input = plan});
  EXPECT_EQ(levers.code, 0) << levers.err;
  EXPECT_THAT(levers.out, HasSubstr("No committed goal has a date to meet"));
  EXPECT_THAT(levers.out, HasSubstr("finish P80 0.6 days earlier")) << "there is time to win";
}

TEST(BudgetText, WithoutAFinishNamesNone) {
  const std::string plan = R"({"slipway": 1, "name": "p", "start": "2024-01-01", "goals": [],
      "blockers": [{"id": "b", "estimate": "3d"}]})";
  const Outcome all = run_slipway({"budget", "-", "--samples", "64"}, {.input = plan});
  EXPECT_EQ(all.code, 0) << all.err;
  EXPECT_THAT(all.out, HasSubstr("holds now:\ndue, that"));
  const Outcome one =
      run_slipway({"budget", "-", "--samples", "64", "--goal", "b"}, {.input = plan});
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(one.out.find("the plan's finish"), std::string::npos) << one.out;
}

}  // namespace
}  // namespace slipway
