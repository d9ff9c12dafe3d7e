// Numbers of days in classes, so that few counters cover many: each day by itself up to 15, then
// eight classes to each doubling.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace slipway {

struct DayClasses {
  /// Returns the class of `days`, which are not negative.
  static std::size_t of(std::int64_t days) {
    const auto number = static_cast<std::uint64_t>(days);
    if (number < kSingle) return static_cast<std::size_t>(number);
    const auto octave = static_cast<std::size_t>(std::bit_width(number)) - 1;
    const auto eighth = static_cast<std::size_t>(number >> (octave - 3)) & 7;
    return kSingle + (octave - 4) * 8 + eighth;
  }
  /// Returns the least number of days in a class; the next class begins behind its greatest.
  static std::int64_t first_of(std::size_t number) {
    if (number < kSingle) return static_cast<std::int64_t>(number);
    const std::size_t octave = (number - kSingle) / 8 + 4;
    return static_cast<std::int64_t>((8 + (number - kSingle) % 8) << (octave - 3));
  }

 private:
  static constexpr std::size_t kSingle = 16;
};

}  // namespace slipway
