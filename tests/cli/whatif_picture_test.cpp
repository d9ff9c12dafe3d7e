// whatif --render: a picture beside the answer, which stays as it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using test::Outcome;
using test::run_slipway;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";
constexpr const char* kRelease = "data/plans/release-quarter.json";

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

std::vector<std::string> slip(std::vector<std::string> more) {
  std::vector<std::string> out = {"whatif",           kQuarter,    "--slip",
                                  "go-daemon-api=2w", "--samples", "500"};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

TEST(WhatifPicture, LeavesTheAnswerAsItIs) {
  const std::string folder = test::make_folder();
  for (const std::vector<std::string>& how :
       std::vector<std::vector<std::string>>{{}, {"--json"}, {"--quiet"}}) {
    const Outcome plain = run_slipway(slip(how));
    std::vector<std::string> drawing = how;
    drawing.insert(drawing.end(), {"--render", folder + "/out.svg"});
    const Outcome outcome = run_slipway(slip(drawing));
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, plain.out);
    const bool is_quiet = !how.empty() && how[0] == "--quiet";
    EXPECT_EQ(outcome.err,
              plain.err + (is_quiet ? "" : "before and after drawn in " + folder + "/out.svg\n"));
    const std::string svg = bytes_of(folder + "/out.svg");
    EXPECT_THAT(svg, StartsWith("<?xml"));
    EXPECT_THAT(svg, HasSubstr("What if go&#45;daemon&#45;api slips by 2w?"));
    EXPECT_THAT(svg, HasSubstr("Finish P80 "));
    std::filesystem::remove(folder + "/out.svg");
  }
}

TEST(WhatifPicture, WritesEveryFormatInEitherTheme) {
  const std::string folder = test::make_folder();
  const auto draw = [&](const std::string& name, const std::string& theme) {
    const Outcome drawn = run_slipway({"whatif", kQuarter, "--slip", "go-daemon-api=2w", "--dates",
                                       "--render", folder + "/" + name, "--theme", theme});
    EXPECT_EQ(drawn.code, 0) << drawn.err;
    return bytes_of(folder + "/" + name);
  };
  EXPECT_THAT(draw("a.dot", "dark"), HasSubstr("bgcolor=\"#0d1117\""));
  EXPECT_THAT(draw("b.dot", "light"), HasSubstr("bgcolor=\"#ffffff\""));
  EXPECT_THAT(draw("c.png", "light"), StartsWith("\x89PNG"));
  EXPECT_THAT(draw("d.pdf", "light"), StartsWith("%PDF-"));
  EXPECT_EQ(draw("e.svg", "auto"), draw("f.svg", "auto")) << "equal inputs give equal bytes";
}

TEST(WhatifPicture, ShowsAllOfALargePlanWhenAsked) {
  const std::string folder = test::make_folder();
  const auto draw = [&](std::vector<std::string> more) {
    std::vector<std::string> all = {"whatif",  kRelease,  "--drop",   "share-links",
                                    "--dates", "--quiet", "--render", folder + "/out.dot"};
    all.insert(all.end(), more.begin(), more.end());
    EXPECT_EQ(run_slipway(all).code, 0);
    return bytes_of(folder + "/out.dot");
  };
  EXPECT_THAT(draw({"--all"}), HasSubstr("58 of 58 goals shown"));
  EXPECT_THAT(draw({}), HasSubstr(" folded into boxes"));
  EXPECT_THAT(draw({}), HasSubstr("the rest is folded per team (--all shows it)"));
}

TEST(WhatifPicture, DrawsOneCase) {
  const std::string folder = test::make_folder();
  const std::string plan = test::write_text(folder + "/plan.json", R"({"slipway":1,"name":"p",
      "start":"2027-01-04","goals":[{"id":"a","estimate":"2d"},
      {"id":"b","estimate":"2d","depends_on":["a"]}],
      "scenarios":[{"name":"one","changes":[{"slip":"a","by":"1d"}]},
                   {"name":"two","changes":[{"drop":"b"}]}]})");
  const Outcome both = run_slipway(
      {"whatif", plan, "--scenario", "one", "--scenario", "two", "--render", folder + "/out.svg"});
  EXPECT_EQ(both.code, 2);
  EXPECT_EQ(both.out, "");
  EXPECT_EQ(both.err,
            "slipway: error: --render draws one case, not 2 scenarios [usage]\n"
            "hint: draw each --scenario into a picture of its own\n");
  EXPECT_FALSE(std::filesystem::exists(folder + "/out.svg"));
  const Outcome one =
      run_slipway({"whatif", plan, "--scenario", "one", "--render", folder + "/out.svg"});
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_THAT(bytes_of(folder + "/out.svg"), HasSubstr("Scenario &#39;one&#39;: what if a slips"));
}

