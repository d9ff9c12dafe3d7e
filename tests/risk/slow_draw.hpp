// Draws worked out one at a time in double precision, as lanes.hpp and draw_table.hpp say in words:
// what the vector kernels are checked against. Shares the tables with them and no code.
#pragma once

#include <cstdint>
#include <optional>

#include "planner/risk/lanes.hpp"

namespace slipway {

/// A number, and how far from it single precision may end: bounds on the roundings of each step
/// (Higham 2002, "Accuracy and Stability of Numerical Algorithms", 3.1 and 5.1), and a jump between
/// two cells or values where they let the other side win.
struct Near {
  double value = 0.0;
  double slack = 0.0;
};

/// Returns the normal score of a word of the generator.
Near slow_score(std::uint32_t word);

/// Returns the score of a member of a team: its own mixed with the team's.
Near slow_mix(const Draw& draw, const Near& team, const Near& own);

/// Returns the draw at a word, for draws without a team.
Near slow_draw(const Draw& draw, std::uint32_t word);

/// Returns the draw at a score, for kinds that go by scores.
Near slow_draw_at(const Draw& draw, const Near& score);

/// Returns the draw of a sample, from the words that philox.hpp gives for it; `team_entity` counts
/// for draws with a team.
Near slow_draw_of(const Draw& draw, std::uint64_t seed, std::uint64_t sample,
                  std::optional<std::uint64_t> team_entity = {});

}  // namespace slipway
