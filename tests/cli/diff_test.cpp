// Two versions of a plan compared: accepted answers, laws of the machine form, wrong usage.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "planner/base/instant.hpp"
#include "tests/cli/edited_quarter.hpp"
#include "tests/cli/run_slipway.hpp"
#include "viz/text/wording.hpp"

namespace slipway {
namespace {

using test::edit_quarter;
using test::Edits;
using test::kWeek;
using test::Outcome;
using test::run_slipway;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";
constexpr const char* kRelease = "data/plans/release-quarter.json";

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> out;
  for (auto at = object.begin(); at != object.end(); ++at) out.push_back(at.key());
  return out;
}

class Diff : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = test::make_folder();
    newer_ = test::write_text(folder_ + "/newer.json", edit_quarter(kWeek));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Outcome compare(std::vector<std::string> options, const char* width = "COLUMNS=80") const {
    std::vector<std::string> arguments = {"diff", kQuarter, newer_};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run_slipway(arguments, {.environment = {width}});
  }
  Json compare_json(std::vector<std::string> options) const {
    options.emplace_back("--json");
    const Outcome outcome = compare(std::move(options));
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return Json::parse(outcome.out);
  }

  std::string folder_, newer_;
};

TEST_F(Diff, AnswersAsAccepted) {
  const std::vector<std::pair<const char*, Outcome>> cases = {
      {"diff.txt", compare({"--samples", "2000"})},
      {"diff-60.txt", compare({"--dates"}, "COLUMNS=60")},
      {"diff-120.txt", compare({"--samples", "2000"}, "COLUMNS=120")},
      {"diff.md", compare({"--samples", "2000", "--md"})}};
  for (const auto& [file, outcome] : cases) {
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(test::differs_from_golden(file, outcome.out), "") << file;
  }
  Json answer = compare_json({"--samples", "2000"});
  answer.erase("before");
  answer.erase("after");
  EXPECT_EQ(test::differs_from_golden("diff.json", answer.dump(2) + '\n'), "");
}

TEST_F(Diff, EveryLineFitsTheTerminal) {
  for (const std::size_t width : {60u, 80u, 99u, 100u, 132u}) {
    const std::string columns = "COLUMNS=" + std::to_string(width);
    std::vector<Outcome> outcomes = {compare({"--samples", "200"}, columns.c_str()),
                                     compare({"--dates"}, columns.c_str())};
    if (width == 80) {  // two plans that have nothing in common
      outcomes.push_back(
          run_slipway({"diff", kQuarter, kRelease, "--dates"}, {.environment = {columns}}));
    }
    for (const Outcome& outcome : outcomes) {
      std::istringstream lines(outcome.out);
      for (std::string line; std::getline(lines, line);)
        EXPECT_LE(viz::display_width(line), width) << line;
    }
  }
}

TEST_F(Diff, HasItsKeysInOrder) {
  const Json answer = compare_json({"--samples", "500"});
  EXPECT_THAT(keys_of(answer),
              ElementsAre("slipway", "command", "before", "after", "changes", "moved", "sentence",
                          "newly_late", "newly_safe", "joins_critical_path", "leaves_critical_path",
                          "all_on_time_error", "finish_delta_days", "p80_delta_days", "teams",
                          "over_capacity", "plan", "renames", "attribution"));
  EXPECT_THAT(keys_of(answer["before"]), ElementsAre("schedule", "risk"));
  EXPECT_THAT(keys_of(answer["changes"][0]),
              ElementsAre("op", "what", "id", "field", "from", "to"));
  for (const Json& row : answer["moved"]) {
    EXPECT_THAT(keys_of(row),
                ElementsAre("id", "finish_before", "finish_after", "delta_days", "p80_before",
                            "p80_after", "on_time_before", "on_time_after", "on_time_error",
                            "p80_delta_days", "newly_late", "newly_safe", "by", "remainder"));
    for (const Json& part : row["by"])
      EXPECT_THAT(keys_of(part),
                  ElementsAre("group", "changes", "finish_days", "p80_days", "on_time"));
  }
}

// Parts are whole ticks and whole runs: what they add up to has nothing to round.
std::int64_t in_ticks(const Json& days) {
  const double ticks = days.get<double>() * static_cast<double>(kTicksPerDay);
  EXPECT_NEAR(ticks, std::round(ticks), 1e-3);
  return std::llround(ticks);
}

