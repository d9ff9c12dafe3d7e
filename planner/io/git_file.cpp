#include "planner/io/git_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"

extern char** environ;

namespace slipway {
namespace {

constexpr std::size_t kLargest = std::numeric_limits<std::uint32_t>::max() - 1;
constexpr std::size_t kMostWords = 4096;  // of what git says; more is read and forgotten

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

// One end each of a pipe.
class Pipe {
 public:
  Pipe() { is_open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool is_open() const { return is_open_; }
  int end(std::size_t i) const { return ends_[i]; }
  void close_end(std::size_t i) {
    if (ends_[i] >= 0) ::close(ends_[i]);
    ends_[i] = -1;
  }

 private:
  std::array<int, 2> ends_ = {-1, -1};
  bool is_open_ = false;
};

struct GitAnswer {
  int spawn_error = 0;  // errno when git could not be started
  int status = -1;      // exit status; -1: ended by a signal
  std::string out;
  std::string words;  // the beginning of its standard error
  bool is_too_large = false;
};

// Reads both streams until git has closed them.
void read_streams(Pipe& out, Pipe& err, GitAnswer& answer) {
  std::array<pollfd, 2> waits = {pollfd{out.end(0), POLLIN, 0}, pollfd{err.end(0), POLLIN, 0}};
  std::vector<char> buffer(std::size_t{1} << 16);
  while (waits[0].fd >= 0 || waits[1].fd >= 0) {
    if (::poll(waits.data(), waits.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    for (std::size_t i = 0; i < waits.size(); ++i) {
      if (waits[i].fd < 0 || waits[i].revents == 0) continue;
      const ssize_t got = ::read(waits[i].fd, buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        waits[i].fd = -1;
        continue;
      }
      std::string& text = i == 0 ? answer.out : answer.words;
      const std::size_t limit = i == 0 ? kLargest : kMostWords;
      const std::size_t room = limit - text.size();
      const std::size_t size = static_cast<std::size_t>(got);
      text.append(buffer.data(), std::min(size, room));
      if (i == 0 && size > room) answer.is_too_large = true;
    }
  }
}

GitAnswer run_git(const std::vector<std::string>& arguments) {
  GitAnswer answer;
  Pipe out;
  Pipe err;
  if (!out.is_open() || !err.is_open()) {
    answer.spawn_error = errno;
    return answer;
  }
  std::vector<char*> words;
  std::string program = "git";
  words.push_back(program.data());
  std::vector<std::string> copies = arguments;
  for (std::string& argument : copies) words.push_back(argument.data());
  words.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out.end(1), 1);
  ::posix_spawn_file_actions_adddup2(&actions, err.end(1), 2);
  pid_t child = 0;
  answer.spawn_error = ::posix_spawnp(&child, "git", &actions, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (answer.spawn_error != 0) return answer;
  out.close_end(1);
  err.close_end(1);
  read_streams(out, err, answer);
  out.close_end(0);  // should reading have failed, git must not wait for us
  err.close_end(0);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return answer;
  }
  if (WIFEXITED(status)) answer.status = WEXITSTATUS(status);
  return answer;
}

// Characters that git allows in no revision (git-check-ref-format(1), gitrevisions(7)), and the
// colon, which would name a path.
bool is_revision(std::string_view text) {
  if (text.empty() || text.front() == '-') return false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '\x7f' || c == ':') return false;
  }
  return true;
}

// The first line of what git said, without its `fatal: `.
std::string first_words(const std::string& words) {
  std::string_view line = std::string_view(words).substr(0, words.find('\n'));
  for (const std::string_view prefix : {"fatal: ", "error: "}) {
    if (line.starts_with(prefix)) line.remove_prefix(prefix.size());
  }
  return shorten(line, 200);
}

}  // namespace

std::optional<RevisionRange> read_revision_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const std::string_view to = text.substr(dots + 2);
  if (to.starts_with('.') || to.find("..") != std::string_view::npos) return std::nullopt;
  RevisionRange out{std::string(text.substr(0, dots)), std::string(to)};
  if (out.from.empty() && out.to.empty()) return std::nullopt;
  for (std::string* side : {&out.from, &out.to}) {
    if (side->empty()) *side = "HEAD";
    if (!is_revision(*side)) return std::nullopt;
  }
  return out;
}

Loaded<std::shared_ptr<const Source>> read_git_source(const std::string& revision,
                                                      const std::string& path) {
  Loaded<std::shared_ptr<const Source>> out;
  const auto fail = [&](Code code, std::string message, std::string hint) {
    out.findings.add({.code = code, .message = std::move(message), .hint = std::move(hint)});
    return out;
  };
  if (!is_revision(revision)) {
    return fail(Code::usage, quoted(revision) + " is not a git revision",
                "name a commit, branch or tag, for example HEAD~1");
  }
  const std::size_t slash = path.rfind('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  const std::string folder = slash == std::string::npos ? "."
                             : slash == 0               ? "/"
                                                        : path.substr(0, slash);
  const std::string what = "cannot read " + quoted(path) + " as of " + quoted(revision);
  if (name.empty() || name == "." || name == "..") {
    return fail(Code::cannot_read, what + ": it names a folder", "name the plan's file");
  }

  // Blobs as they are stored: `git show` may send them through a text conversion.
  GitAnswer shown = run_git({"-C", folder, "cat-file", "blob", revision + ":./" + name});
  if (shown.spawn_error == ENOENT) {
    return fail(Code::cannot_read, what + ": git is not installed",
                "install git, or compare two files");
  }
  if (shown.spawn_error != 0) {
    return fail(Code::cannot_read,
                what + ": git does not start: " + std::strerror(shown.spawn_error),
                "compare two files instead");
  }
  if (shown.is_too_large) {
    return fail(Code::file_too_large, quoted(path) + " is larger than 4 GB", "split the plan");
  }
  if (shown.status != 0) {
    // What is missing is asked from the outside in; git's words may be in any language.
    const GitAnswer repository = run_git({"-C", folder, "rev-parse", "--git-dir"});
    if (repository.status != 0) {
      return fail(Code::cannot_read,
                  what + ": no git repository at " + quoted(folder) +
                      " (git says: " + first_words(repository.words) + ")",
                  "name a plan inside a repository, or compare two files");
    }
    const GitAnswer commit = run_git({"-C", folder, "rev-parse", "--verify", "--quiet",
                                      "--end-of-options", revision + "^{tree}"});
    if (commit.status != 0) {
      return fail(Code::cannot_read, what + ": there is no such revision",
                  "`git log --oneline -- " + path + "` lists the plan's revisions");
    }
    return fail(
        Code::cannot_read,
        what + ": the revision has no such file (git says: " + first_words(shown.words) + ")",
        "`git log --oneline -- " + path + "` lists the revisions that have it");
  }
  auto source = std::make_shared<Source>();
  source->name = revision + ':' + path;
  source->text = std::move(shown.out);
  out.value = std::move(source);
  out.ok = true;
  return out;
}

}  // namespace slipway
