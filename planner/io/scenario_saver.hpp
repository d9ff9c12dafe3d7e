// Saves a scenario into a plan file: whole or not at all, and never over what somebody else wrote.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/diagnostic.hpp"
#include "planner/io/scenario_edit.hpp"

namespace slipway {

/// How long another process that saves into the same plan is waited for.
inline constexpr std::chrono::milliseconds kLongestLockWait(5000);

/// Puts the scenario `name`, made of `changes` (the JSON text of an object each), into the plan
/// file at `path`, as put_scenario does, and returns what became of it. `expected` is the text of
/// the plan as it was read: the file is replaced only if it still says that, under a lock that
/// other calls of this function wait for. A link stays a link; the file it leads to is replaced
/// and keeps its rights. Where the same changes are there already, nothing is written.
/// Fails with what put_scenario finds; usage (standard input); cannot-write, plan-changed (it is
/// not the expected text any more) and plan-locked (the lock was not to be had in `longest_wait`).
/// Then the file is as it was. Only if the folder cannot be synced afterwards (cannot-write, and
/// its message says so) has it been replaced.
Loaded<ScenarioEdit> save_scenario(const std::string& path, std::string_view name,
                                   const std::vector<std::string>& changes,
                                   std::string_view expected,
                                   std::chrono::milliseconds longest_wait = kLongestLockWait);

}  // namespace slipway
