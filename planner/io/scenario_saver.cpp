#include "planner/io/scenario_saver.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "planner/io/file.hpp"
#include "planner/io/file_lock.hpp"
#include "planner/io/file_replacement.hpp"

namespace slipway {
namespace {

constexpr std::string_view kUnchanged = "nothing was changed";
constexpr std::string_view kRandomPart = "XXXXXX";

std::string fix_for(int error) {
  std::string out(kUnchanged);
  switch (error) {
    case EACCES:
    case EPERM:
    case EROFS:
      return out + "; saving takes the right to write the file and its folder";
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return out + "; make room on the disk";
    case ENOLCK:
    case EOPNOTSUPP:
      return out + "; its disk has no locks: save a copy on another";
    default:
      return out;
  }
}

// The name of the temporary file, but for its random end: hidden, and easily told to be ours.
struct TemporaryName {
  std::string folder;  // ends with a slash
  std::string prefix;
  bool is_of_plan = true;  // no other plan in the folder has it

  explicit TemporaryName(const std::string& path) {
    constexpr std::size_t kLongestName = 255;  // on most file systems
    const std::size_t name = path.rfind('/') + 1;
    folder = path.substr(0, name);
    prefix = "." + path.substr(name) + ".slipway-";
    is_of_plan = prefix.size() + kRandomPart.size() <= kLongestName;
    if (!is_of_plan) prefix = ".slipway-";
  }
  std::string pattern() const { return folder + prefix + std::string(kRandomPart); }
};

// Removes what killed runs left behind. Safe under the plan's lock: nobody else who has such a
// file can be at work.
void remove_leftovers(const TemporaryName& temporary) {
  if (!temporary.is_of_plan) return;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(temporary.folder.c_str()), ::closedir);
  if (folder == nullptr) return;
  std::vector<std::string> names;
  const auto is_random = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  while (const dirent* entry = ::readdir(folder.get())) {
    const std::string_view name = entry->d_name;
    if (!name.starts_with(temporary.prefix)) continue;
    const std::string_view end = name.substr(temporary.prefix.size());
    if (end.size() == kRandomPart.size() && std::ranges::all_of(end, is_random)) {
      names.emplace_back(name);
    }
  }
  for (const std::string& name : names) {
    const std::string path = temporary.folder + name;
    struct stat about {};
    if (::lstat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode)) ::unlink(path.c_str());
  }
}

}  // namespace

Loaded<ScenarioEdit> save_scenario(const std::string& path, std::string_view name,
                                   const std::vector<std::string>& changes,
                                   std::string_view expected,
                                   std::chrono::milliseconds longest_wait) {
  Loaded<ScenarioEdit> out;
  const auto fail = [&](Code code, std::string message, std::string hint) {
    out.findings.add({.code = code, .message = std::move(message), .hint = std::move(hint)});
    return out;
  };
  const auto cannot_write = [&](const std::string& why, std::string hint) {
    return fail(Code::cannot_write, "cannot write '" + path + "': " + why, std::move(hint));
  };
  const auto failed = [&](int error) { return cannot_write(std::strerror(error), fix_for(error)); };

  if (path == "-") {
    return fail(Code::usage, "a scenario cannot be saved into standard input",
                "give the plan as a file");
  }
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr),
                                                        std::free);
  struct stat about {};
  if (resolved == nullptr || ::stat(resolved.get(), &about) != 0) return failed(errno);
  const std::string file = resolved.get();
  if (S_ISDIR(about.st_mode)) {
    return cannot_write("it is a folder", std::string(kUnchanged) + "; name the plan file in it");
  }
  if (!S_ISREG(about.st_mode)) {
    return cannot_write("it is not a plain file",
                        std::string(kUnchanged) + "; give the plan as a file");
  }
  // Who may write the folder could replace it all the same, but that is not what is wanted.
  if ((about.st_mode & 0222U) == 0) {
    return cannot_write("it is read-only",
                        std::string(kUnchanged) + "; make it writable first (chmod u+w)");
  }

  Loaded<EditedPlan> edited = put_scenario(expected, name, changes);
  if (!edited.ok) {
    out.findings = std::move(edited.findings);
    return out;
  }
  const auto is_expected = [&] {
    const auto now = read_source(file);
    return now.ok && now.value->text == expected;
  };
  const auto has_changed = [&] {
    return fail(Code::plan_changed, "'" + path + "' was changed by somebody since it was read",
                std::string(kUnchanged) + "; run the command again to work with the new plan");
  };
  const FileLock lock(file, longest_wait);
  if (lock.state() == FileLock::State::failed) return failed(lock.error());
  if (lock.state() == FileLock::State::busy) {
    return fail(Code::plan_locked, "'" + path + "' is being saved by another process",
                std::string(kUnchanged) + "; run the command again when that is done");
  }
  if (!is_expected()) return has_changed();
  out.value = edited.value.edit;
  if (out.value == ScenarioEdit::unchanged) {
    out.ok = true;
    return out;
  }
  const TemporaryName temporary(file);
  remove_leftovers(temporary);
  FileReplacement replacement(file, temporary.pattern());
  if (const int error = replacement.write(edited.value.text); error != 0) return failed(error);
  // Syncing takes its time, and editors know nothing of the lock: look once more.
  if (!is_expected()) return has_changed();
  const int error = replacement.commit();
  if (error != 0 && replacement.is_in_place()) {
    return fail(
        Code::cannot_write,
        "'" + path + "' is saved, but its folder could not be synced: " + std::strerror(error),
        "a power cut might still bring back the old plan; check the disk");
  }
  if (error != 0) return failed(error);
  out.ok = true;
  return out;
}

}  // namespace slipway