void expect_parts_add_up(const Json& answer, std::int64_t samples) {
  const auto check = [&](const Json& row, const char* part, const Json& whole, auto in_units) {
    if (row["remainder"][part].is_null()) return 0;
    std::int64_t sum = in_units(row["remainder"][part]);
    for (const Json& by : row["by"]) sum += in_units(by[part]);
    EXPECT_EQ(sum, in_units(whole)) << row << part;
    return 1;
  };
  const auto in_runs = [&](const Json& share) {
    const double runs = share.get<double>() * static_cast<double>(samples);
    EXPECT_NEAR(runs, std::round(runs), 1e-6);
    return std::llround(runs);
  };
  int checked = 0;
  for (const Json& row : answer["moved"]) {
    checked += check(row, "finish_days", row["delta_days"], in_ticks);
    checked += check(row, "p80_days", row["p80_delta_days"], in_ticks);
    if (row["on_time_before"].is_null() || row["on_time_after"].is_null()) continue;
    const double change = row["on_time_after"].get<double>() - row["on_time_before"].get<double>();
    checked += check(row, "on_time", Json(change), in_runs);
  }
  checked += check(answer["plan"], "finish_days", answer["finish_delta_days"], in_ticks);
  checked += check(answer["plan"], "p80_days", answer["p80_delta_days"], in_ticks);
  EXPECT_GT(checked, 10);
}

TEST_F(Diff, PartsAddUpToWhatMoved) {
  expect_parts_add_up(compare_json({"--samples", "500"}), 500);
  const Json dates = compare_json({"--dates"});
  for (const Json& row : dates["moved"]) {
    if (row["delta_days"].is_null() || row["remainder"]["finish_days"].is_null()) continue;
    std::int64_t sum = 0;
    for (const Json& by : row["by"]) sum += in_ticks(by["finish_days"]);
    EXPECT_EQ(sum, in_ticks(row["delta_days"]));
  }
}

