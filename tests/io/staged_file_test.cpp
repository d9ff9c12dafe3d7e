// What is staged shows only once it is committed, and leaves nothing when it is not.
#include "planner/io/staged_file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace slipway {
namespace {

namespace fs = std::filesystem;

class Staged : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "slipway-staged-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::ptrdiff_t num_files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }

  fs::path folder_;
};

TEST_F(Staged, ShowsWhenItIsCommitted) {
  std::ofstream(path("old")) << "old";
  for (const char* name : {"old", "new"}) {
    const bool existed = fs::exists(path(name));
    const auto staged = StagedFile::stage(path(name), "text");
    ASSERT_TRUE(staged.ok);
    EXPECT_EQ(fs::exists(path(name)), existed);
    EXPECT_EQ(content(path(name)), existed ? "old" : "");
    EXPECT_FALSE(staged.value->commit());
    EXPECT_EQ(content(path(name)), "text");
  }
  EXPECT_EQ(num_files(), 2);
}

TEST_F(Staged, LeavesNothingWhenItIsNot) {
  std::ofstream(path("old")) << "old";
  for (const char* name : {"old", "new"}) {
    const auto staged = StagedFile::stage(path(name), "text");
    ASSERT_TRUE(staged.ok);
    EXPECT_EQ(num_files(), 2) << "it waits beside its place";
  }
  EXPECT_EQ(num_files(), 1);
  EXPECT_EQ(content(path("old")), "old");
}

TEST_F(Staged, SaysWhatHindersIt) {
  fs::create_directory(path("dir"));
  for (const char* name : {"dir", "none/new"}) {
    const auto staged = StagedFile::stage(path(name), "text");
    EXPECT_FALSE(staged.ok) << name;
    EXPECT_TRUE(staged.findings.has(Code::cannot_write)) << name;
  }
  // A folder that has taken the place meanwhile.
  const auto late = StagedFile::stage(path("late"), "text");
  ASSERT_TRUE(late.ok);
  fs::create_directories(path("late"));
  const auto failure = late.value->commit();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, Code::cannot_write);
  EXPECT_EQ(num_files(), 3) << "both folders and what is still staged";
}

TEST_F(Staged, WritesToADeviceLast) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "this system has no /dev/full";
  const auto full = StagedFile::stage("/dev/full", "text");
  ASSERT_TRUE(full.ok) << "nothing is written yet";
  EXPECT_TRUE(full.value->commit());
  const auto null = StagedFile::stage("/dev/null", "text");
  ASSERT_TRUE(null.ok);
  EXPECT_FALSE(null.value->commit());
}

}  // namespace
}  // namespace slipway
