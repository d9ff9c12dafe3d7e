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
