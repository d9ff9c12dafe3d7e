// The dependency network after a change, with what the change moves marked and what it takes away
// still there: the picture of a what-if. One graph of both plans, so that things keep their place.
#pragma once

#include <cstdint>
#include <span>

#include "planner/report/graph_report.hpp"
#include "planner/report/whatif_report.hpp"

namespace slipway {

/// How much of a large plan is shown one by one, beside what is newly late, newly safe, new, gone
/// or asked about: what moves and one link around it; what moves; nothing else. First with the
/// critical path before and after, then (`_only`) with that part of it alone that joins or leaves
/// it: a long path fills any picture. Each shows less than the one before, or other things.
enum class Reach : std::uint8_t { around, moved, turned, around_only, moved_only, turned_only };
inline constexpr Reach kReaches[] = {Reach::around,      Reach::moved,      Reach::turned,
                                     Reach::around_only, Reach::moved_only, Reach::turned_only};

/// Builds the view of the links and items of both plans; facts are those afterwards. `after` was
/// made from `before` by apply_changes with `changes`, `what` is a case of `report`. Boxes whose
/// finish, P80 or odds move have a turn; a difference of odds within noise, or of
/// less than a percent, is none. Of plans with
/// more than some 30 linked boxes shows what `reach` says, or less where even that is too much; the
/// rest is folded and counted. The sentence is that of the plan afterwards: the answer to the
/// question is the caller's to set. Never fails. Cost: linear.
GraphReport report_changes(const Analysis& before, const Analysis& after,
                           const WhatifReport& report, const WhatifCase& what,
                           std::span<const Change> changes, const GraphOptions& options = {},
                           Reach reach = Reach::around);

}  // namespace slipway
