// A part of an estimate, as an estimate: what a shortened or split goal takes.
#pragma once

#include "planner/model/estimate.hpp"

namespace slipway {

/// Returns `estimate` times `factor`, its numbers cut at 9 digits behind the point, as texts have
/// them. Sizes are looked up. Never fails.
Estimate scaled(const Estimate& estimate, double factor, const Sizes& sizes);

}  // namespace slipway
