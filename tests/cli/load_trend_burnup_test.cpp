// The views of load, trend and burn-up through the program: files, answers, what they refuse.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using test::Outcome;
using test::run_slipway;
using testing::HasSubstr;
using testing::StartsWith;

const std::string kQuarter = "data/plans/libp2p-2018-q3.json";

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Outcome render(const std::string& view, const std::vector<std::string>& more,
               const test::Setting& setting = {}) {
  const std::string plan = setting.input.empty() ? kQuarter : "-";
  std::vector<std::string> arguments = {"render", plan, "--view", view};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_slipway(arguments, setting);
}

class LoadTrendBurnup : public testing::Test {
 protected:
  ~LoadTrendBurnup() override { std::filesystem::remove_all(folder_); }
  std::string file(const std::string& name) const { return folder_ + '/' + name; }

 private:
  std::string folder_ = test::make_folder();
};

TEST_F(LoadTrendBurnup, DrawIntoEveryKindOfFile) {
  for (const std::string view : {"load", "trend", "burnup"}) {
    for (const auto& [name, start] : {std::pair<std::string, std::string>{"a.svg", "<?xml"},
                                      {"a.png", "\x89PNG"},
                                      {"a.pdf", "%PDF-"}}) {
      const Outcome outcome = render(view, {"-o", file(view + name), "--samples", "200"});
      EXPECT_EQ(outcome.code, 0) << view << outcome.err;
      EXPECT_THAT(bytes_of(file(view + name)), StartsWith(start)) << view;
    }
    EXPECT_EQ(render(view, {"-o", file("x.dot")}).code, 2);
    EXPECT_EQ(render(view, {"-o", file("x.mmd")}).code, 2);
  }
}

TEST_F(LoadTrendBurnup, SayWhatThePictureSays) {
  const Outcome load = render("load", {"-o", file("a.svg"), "--team", "go", "--table"});
  EXPECT_THAT(load.out, HasSubstr("- Go is over its plannable capacity in weeks 33 to 35"));
  EXPECT_THAT(load.out, HasSubstr("| go: Go | 4 x 60 % |"));
  EXPECT_THAT(bytes_of(file("a.svg")), HasSubstr("only Go"));
  const Outcome trend = render("trend", {"-o", file("b.svg"), "--goal", "js-daemon-client"});
  EXPECT_THAT(trend.out, HasSubstr("js-daemon-client (said 30 %"));
  const Outcome burnup = render("burnup", {"-o", file("c.svg"), "--goal", "js-goals"});
  EXPECT_THAT(burnup.out, HasSubstr("- 0 of 5 goals are done."));
  const Outcome same = render("burnup", {"-o", file("d.svg"), "--goal", "js-goals", "--baseline",
                                         kQuarter, "--threads", "2"});
  EXPECT_EQ(same.code, 0) << same.err;
  EXPECT_THAT(bytes_of(file("d.svg")), HasSubstr("as many as there were"));
}

TEST_F(LoadTrendBurnup, FiltersChooseGoals) {
  const Outcome load = render("load", {"-o", file("a.svg"), "--between", "go,js"});
  EXPECT_THAT(load.out, HasSubstr("- The 3 goals of the filter ask 44 of the"));
  EXPECT_THAT(bytes_of(file("a.svg")), HasSubstr("chosen: links between Go and JS"));
  EXPECT_THAT(bytes_of(file("a.svg")), HasSubstr(">/156<"));
  const Outcome trend = render("trend", {"-o", file("b.svg"), "--critical"});
  EXPECT_THAT(trend.out, HasSubstr("js-daemon-client (said 30 %"));
  EXPECT_THAT(bytes_of(file("b.svg")), HasSubstr("shown: critical only"));
  const Outcome burnup = render("burnup", {"-o", file("c.svg"), "--team", "js"});
  EXPECT_THAT(burnup.out, HasSubstr(" goals are done."));
  EXPECT_THAT(bytes_of(file("c.svg")), HasSubstr("counted: team JS"));
  for (const std::string view : {"load", "trend", "graph", "gantt", "board", "matrix"}) {
    const std::vector<std::string> nothing = {"-o",      file("d.svg"), "--critical",
                                              "--team",  "rust",        "--focus",
                                              "fix-dht", "--between",   "go,js"};
    EXPECT_THAT(render(view, nothing).out, HasSubstr("- Nothing to show: ")) << view;
    EXPECT_THAT(bytes_of(file("d.svg")), HasSubstr("Nothing to show: ")) << view;
    std::vector<std::string> as_json = nothing;
    as_json.emplace_back("--json");
    EXPECT_THAT(render(view, as_json).out, HasSubstr("\"Nothing to show: ")) << view;
  }
}

