// What what-ifs, budgets and diffs say at the edges: due dates alone, nothing left to do, one day,
// very many changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

// One day of waiting, then a and b of one team, a day each; both a day late.
constexpr const char* kLate = R"({"slipway": 1, "name": "p", "start": "2027-01-04",
  "teams": [{"id": "x"}],
  "goals": [
    {"id": "a", "team": "x", "estimate": "1d", "due": "2027-01-04"},
    {"id": "b", "team": "x", "estimate": "1d", "due": "2027-01-05", "depends_on": ["a"]}],
  "blockers": [{"id": "w", "estimate": "1d", "blocks": ["a"]}]})";
constexpr const char* kEmpty = R"({"slipway": 1, "name": "p", "start": "2027-01-04", "goals": []})";

Outcome answer(std::vector<std::string> arguments, const std::string& plan) {
  arguments.insert(arguments.begin() + 1, "-");
  const Outcome outcome = run_slipway(arguments, {.input = plan});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return outcome;
}

TEST(WhatifWords, ADueDateAloneTurnsAGoalAlsoWithoutRuns) {
  const Outcome later = answer({"whatif", "--due", "b=2027-01-06", "--dates"}, kLate);
  EXPECT_THAT(later.out, HasSubstr("no goal newly late, 1 saved"));
  EXPECT_THAT(later.out, HasSubstr("Saved: b (x)."));
  EXPECT_THAT(later.out, Not(HasSubstr("Who must react")));
  const std::string due = R"({"slipway": 1, "name": "p", "start": "2027-01-04",
    "teams": [{"id": "x", "name": "X"}], "goals": [{"id": "a", "team": "x", "estimate": "3d"}]})";
  const Outcome missed = answer({"whatif", "--due", "a=2027-01-05", "--dates"}, due);
  EXPECT_THAT(missed.out, HasSubstr("1 goal newly late"));
  EXPECT_THAT(missed.out, HasSubstr("- X: 1 newly late\n"));
  const auto json = nlohmann::json::parse(
      answer({"whatif", "--due", "a=2027-01-05", "--dates", "--json"}, due).out);
  EXPECT_EQ(json["newly_late"], nlohmann::json::array({"a"}));
  EXPECT_EQ(json["moved"][0]["delta_days"], 0);
}

TEST(WhatifWords, AGoalThatIsDoneInTimeIsSaved) {
  const Outcome done = answer({"whatif", "--finish", "a=2027-01-04", "--dates"}, kLate);
  EXPECT_THAT(done.out, HasSubstr("Saved: a (x) and b (x)."));
}

TEST(WhatifWords, OneDayIsOneDay) {
  const Outcome outcome = answer({"whatif", "--slip", "w=1d", "--dates"}, kLate);
  EXPECT_THAT(outcome.out, HasSubstr("- x: 2 later; at most +1 day\n"));
}

TEST(WhatifWords, APlanWithNothingLeftHasNoFinish) {
  const Outcome outcome = answer({"whatif", "--drop", "a", "--drop", "b", "--dates"}, kLate);
  EXPECT_THAT(outcome.out, HasSubstr("Finish Wed 6 Jan 2027 → none (no goal is left);"));
  EXPECT_THAT(outcome.out, HasSubstr("Critical path now:    none\n"));
  const std::string folder = test::make_folder();
  const std::string late = test::write_text(folder + "/late.json", kLate);
  const std::string empty = test::write_text(folder + "/empty.json", kEmpty);
  const Outcome diff = run_slipway({"diff", empty, late, "--dates"});
  EXPECT_EQ(diff.code, 0) << diff.err;
  EXPECT_THAT(diff.out, HasSubstr("Finish none → Wed 6 Jan 2027;"));
  EXPECT_THAT(diff.out, HasSubstr("Critical path before: none\n"));
}

TEST(WhatifWords, VeryManyChangesLeaveRoomForTheAnswer) {
  std::vector<std::string> line{"whatif", "--dates"};
  for (int i = 0; i < 30; ++i) line.insert(line.end(), {"--slip", "a=1h"});
  const Outcome some = answer(line, kLate);
  EXPECT_THAT(some.out, HasSubstr("... and 21 more changes; --all shows every one\n"));
  line.emplace_back("--all");
  EXPECT_THAT(answer(line, kLate).out, Not(HasSubstr("more changes")));
}

