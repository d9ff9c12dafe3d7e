// How far each goal, milestone and blocker may slip before something that holds now is lost: the
// what-if of a slip, asked backwards. A slip is that of `whatif --slip`: the remaining work grows
// by whole working days of the item's own calendar. Rule: what a budget allows loses nothing, and
// one day more does (same draws, D12).
#pragma once

#include <cstdint>
#include <vector>

#include "planner/analysis/analysis.hpp"

namespace slipway {

enum class RoomState : std::uint8_t {
  limited,         // `days` lose nothing, one more loses `first`
  unlimited,       // no slip loses anything
  missed,          // all that a slip could lose is lost already
  not_worked_out,  // odds alone: it would take too long
};

/// How much slip is harmless.
struct Room {
  RoomState state = RoomState::unlimited;
  std::int64_t days = 0;  // whole working days of the slipping item's calendar
  ItemId first{};         // limited: lost first, ties by file order; not set: the plan's finish
  bool operator==(const Room&) const = default;
};

/// Room to the due dates of one team's goals.
struct TeamRoom {
  TeamId team{};  // not set: goals without a team
  Room room;
  bool operator==(const TeamRoom&) const = default;
};

struct ItemBudget {
  ItemId item{};
  Room finish;                  // to a later finish date of the plan
  Room due;                     // to the first due date of a goal or milestone, its own included
  std::vector<TeamRoom> teams;  // the same team by team; those that a slip reaches
  Room odds;                    // to the first committed goal whose odds fall below the confidence
  bool operator==(const ItemBudget&) const = default;
};

/// How much work the odds may be. Rooms that are beyond it are not worked out.
struct OddsEffort {
  double most_nodes = 1e9;  // that backward passes see, over all samples; some seconds
  bool forces_all = false;  // work out every room, however long it takes
};

struct SlipBudgetOptions {
  double confidence =
      0.8;              // odds of a committed goal that are held: at least this share of samples
  ItemId item{};        // this one alone; not set: all
  OddsEffort effort{};  // one item alone is worked out whatever it takes
};

struct SlipBudget {
  double confidence = 0.8;
  std::vector<ItemBudget> rows;  // what is open, in file order
  std::vector<ItemId> held;      // committed goals and milestones that hold the confidence now
  std::vector<ItemId> below;     // those that do not
};

/// Returns the budgets of all open goals, milestones and blockers that are there in the schedule;
/// objectives have no work of their own. `risk` says how `analysis.risk`, which must be
/// there, was simulated; its `progress` is called. Never fails. Cost: for dates, a backward pass
/// from each dated goal; for odds, a few simulations, and in each sample a backward pass from each
/// committed goal that holds, as far as it can still leave less room than others do.
SlipBudget find_slip_budget(const Analysis& analysis, const SimulationOptions& risk,
                            const SlipBudgetOptions& options);

}  // namespace slipway
