// `slipway render --view gantt` as a user runs it: files, pages, baselines, what goes wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;
using test::Outcome;
using test::run_slipway;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";
constexpr const char* kRelease = "data/plans/release-quarter.json";

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Draws and returns the file; the program must say nothing on stderr but the warnings' count.
std::string draw(std::vector<std::string> arguments, const std::string& path) {
  arguments.insert(arguments.begin(), "render");
  for (const char* const more : {"--view", "gantt", "--quiet", "-o"}) arguments.emplace_back(more);
  arguments.push_back(path);
  const Outcome outcome = run_slipway(arguments);
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, "");
  return read_text(path);
}

/// A plan of `count` goals in 20 teams, each waiting for two before it.
std::string large_plan(int count) {
  std::string teams;
  for (int t = 0; t < 20; ++t) {
    teams += (t > 0 ? "," : "") + std::string(R"({"id": "t)") + std::to_string(t) +
             R"(", "capacity": 1})";
  }
  std::string goals;
  for (int g = 0; g < count; ++g) {
    goals += (g > 0 ? "," : "") + std::string(R"({"id": "g)") + std::to_string(g) +
             R"(", "title": "A goal with a title of usual length", "team": "t)" +
             std::to_string(g % 20) + R"(", "estimate": "1d/2d/4d", "due": "2027-03-01")";
    if (g > 8) {
      goals += R"(, "depends_on": ["g)" + std::to_string(g - 3) + R"(", "g)" +
               std::to_string(g - 8) + R"("])";
    }
    goals += "}";
  }
  return R"({"slipway": 1, "name": "large", "start": "2027-01-04", "teams": [)" + teams +
         R"(], "goals": [)" + goals + "]}";
}

TEST(RenderGantt, IsTheSameWithAnyNumberOfThreads) {
  const std::string folder = test::make_folder();
  const std::string one = draw({kRelease, "--threads", "1"}, folder + "/one.svg");
  EXPECT_EQ(draw({kRelease, "--threads", "3"}, folder + "/three.svg"), one);
  EXPECT_NE(draw({kRelease, "--seed", "2"}, folder + "/two.svg"), one);
  EXPECT_THAT(one, HasSubstr("58 of 58 goals shown"));
  EXPECT_THAT(one, HasSubstr("10,000 runs, seed 1"));
}

TEST(RenderGantt, MermaidIsAsAccepted) {
  const std::string folder = test::make_folder();
  EXPECT_EQ(test::differs_from_golden("gantt-libp2p.mmd", draw({kQuarter}, folder + "/plan.mmd")),
            "");
  EXPECT_EQ(test::differs_from_golden(
                "gantt-release-objectives.mmd",
                draw({kRelease, "--group", "objective"}, folder + "/objectives.mmd")),
            "");
}

TEST(RenderGantt, PagesNeedAPdf) {
  const std::string folder = test::make_folder();
  EXPECT_THAT(draw({kRelease, "--paper", "a4"}, folder + "/plan.pdf"), StartsWith("%PDF"));
  const Outcome outcome = run_slipway({"render", kRelease, "--view", "gantt", "--paper", "a4",
                                       "--quiet", "-o", folder + "/plan.png"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr(".pdf"));
}

TEST(RenderGantt, ABaselineSaysWhatMoved) {
  const std::string folder = test::make_folder();
  std::string text = read_text(std::string(SLIPWAY_SOURCE_DIR) + "/" + kQuarter);
  const std::string id = R"("id": "team-survey")";
  ASSERT_NE(text.find(id), std::string::npos);
  for (std::size_t at = text.find("team-survey"); at != std::string::npos;
       at = text.find("team-survey", at + 1)) {
    text.replace(at, 11, "old-surveys");
  }
  const std::string old_plan = test::write_text(folder + "/old.json", text);
  const Outcome outcome = run_slipway(
      {"render", kQuarter, "--view", "gantt", "--baseline", old_plan, "-o", folder + "/plan.svg"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("Against old.json no finish moves; 1 is new; gone: old-surveys."));
  EXPECT_THAT(read_text(folder + "/plan.svg"), HasSubstr("baseline old.json"));
}

TEST(RenderGantt, AWrongBaselineIsNamed) {
  const std::string folder = test::make_folder();
  const std::string broken = test::write_text(folder + "/broken.json", "{");
  for (const std::string& path : {broken, folder + "/none.json"}) {
    const Outcome outcome = run_slipway(
        {"render", kQuarter, "--view", "gantt", "--baseline", path, "-o", folder + "/plan.svg"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("so the baseline, " + path + ", cannot be drawn\n"));
  }
}

TEST(RenderGantt, LargePlansFoldAndStaySmall) {
  const std::string folder = test::make_folder();
  for (const int count : {500, 5000}) {
    const std::string plan = test::write_text(folder + "/large.json", large_plan(count));
    const std::string picture = draw({plan}, folder + "/large.svg");
    EXPECT_LT(picture.size(), 1'000'000U);
    EXPECT_THAT(picture, HasSubstr(std::to_string(count) + " rows are too many to read"));
    const std::string mermaid = draw({plan, "--all"}, folder + "/large.mmd");
    EXPECT_LT(mermaid.size(), 50'000U);
  }
}

TEST(RenderGantt, TableAndNotesAreForReaders) {
  const std::string folder = test::make_folder();
  const Outcome table = run_slipway(
      {"render", kQuarter, "--view", "gantt", "--table", "--quiet", "-o", folder + "/plan.svg"});
  EXPECT_THAT(table.out, HasSubstr("| js-daemon-client: JS client for the daemon | JS |"));
  const Outcome json = run_slipway(
      {"render", kRelease, "--view", "gantt", "--json", "--quiet", "-o", folder + "/plan.svg"});
  const Json answer = Json::parse(json.out);
  EXPECT_EQ(answer["view"], "gantt");
  EXPECT_EQ(answer["notes"].size(), 2U) << "the answer, and the links that are not drawn";
}

}  // namespace
}  // namespace slipway
