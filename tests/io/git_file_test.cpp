#include "planner/io/git_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "planner/io/plan_reader.hpp"

namespace slipway {
namespace {

namespace fs = std::filesystem;

// A repository of its own in a temporary folder; the user's settings stay out of it.
class GitFile : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
    ::setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    ::setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    ::setenv("GIT_CEILING_DIRECTORIES", fs::temp_directory_path().c_str(), 1);
    std::string name = (fs::temp_directory_path() / "slipway-git-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
    repository_ = root_ / "a repository";
    fs::create_directories(repository_ / "plans");
    git("init -q -b main");
  }
  void TearDown() override {
    if (!root_.empty()) fs::remove_all(root_);
  }

  void git(const std::string& arguments) {
    const std::string command = "cd '" + repository_.string() +
                                "' && git -c user.name=T -c user.email=t@example.org " + arguments +
                                " >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }
  void commit(const std::string& name, const std::string& text) {
    std::ofstream(repository_ / name, std::ios::binary) << text;
    git("add -A");
    git("commit -q --allow-empty -m change");
  }
  std::string path(const std::string& name) const { return (repository_ / name).string(); }

  // The finding of a read that fails: code, message and hint in one.
  std::string failure(const std::string& revision, const std::string& file) const {
    const auto read = read_git_source(revision, file);
    EXPECT_FALSE(read.ok);
    if (read.findings.size() != 1) return std::to_string(read.findings.size()) + " findings";
    const Diagnostic found = read.findings.sorted().front();
    EXPECT_FALSE(found.hint.empty());
    return std::string(to_string(found.code)) + ": " + found.message + " | " + found.hint;
  }

  fs::path root_;
  fs::path repository_;
};

TEST_F(GitFile, ReadsAFileAsItWas) {
  const std::string binary("one\r\n\0two\xff", 10);
  commit("plans/plan.json", binary);
  commit("plans/plan.json", "later");
  git("tag v2");
  std::ofstream(repository_ / "plans/plan.json") << "not committed";
  for (const auto& [revision, text] : {std::pair{"HEAD~1", binary},
                                       {"HEAD", std::string("later")},
                                       {"v2", std::string("later")},
                                       {"main", std::string("later")},
                                       {"main@{0}", std::string("later")}}) {
    const auto read = read_git_source(revision, path("plans/plan.json"));
    ASSERT_TRUE(read.ok) << revision;
    EXPECT_EQ(read.value->text, text) << revision;
    EXPECT_EQ(read.value->name, std::string(revision) + ":" + path("plans/plan.json"));
  }
  fs::remove(repository_ / "plans/plan.json");
  EXPECT_EQ(read_git_source("HEAD", path("plans/plan.json")).value->text, "later");
}

TEST_F(GitFile, PathsAreFromTheCurrentFolder) {
  commit("plans/-odd name.json", "odd");
  const fs::path before = fs::current_path();
  fs::current_path(repository_ / "plans");
  EXPECT_EQ(read_git_source("HEAD", "-odd name.json").value->text, "odd");
  EXPECT_EQ(read_git_source("HEAD", "./-odd name.json").value->text, "odd");
  EXPECT_EQ(read_git_source("HEAD", "../plans/-odd name.json").value->name,
            "HEAD:../plans/-odd name.json");
  fs::current_path(before);
}

TEST_F(GitFile, ReadsLargeFilesWhole) {
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += std::to_string(i) + '\n';
  commit("plans/plan.json", text);
  EXPECT_EQ(read_git_source("HEAD", path("plans/plan.json")).value->text, text);
}

TEST_F(GitFile, AttributesDoNotConvertIt) {
  std::ofstream(repository_ / ".gitattributes") << "*.json diff=shout\n";
  git("config diff.shout.textconv 'tr a-z A-Z <'");
  commit("plan.json", "quiet");
  EXPECT_EQ(read_git_source("HEAD", path("plan.json")).value->text, "quiet");
}

TEST_F(GitFile, FindingsPointIntoIt) {
  commit("plan.json",
         "{ \"slipway\": 1, \"name\": \"n\", \"start\": \"2024-13-01\", \"goals\": [] }");
  const auto source = read_git_source("HEAD", path("plan.json"));
  ASSERT_TRUE(source.ok);
  const Loaded<Plan> plan = read_plan(source.value);
  EXPECT_FALSE(plan.ok);
  EXPECT_TRUE(plan.findings.has(Code::invalid_date));
}

TEST_F(GitFile, SaysWhatIsMissing) {
  commit("plan.json", "text");
  EXPECT_THAT(failure("nowhere", path("plan.json")),
              testing::AllOf(testing::StartsWith("cannot-read: "),
                             testing::HasSubstr("as of 'nowhere': there is no such revision"),
                             testing::HasSubstr("git log")));
  EXPECT_THAT(failure("HEAD", path("other.json")),
              testing::AllOf(testing::StartsWith("cannot-read: "),
                             testing::HasSubstr("the revision has no such file"),
                             testing::HasSubstr("git log")));
  EXPECT_THAT(failure("HEAD", path("plans")), testing::HasSubstr("has no such file"));
  EXPECT_THAT(failure("HEAD", path("plans/")), testing::HasSubstr("it names a folder"));
  const fs::path outside = root_ / "outside";
  fs::create_directories(outside);
  EXPECT_THAT(failure("HEAD", (outside / "plan.json").string()),
              testing::AllOf(testing::StartsWith("cannot-read: "),
                             testing::HasSubstr("no git repository at"),
                             testing::HasSubstr("compare two files")));
  EXPECT_THAT(failure("HEAD", path("no such folder/plan.json")),
              testing::HasSubstr("no git repository at"));
}

TEST_F(GitFile, ARevisionIsNeverAnOption) {
  commit("plan.json", "text");
  for (const char* revision : {"--help", "-p", "", "HEAD plan", "HEAD:plan.json", "a\nb", "\x01"}) {
    EXPECT_THAT(
        failure(revision, path("plan.json")),
        testing::AllOf(testing::StartsWith("usage: "), testing::HasSubstr("is not a git revision")))
        << revision;
  }
}

TEST_F(GitFile, SaysWhenGitIsAbsent) {
  commit("plan.json", "text");
  const std::string saved = std::getenv("PATH");
  ::setenv("PATH", (root_ / "empty").c_str(), 1);
  const std::string found = failure("HEAD", path("plan.json"));
  ::setenv("PATH", saved.c_str(), 1);
  EXPECT_THAT(found, testing::AllOf(testing::StartsWith("cannot-read: "),
                                    testing::HasSubstr("git is not installed | install git")));
}

TEST(RevisionRange, HasTwoDots) {
  struct Case {
    const char* text;
    std::optional<RevisionRange> expected;
  };
  const Case cases[] = {
      {"v1..v2", RevisionRange{"v1", "v2"}},
      {"HEAD~3..HEAD^", RevisionRange{"HEAD~3", "HEAD^"}},
      {"v1.2..feature/x.y", RevisionRange{"v1.2", "feature/x.y"}},
      {"v1..", RevisionRange{"v1", "HEAD"}},
      {"..v2", RevisionRange{"HEAD", "v2"}},
      {"..", std::nullopt},
      {"v1...v2", std::nullopt},
      {"v1..v2..v3", std::nullopt},
      {"v1", std::nullopt},
      {"", std::nullopt},
      {"--all..v2", std::nullopt},
      {"v1..-p", std::nullopt},
      {"v1..v 2", std::nullopt},
      {"v1..v2:plan", std::nullopt},
  };
  for (const Case& c : cases) EXPECT_EQ(read_revision_range(c.text), c.expected) << c.text;
}

}  // namespace
}  // namespace slipway
