// Runs the program as a user would and keeps what it said; compares answers with accepted ones.
#pragma once

#include <string>
#include <vector>

namespace slipway::test {

struct Outcome {
  int code = -1;    // exit code; 128 + n after signal n
  std::string out;  // stdout
  std::string err;  // stderr
};

struct Setting {
  std::vector<std::string> environment = {"COLUMNS=80"};  // nothing else is set
  std::string input{};                                    // stdin
  std::string stdout_path{};    // instead of a file of ours; "closed" closes it
  unsigned short terminal = 0;  // columns of a terminal behind stdout and stderr; 0: none
};

/// Runs `slipway` with `arguments` in the project's folder. With a terminal, `out` has both
/// streams.
Outcome run_slipway(const std::vector<std::string>& arguments, const Setting& setting = {});

/// Returns a folder of our own that is empty, below the system's temporary one.
std::string make_folder();

/// Writes a file and returns its path.
std::string write_text(const std::string& path, const std::string& text);

/// Compares with tests/golden/`name`; with SLIPWAY_GOLDEN=rewrite in the environment writes it.
/// Returns what is wrong, or nothing. A missing file is wrong.
std::string differs_from_golden(const std::string& name, const std::string& text);

}  // namespace slipway::test
