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
  shorten,  // what is left of a goal, by a fifth
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
/// themselves. `risk` is the plan's simulation. `wanted` (may not be set) is neither dropped nor
/// deferred. Splitting work and adding people are not among them: the plan has no place for half a
/// goal, and without levelling its dates do not depend on people.
LeverMoves list_moves(const Analysis& analysis, const Simulation& risk,
                      const std::vector<ItemId>& goals, ItemId wanted);

/// Returns `estimate` times `factor`, its numbers cut at 9 digits behind the point, as texts have
/// them. Sizes are looked up.
Estimate scaled(const Estimate& estimate, double factor, const Sizes& sizes);

}  // namespace slipway
