// Exact sums over samples. Whole numbers without rounding, so threads and the order of samples
// cannot matter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "planner/base/instant.hpp"
#include "planner/risk/lanes.hpp"

namespace slipway {

__extension__ using Exact = __int128;

/// The vector kernels count in whole seconds of work, the rest of the program in ticks.
inline constexpr std::int64_t kTicksPerSecond = kTicksPerDay / kSecondsPerDay;

/// Says whether `lane` is among `lanes`.
constexpr bool is_in(std::uint64_t lanes, std::size_t lane) { return (lanes >> lane & 1U) != 0; }

/// One amount per lane of a block, in ticks.
using LaneTicks = std::array<std::int64_t, kLanes>;

/// Sums of a length d (less a reference), its square and its product with the plan's length.
struct Sums {
  Exact d = 0;
  Exact dd = 0;
  Exact dt = 0;
  void add(const Sums& other) {
    d += other.d;
    dd += other.dd;
    dt += other.dt;
  }
};

}  // namespace slipway
