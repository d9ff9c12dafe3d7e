// The report as a command writes it: accepted Markdown of both shipped plans, what is hidden, what
// is refused, large plans.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using test::Outcome;
using test::run_slipway;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";
constexpr const char* kRelease = "data/plans/release-quarter.json";

std::string read(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

// Runs `report` and returns the file that it wrote.
std::string report(const std::string& plan, const std::string& ending,
                   std::vector<std::string> options = {}) {
  const std::string file = test::make_folder() + "/report" + ending;
  options.insert(options.begin(), {"report", plan, "-o", file, "--samples", "2000", "--quiet"});
  const Outcome outcome = run_slipway(options);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  return read(file);
}

TEST(Report, MarkdownAnswersAsAccepted) {
  EXPECT_EQ(test::differs_from_golden("report-libp2p.md", report(kQuarter, ".md")), "");
  EXPECT_EQ(test::differs_from_golden("report-release.md", report(kRelease, ".md")), "");
}

TEST(Report, SameInputSameBytesWhateverTheThreads) {
  for (const char* const ending : {".md", ".html"}) {
    const std::string one = report(kRelease, ending, {"--threads", "1"});
    EXPECT_EQ(one, report(kRelease, ending, {"--threads", "3"})) << ending;
    EXPECT_NE(one, report(kRelease, ending, {"--seed", "2"})) << ending;
  }
}

TEST(Report, WhatIsHiddenIsNowhereInTheFile) {
  // Words of the plan's owners, notes, link notes and check-in notes.
  const std::vector<std::string> owners = {"core lead", "release manager", "security officer"};
  const std::vector<std::string> notes = {"Drawn from what the last five jobs",
                                          "can begin on a draft", "March is short"};
  for (const char* const ending : {".md", ".html"}) {
    const std::string open = report(kRelease, ending);
    const std::string owner = report(kRelease, ending, {"--hide", "owner"});
    const std::string both = report(kRelease, ending, {"--hide", "owner,notes"});
    for (const std::string& word : owners) {
      EXPECT_THAT(open, HasSubstr(word)) << ending;
      EXPECT_THAT(owner, Not(HasSubstr(word))) << ending;
      EXPECT_THAT(both, Not(HasSubstr(word))) << ending;
    }
    for (const std::string& word : notes) {
      if (ending != std::string(".md") || word != "can begin on a draft") {
        EXPECT_THAT(open, HasSubstr(word)) << ending;
      }
      EXPECT_THAT(both, Not(HasSubstr(word))) << ending;
    }
    EXPECT_THAT(owner, HasSubstr("March is short")) << ending;
  }
  const std::string file = test::make_folder() + "/hidden.html";
  const Outcome json =
      run_slipway({"report", kRelease, "-o", file, "--hide", "owner,notes", "--json", "--quiet"});
  for (const std::string& word : owners) EXPECT_THAT(json.out, Not(HasSubstr(word)));
}

TEST(Report, JsonSaysWhatWasWritten) {
  const std::string file = test::make_folder() + "/p.html";
  const Outcome outcome = run_slipway({"report", kQuarter, "-o", file, "--json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const auto answer = nlohmann::ordered_json::parse(outcome.out);
  std::vector<std::string> keys;
  for (const auto& [key, value] : answer.items()) keys.push_back(key);
  EXPECT_THAT(keys, ElementsAre("slipway", "command", "plan", "as_of", "file", "bytes", "notes"));
  EXPECT_EQ(answer["command"], "report");
  EXPECT_EQ(answer["file"], file);
  EXPECT_EQ(answer["bytes"], std::filesystem::file_size(file));
  EXPECT_EQ(answer["notes"].size(), 5u) << "the answer in five lines";
}

// The older plan has a longer estimate: all behind it came later.
TEST(Report, AgainstABaselineItSaysWhatHasChanged) {
  std::string older = read(std::string(SLIPWAY_SOURCE_DIR) + "/" + kQuarter);
  const std::string now = R"("3w/6w/9w", "progress": 0.2)";
  ASSERT_NE(older.find(now), std::string::npos);
  older.replace(older.find(now), now.size(), R"("5w/8w/11w", "progress": 0.2)");
  const std::string file = test::write_text(test::make_folder() + "/older.json", older);
  const std::string markdown = report(kQuarter, ".md", {"--baseline", file});
  EXPECT_THAT(markdown, HasSubstr("\n## What has changed\n\nWhat has changed since older.json (as "
                                  "of Mon 13 Aug 2018)?\n"));
  EXPECT_THAT(markdown, Not(HasSubstr(file))) << "no folders of ours";
  // The same rows and figures as `diff` has, but for the objective: its goals are there.
  const auto diff = nlohmann::json::parse(
      run_slipway({"diff", file, kQuarter, "--samples", "2000", "--json"}).out);
  std::size_t rows = 0;
  for (const auto& row : diff["moved"]) {
    const auto day = [&](const char* key) {
      return row[key].is_null() ? "" : row[key].get<std::string>();
    };
    if (day("finish_before") == day("finish_after") || row["id"] == "js-goals") continue;
    const std::size_t at = markdown.find("\n| " + row["id"].get<std::string>() + " |",
                                         markdown.find("## What has changed"));
    ASSERT_NE(at, std::string::npos) << row["id"];
    const std::string line = markdown.substr(at + 1, markdown.find('\n', at + 1) - at - 1);
    EXPECT_THAT(line, HasSubstr("| " + day("finish_before") + " | " + day("finish_after") + " |"));
    ++rows;
  }
  EXPECT_GE(rows, 3U);
  const std::string html = report(kQuarter, ".html", {"--baseline", file, "--threads", "1"});
  EXPECT_THAT(html, HasSubstr("<figure id=\"picture-changes\""));
  EXPECT_THAT(html, HasSubstr("baseline older.json")) << "in the Gantt";
  EXPECT_EQ(html, report(kQuarter, ".html", {"--baseline", file, "--threads", "3"}));
  EXPECT_THAT(report(kQuarter, ".html"), Not(HasSubstr("picture-changes")));
  const std::string hidden =
      report(kQuarter, ".html", {"--baseline", file, "--hide", "owner,notes"});
  EXPECT_THAT(hidden, Not(HasSubstr("@bigs")));
}

TEST(Report, AWrongBaselineIsNamedAndNothingWritten) {
  const std::string folder = test::make_folder();
  const Outcome outcome = run_slipway(
      {"report", kQuarter, "-o", folder + "/p.html", "--baseline", folder + "/none.json"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("none.json, cannot be compared with"));
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

// `release-4` alone has a date of its own; the other objectives have goals enough, and none.
TEST(Report, ObjectivesWithADateAndGoalsEnoughHaveABurnUp) {
  const std::string markdown = report(kRelease, ".md");
  EXPECT_THAT(markdown, HasSubstr("\n## How much of release-4 is done, and will be\n\n"));
  EXPECT_THAT(markdown, Not(HasSubstr("How much of offline")));
  const std::string html = report(kRelease, ".html");
  EXPECT_THAT(html, HasSubstr("<figure id=\"picture-burnup-1\""));
  EXPECT_THAT(html, Not(HasSubstr("picture-burnup-2")));
  // The chart says what `render` says of as many runs.
  const std::string file = test::make_folder() + "/burnup.svg";
  const Outcome alone = run_slipway({"render", kRelease, "--view", "burnup", "--goal", "release-4",
                                     "--samples", "2000", "--json", "-o", file});
  const nlohmann::json answer = nlohmann::json::parse(alone.out);
  for (const auto& note : answer["notes"]) {
    std::string words = note.get<std::string>();
    for (std::size_t at = words.find('<'); at != std::string::npos; at = words.find('<'))
      words.replace(at, 1, "&lt;");
    EXPECT_THAT(markdown, HasSubstr(words));
  }
  const std::string few = R"({"slipway": 1, "name": "P", "start": "2027-01-04", "goals": [
    {"id": "o", "kind": "objective", "due": "2027-03-01"},
    {"id": "a", "parent": "o", "estimate": "1w"}, {"id": "b", "parent": "o", "estimate": "1w"}]})";
  const std::string plan = test::write_text(test::make_folder() + "/few.json", few);
  EXPECT_THAT(report(plan, ".md"), Not(HasSubstr("How much of o"))) << "two goals need no curve";
}

TEST(Report, TheStatusDateAndTheThemeAreThoseAskedFor) {
  const std::string html = report(kQuarter, ".html", {"--as-of", "2018-08-20", "--theme", "dark"});
  EXPECT_THAT(html, HasSubstr("As of Mon 20 Aug 2018"));
  EXPECT_THAT(html, HasSubstr("data-theme=\"dark\""));
}

TEST(Report, UsageThatIsWrongWritesNothing) {
  const std::string folder = test::make_folder();
  const std::string file = folder + "/p.html";
  struct Case {
    std::vector<std::string> options;
    const char* says;
  };
  for (const Case& wrong : std::vector<Case>{
           {{}, "report needs a file for the page"},
           {{"-o", "-"}, "does not say which kind of page"},
           {{"-o", folder + "/p.svg"}, "says no kind of page"},
           {{"-o", file, "--hide", "names"}, "--hide must be owner, notes or owner,notes"},
           {{"-o", file, "--hide", ""}, "--hide must be"},
           {{"-o", file, "--theme", "blue"}, "--theme must be"},
           {{"-o", folder + "/p.md", "--theme", "dark"}, "--theme needs an .html file"}}) {
    std::vector<std::string> arguments = {"report", kQuarter};
    arguments.insert(arguments.end(), wrong.options.begin(), wrong.options.end());
    const Outcome outcome = run_slipway(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr(wrong.says));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  EXPECT_EQ(run_slipway({"report", kQuarter, "-o", folder + "/none/p.html"}).code, 2);
}

// Teams in a row, each goal waits for one before it; every third is due too early.
std::string large_plan(int goals) {
  std::string out =
      R"({"slipway":1,"name":"Large","start":"2027-01-04","as_of":"2027-01-04","teams":[)";
  for (int i = 0; i < 30; ++i) {
    out += (i > 0 ? "," : "") + std::string(R"({"id":"t)") + std::to_string(i) + "\"}";
  }
  out += R"(],"goals":[)";
  for (int i = 0; i < goals; ++i) {
    const std::string id = "goal-" + std::to_string(i);
    out += (i > 0 ? "," : "") + std::string(R"({"id":")") + id + R"(","title":"Something to do )" +
           std::to_string(i) + R"(","owner":"@owner)" + std::to_string(i % 40) + R"(","team":"t)" +
           std::to_string(i % 30) + R"(","estimate":"2d/3d/6d","due":")" +
           (i % 3 == 0 ? "2027-01-20" : "2028-06-30") + "\"";
    if (i >= 30) {
      out += R"(,"depends_on":["goal-)" + std::to_string(i - 30 + i % 7) + R"(","goal-)" +
             std::to_string(i - 29) + "\"]";
    }
    out += "}";
  }
  return out + "]}";
}

TEST(Report, FiveHundredGoalsStayUsable) {
  const std::string plan = test::write_text(test::make_folder() + "/p.json", large_plan(500));
  const std::string html = report(plan, ".html");
  EXPECT_LT(html.size(), 1'500'000u);
  EXPECT_THAT(html, HasSubstr("<article class=\"page\" id=\"goal-goal-499\""));
  EXPECT_THAT(html, Not(HasSubstr("items have a page")));
}

TEST(Report, OfFiveThousandTheMostPressingHaveAPageAndItSaysSo) {
  const std::string plan = test::write_text(test::make_folder() + "/p.json", large_plan(5000));
  const std::string html = report(plan, ".html");
  EXPECT_THAT(html, HasSubstr("600 of 5,000 items have a page"));
  EXPECT_THAT(html, HasSubstr(">goal-4999<")) << "in the table";
  EXPECT_LT(html.size(), 6'000'000u);
  const std::string all = report(plan, ".html", {"--all"});
  EXPECT_THAT(all, HasSubstr("<article class=\"page\" id=\"goal-goal-4999\""));
}

}  // namespace
}  // namespace slipway
