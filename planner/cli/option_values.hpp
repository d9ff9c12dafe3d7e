// From the texts of options to values, in our words: numbers, dates, choices, and what excludes
// what. Knows no grammar. Wrong values are thrown as UsageError.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "planner/cli/command_line.hpp"

namespace slipway::cli {

/// The texts of options, as typed.
struct Texts {
  std::optional<std::string> as_of, colour, from, samples, seed, threads, goals, fail_under, view,
      output, theme, up, down, collapse, plan, id, to, focus, save, confidence, new_plan, git,
      paper, between, near, group, baseline, columns, hide, at, by;
  bool with_dependents = false;
};

/// Reads what every command takes.
void read_common(const Texts& texts, CommandLine& line);
/// Reads what simulations take.
void read_risk(const Texts& texts, CommandLine& line);
/// Reads what a what-if takes.
void read_whatif(const Texts& texts, CommandLine& line);
/// Reads what a comparison of two plans takes.
void read_diff(const Texts& texts, CommandLine& line);
/// Reads where a picture goes and how it looks; `writer` is the word that writes it, `endings` what
/// its name may end in.
void read_picture(const Texts& texts, std::string_view writer, std::string_view endings,
                  CommandLine& line);
/// Reads what `report` takes.
void read_report(const Texts& texts, CommandLine& line);
/// Reads what `render` takes.
void read_render(const Texts& texts, CommandLine& line);

}  // namespace slipway::cli
