// Saving into plan files: links, rights, full disks, leftovers, others that save, and being killed.
#include "planner/io/scenario_saver.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "planner/base/diagnostic_text.hpp"
#include "planner/io/file.hpp"
#include "planner/io/file_lock.hpp"
#include "tests/io/read_text.hpp"

namespace slipway {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

const std::string kPlan =
    "{\n  \"slipway\": 1, \"name\": \"P\", \"start\": \"2027-01-04\",\n"
    "  \"goals\": [\n    { \"id\": \"docs\", \"estimate\": \"1w\" }\n  ]\n}\n";

std::vector<std::string> slip(int weeks) {
  return {"{ \"slip\": \"docs\", \"by\": \"" + std::to_string(weeks) + "w\" }"};
}

/// Runs `work` in a process of its own and returns its id; it ends with 0, or 1 when `work` fails.
pid_t start(const std::function<bool()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work() ? 0 : 1);
  EXPECT_GT(child, 0);
  return child;
}

/// Waits for a child and says whether it ended with 0.
bool succeeds(pid_t child) {
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

class ScenarioSaver : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "slipway-saver-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    plan_ = path("plan.json");
    ASSERT_FALSE(write_file(plan_, kPlan));
  }
  void TearDown() override {
    ::chmod(folder_.c_str(), 0700);
    fs::remove_all(folder_);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string content() const { return read_source(plan_).value->text; }
  std::set<std::string> files() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      out.insert(entry.path().filename().string());
    }
    return out;
  }
  /// Saves into the plan as it is now.
  Loaded<ScenarioEdit> save(const std::string& name, int weeks) const {
    return save_scenario(plan_, name, slip(weeks), content());
  }
  static std::string said(const Loaded<ScenarioEdit>& saved) {
    return to_text(saved.findings, Source{}, false, false);
  }

  fs::path folder_;
  std::string plan_;
};

TEST_F(ScenarioSaver, AddsReplacesAndLeavesAlone) {
  const auto added = save("late", 1);
  ASSERT_TRUE(added.ok) << said(added);
  EXPECT_EQ(added.value, ScenarioEdit::added);
  EXPECT_EQ(content(), put_scenario(kPlan, "late", slip(1)).value.text);
  const auto replaced = save("late", 2);
  ASSERT_TRUE(replaced.ok);
  EXPECT_EQ(replaced.value, ScenarioEdit::replaced);
  struct stat before {};
  struct stat after {};
  ASSERT_EQ(::stat(plan_.c_str(), &before), 0);
  const auto same = save("late", 2);
  ASSERT_TRUE(same.ok);
  EXPECT_EQ(same.value, ScenarioEdit::unchanged);
  ASSERT_EQ(::stat(plan_.c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino) << "nothing was to be written";
  const auto read = test::read(content());
  ASSERT_TRUE(read.ok);
  ASSERT_EQ(read.value.scenarios.size(), 1u);
  EXPECT_EQ(read.value.scenarios[0].changes.size(), 1u);
  EXPECT_EQ(files(), std::set<std::string>{"plan.json"});
}

TEST_F(ScenarioSaver, KeepsRightsOwnersAndLinks) {
  fs::create_directory(folder_ / "links");
  fs::create_symlink("../plan.json", folder_ / "links/plan");
  ASSERT_EQ(::chmod(plan_.c_str(), 0640), 0);
  const bool is_root = ::geteuid() == 0;
  if (is_root) {
    ASSERT_EQ(::chown(plan_.c_str(), 12, 34), 0);
  }
  const auto saved = save_scenario(path("links/plan"), "late", slip(1), kPlan);
  ASSERT_TRUE(saved.ok) << said(saved);
  EXPECT_TRUE(fs::is_symlink(folder_ / "links/plan"));
  EXPECT_NE(content(), kPlan);
  struct stat about {};
  ASSERT_EQ(::lstat(plan_.c_str(), &about), 0);
  EXPECT_TRUE(S_ISREG(about.st_mode));
  EXPECT_EQ(about.st_mode & 07777U, 0640u);
  if (is_root) {
    EXPECT_EQ(about.st_uid, 12u);
    EXPECT_EQ(about.st_gid, 34u);
  }
  EXPECT_EQ(files(), (std::set<std::string>{"links", "plan.json"}));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_ / "links"), fs::directory_iterator()), 1);
}

