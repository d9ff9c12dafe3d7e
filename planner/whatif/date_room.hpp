// Room in the deterministic schedule: how far each item may slip before a date is lost. A backward
// pass from each date says how late everything before it may finish. Odds are not here.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "planner/whatif/slip_budget.hpp"

namespace slipway {

/// Finds the rooms of many items at once. Not safe to share between threads.
class DateRooms {
 public:
  /// `analysis` must outlive this. `items` are open and take part.
  DateRooms(const Analysis& analysis, const std::vector<ItemId>& items);

  /// Fills `finish`, `due` and `teams` of the budgets, one for each item in order; calls `progress`
  /// (may be empty) with the share that is done. Cost: a backward pass from each dated goal; for
  /// items of which changes_more() is true, what date_trial costs.
  void find(std::vector<ItemBudget>& budgets, const std::function<void(double)>& progress);

  /// Says whether a slip of the item changes more than its length: which day stands for something
  /// else that takes no time. It then needs a trial.
  bool changes_more(ItemId item) const;

 private:
  // What may be lost: the date of a goal.
  struct Dated {
    ItemId item{};
    NodeId node{};
    std::size_t team = 0;           // row of teams_
    bool is_late = false;           // already
    std::optional<Instant> latest;  // finish that keeps the date; of a late goal its finish
  };
  // What one team's dates leave to an item.
  struct Left {
    bool is_reached = false;
    bool has_late = false;
    std::optional<std::int64_t> days;
    ItemId first{};
  };

  void find_ready();
  void find_latest(const std::vector<std::vector<CalendarId>>& before);
  std::optional<Instant> latest_for(std::size_t node, Date target,
                                    const std::vector<CalendarId>& before) const;
  void pass_back(std::size_t last);
  std::optional<std::int64_t> room_of(std::size_t node) const;
  void see_goal(const Dated& goal, std::vector<Left>& left);
  void find_finish(std::vector<ItemBudget>& budgets);

  const Analysis& analysis_;
  const std::vector<ItemId>& items_;
  std::vector<Dated> dated_;  // in file order
  std::vector<TeamId> teams_;
  std::vector<std::optional<Instant>> finish_limits_;  // by node: which keep the plan's finish
  std::vector<Work> ready_;                            // by item: where its work could begin
  std::vector<std::uint32_t> row_of_;                  // by node: of items_
  std::vector<bool> needs_trial_;                      // by item
  std::vector<bool> is_needed_;                        // by node, in the pass at hand
  std::vector<std::int64_t> finish_, start_;           // limits of the pass at hand
};

}  // namespace slipway