TEST_F(Diff, SampledPartsAddUpToo) {
  Edits many;
  for (const char* const id : {"first-class-project", "hiring-push", "team-survey", "presentation",
                               "js-peer-routing", "js-own-goals", "go-daemon-api", "dht-work",
                               "dht-interop", "quic-go-ipfs", "dht-put-check"}) {
    const std::string head = std::string(R"({ "id": ")") + id + R"(",)";
    many.emplace_back(head, head + R"( "not_before": "2018-09-10",)");
  }
  const std::string path = test::write_text(folder_ + "/many.json", edit_quarter(many));
  const Outcome outcome =
      run_slipway({"diff", kQuarter, path, "--samples", "200", "--json", "--quiet"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const Json answer = Json::parse(outcome.out);
  EXPECT_EQ(answer["attribution"]["exact"], false);
  EXPECT_EQ(answer["attribution"]["odds"], "shared");
  expect_parts_add_up(answer, 200);
  EXPECT_TRUE(answer["moved"][0]["by"][0]["finish_days_error"].is_number());

  // With so many runs the odds would take long: dates alone are shared out, and the answer says so.
  const std::vector<std::string> longer = {"diff", kQuarter, path, "--samples", "120000"};
  EXPECT_THAT(run_slipway(longer).out, HasSubstr("--by-odds"));
  std::vector<std::string> machine = longer;
  machine.emplace_back("--json");
  const Json dates = Json::parse(run_slipway(machine).out);
  EXPECT_EQ(dates["attribution"]["odds"], "too_long");
  for (const Json& row : dates["moved"]) {
    for (const Json& part : row["by"]) {
      EXPECT_TRUE(part["on_time"].is_null());
      EXPECT_TRUE(part["finish_days"].is_number());
    }
  }
}

// What is dropped, and what is taken up again, has a date on one side alone.
TEST_F(Diff, WhatIsDroppedOrTakenUpAgainNamesItsStatus) {
  const std::string dropped = test::write_text(
      folder_ + "/dropped.json",
      edit_quarter(
          {{R"({ "id": "quic-go-ipfs",)", R"({ "id": "quic-go-ipfs", "status": "dropped",)"}}));
  for (const auto& [from, to] : Edits{{kQuarter, dropped}, {dropped, kQuarter}}) {
    const Outcome outcome = run_slipway({"diff", from, to, "--samples", "200", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const Json answer = Json::parse(outcome.out);
    for (const Json& row : answer["moved"]) {
      ASSERT_EQ(row["by"].size(), 1u) << row;
      EXPECT_EQ(row["by"][0]["group"], "goal quic-go-ipfs status");
    }
    EXPECT_FALSE(answer["moved"].empty());
  }
}

// Each plan ends in time, a plan between them would not.
TEST_F(Diff, PlansInBetweenThatCannotBeWorkedOutAreOwnedUpTo) {
  const auto plan = [&](const char* name, const char* a, const char* b) {
    return test::write_text(folder_ + "/" + name,
                            std::string(R"({"slipway": 1, "name": "L", "start": "2026-01-05",
      "goals": [ { "id": "a", "estimate": ")") +
                                a + R"(" }, { "id": "b", "estimate": ")" + b +
                                R"(", "depends_on": ["a"] } ] })");
  };
  const std::string older = plan("older.json", "234000w", "1w");
  const std::string newer = plan("newer.json", "1w", "234000w");
  const Outcome text = run_slipway({"diff", older, newer, "--dates", "--quiet"});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("a plan between the two"));
  const Outcome machine = run_slipway({"diff", older, newer, "--dates", "--quiet", "--json"});
  ASSERT_EQ(machine.code, 0);
  const Json answer = Json::parse(machine.out);
  ASSERT_FALSE(answer["moved"].empty());
  EXPECT_TRUE(answer["moved"][0]["by"].is_null());
}

TEST_F(Diff, NamesWhoMovedAGoal) {
  const Json answer = compare_json({"--samples", "500"});
  for (const Json& row : answer["moved"]) {
    if (row["id"] != "js-daemon-client") continue;
    EXPECT_EQ(row["delta_days"], 8);
    ASSERT_GE(row["by"].size(), 1u);
    const Json& part = row["by"][0];
    EXPECT_EQ(part["finish_days"], 8);
    const Json& change = answer["changes"][part["changes"][0].get<std::size_t>()];
    EXPECT_EQ(change, (Json{{"op", "changed"},
                            {"what", "goal"},
                            {"id", "go-daemon-api"},
                            {"field", "estimate"},
                            {"from", "3w/6w/9w"},
                            {"to", "5w/8w/11w"}}));
    return;
  }
  FAIL() << "js-daemon-client did not move";
}

TEST_F(Diff, BeforeAndAfterAreTheAnswersOfTheirCommands) {
  const Json answer = compare_json({"--samples", "300", "--seed", "5"});
  const auto run = [](const std::vector<std::string>& arguments) {
    Json out = Json::parse(run_slipway(arguments).out);
    out.erase("slipway");
    out.erase("command");
    return out;
  };
  EXPECT_EQ(answer["before"]["schedule"], run({"schedule", kQuarter, "--json"}));
  EXPECT_EQ(answer["after"]["schedule"], run({"schedule", newer_, "--json"}));
  const Json risk = run({"risk", newer_, "--samples", "300", "--seed", "5", "--json"});
  EXPECT_EQ(answer["after"]["risk"]["finish"], risk["finish"]);
  EXPECT_EQ(answer["after"]["risk"]["all_on_time"], risk["all_on_time"]);
}

TEST_F(Diff, APlanDoesNotDifferFromItself) {
  EXPECT_EQ(run_slipway({"diff", kQuarter, kQuarter}).out,
            "Nothing differs between the two plans.\n");
  const Json answer =
      Json::parse(run_slipway({"diff", kQuarter, kQuarter, "--json", "--samples", "100"}).out);
  EXPECT_TRUE(answer["changes"].empty());
  EXPECT_TRUE(answer["moved"].empty());
  EXPECT_EQ(answer["finish_delta_days"], 0);
}

TEST_F(Diff, BackIsTheOppositeOfForth) {
  const Json forth = compare_json({"--dates"});
  const Json back = Json::parse(run_slipway({"diff", newer_, kQuarter, "--dates", "--json"}).out);
  EXPECT_EQ(forth["changes"].size(), back["changes"].size());
  EXPECT_EQ(forth["finish_delta_days"].get<double>(), -back["finish_delta_days"].get<double>());
  EXPECT_EQ(forth["moved"].size(), back["moved"].size());
}

TEST_F(Diff, OneOfThePlansMayComeFromStandardInput) {
  const std::string text = edit_quarter(kWeek);
  const Outcome named = compare({"--dates", "--json"});
  const Outcome piped = run_slipway({"diff", kQuarter, "-", "--dates", "--json"}, {.input = text});
  EXPECT_EQ(piped.out, named.out);
}

TEST_F(Diff, ThreadsChangeNoByte) {
  EXPECT_EQ(compare({"--samples", "400", "--threads", "1", "--json"}).out,
            compare({"--samples", "400", "--threads", "3", "--json"}).out);
}

TEST_F(Diff, TheStatusDateHoldsForBoth) {
  const Json answer = compare_json({"--dates", "--as-of", "2018-08-20"});
  EXPECT_EQ(answer["before"]["schedule"]["as_of"], "2018-08-20");
  EXPECT_EQ(answer["after"]["schedule"]["as_of"], "2018-08-20");
}

TEST_F(Diff, NothingOfAPlanIsMarkup) {
  const std::string out = compare({"--samples", "100", "--md"}).out;
  EXPECT_THAT(out, Not(HasSubstr("<b>")));
  EXPECT_THAT(out, Not(HasSubstr("*relay*")));
  EXPECT_THAT(out, HasSubstr(R"(Docs \| &lt;b&gt;of&lt;/b&gt; the \*relay\*)"));
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("|")) continue;
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i)
      bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1U : 0U;
    EXPECT_EQ(bars, 8u) << line;
  }
}