TEST_F(ScenarioSaver, SaysWhatCannotBeWritten) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  ASSERT_FALSE(write_file(path("fixed.json"), kPlan));
  ASSERT_EQ(::chmod(path("fixed.json").c_str(), 0444), 0);
  struct Row {
    std::string path;
    std::string text;
  };
  const auto cannot_write = [](const std::string& where, const std::string& why) {
    return "slipway: error: cannot write '" + where + "': " + why + "\n";
  };
  for (const Row& row : std::vector<Row>{
           {"-",
            "slipway: error: a scenario cannot be saved into standard input [usage]\n"
            "hint: give the plan as a file\n"},
           {path("none.json"), cannot_write(path("none.json"),
                                            "No such file or directory [cannot-write]\n"
                                            "hint: nothing was changed")},
           {folder_.string(), cannot_write(folder_.string(),
                                           "it is a folder [cannot-write]\n"
                                           "hint: nothing was changed; name the plan file in it")},
           {path("pipe"), cannot_write(path("pipe"),
                                       "it is not a plain file [cannot-write]\n"
                                       "hint: nothing was changed; give the plan as a file")},
           {path("fixed.json"),
            cannot_write(path("fixed.json"),
                         "it is read-only [cannot-write]\n"
                         "hint: nothing was changed; make it writable first (chmod u+w)")},
       }) {
    const auto saved = save_scenario(row.path, "late", slip(1), kPlan);
    EXPECT_FALSE(saved.ok);
    EXPECT_EQ(said(saved), row.text);
  }
  EXPECT_EQ(files(), (std::set<std::string>{"fixed.json", "pipe", "plan.json"}));
  EXPECT_EQ(content(), kPlan);
}

TEST_F(ScenarioSaver, NeedsTheRightToWriteTheFolder) {
  ASSERT_EQ(::chmod(plan_.c_str(), 0666), 0);
  ASSERT_EQ(::chmod(folder_.c_str(), 0555), 0);
  const pid_t child = start([&] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return false;
    const auto saved = save("late", 1);
    return said(saved) ==
           "slipway: error: cannot write '" + plan_ +
               "': Permission denied [cannot-write]\nhint: nothing was changed; saving takes the "
               "right to write the file and its folder\n";
  });
  EXPECT_TRUE(succeeds(child));
  EXPECT_EQ(content(), kPlan);
  EXPECT_EQ(files(), std::set<std::string>{"plan.json"});
}

// A limit on the size of files stands in for a disk that is full.
TEST_F(ScenarioSaver, LeavesNothingHalfWritten) {
  const pid_t child = start([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{kPlan.size(), kPlan.size()};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
    const auto saved = save("late", 1);
    return said(saved) == "slipway: error: cannot write '" + plan_ +
                              "': File too large [cannot-write]\nhint: nothing was changed; make "
                              "room on the disk\n";
  });
  EXPECT_TRUE(succeeds(child));
  EXPECT_EQ(content(), kPlan);
  EXPECT_EQ(files(), std::set<std::string>{"plan.json"});
}

TEST_F(ScenarioSaver, RemovesItsOwnLeftoversAlone) {
  fs::create_directory(folder_ / ".plan.json.slipway-folder");
  const std::set<std::string> others = {".plan.json.slipway-folder", ".plan.json.slipway-notes",
                                        ".plan.json.slipway-a.b.cd", ".other.json.slipway-abc123",
                                        "plan.json.slipway-abc123",  "plan.json"};
  for (const std::string& name : others) {
    if (!fs::exists(folder_ / name)) std::ofstream(path(name)) << "mine";
  }
  std::ofstream(path(".plan.json.slipway-abc123")) << "half";
  std::ofstream(path(".plan.json.slipway-XyZ789")) << "";
  ASSERT_TRUE(save("late", 1).ok);
  EXPECT_EQ(files(), others);
}

TEST_F(ScenarioSaver, SavesIntoFilesWithLongNames) {
  for (const std::size_t length : {std::size_t{200}, std::size_t{255}}) {
    plan_ = path(std::string(length - 5, 'p') + ".json");
    ASSERT_FALSE(::rename(path("plan.json").c_str(), plan_.c_str()));
    const auto saved = save("late", static_cast<int>(length));
    EXPECT_TRUE(saved.ok) << said(saved);
    ASSERT_FALSE(::rename(plan_.c_str(), path("plan.json").c_str()));
    EXPECT_EQ(files(), std::set<std::string>{"plan.json"});
  }
}

