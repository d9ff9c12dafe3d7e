#include "tests/cli/run_slipway.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace slipway::test {
namespace {

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// A terminal of our own: `slave` is what the program gets.
struct Terminal {
  int master = -1;
  int slave = -1;

  explicit Terminal(unsigned short columns) {
    master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0) {
      throw std::runtime_error("no terminal to be had");
    }
    slave = ::open(::ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    winsize size{};
    size.ws_col = columns;
    size.ws_row = 40;
    ::ioctl(master, TIOCSWINSZ, &size);
  }
  ~Terminal() {
    if (slave >= 0) ::close(slave);
    ::close(master);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  std::string read_all() {
    ::close(slave);
    slave = -1;
    std::string out;
    std::array<char, 4096> piece{};
    for (ssize_t got = 0; (got = ::read(master, piece.data(), piece.size())) > 0;) {
      out.append(piece.data(), static_cast<std::size_t>(got));
    }
    std::erase(out, '\r');
    return out;
  }
};

}  // namespace

Outcome run_slipway(const std::vector<std::string>& arguments, const Setting& setting) {
  const std::string folder = make_folder();
  const std::string input = write_text(folder + "/in", setting.input);
  std::vector<std::string> words = {SLIPWAY_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = setting.environment;
  for (const char* const kept : {"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* const value = std::getenv(kept)) {
      environment.push_back(std::string(kept) + "=" + value);
    }
  }
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, SLIPWAY_SOURCE_DIR);
  posix_spawn_file_actions_addopen(&actions, 0, input.c_str(), O_RDONLY, 0);
  const auto write_to = [&](int stream, const std::string& path) {
    posix_spawn_file_actions_addopen(&actions, stream, path.c_str(), O_WRONLY | O_CREAT, 0600);
  };
  std::unique_ptr<Terminal> terminal;
  if (setting.terminal > 0) {
    terminal = std::make_unique<Terminal>(setting.terminal);
    posix_spawn_file_actions_adddup2(&actions, terminal->slave, 1);
    posix_spawn_file_actions_adddup2(&actions, terminal->slave, 2);
  } else {
    if (setting.stdout_path == "closed")
      posix_spawn_file_actions_addclose(&actions, 1);
    else
      write_to(1, setting.stdout_path.empty() ? folder + "/out" : setting.stdout_path);
    write_to(2, folder + "/err");
  }
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, SLIPWAY_BINARY, &actions, nullptr,
                                   pointers(words).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot run " SLIPWAY_BINARY);
  Outcome outcome;
  if (terminal) outcome.out = terminal->read_all();
  int status = 0;
  ::waitpid(child, &status, 0);
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (!terminal) {
    if (setting.stdout_path.empty()) outcome.out = read_text(folder + "/out");
    outcome.err = read_text(folder + "/err");
  }
  std::filesystem::remove_all(folder);
  return outcome;
}

std::string make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "slipway-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  return name;
}

std::string write_text(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string differs_from_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(SLIPWAY_SOURCE_DIR) + "/tests/golden/" + name;
  const char* const wish = std::getenv("SLIPWAY_GOLDEN");
  if (wish != nullptr && std::string(wish) == "rewrite") {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    write_text(path, text);
    return "";
  }
  if (!std::filesystem::exists(path)) return path + " is missing; ./dev golden writes it";
  const std::string accepted = read_text(path);
  if (accepted == text) return "";
  return "differs from " + path + "\n--- accepted\n" + accepted + "--- now\n" + text;
}

}  // namespace slipway::test
