// Changes and durations written as a plan file has them, for saved scenarios and answers.
#pragma once

#include <string>

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

}  // namespace slipway
