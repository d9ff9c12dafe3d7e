// The health of a plan in numbers: how many links, floats and estimates are as they should be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/analysis/analysis.hpp"

namespace slipway {

/// One measure with the limit it is held against (domain reference 2.1).
struct Metric {
  std::string_view code;     // "missing-logic"
  std::string_view meaning;  // one line for people
  double value = 0.0;
  double threshold = 0.0;
  bool is_share = false;  // a share of 1, else a count
  bool pass = true;
};

/// Measures a plan that could be analysed.
std::vector<Metric> measure_health(const Analysis& analysis);

}  // namespace slipway
