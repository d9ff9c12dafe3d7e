// The two streams and the terminal behind them: width, colour, progress. The only code that writes
// to stdout and stderr.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"
#include "planner/cli/command_line.hpp"
#include "viz/text/wording.hpp"

namespace slipway::cli {

/// Makes sure that 0, 1 and 2 are open files, so that no other file takes their place, and that a
/// closed pipe is an error to report, not a signal. Call first.
void prepare_streams();

/// Says whether `stream` (1 or 2) gets colour.
bool wants_colour(int stream, Colour choice);

/// Returns the columns of the terminal behind stdout, else those of COLUMNS, else 80; at least 40.
std::size_t find_width();

/// Returns how text on stdout is to look.
viz::TextOptions text_options(const CommandLine& line);

/// Standard output: the answer. Remembers the first failure; later writes do nothing.
class Answer {
 public:
  void write(std::string_view text);
  /// Returns what went wrong (cannot-write), or nothing.
  std::optional<Diagnostic> finish() const;

 private:
  int error_ = 0;
};

/// Standard error: everything that is not the answer. Failures are nobody's to hear.
void say(std::string_view text);
/// Says one finding.
void say(const Diagnostic& diagnostic, const Source& source, Colour colour);

/// A bar on stderr: only on a terminal, only after half a second, gone when the work is done.
class ProgressBar {
 public:
  explicit ProgressBar(bool is_wanted);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void show(double share);

 private:
  using Clock = std::chrono::steady_clock;
  bool is_on_;
  bool is_drawn_ = false;
  Clock::time_point next_;
};

}  // namespace slipway::cli