TEST_F(LoadTrendBurnup, LoadOfRunsAndBurnUpByValue) {
  const Outcome p90 = render("load", {"-o", file("a.svg"), "--at", "p90", "--table"});
  EXPECT_EQ(p90.code, 0) << p90.err;
  EXPECT_THAT(p90.out, HasSubstr("in 1 of 10 runs or more over their plannable capacity"));
  EXPECT_THAT(p90.out, HasSubstr(" · P90 · "));
  EXPECT_THAT(p90.out, HasSubstr("2,000 runs, seed 1"));
  const test::Setting worth{.input = R"({"slipway": 1, "name": "P", "start": "2026-01-05",
    "goals": [{"id": "a", "value": 2.5}, {"id": "b", "value": 4}, {"id": "c"}]})"};
  const Outcome value = render("burnup", {"-o", file("b.svg"), "--by", "value"}, worth);
  EXPECT_THAT(value.out, HasSubstr("- 0 of 2 goals are done, 0 of a value of 6.5."));
  EXPECT_THAT(bytes_of(file("b.svg")), HasSubstr("1 without a value"));
  const test::Setting none{.input = R"({"slipway": 1, "name": "P", "start": "2026-01-05",
    "goals": [{"id": "a"}]})"};
  const Outcome worthless = render("burnup", {"-o", file("c.svg"), "--by", "value"}, none);
  EXPECT_EQ(worthless.code, 2);
  EXPECT_THAT(worthless.err, HasSubstr("no goal that counts has a \"value\""));
}

TEST_F(LoadTrendBurnup, SheetsGoIntoOneFileWhereItHasPages) {
  std::string teams, goals;
  for (int t = 0; t < 25; ++t) {
    const std::string id = "t" + std::to_string(t);
    teams += (t == 0 ? "" : ",") + ("{\"id\": \"" + id + "\", \"capacity\": 1}");
    goals += (t == 0 ? "" : ",") + ("{\"id\": \"g" + id + "\", \"team\": \"" + id + "\"}");
  }
  const test::Setting plan{.input =
                               R"({"slipway": 1, "name": "P", "start": "2026-01-05", "teams": [)" +
                               teams + "], \"goals\": [" + goals + "]}"};
  const Outcome svg = render("load", {"-o", file("a.svg"), "--paper", "a4"}, plan);
  EXPECT_EQ(svg.code, 2);
  EXPECT_THAT(svg.err, HasSubstr(".pdf"));
  EXPECT_FALSE(std::filesystem::exists(file("a.svg")));
  EXPECT_EQ(render("load", {"-o", file("a.pdf"), "--paper", "a4"}, plan).code, 0);
}

TEST_F(LoadTrendBurnup, SayWhatIsMissing) {
  const test::Setting silent{.input = R"({"slipway": 1, "name": "P", "start": "2026-01-05",
    "goals": [{"id": "a"}, {"id": "b", "commitment": "stretch"},
              {"id": "o", "kind": "objective"}],
    "checkins": [{"date": "2026-01-05", "goal": "a", "score": 0.5}]})"};
  const Outcome trend = render("trend", {"-o", file("a.svg")}, silent);
  EXPECT_EQ(trend.code, 2);
  EXPECT_EQ(trend.out, "");
  EXPECT_THAT(trend.err, HasSubstr("no check-in of this plan says a date or a confidence [usage]"));
  EXPECT_THAT(trend.err, HasSubstr("\"forecast\": \"2027-03-05\""));
  const Outcome of_goal = render("trend", {"-o", file("a.svg"), "--goal", "a"}, silent);
  EXPECT_EQ(of_goal.code, 2);
  EXPECT_THAT(of_goal.err, HasSubstr("no check-in says a date or a confidence of 'a'"));
  const Outcome goal = render("burnup", {"-o", file("a.svg"), "--goal", "a"}, silent);
  EXPECT_EQ(goal.code, 2);
  EXPECT_THAT(goal.err, HasSubstr("a burn-up is of an objective, and 'a' is none"));
  const Outcome empty = render("burnup", {"-o", file("a.svg"), "--goal", "o"}, silent);
  EXPECT_EQ(empty.code, 2);
  EXPECT_THAT(empty.err, HasSubstr("the objective has no goals that count"));
  EXPECT_EQ(render("load", {"-o", file("a.svg"), "--team", "nobody"}).code, 2);
  EXPECT_EQ(render("load", {"-o", file("a.svg"), "--goal", "fix-dht"}).code, 2);
  EXPECT_FALSE(std::filesystem::exists(file("a.svg")));
}

}  // namespace
}  // namespace slipway
