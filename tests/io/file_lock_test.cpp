// The lock of a plan file: between threads and processes, after renaming and after death.
#include "planner/io/file_lock.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "planner/io/file.hpp"

namespace slipway {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class Lock : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "slipway-lock-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = (folder_ / "plan.json").string();
    ASSERT_FALSE(write_file(path_, "0"));
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
  std::string path_;
};

TEST_F(Lock, IsHeldByOne) {
  std::optional<FileLock> first(std::in_place, path_, milliseconds(0));
  EXPECT_EQ(first->state(), FileLock::State::held);
  EXPECT_EQ(FileLock(path_, milliseconds(0)).state(), FileLock::State::busy);
  EXPECT_EQ(FileLock(path_, milliseconds(12)).state(), FileLock::State::busy);
  first.reset();
  EXPECT_EQ(FileLock(path_, milliseconds(0)).state(), FileLock::State::held);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(Lock, FailsWhereThereIsNoFile) {
  const FileLock lock((folder_ / "none").string(), milliseconds(1000));
  EXPECT_EQ(lock.state(), FileLock::State::failed);
  EXPECT_EQ(lock.error(), ENOENT);
}

// The lock of a file that has been replaced is not that of the one which has its name now.
TEST_F(Lock, FollowsTheName) {
  const int old = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(old, 0);
  ASSERT_EQ(::flock(old, LOCK_EX), 0);
  EXPECT_EQ(FileLock(path_, milliseconds(0)).state(), FileLock::State::busy);
  ASSERT_FALSE(write_file(path_, "1"));
  const FileLock lock(path_, milliseconds(0));
  EXPECT_EQ(lock.state(), FileLock::State::held);
  EXPECT_EQ(FileLock(path_, milliseconds(0)).state(), FileLock::State::busy);
  ::close(old);
}

// A counter in a file that each replaces: without the lock some steps would be lost.
TEST_F(Lock, NobodyComesInBetween) {
  constexpr int kThreads = 4;
  constexpr int kSteps = 25;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int step = 0; step < kSteps; ++step) {
        const FileLock lock(path_, milliseconds(60000));
        ASSERT_EQ(lock.state(), FileLock::State::held);
        const int count = std::stoi(read_source(path_).value->text);
        ASSERT_FALSE(write_file(path_, std::to_string(count + 1)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(read_source(path_).value->text, std::to_string(kThreads * kSteps));
}

}  // namespace
}  // namespace slipway
