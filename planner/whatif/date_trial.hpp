// Room in the deterministic schedule by trial: slips are put into the schedule, one after the
// other, until the one is found that loses a date. What date_room falls back to where a slip
// changes more than a length. Odds are not here.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "planner/whatif/slip_budget.hpp"

namespace slipway {

/// Finds the rooms of one item after the other. Not safe to share between threads.
class DateTrials {
 public:
  /// `analysis` must outlive this.
  explicit DateTrials(const Analysis& analysis);

  /// Fills `finish`, `due` and `teams` of the budget of `item`, which is open and takes part. Cost:
  /// a forward pass for each step of a bisection over days.
  void find(ItemBudget& budget);

 private:
  // What may be lost: the dates of goals, by team.
  struct Dated {
    ItemId item{};
    NodeId node{};
    Date target{};
    std::size_t team = 0;  // row of teams_
    bool is_late = false;  // already
  };
  // What a slip does to each of them.
  struct Effect {
    bool moves_finish = false;
    std::vector<bool> is_late;   // by row of dated_
    std::vector<bool> is_moved;  // likewise
  };

  const Effect& slip(NodeId node, std::int64_t days);
  template <typename IsLost>
  std::int64_t bisect(NodeId node, std::int64_t most, const IsLost& is_lost);

  const Analysis& analysis_;
  Network network_;  // a milestone that slips is none there
  Schedule work_;    // early dates with a slip
  std::vector<Dated> dated_;
  std::vector<TeamId> teams_;
  std::map<std::int64_t, Effect> effects_;  // of the item in hand, by days
};

}  // namespace slipway
