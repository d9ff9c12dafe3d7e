// Gate 1: the text of a plan file becomes a Plan, or a list of everything that is wrong with it.
#pragma once

#include <memory>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// Reads a plan in format 1. `as_of` replaces the file's status date when set. The value is usable
/// only when `ok`: then every name resolves, every number is in range, objectives form no cycle.
/// (Dependency cycles are found by compile.) Findings hold every error, warning and note.
/// Cost: linear in the text; the plan keeps `source` alive.
Loaded<Plan> read_plan(std::shared_ptr<const Source> source, Date as_of = {});

}  // namespace slipway
