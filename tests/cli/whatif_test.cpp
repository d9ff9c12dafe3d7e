// What-ifs through the program: accepted answers, one grammar for flags and scenarios, the same
// bytes whatever computes them, and saving that loses nothing.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using Json = nlohmann::ordered_json;
using test::Outcome;
using test::run_slipway;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kQuarter = "data/plans/libp2p-2018-q3.json";

std::string text_of(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

std::vector<std::string> whatif(std::vector<std::string> options,
                                const std::string& plan = kQuarter) {
  options.insert(options.begin(), {"whatif", plan});
  return options;
}

Json ask(const std::vector<std::string>& options, const std::string& plan = kQuarter) {
  std::vector<std::string> line = whatif(options, plan);
  line.emplace_back("--json");
  const Outcome outcome = run_slipway(line);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return Json::parse(outcome.out);
}

const Json& moved(const Json& answer, const std::string& id) {
  for (const Json& row : answer["moved"]) {
    if (row["id"] == id) return row;
  }
  static const Json none;
  return none;
}

TEST(Whatif, AnswersAsAccepted) {
  const auto matches = [](const std::string& file, const std::vector<std::string>& options) {
    const Outcome outcome = run_slipway(whatif(options));
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(test::differs_from_golden(file, outcome.out), "");
  };
  matches("whatif.txt", {"--slip", "go-daemon-api=2w", "--samples", "2000"});
  matches("whatif-dates.txt", {"--slip", "go-daemon-api=2w", "--dates"});
  matches("whatif-scenarios.txt", {"--scenario", "daemon API first", "--scenario",
                                   "JS client moves to Q4", "--samples", "2000"});
}

TEST(Whatif, MachineAnswerHasTheKeysOfTheContractFirst) {
  const Json answer = ask({"--slip", "go-daemon-api=2w", "--samples", "500", "--seed", "7"});
  std::vector<std::string> keys;
  for (const auto& [key, value] : answer.items()) keys.push_back(key);
  EXPECT_THAT(keys, ElementsAre("slipway", "command", "before", "after", "changes", "moved",
                                "sentence", "newly_late", "newly_safe", "joins_critical_path",
                                "leaves_critical_path", "all_on_time_error", "finish_delta_days",
                                "p80_delta_days", "teams", "notes", "over_capacity"));
  EXPECT_EQ(answer["changes"], Json::parse(R"([{"slip": "go-daemon-api", "by": "2w"}])"));
  const Json& api = moved(answer, "go-daemon-api");
  EXPECT_EQ(api["delta_days"], 10);
  EXPECT_EQ(api["finish_before"], "2018-09-14");
  EXPECT_EQ(api["finish_after"], "2018-09-28");
  EXPECT_TRUE(moved(answer, "fix-dht").is_null()) << "what does not move is not listed";
}

TEST(Whatif, WithoutAnythingLeftThereIsNoCriticalPath) {
  const std::string plan = R"({"slipway": 1, "name": "p", "start": "2024-01-01",
      "goals": [{"id": "a", "estimate": "3d"}]})";
  const Outcome outcome = run_slipway({"whatif", "-", "--drop", "a", "--dates"}, {.input = plan});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Critical path now:    none\n"));
}

TEST(Whatif, SidesAreWhatScheduleAndRiskSay) {
  const Json answer = ask({"--slip", "go-daemon-api=2w", "--samples", "500"});
  const auto tail = [](Json whole) {
    whole.erase("slipway");
    whole.erase("command");
    return whole;
  };
  const Outcome schedule = run_slipway({"schedule", kQuarter, "--json"});
  EXPECT_EQ(answer["before"]["schedule"], tail(Json::parse(schedule.out)));
  Json risk = tail(Json::parse(run_slipway({"risk", kQuarter, "--samples", "500", "--json"}).out));
  const Json& side = answer["before"]["risk"];
  EXPECT_EQ(side["goals"], risk["goals"]);
  EXPECT_EQ(side["finish"], risk["finish"]);
  EXPECT_EQ(side["all_on_time"], risk["all_on_time"]);
}

