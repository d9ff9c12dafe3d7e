// Durations written the way the plan format has them: the inverse of reading them.
#pragma once

#include <string>

#include "planner/model/estimate.hpp"

namespace slipway {

/// Returns `number` in the fewest decimals that read back as the same number; no exponent.
std::string to_text(double number);

/// Returns an amount with its unit: `1.5w`. What a computation left behind the ninth digit after
/// the point is dropped: no plan file has more.
std::string to_text(const Amount& amount);

/// Returns an estimate as a plan file has it: `3d`, `2d/1w/3w`, `3w..6w`, `M`, or a JSON object for
/// the forms that have no short text. Lags keep their signs.
std::string to_text(const Estimate& estimate);

}  // namespace slipway
