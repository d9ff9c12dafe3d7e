// Moves that could win odds back, read off a plan: each is a list of changes that `whatif` takes
// too. What they win is found out elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/model/change.hpp"

namespace slipway {

enum class LeverKind : std::uint8_t {
  resolve,  // a blocker, at once
  agree,    // an open ask
  unlink,   // a soft link that is dropped
  harden,   // a soft link that is made certain: what certainty would cost
  shorten,  // what is left of a goal, by a fifth
  split,    // long committed work that others wait for: the half of it later
  drop,     // a stretch goal or one of low priority
  defer,    // a committed goal at risk, with what depends on it
};

struct LeverMove {
  LeverKind kind = LeverKind::resolve;
  ItemId item{};  // that is changed
  std::vector<Change> changes;
  bool operator==(const LeverMove&) const = default;
};

struct LeverMoves {
  std::vector<LeverMove> rows;  // by kind, then what matters most first
  std::size_t left_out = 0;     // moves that were not looked at
};

/// Goals of one kind of move that are tried, those first whose odds hang on more.
inline constexpr std::size_t kMostMoves = 20;

/// Returns the moves that can reach `goals`: work that one of them waits for, and the goals
/// themselves. `risk` is the plan's simulation. `wanted` (may not be set) is neither split, dropped
/// nor deferred. Adding people is not among them: without levelling dates do not depend on people.
LeverMoves list_moves(const Analysis& analysis, const Simulation& risk,
                      const std::vector<ItemId>& goals, ItemId wanted);

}  // namespace slipway
