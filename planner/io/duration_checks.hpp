// What is wrong with a duration, or worth a warning, beyond its spelling. Private to planner/io.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/model/estimate.hpp"

namespace slipway {

struct DurationProblem {
  Code code = Code::duration_order;
  std::string message;
  std::string hint;
};

/// Returns duration-order or wide-estimate for `estimate`, which messages call `what`, with
/// `days_per_week` working days to the week; or nothing.
std::optional<DurationProblem> find_duration_problem(const Estimate& estimate,
                                                     std::string_view what, int days_per_week);

}  // namespace slipway
