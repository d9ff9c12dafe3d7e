// whatif --save --render: the picture and the plan are written together or not at all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

namespace fs = std::filesystem;

using test::Outcome;
using test::run_slipway;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kPlan =
    R"({"slipway":1,"name":"p","start":"2027-01-04","goals":[{"id":"a","estimate":"2d"}]})";

class WhatifKeep : public testing::Test {
 protected:
  WhatifKeep() : folder_(test::make_folder()) {
    plan_ = test::write_text(folder_ + "/plan.json", kPlan);
    picture_ = folder_ + "/out.svg";
  }

  Outcome ask(const std::string& picture, std::vector<std::string> more = {"--dates"}) const {
    std::vector<std::string> line = {"whatif", plan_,   "--slip",   "a=1d",
                                     "--save", "later", "--render", picture};
    line.insert(line.end(), more.begin(), more.end());
    return run_slipway(line);
  }
  std::string bytes(const std::string& path) const {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
  }
  std::set<std::string> files() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_))
      out.insert(entry.path().filename().string());
    return out;
  }
  // Neither was written, and nothing is left of the attempt.
  void expect_nothing_written(const Outcome& outcome, const std::set<std::string>& files_before,
                              const std::string& plan = kPlan) const {
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(bytes(plan_), plan);
    EXPECT_EQ(files(), files_before);
  }

  std::string folder_, plan_, picture_;
};

TEST_F(WhatifKeep, WritesBoth) {
  const Outcome outcome = ask(picture_);
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "scenario 'later' saved in " + plan_ + "\nbefore and after drawn in " +
                             picture_ + "\n");
  EXPECT_THAT(bytes(plan_), HasSubstr("\"later\""));
  EXPECT_THAT(bytes(picture_), StartsWith("<?xml"));
  EXPECT_EQ(files(), (std::set<std::string>{"plan.json", "out.svg"}));
}

TEST_F(WhatifKeep, WritesNeitherWhereThePictureHasNoPlace) {
  const std::set<std::string> before = files();
  const Outcome outcome = ask(folder_ + "/none/out.svg");
  expect_nothing_written(outcome, before);
  EXPECT_THAT(outcome.err, HasSubstr("cannot write '" + folder_ + "/none/out.svg'"));
}

TEST_F(WhatifKeep, WritesNeitherForAnEndingThatIsNoPicture) {
  const std::set<std::string> before = files();
  const Outcome outcome = ask(folder_ + "/out.jpg");
  expect_nothing_written(outcome, before);
  EXPECT_THAT(outcome.err, HasSubstr("says no kind of picture"));
}

TEST_F(WhatifKeep, WritesNeitherIntoAPlanThatMayNotBeWritten) {
  ASSERT_EQ(::chmod(plan_.c_str(), 0444), 0);
  const std::set<std::string> before = files();
  const Outcome outcome = ask(picture_);
  expect_nothing_written(outcome, before);
  EXPECT_THAT(outcome.err, HasSubstr("it is read-only"));
}

TEST_F(WhatifKeep, LeavesTheOldPictureWhenTheSaveIsRefused) {
  ASSERT_EQ(::chmod(plan_.c_str(), 0444), 0);
  test::write_text(picture_, "the old picture");
  const std::set<std::string> before = files();
  expect_nothing_written(ask(picture_), before);
  EXPECT_EQ(bytes(picture_), "the old picture");
}

TEST_F(WhatifKeep, WritesNeitherIntoAFolderThatMayNotBeWritten) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const std::string pictures = test::make_folder();
  const std::set<std::string> before = files();
  ASSERT_EQ(::chmod(folder_.c_str(), 0555), 0);
  const Outcome plan_stuck = ask(pictures + "/out.svg");
  expect_nothing_written(plan_stuck, before);
  EXPECT_THAT(plan_stuck.err, HasSubstr("cannot write '" + plan_ + "'"));
  EXPECT_TRUE(fs::is_empty(pictures));
  ASSERT_EQ(::chmod(folder_.c_str(), 0755), 0);
  ASSERT_EQ(::chmod(pictures.c_str(), 0555), 0);
  const Outcome picture_stuck = ask(pictures + "/out.svg");
  expect_nothing_written(picture_stuck, before);
  EXPECT_THAT(picture_stuck.err, HasSubstr("cannot write '" + pictures + "/out.svg'"));
  ASSERT_EQ(::chmod(pictures.c_str(), 0755), 0);
}

// Somebody saves the plan between our reading and our saving: as soon as it has been read.
TEST_F(WhatifKeep, WritesNeitherOverAPlanThatChanged) {
  const std::string changed = kPlan + "\n";
  const int watch = ::inotify_init1(IN_CLOEXEC);
  ASSERT_GE(watch, 0);
  ASSERT_GE(::inotify_add_watch(watch, plan_.c_str(), IN_CLOSE_NOWRITE), 0);
  const std::set<std::string> before = files();
  Outcome outcome;
  std::thread asking([&] { outcome = ask(picture_, {"--samples", "10000000", "--threads", "1"}); });
  std::array<char, 4096> events{};
  const ssize_t got = ::read(watch, events.data(), events.size());
  test::write_text(plan_, changed);
  asking.join();
  ::close(watch);
  EXPECT_GT(got, 0);
  expect_nothing_written(outcome, before, changed);
  EXPECT_THAT(outcome.err, HasSubstr("was changed by somebody since it was read"));
}

// The last step of the picture fails after all that could be checked was: the scenario stays.
TEST_F(WhatifKeep, KeepsTheScenarioWhenOnlyTheLastStepFails) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "this system has no /dev/full";
  fs::create_symlink("/dev/full", picture_);
  const Outcome outcome = ask(picture_);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err,
            "scenario 'later' saved in " + plan_ + "\nslipway: error: cannot write '" + picture_ +
                "': No space left on device [cannot-write]\n"
                "hint: the scenario is saved all the same; draw it with --scenario and its name\n");
  EXPECT_THAT(bytes(plan_), HasSubstr("\"later\""));
}

TEST_F(WhatifKeep, RefusesAPictureInThePlaceOfThePlan) {
  fs::create_symlink(plan_, picture_);
  const std::set<std::string> before = files();
  const Outcome outcome = ask(picture_);
  expect_nothing_written(outcome, before);
  EXPECT_EQ(outcome.err, "slipway: error: the picture would take the place of the plan " + plan_ +
                             " [usage]\nhint: give --render another file\n");
}

}  // namespace
}  // namespace slipway
