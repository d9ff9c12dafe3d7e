// Durations written as text: "3d", "2d/1w/3w", "3w..6w", "M". Text in, Estimate out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/model/estimate.hpp"

namespace slipway {

/// What a text was read as, or why it could not be.
struct DurationReading {
  std::optional<Estimate> estimate;
  Code code = Code::invalid_duration;
  std::string problem;  // says what is wrong; empty when `estimate` is set
  std::string hint;
};

/// Where a duration stands decides what it may be.
enum class DurationUse {
  work,      // an estimate: not negative
  lag,       // a lag: signs are welcome
  size,      // what a size means: no sizes
  single,    // one amount: no range, no size
  positive,  // one amount above zero
};

/// Reads one duration. Numbers have up to 6 digits, a point, and up to 9 more; then h, d or w.
DurationReading read_duration_text(std::string_view text, DurationUse use);

/// Reads XS, S, M, L or XL.
std::optional<Size> read_size(std::string_view text);

}  // namespace slipway
