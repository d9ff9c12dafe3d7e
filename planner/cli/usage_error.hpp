// What is wrong with a command line, on its way from whoever found it to parse_command_line, which
// makes a diagnostic of it. Thrown within the reading of a command line only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "planner/base/did_you_mean.hpp"

namespace slipway::cli {

/// The first thing that is wrong with the line.
struct UsageError {
  std::string message;
  std::string hint;
};

inline std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

inline std::string suggest(std::string_view name, const std::vector<std::string_view>& candidates,
                           std::string otherwise) {
  const std::optional<std::size_t> near = did_you_mean(name, candidates);
  return near ? "did you mean " + in_quotes(candidates[*near]) + "?" : std::move(otherwise);
}

}  // namespace slipway::cli