TEST_F(Diff, SaysWhichOfThePlansIsWrong) {
  const std::string broken = test::write_text(folder_ + "/broken.json", "{ \"slipway\": 1 ");
  const Outcome newer = run_slipway({"diff", kQuarter, broken});
  EXPECT_EQ(newer.code, 2);
  EXPECT_EQ(newer.out, "");
  EXPECT_THAT(newer.err, HasSubstr("so the newer plan, " + broken + ", cannot be compared"));
  EXPECT_THAT(newer.err, Not(HasSubstr("older")));
  const Outcome both = run_slipway({"diff", folder_ + "/none.json", broken});
  EXPECT_EQ(both.code, 2);
  EXPECT_THAT(both.err, HasSubstr("so the older plan, " + folder_ + "/none.json, cannot"));
  EXPECT_THAT(both.err, HasSubstr("so the newer plan, " + broken + ", cannot"));
  const std::string loop = test::write_text(folder_ + "/loop.json", R"({"slipway": 1, "name": "L",
    "start": "2026-01-05", "goals": [ { "id": "a", "estimate": "1d", "depends_on": ["b"] },
    { "id": "b", "estimate": "1d", "depends_on": ["a"] } ] })");
  const Outcome cycle = run_slipway({"diff", loop, kQuarter});
  EXPECT_EQ(cycle.code, 2);
  EXPECT_THAT(cycle.err, HasSubstr("so the older plan, " + loop + ", cannot be compared"));
}

TEST_F(Diff, EmptyPlansCanBeCompared) {
  const std::string empty =
      test::write_text(folder_ + "/empty.json",
                       R"({"slipway": 1, "name": "P", "start": "2026-01-05", "goals": []})");
  for (const auto& [from, to] : Edits{{empty, empty}, {empty, kQuarter}, {kQuarter, empty}}) {
    for (const char* const form : {"--json", "--md", "--quiet"}) {
      const Outcome outcome = run_slipway({"diff", from, to, "--samples", "50", form});
      EXPECT_EQ(outcome.code, 0) << outcome.err;
      EXPECT_NE(outcome.out, "");
    }
  }
}

TEST(DiffUsage, IsExplained) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"diff"}, "diff needs two plans, the older and the newer [usage]"},
      {{"diff", kQuarter}, "diff needs two plans, the older and the newer [usage]"},
      {{"diff", kQuarter, kRelease, "c.json"}, "diff has no use for 'c.json' [usage]"},
      {{"diff", "-", "-"}, "standard input can be one of the two plans, not both [usage]"},
      {{"diff", kQuarter, kRelease, "--md", "--json"},
       "--md and --json exclude each other [usage]"},
      {{"diff", "--git", "a...b", "--", kQuarter}, "--git must be REV1..REV2, not 'a...b' [usage]"},
      {{"diff", "--git", "a..b", "--", "-"}, "--git needs a plan file, not standard input [usage]"},
      {{"diff", "--git", "a..b"}, "diff needs two plans, the older and the newer [usage]"},
      {{"diff", "--git", "a..b", "x", "y"},
       "with --git diff takes one plan, not 'x' and 'y' [usage]"},
      {{"diff", kQuarter, kRelease, "--dates", "--seed", "2"},
       "--dates makes no runs, so --samples, --seed, --threads and --by-odds say nothing [usage]"}};
  for (const auto& [arguments, error] : cases) {
    const Outcome outcome = run_slipway(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, StartsWith("slipway: error: " + error + "\nhint: "));
  }
}

}  // namespace
}  // namespace slipway
