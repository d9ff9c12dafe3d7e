// Distributions of every shape for tests of the draws: narrow, wide, skewed, at their edges.
#pragma once

#include <string>
#include <vector>

#include "planner/model/distribution.hpp"

namespace slipway {

struct Shaped {
  std::string name;
  Distribution distribution;
};

std::vector<Shaped> all_shapes();

}  // namespace slipway