TEST(WhatifWords, WhatTheFiguresDoNotShowIsSaid) {
  const std::string ask = R"({"slipway": 1, "name": "p", "start": "2027-01-04",
    "teams": [{"id": "x", "capacity": 1}, {"id": "y"}],
    "goals": [{"id": "a", "team": "x", "estimate": "1d"},
              {"id": "b", "team": "y", "estimate": "1d", "depends_on": [{"on": "a", "ask": "asked"}]}]})";
  EXPECT_THAT(answer({"whatif", "--decline", "a->b", "--samples", "64"}, ask).out,
              HasSubstr("b is left without a provider for what it asked;"));
  EXPECT_THAT(answer({"whatif", "--agree", "a->b", "--dates"}, ask).out,
              HasSubstr("Nothing moves: every date stays as it is.\n"));  // the odds may not
  EXPECT_THAT(answer({"whatif", "--capacity", "x=5", "--dates"}, ask).out,
              HasSubstr("Dates and odds do not depend on capacity in this version.\n"));
}

TEST(WhatifWords, ChangesThatCannotBeMadeNameThemselves) {
  const auto says = [](const std::vector<std::string>& change, const std::string& text) {
    std::vector<std::string> line{"whatif", "-"};
    line.insert(line.end(), change.begin(), change.end());
    const Outcome outcome = run_slipway(line, {.input = kLate});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr(text));
  };
  says({"--finish", "a=9999-12-31"},
       "slipway: error: 'a' would end on 9999-12-31 or later, where dates end [plan-too-long]\n"
       "hint: check the lengths and dates of the changes\n");
  says({"--drop", "a", "--slip", "a=1d"}, "hint: leave out what drops it");
  says({"--resolve", "a"}, "(--finish ID=DATE)");
  says({"--soften", "a->b=50%"}, "hint: for example 0.5\n");
  says({"--capacity", "x=-1"}, "must be from 0 to 1000000, not -1");
}

TEST(WhatifHelp, ColumnsLineUpAndShellsAreMinded) {
  const Outcome help = run_slipway({"whatif", "--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("--link 'A->B'"));
  EXPECT_THAT(help.out, HasSubstr("team:T means all goals of team T"));
  const std::size_t slip = help.out.find("  --slip ");
  const std::size_t resolve = help.out.find("  --resolve ");
  ASSERT_NE(slip, std::string::npos);
  ASSERT_NE(resolve, std::string::npos);
  EXPECT_EQ(help.out.find("its remaining") - slip, help.out.find("the blocker is") - resolve);
}

TEST(BudgetText, OfAPlanWithoutGoalsIsOneLine) {
  EXPECT_EQ(answer({"budget"}, kEmpty).out, "Nothing is open, so nothing can slip.\n");
}

TEST(BudgetText, SaysWhyAnItemCannotSlip) {
  const std::string plan = R"({"slipway": 1, "name": "p", "start": "2027-01-04",
    "as_of": "2027-02-01", "goals": [
      {"id": "done", "estimate": "1d", "status": "done", "finished": "2027-01-05"},
      {"id": "dropped", "estimate": "1d", "status": "dropped"},
      {"id": "unlikely", "estimate": "1d", "probability": 0.1}]})";
  for (const auto& [id, why] : std::vector<std::pair<std::string, std::string>>{
           {"done", "it is done."},
           {"dropped", "it is dropped."},
           {"unlikely", "it is left out of the schedule, as its probability is\nbelow 0.5."}}) {
    EXPECT_EQ(answer({"budget", "--goal", id, "--samples", "64"}, plan).out,
              id + " cannot slip: " + why + '\n');
  }
}

TEST(BudgetText, OneGoalIsOneGoal) {
  const std::string plan = R"({"slipway": 1, "name": "p", "start": "2027-01-04",
    "goals": [{"id": "a", "estimate": "3d", "due": "2027-01-04"}]})";
  EXPECT_THAT(answer({"budget", "--samples", "64"}, plan).out,
              HasSubstr("0 of 1 committed goal is on time"));
}

TEST(BudgetText, TheOddsThatAreAskedForAreNotRounded) {
  EXPECT_THAT(answer({"budget", "--confidence", "1"}, kLate).out, HasSubstr("odds of 100 %"));
  EXPECT_THAT(answer({"budget", "--confidence", "0.995"}, kLate).out, HasSubstr("odds of 99.5 %"));
}

}  // namespace
}  // namespace slipway
