// What-if changes as flags of the command line: `--slip docs=1w` says what
// { "slip": "docs", "by": "1w" } says in a plan file.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"
#include "planner/model/change.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// One flag: for `--slip docs=1w` the kind "slip" and the text "docs=1w".
struct ChangeFlag {
  std::string kind;
  std::string text;
  bool with_dependents = false;  // defer alone
};

/// Returns the kinds of flags: each is the first key of a change in a plan file.
std::vector<std::string_view> change_flag_kinds();

/// Returns what may stand behind a flag, for help: `docs=1w`. `kind` is one of those kinds.
std::string_view change_flag_example(std::string_view kind);

/// Returns the flags with a line each: what places in findings about them, and places of the
/// changes read from them, point into.
std::shared_ptr<const Source> source_of(std::span<const ChangeFlag> flags);

/// Reads flags as changes of `plan`, in order. Where an id holds `=` or `->`, the text is split so
/// that known names are left. Fails with what a change in a plan file fails with, all flags at
/// once. Throws std::invalid_argument on a kind that is none. Cost: the plan's items, once.
Loaded<std::vector<Change>> read_change_flags(const Plan& plan, std::span<const ChangeFlag> flags);

}  // namespace slipway
