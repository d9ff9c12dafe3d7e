// Pictures as files: the same bytes whatever the threads, nothing said when asked to be quiet, and
// of five hundred goals small enough for a page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using test::Outcome;
using test::run_slipway;
using ::testing::HasSubstr;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";
constexpr const char* kRelease = "data/plans/release-quarter.json";

std::string read(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

struct PictureCase {
  std::vector<std::string> view;  // the name, and what it needs
  std::string ending = ".svg";
};

std::vector<PictureCase> pictures_of(const std::string& plan) {
  const bool is_quarter = plan == kQuarter;
  return {{{"graph", "--samples", "400"}},
          {{"graph", "--samples", "400"}, ".dot"},
          {{"graph", "--samples", "400"}, ".mmd"},
          {{"gantt"}},
          {{"gantt"}, ".mmd"},
          {{"board"}},
          {{"matrix"}},
          {{"load"}},
          {{"changes", "--scenario",
            is_quarter ? "daemon API two weeks later" : "protocol slips two weeks"}},
          {{"trend"}},
          {{"burnup"}},
          {{"scurve"}},
          {{"tornado"}}};
}

Outcome render(const std::string& plan, const PictureCase& picture, const std::string& file,
               const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {"render", plan, "-o", file, "--view"};
  arguments.insert(arguments.end(), picture.view.begin(), picture.view.end());
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_slipway(arguments);
}

TEST(PictureBytes, AreTheSameOnOneThreadAndOnMore) {
  const std::string folder = test::make_folder();
  for (const char* const plan : {kQuarter, kRelease}) {
    for (const PictureCase& picture : pictures_of(plan)) {
      SCOPED_TRACE(plan + (' ' + picture.view[0]) + picture.ending);
      const std::string file = folder + "/p" + picture.ending;
      std::vector<std::string> seen;
      for (const char* const threads : {"1", "2", "5"}) {
        const Outcome outcome = render(plan, picture, file, {"--threads", threads, "--json"});
        ASSERT_EQ(outcome.code, 0) << outcome.err;
        seen.push_back(outcome.out + read(file));
      }
      EXPECT_EQ(seen[0], seen[1]);
      EXPECT_EQ(seen[0], seen[2]);
    }
  }
}

TEST(PictureBytes, QuietSaysNothingButWhatWasAskedFor) {
  const std::string folder = test::make_folder();
  for (const PictureCase& picture : pictures_of(kRelease)) {
    SCOPED_TRACE(picture.view[0] + picture.ending);
    const std::string file = folder + "/p" + picture.ending;
    const Outcome loud = render(kRelease, picture, file, {});
    EXPECT_THAT(loud.out, HasSubstr("Wrote "));
    const std::string bytes = read(file);
    std::filesystem::remove(file);
    const Outcome quiet = render(kRelease, picture, file, {"--quiet"});
    EXPECT_EQ(quiet.code, 0);
    EXPECT_EQ(quiet.out + quiet.err, "");
    EXPECT_EQ(read(file), bytes);
    const Outcome machine = render(kRelease, picture, file, {"--quiet", "--json"});
    EXPECT_EQ(machine.out, render(kRelease, picture, file, {"--json"}).out);
    const Outcome table = render(kRelease, picture, file, {"--quiet", "--table"});
    if (picture.ending == ".svg") {
      EXPECT_THAT(table.out, HasSubstr("\n|---|"));
      EXPECT_TRUE(render(kRelease, picture, file, {"--table"}).out.ends_with("\n\n" + table.out));
    }
  }
  for (const char* const ending : {".html", ".md"}) {
    const std::string file = folder + "/report" + ending;
    const Outcome quiet = run_slipway({"report", kRelease, "-o", file, "--quiet"});
    EXPECT_EQ(quiet.out + quiet.err, "");
    EXPECT_GT(read(file).size(), 10'000U);
  }
}

TEST(PictureBytes, QuietStillSaysErrors) {
  const Outcome outcome = run_slipway(
      {"render", kQuarter, "--view", "scurve", "--quiet", "-o", "/no/such/folder/p.svg"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("error: "));
}

/// Returns a plan of 500 goals of 30 teams in chains of ten, each waiting for up to three before
/// it; every third has a date.
std::string large_plan() {
  std::mt19937 draw(7);
  std::string teams;
  for (int team = 0; team < 30; ++team) {
    teams += (team > 0 ? "," : "") + std::string("{\"id\":\"t") + std::to_string(team) +
             "\",\"name\":\"Team " + std::to_string(team) + "\",\"capacity\":4}";
  }
  std::string goals;
  for (std::uint64_t i = 0; i < 500; ++i) {
    const std::string number = std::to_string(i);
    goals += (i > 0 ? "," : "") + std::string("{\"id\":\"g") + number +
             "\",\"title\":\"Goal number " + number + " of the plan\",\"team\":\"t" +
             std::to_string(i % 30) + "\",\"estimate\":\"2d/4d/9d\"";
    if (i % 3 == 0) goals += ",\"due\":\"2027-0" + std::to_string(1 + i % 9) + "-15\"";
    const std::uint64_t first = i > 120 ? i - 120 : 0;
    std::string links;
    for (std::uint64_t link = 0; link < 3 && i >= 3; ++link) {
      const std::uint64_t from = first + (i - first) / 3 * link + draw() % ((i - first) / 3);
      links += (links.empty() ? "\"g" : ",\"g") + std::to_string(from) + '"';
    }
    goals += ",\"depends_on\":[" + links + "]}";
  }
  return "{\"slipway\":1,\"name\":\"Large\",\"start\":\"2027-01-04\",\"teams\":[" + teams +
         "],\"goals\":[" + goals + "]}";
}

TEST(PictureBytes, OfFiveHundredGoalsEveryPictureIsBelowOneMegabyte) {
  const std::string folder = test::make_folder();
  const std::string plan = test::write_text(folder + "/p.json", large_plan());
  for (const PictureCase& picture : std::vector<PictureCase>{{{"graph"}},
                                                             {{"gantt"}},
                                                             {{"gantt", "--all"}},
                                                             {{"board"}},
                                                             {{"board", "--all"}},
                                                             {{"matrix"}},
                                                             {{"matrix", "--items"}},
                                                             {{"load"}},
                                                             {{"burnup"}},
                                                             {{"scurve"}},
                                                             {{"tornado"}}}) {
    SCOPED_TRACE(picture.view[0] + (picture.view.size() > 1 ? picture.view[1] : ""));
    const Outcome outcome = render(plan, picture, folder + "/p.svg", {"--samples", "500"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_LT(std::filesystem::file_size(folder + "/p.svg"), 1'000'000U);
  }
}

}  // namespace
}  // namespace slipway
