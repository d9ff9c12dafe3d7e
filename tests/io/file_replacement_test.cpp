// A replacement that is not carried out leaves nothing; one that is keeps the rights of the old
// file.
#include "planner/io/file_replacement.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace slipway {
namespace {

namespace fs = std::filesystem;

class Replacement : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "slipway-replace-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = (folder_ / "plan").string();
    std::ofstream(path_) << "old";
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string content() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  auto num_files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }

  fs::path folder_;
  std::string path_;
};

TEST_F(Replacement, TakesPlaceWhenCommitted) {
  ASSERT_EQ(::chmod(path_.c_str(), 0604), 0);
  FileReplacement replacement(path_, (folder_ / ".new-XXXXXX").string());
  ASSERT_EQ(replacement.write("new"), 0);
  EXPECT_EQ(content(), "old");
  EXPECT_EQ(num_files(), 2);
  EXPECT_FALSE(replacement.is_in_place());
  ASSERT_EQ(replacement.commit(), 0);
  EXPECT_TRUE(replacement.is_in_place());
  EXPECT_EQ(content(), "new");
  EXPECT_EQ(num_files(), 1);
  struct stat about {};
  ASSERT_EQ(::stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777U, 0604u);
}

TEST_F(Replacement, LeavesNothingOtherwise) {
  {
    FileReplacement replacement(path_, (folder_ / ".new-XXXXXX").string());
    ASSERT_EQ(replacement.write("new"), 0);
    EXPECT_EQ(num_files(), 2);
  }
  EXPECT_EQ(num_files(), 1);
  EXPECT_EQ(content(), "old");
}

TEST_F(Replacement, SaysWhatFailed) {
  FileReplacement nowhere(path_, (folder_ / "none/.new-XXXXXX").string());
  EXPECT_EQ(nowhere.write("new"), ENOENT);
  fs::create_directory(folder_ / "folder");
  FileReplacement folder((folder_ / "folder").string(), (folder_ / ".new-XXXXXX").string());
  ASSERT_EQ(folder.write("new"), 0);
  EXPECT_EQ(folder.commit(), EISDIR);
  EXPECT_FALSE(folder.is_in_place());
}

}  // namespace
}  // namespace slipway
