#include "planner/io/file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "planner/base/diagnostic_text.hpp"

namespace slipway {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "slipway-file-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static mode_t mode(const std::string& path) {
    struct stat about {};
    EXPECT_EQ(::stat(path.c_str(), &about), 0);
    return about.st_mode & 07777U;
  }
  std::size_t num_files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

// Says the same as writing would, and leaves nothing behind.
TEST_F(File, KnowsBeforehandWhatCannotBeWritten) {
  std::ofstream(path("old")) << "old";
  fs::create_directory(path("dir"));
  fs::create_symlink(path("old"), path("link"));
  const std::size_t before = num_files();
  for (const char* fine : {"new", "old", "link"}) EXPECT_FALSE(check_writable(path(fine))) << fine;
  EXPECT_FALSE(check_writable("/dev/null"));
  EXPECT_EQ(content(path("old")), "old");
  for (const char* wrong : {"dir", "none/new", "old/new"}) {
    const std::optional<Diagnostic> beforehand = check_writable(path(wrong));
    const std::optional<Diagnostic> writing = write_file(path(wrong), "new");
    ASSERT_TRUE(beforehand && writing) << wrong;
    EXPECT_EQ(beforehand->code, Code::cannot_write);
    EXPECT_EQ(beforehand->message, writing->message);
  }
  EXPECT_EQ(num_files(), before);
}

TEST_F(File, WritesAndReadsBackAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 300000; ++i) bytes += static_cast<char>(i * 7 + i / 256);
  for (const std::string& text : {std::string(), std::string("x"), bytes}) {
    ASSERT_FALSE(write_file(path("plan.json"), text));
    const auto read = read_source(path("plan.json"));
    ASSERT_TRUE(read.ok);
    EXPECT_EQ(read.value->text, text);
    EXPECT_EQ(read.value->name, path("plan.json"));
  }
  EXPECT_EQ(num_files(), 1u) << "no temporary file is left";
}

TEST_F(File, KeepsTheRightsOfAFileAndGivesNewOnesTheUsual) {
  const mode_t mask = ::umask(027);
  EXPECT_FALSE(write_file(path("new"), "a"));
  EXPECT_EQ(mode(path("new")), 0640u);
  ::umask(mask);
  ASSERT_EQ(::chmod(path("new").c_str(), 0604), 0);
  EXPECT_FALSE(write_file(path("new"), "b"));
  EXPECT_EQ(mode(path("new")), 0604u);
  EXPECT_EQ(content(path("new")), "b");
}

// Whoever reads while a file is written sees the old text or the new one, never a part.
TEST_F(File, IsReplacedWhole) {
  const std::string a(200000, 'a');
  const std::string b(100000, 'b');
  ASSERT_FALSE(write_file(path("plan"), a));
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; i < 40; ++i) EXPECT_FALSE(write_file(path("plan"), i % 2 == 0 ? b : a));
    done = true;
  });
  while (!done) {
    const std::string seen = content(path("plan"));
    EXPECT_TRUE(seen == a || seen == b) << seen.size();
  }
  writer.join();
}

TEST_F(File, LeftoversOfAKilledRunDoNotHinder) {
  std::ofstream(path("plan.json.abc123")) << "half";
  EXPECT_FALSE(write_file(path("plan.json"), "whole"));
  EXPECT_EQ(content(path("plan.json")), "whole");
  EXPECT_EQ(content(path("plan.json.abc123")), "half");
}

TEST_F(File, CannotWrite) {
  struct Row {
    std::string path;
    std::string reason;
    std::string fix = "";
  };
  const std::string make_it = "make the folder '" + path("missing") + "' first; ";
  fs::create_directory(folder_ / "folder");
  for (const Row& row :
       {Row{path("missing/plan.json"), "No such file or directory", make_it},
        Row{path("folder"), "it is a folder"}, Row{"", "No such file or directory"},
        Row{"/dev/full", "No space left on device"}}) {
    const auto problem = write_file(row.path, "text");
    ASSERT_TRUE(problem) << row.path;
    EXPECT_EQ(problem->code, Code::cannot_write);
    EXPECT_EQ(problem->message, "cannot write '" + row.path + "': " + row.reason);
    EXPECT_EQ(problem->hint, row.fix + "nothing was changed");
  }
  EXPECT_EQ(num_files(), 1u);
}

TEST_F(File, WritesIntoADevice) { EXPECT_FALSE(write_file("/dev/null", "text")); }

TEST_F(File, CannotRead) {
  const auto missing = read_source(path("plan.json"));
  ASSERT_FALSE(missing.ok);
  EXPECT_EQ(to_text(missing.findings, Source{}, false, false),
            "slipway: error: cannot read '" + path("plan.json") +
                "': No such file or directory [cannot-read]\n");
  const auto folder = read_source(folder_.string());
  ASSERT_FALSE(folder.ok);
  EXPECT_EQ(folder.findings.sorted()[0].message,
            "cannot read '" + folder_.string() + "': Is a directory");
}

// A sparse file has the size without the bytes.
TEST_F(File, IsTooLarge) {
  const int file = ::open(path("huge").c_str(), O_CREAT | O_WRONLY, 0600);
  ASSERT_GE(file, 0);
  const bool fits = ::ftruncate(file, off_t{4} << 30) == 0;
  ::close(file);
  if (!fits) GTEST_SKIP() << "this file system holds no file of 4 GB, not even an empty one";
  const auto read = read_source(path("huge"));
  ASSERT_FALSE(read.ok);
  EXPECT_EQ(to_text(read.findings, Source{}, false, false),
            "slipway: error: '" + path("huge") +
                "' is larger than 4 GB [file-too-large]\nhint: split the plan\n");
}

TEST_F(File, ReadsAPipe) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(path("pipe")) << "from a pipe"; });
  const auto read = read_source(path("pipe"));
  writer.join();
  ASSERT_TRUE(read.ok);
  EXPECT_EQ(read.value->text, "from a pipe");
}

TEST_F(File, ReadsStandardInput) {
  ASSERT_FALSE(write_file(path("in"), "{}"));
  const int saved = ::dup(STDIN_FILENO);
  const int file = ::open(path("in").c_str(), O_RDONLY);
  ASSERT_EQ(::dup2(file, STDIN_FILENO), STDIN_FILENO);
  ::close(file);
  const auto read = read_source("-");
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  ASSERT_TRUE(read.ok);
  EXPECT_EQ(read.value->text, "{}");
  EXPECT_EQ(read.value->name, "<stdin>");
}

}  // namespace
}  // namespace slipway
