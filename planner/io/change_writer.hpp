// Changes and durations written as a plan file has them, for saved scenarios and answers, and as
// the flags that say the same.
#pragma once

#include <string>

#include "planner/io/change_flags.hpp"
#include "planner/model/change.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// Returns the duration as a JSON value: text where it has a short form, else an object. Reading it
/// gives an equal estimate.
std::string to_json(const Estimate& estimate);

/// Returns the change as a JSON object on one line, `{ "slip": "docs", "by": "2w" }`. Reading it in
/// a plan with the same ids gives an equal change; a team that stands for its goals stays
/// `team:ID`.
std::string to_json(const Change& change, const Plan& plan);

/// Returns the change as a flag: reading it in the same plan gives an equal change.
ChangeFlag flag_of(const Change& change, const Plan& plan);

/// Returns the flag as a shell takes it, quoted where it must be: `--agree 'api->client'`.
std::string to_shell(const ChangeFlag& flag);

}  // namespace slipway