TEST(Whatif, UnrelatedGoalsKeepEveryFigure) {
  const Json answer = ask({"--slip", "go-daemon-api=2w", "--samples", "1000"});
  std::size_t same = 0;
  for (std::size_t side = 0; side < answer["before"]["risk"]["goals"].size(); ++side) {
    Json before = answer["before"]["risk"]["goals"][side];
    Json after = answer["after"]["risk"]["goals"][side];
    if (!moved(answer, before["id"]).is_null()) continue;
    // These count to the plan's finish, which the change moves.
    for (const char* key : {"criticality", "cruciality", "ssi"}) {
      before.erase(key);
      after.erase(key);
    }
    EXPECT_EQ(before.dump(), after.dump());
    ++same;
  }
  EXPECT_GT(same, 15U);
}

TEST(Whatif, FlagsAndScenariosSayTheSameBytes) {
  for (const std::string format : {"--json", "--quiet"}) {
    const Outcome flags =
        run_slipway(whatif({"--slip", "go-daemon-api=2w", "--samples", "300", format}));
    const Outcome scenario = run_slipway(
        whatif({"--scenario", "daemon API two weeks later", "--samples", "300", format}));
    EXPECT_EQ(flags.code, 0);
    EXPECT_EQ(flags.out, scenario.out);
  }
}

TEST(Whatif, BytesDoNotDependOnThreadsOrEngine) {
  const std::vector<std::string> line =
      whatif({"--block", "dht-interop=1w", "--unlink", "go-daemon-api->js-daemon-client",
              "--samples", "1000", "--json"});
  const std::string expected = run_slipway(line).out;
  EXPECT_FALSE(expected.empty());
  for (const std::string threads : {"1", "2", "3", "8"}) {
    std::vector<std::string> more = line;
    more.insert(more.end(), {"--threads", threads});
    EXPECT_EQ(run_slipway(more).out, expected);
  }
  for (const std::string engine : {"general", "portable"}) {
    EXPECT_EQ(run_slipway(line, {.environment = {"SLIPWAY_ENGINE=" + engine}}).out, expected);
  }
}

TEST(Whatif, ScenariosStandSideBySide) {
  const Json answer =
      ask({"--scenario", "daemon API first", "--scenario", "peer store settled", "--dates"});
  ASSERT_EQ(answer["cases"].size(), 2U);
  EXPECT_EQ(answer["cases"][0]["name"], "daemon API first");
  const Json one = ask({"--scenario", "peer store settled", "--dates"});
  EXPECT_EQ(answer["cases"][1]["moved"], one["moved"]);
  EXPECT_TRUE(answer["before"]["risk"].is_null());
}

TEST(Whatif, WrongQuestionsNameTheFault) {
  const auto says = [](const std::vector<std::string>& options, const std::string& text,
                       int code = 2) {
    const Outcome outcome = run_slipway(whatif(options));
    EXPECT_EQ(outcome.code, code) << text;
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr(text));
    EXPECT_THAT(outcome.err, HasSubstr("hint:"));
  };
  says({}, "whatif needs a change to look at");
  says({"--slip", "go-deamon-api=2w"}, "did you mean 'go-daemon-api'?");
  says({"--slip", "go-daemon-api=soon"}, "--slip go-daemon-api=soon");
  says({"--scenario", "daemon API frist"}, "did you mean 'daemon API first'?");
  says({"--unlink", "fix-dht->go-daemon-api"}, "[cannot-apply]");
  says({"--drop", "fix-dht", "--with-dependents"}, "--with-dependents needs --defer");
  says({"--drop", "fix-dht", "--dates", "--samples", "10"}, "--dates makes no runs");
  says({"--scenario", "daemon API first", "--scenario", "peer store settled", "--save", "x"},
       "--save keeps one set of changes");
}

class SavedPlan : public ::testing::Test {
 protected:
  SavedPlan()
      : path_(test::write_text(test::make_folder() + "/plan.json",
                               text_of(SLIPWAY_SOURCE_DIR "/" + kQuarter))) {}
  const std::string path_;
};