TEST_F(ScenarioSaver, TellsWhoComesSecond) {
  ASSERT_TRUE(save_scenario(plan_, "first", slip(1), kPlan).ok);
  const std::string first = content();
  for (const char* name : {"second", "first"}) {
    const auto second = save_scenario(plan_, name, slip(2), kPlan);
    EXPECT_FALSE(second.ok);
    EXPECT_EQ(said(second),
              "slipway: error: '" + plan_ +
                  "' was changed by somebody since it was read [plan-changed]\nhint: nothing was "
                  "changed; run the command again to work with the new plan\n");
  }
  EXPECT_EQ(content(), first);
  EXPECT_TRUE(save_scenario(plan_, "second", slip(2), first).ok);
  // Not even where there would be nothing to write.
  const auto same = save_scenario(plan_, "first", slip(1), first);
  EXPECT_TRUE(same.findings.has(Code::plan_changed));
}

TEST_F(ScenarioSaver, WaitsForTheLockAndGetsItFromTheDead) {
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t holder = start([&] {
    const FileLock lock(plan_, milliseconds(0));
    if (lock.state() != FileLock::State::held) return false;
    if (::write(ready[1], "x", 1) != 1) return false;
    for (;;) ::pause();
  });
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  const auto busy = save_scenario(plan_, "late", slip(1), kPlan, milliseconds(30));
  EXPECT_EQ(said(busy), "slipway: error: '" + plan_ +
                            "' is being saved by another process [plan-locked]\nhint: nothing was "
                            "changed; run the command again when that is done\n");
  EXPECT_EQ(content(), kPlan);
  // One that waits gets it once the holder is gone.
  const pid_t waiter = start([&] { return save_scenario(plan_, "late", slip(1), kPlan).ok; });
  ::usleep(20000);
  ASSERT_EQ(::kill(holder, SIGKILL), 0);
  EXPECT_FALSE(succeeds(holder));
  EXPECT_TRUE(succeeds(waiter));
  EXPECT_NE(content(), kPlan);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_F(ScenarioSaver, KillingItLeavesTheOldPlanOrTheNew) {
  const std::string even = put_scenario(kPlan, "late", slip(2)).value.text;
  const std::string odd = put_scenario(kPlan, "late", slip(1)).value.text;
  ASSERT_TRUE(save("late", 1).ok);
  // Death comes at any moment of the first few saves, however long one takes here.
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(save("late", 2).ok);
  ASSERT_TRUE(save("late", 1).ok);
  const auto two_saves = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  const auto latest =
      static_cast<unsigned>(std::clamp<std::int64_t>(two_saves.count(), 1000, 200000));
  std::mt19937 random(50);
  std::size_t num_leftovers = 0;
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const pid_t child = start([&] {
      for (int weeks = 2;; weeks = 3 - weeks) {
        if (!save("late", weeks).ok) return false;
      }
    });
    ::usleep(200 + static_cast<useconds_t>(random() % (2 * latest)));
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "a save failed before the process was killed";
    const std::string text = content();
    ASSERT_TRUE(text == even || text == odd) << text;
    seen.insert(text);
    num_leftovers += files().size() - 1;
    const auto next = save("next", i + 1);
    ASSERT_TRUE(next.ok) << said(next);
    EXPECT_EQ(files(), std::set<std::string>{"plan.json"});
    ASSERT_FALSE(write_file(plan_, odd));
  }
  EXPECT_EQ(seen.size(), 2u) << "the moments of death hit one half of the work only";
  RecordProperty("leftovers", static_cast<int>(num_leftovers));
}

TEST_F(ScenarioSaver, SaversAtOnceLoseNothing) {
  constexpr int kSavers = 3;
  constexpr int kEach = 15;
  std::vector<pid_t> savers;
  for (int who = 0; who < kSavers; ++who) {
    savers.push_back(start([&] {
      for (int i = 0; i < kEach; ++i) {
        for (;;) {
          const auto saved = save("s" + std::to_string(who) + "-" + std::to_string(i), i + 1);
          if (saved.ok) break;
          if (saved.findings.size() != 1 || !saved.findings.has(Code::plan_changed)) return false;
        }
      }
      return true;
    }));
  }
  for (const pid_t saver : savers) EXPECT_TRUE(succeeds(saver));
  const auto read = test::read(content());
  ASSERT_TRUE(read.ok);
  std::set<std::string> names;
  for (const Scenario& scenario : read.value.scenarios) names.emplace(scenario.name);
  EXPECT_EQ(read.value.scenarios.size(), std::size_t{kSavers * kEach});
  EXPECT_EQ(names.size(), std::size_t{kSavers * kEach});
  EXPECT_EQ(files(), std::set<std::string>{"plan.json"});
}

}  // namespace
}  // namespace slipway