TEST(WhatifPicture, SaysWhatItCannotDo) {
  const auto error = [](const std::vector<std::string>& more) {
    const Outcome outcome = run_slipway(slip(more));
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  };
  EXPECT_EQ(error({"--theme", "dark"}),
            "slipway: error: --theme needs --render FILE [usage]\n"
            "hint: it says how the picture looks\n");
  EXPECT_EQ(error({"--render", "out.jpg"}),
            "slipway: error: the ending of 'out.jpg' says no kind of picture [usage]\n"
            "hint: use .svg .png .pdf or .dot\n");
  EXPECT_THAT(error({"--render", "-"}), HasSubstr("--render writes files, and '-' does not say"));
  const std::string folder = test::make_folder();
  EXPECT_EQ(error({"--render", folder + "/none/out.svg"}),
            "slipway: error: cannot write '" + folder +
                "/none/out.svg': No such file or directory [cannot-write]\n"
                "hint: make the folder '" +
                folder + "/none' first; nothing was changed\n");
  std::filesystem::create_directory(folder + "/dir.svg");
  EXPECT_THAT(error({"--render", folder + "/dir.svg"}), HasSubstr("it is a folder"));
}

TEST(WhatifPicture, DrawsRowsWhereAsked) {
  const std::string folder = test::make_folder();
  const std::string file = folder + "/rows.svg";
  const Outcome rows = run_slipway(slip({"--render", file, "--view", "changes"}));
  EXPECT_EQ(rows.code, 0) << rows.err;
  EXPECT_THAT(bytes_of(file), HasSubstr("bracket: due date"));
  const Outcome sheet =
      run_slipway(slip({"--render", folder + "/rows.pdf", "--view", "changes", "--paper", "a4"}));
  EXPECT_EQ(sheet.code, 0) << sheet.err;
  EXPECT_EQ(sheet.out, rows.out) << "the answer is the same, whatever is drawn";
  EXPECT_EQ(bytes_of(folder + "/rows.pdf").substr(0, 5), "%PDF-");
  EXPECT_THAT(run_slipway(slip({"--view", "changes"})).err,
              HasSubstr("--view needs --render FILE"));
  EXPECT_THAT(run_slipway(slip({"--render", folder + "/x.dot", "--view", "changes"})).err,
              HasSubstr("--view changes cannot be a .dot file"));
  EXPECT_EQ(run_slipway(slip({"--render", folder + "/x.svg", "--paper", "a4"})).code, 0);
  EXPECT_THAT(bytes_of(folder + "/x.svg"), HasSubstr("width=\"297mm\""));
}

// A scenario of the plan and the same changes as a newer plan are one picture but for the question.
TEST(ChangesPicture, ComparesWithAScenarioOrAnOlderPlan) {
  const std::string plan = std::string(SLIPWAY_SOURCE_DIR) + "/data/plans/libp2p-2018-q3.json";
  const std::string folder = test::make_folder();
  const auto draw = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"render",  plan,        "--view",
                                      "changes", "--samples", "200",
                                      "--table", "-o",        folder + "/rows.svg"};
    words.insert(words.end(), more.begin(), more.end());
    return run_slipway(words);
  };
  const Outcome scenario = draw({"--scenario", "JS client moves to Q4"});
  EXPECT_EQ(scenario.code, 0) << scenario.err;
  EXPECT_THAT(scenario.out, HasSubstr("What if js-daemon-client is deferred to 2018-Q4?"));
  EXPECT_THAT(bytes_of(folder + "/rows.svg"), HasSubstr("goal-"));
  const Outcome same = draw({"--baseline", plan});
  EXPECT_EQ(same.code, 0) << same.err;
  EXPECT_THAT(same.out, HasSubstr("Nothing moves: every date and all odds stay as they are."));
  EXPECT_THAT(draw({}).err, HasSubstr("needs one --scenario NAME or one --baseline OLD"));
  EXPECT_THAT(draw({"--scenario", "JS client moves to Q5"}).err, HasSubstr("did you mean"));
  EXPECT_EQ(draw({"--baseline", folder + "/none.json"}).code, 2);
}

}  // namespace
}  // namespace slipway