TEST_F(SavedPlan, AnswersLikeTheChangesThemselves) {
  const std::string before = text_of(path_);
  const std::vector<std::string> changes = {
      "--defer",  "js-daemon-client=2018-Q4",  "--with-dependents",
      "--absent", "go=2018-08-20..2018-08-24", "--samples",
      "200"};
  std::vector<std::string> with_save = changes;
  with_save.insert(with_save.end(), {"--save", "Q4 and holidays"});
  const Outcome saved = run_slipway(whatif(with_save, path_));
  EXPECT_EQ(saved.code, 0);
  EXPECT_THAT(saved.err, HasSubstr("scenario 'Q4 and holidays' saved"));
  const Outcome again =
      run_slipway(whatif({"--scenario", "Q4 and holidays", "--samples", "200"}, path_));
  EXPECT_EQ(again.out, saved.out);
  EXPECT_NE(text_of(path_), before);
  EXPECT_THAT(run_slipway({"check", path_, "--json"}).out, Not(HasSubstr("\"error\"")));
}

TEST_F(SavedPlan, IsLeftAloneWhenTheChangesCannotBeMade) {
  const std::string before = text_of(path_);
  EXPECT_EQ(run_slipway(whatif({"--unlink", "fix-dht->go-daemon-api", "--save", "x"}, path_)).code,
            2);
  EXPECT_EQ(text_of(path_), before);
}

// Starts a save that nobody waits for.
pid_t start_save(const std::string& path, const std::string& name) {
  const pid_t child = fork();
  if (child == 0) {
    close(STDOUT_FILENO);
    open("/dev/null", O_WRONLY);
    execl(SLIPWAY_BINARY, "slipway", "whatif", path.c_str(), "--slip", "go-daemon-api=1w",
          "--dates", "--quiet", "--save", name.c_str(), nullptr);
    _exit(127);
  }
  return child;
}

TEST_F(SavedPlan, IsWholeAfterAKillAtAnyMoment) {
  std::mt19937 random(11);
  std::size_t killed = 0;
  const Json goals = Json::parse(text_of(path_))["goals"];
  for (int round = 0; round < 50; ++round) {
    const pid_t child = start_save(path_, "round " + std::to_string(round));
    ASSERT_GT(child, 0);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 12'000));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    killed += WIFSIGNALED(status) ? 1U : 0U;
    const Json plan = Json::parse(text_of(path_));  // throws on half a file
    EXPECT_EQ(plan["goals"], goals);
  }
  EXPECT_GT(killed, 10U);
  EXPECT_EQ(run_slipway(whatif({"--drop", "fix-dht", "--dates", "--save", "last"}, path_)).code, 0);
  EXPECT_THAT(text_of(path_), HasSubstr("\"last\""));
}

TEST_F(SavedPlan, TwoSaversLoseNothingAndTheSecondIsTold) {
  constexpr int kRounds = 8;
  std::size_t told = 0;
  const auto finish = [&](pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  for (int round = 0; round < kRounds; ++round) {
    const std::string number = std::to_string(round);
    pid_t a = start_save(path_, "a" + number);
    pid_t b = start_save(path_, "b" + number);
    int code_a = finish(a);
    int code_b = finish(b);
    EXPECT_TRUE(code_a == 0 || code_b == 0);
    while (code_a != 0 || code_b != 0) {  // who was told asks again
      ASSERT_LT(++told, 10U * kRounds);
      EXPECT_TRUE(code_a == 0 || code_a == 2);
      EXPECT_TRUE(code_b == 0 || code_b == 2);
      if (code_a != 0) code_a = finish(start_save(path_, "a" + number));
      if (code_b != 0) code_b = finish(start_save(path_, "b" + number));
    }
  }
  std::vector<std::string> names;
  const Json plan = Json::parse(text_of(path_));
  for (const Json& scenario : plan["scenarios"]) names.push_back(scenario["name"]);
  for (int round = 0; round < kRounds; ++round) {
    EXPECT_THAT(names, ::testing::Contains("a" + std::to_string(round)));
    EXPECT_THAT(names, ::testing::Contains("b" + std::to_string(round)));
  }
  RecordProperty("told", static_cast<int>(told));
}

}  // namespace
}  // namespace slipway
