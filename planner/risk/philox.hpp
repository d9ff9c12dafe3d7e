// Counter-based random numbers: a draw is a pure function of (seed, entity, purpose, sample).
// No state and no order: threads, block sizes and edits elsewhere in a plan do not move a draw.
// Shapes are not here; see sampler.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace slipway {

/// Returns the Philox4x32-10 block of `counter` under `key`.
/// Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
inline std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t first = std::uint64_t{0xD2511F53U} * counter[0];
    const std::uint64_t second = std::uint64_t{0xCD9E8D57U} * counter[2];
    counter = {static_cast<std::uint32_t>(second >> 32) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(second),
               static_cast<std::uint32_t>(first >> 32) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(first)};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

/// What a draw decides. The numbers are part of every result: never reuse or change one.
/// Below 256, because the rest of that counter word holds high bits of the sample number.
enum class Purpose : std::uint32_t {
  duration = 0,
  existence = 1,  // is there any work at all
  link = 2,       // does a soft link bind
  lag = 3,
  risk_occurs = 4,
  risk_factor = 5,
  risk_delay = 6,
  team = 7,  // the team factor of the correlation
  ask = 8,   // the wait for a yes to what was asked
};

/// Names one endless row of independent draws. `entity` comes from entity_key().
struct DrawKey {
  std::uint64_t seed = 0;
  std::uint64_t entity = 0;
  Purpose purpose = Purpose::duration;
  bool operator==(const DrawKey&) const = default;
};

/// Returns a key for `id` that depends on its bytes alone: 64-bit FNV-1a, then the finaliser of
/// splitmix64, which spreads ids that differ only at the end.
constexpr std::uint64_t entity_key(std::string_view id) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : id) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3U;
  }
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31);
}

/// Returns the four words of samples 4 `block` to 4 `block` + 3. `block` is below 2^56.
/// The counter holds block, purpose and entity and the key holds the seed, all of them whole:
/// two different draws never share a counter.
inline std::array<std::uint32_t, 4> draw_block(const DrawKey& key, std::uint64_t block) {
  assert(block >> 56 == 0 && static_cast<std::uint32_t>(key.purpose) < 256);
  return philox(
      {static_cast<std::uint32_t>(block),
       static_cast<std::uint32_t>(key.purpose) | static_cast<std::uint32_t>(block >> 32 << 8),
       static_cast<std::uint32_t>(key.entity), static_cast<std::uint32_t>(key.entity >> 32)},
      {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)});
}

/// Returns `word` as a number in (0, 1): the middle of one of 2^32 equal cells, never 0 or 1.
/// 1 - u is exact and is again the middle of a cell.
constexpr double uniform_of(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

/// Returns the draw of one sample, in (0, 1).
inline double uniform(const DrawKey& key, std::uint64_t sample) {
  return uniform_of(draw_block(key, sample / 4)[sample % 4]);
}

/// Fills `out` with the draws of samples `first_sample`, `first_sample` + 1, ..., each in (0, 1).
/// Any split of a range into calls gives the same numbers.
inline void uniforms(const DrawKey& key, std::uint64_t first_sample, std::span<double> out) {
  std::size_t done = 0;
  while (done < out.size()) {
    const std::uint64_t sample = first_sample + done;
    const auto words = draw_block(key, sample / 4);
    const std::size_t skip = sample % 4;
    const std::size_t count = std::min(4 - skip, out.size() - done);
    for (std::size_t i = 0; i < count; ++i) out[done + i] = uniform_of(words[skip + i]);
    done += count;
  }
}

}  // namespace slipway
