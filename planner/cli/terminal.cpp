#include "planner/cli/terminal.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "planner/base/diagnostic_text.hpp"

namespace slipway::cli {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidest = 400;

// Writes all of `text`; returns 0 or the error number.
int write_all(int stream, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(stream, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

void prepare_streams() {
  std::signal(SIGPIPE, SIG_IGN);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
    // Opened the wrong way round on purpose: using a stream that was closed stays an error.
    const int file = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (file >= 0 && file != stream) {
      ::dup2(file, stream);
      ::close(file);
    }
  }
}

bool wants_colour(int stream, Colour choice) {
  if (choice != Colour::automatic) return choice == Colour::always;
  if (is_set("NO_COLOR")) return false;
  const char* const terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return ::isatty(stream) == 1;
}

std::size_t find_width() {
  std::size_t width = 0;
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 1 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    width = size.ws_col;
  }
  if (width == 0) {
    const char* const columns = std::getenv("COLUMNS");
    const std::string_view text = columns == nullptr ? "" : columns;
    const char* const end = text.data() + text.size();
    const std::from_chars_result read = std::from_chars(text.data(), end, width);
    if (read.ec != std::errc{} || read.ptr != end) width = 0;
  }
  return width == 0 ? 80 : std::clamp(width, kNarrowest, kWidest);
}

viz::TextOptions text_options(const CommandLine& line) {
  return {
      .width = find_width(), .colour = wants_colour(STDOUT_FILENO, line.colour), .all = line.all};
}

void Answer::write(std::string_view text) {
  if (error_ == 0) error_ = write_all(STDOUT_FILENO, text);
}

std::optional<Diagnostic> Answer::finish() const {
  if (error_ == 0 || error_ == EPIPE) return std::nullopt;  // who reads has seen enough
  return Diagnostic{
      .code = Code::cannot_write,
      .message = std::string("cannot write to standard output: ") + std::strerror(error_)};
}

void say(std::string_view text) { write_all(STDERR_FILENO, text); }

void say(const Diagnostic& diagnostic, const Source& source, Colour colour) {
  say(to_text(diagnostic, source, wants_colour(STDERR_FILENO, colour)));
}

ProgressBar::ProgressBar(bool is_wanted)
    : is_on_(is_wanted && ::isatty(STDERR_FILENO) == 1),
      next_(Clock::now() + std::chrono::milliseconds(500)) {}

ProgressBar::~ProgressBar() {
  if (is_drawn_) say("\r\x1b[K");
}

void ProgressBar::show(double share) {
  if (!is_on_ || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  is_drawn_ = true;
  constexpr std::size_t kLength = 30;
  const auto part = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * kLength);
  const auto percent = static_cast<int>(std::clamp(share, 0.0, 1.0) * 100.0);
  std::string text = "\rsimulating [";
  text.append(part, '#');
  text.append(kLength - part, '.');
  text += "] " + std::to_string(percent) + " %";
  say(text);
}

}  // namespace slipway::cli
