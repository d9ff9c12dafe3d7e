// Plans compared as git revisions have them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/edited_quarter.hpp"
#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using test::edit_quarter;
using test::kWeek;
using test::Outcome;
using test::run_slipway;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;

// A repository of its own, with the quarter in two revisions and a third in the working tree.
class DiffGit : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
    folder_ = test::make_folder();
    plan_ = folder_ + "/plan.json";
    git("init -q -b main");
    commit(edit_quarter({}));
    commit(edit_quarter({kWeek[0]}));
    test::write_text(plan_, edit_quarter({kWeek[0], kWeek[3]}));
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  void git(const std::string& arguments) const {
    const std::string command = "cd '" + folder_ +
                                "' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git -c "
                                "user.name=T -c user.email=t@example.org " +
                                arguments + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }
  void commit(const std::string& text) const {
    test::write_text(plan_, text);
    git("add -A");
    git("commit -q -m change");
  }
  Outcome run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "diff");
    const char* const path = std::getenv("PATH");
    return run_slipway(arguments,
                       {.environment = {"COLUMNS=80", std::string("PATH=") + (path ? path : "")}});
  }
  std::vector<std::string> fields(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--dates", "--json"});
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    std::vector<std::string> out;
    if (outcome.code != 0) return out;
    const Json answer = Json::parse(outcome.out);
    for (const Json& change : answer["changes"]) out.push_back(change["field"]);
    return out;
  }

  std::string folder_, plan_;
};

TEST_F(DiffGit, ComparesRevisionsAndTheFile) {
  EXPECT_THAT(fields({"--git", "HEAD~1..HEAD", plan_}), ElementsAre("estimate"));
  EXPECT_THAT(fields({"--git", "HEAD~1..", plan_}), ElementsAre("estimate"));
  EXPECT_THAT(fields({"--git", "HEAD", plan_}), ElementsAre("title"));
  EXPECT_THAT(fields({"--git=HEAD~1", plan_}), ElementsAre("estimate", "title"));
  const Outcome dashes = run({"--dates", "--git", "HEAD~1..HEAD", "--", plan_});
  EXPECT_EQ(dashes.code, 0) << dashes.err;
  EXPECT_THAT(dashes.out, StartsWith("Finish Fri 5 Oct 2018 → Wed 17 Oct 2018"));
}

TEST_F(DiffGit, SaysWhichRevisionIsWrong) {
  const Outcome unknown = run({"--git", "HEAD..nowhere", "--", plan_});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_EQ(unknown.out, "");
  EXPECT_THAT(unknown.err, HasSubstr("there is no such revision [cannot-read]"));
  EXPECT_THAT(unknown.err, HasSubstr("so the newer plan, nowhere:" + plan_ + ", cannot"));
  EXPECT_THAT(unknown.err, Not(HasSubstr("older")));
}

}  // namespace
}  // namespace slipway
