// How late each item may finish in each simulated sample so that a goal still meets its date: a
// backward pass per goal and sample. Made for slips: what counts is the item's finish, because
// longer work starts no later.
// Rule: limits are exact residuals of the kernel's forward maps (D3), in whole ticks.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/risk/general_runner.hpp"
#include "planner/risk/simulation_task.hpp"

namespace slipway {

class LateFinishes {
 public:
  /// What counts are given to: rows of `items` and `goals`, the samples in which the goal is on
  /// time, and in [d] how many of those are lost by a slip of more than d days and not by d. The
  /// last entry counts all that withstand longer slips, up to one that loses them.
  using Visit = std::function<void(std::size_t item, std::size_t goal, std::uint64_t hits,
                                   std::span<const std::uint32_t> lost_by_days)>;

  /// `analysis` must outlive this. `goals` have dates to meet.
  LateFinishes(const Analysis& analysis, SimulationOptions options,
               const std::vector<ItemId>& goals, const std::vector<ItemId>& items);

  /// Simulates, and calls `visit` for each goal, in order, and each item that it waits for.
  /// Memory: at most about 128 MB of counts; more goals take several runs through the samples.
  void count(const Visit& visit, const std::function<void(double)>& progress) const;

  /// Says whether a slip of the item may change more than its length: which day stands for the
  /// finish of something that takes no time, or what risks and asks do to a milestone, which is
  /// none any more. Counts are not to be relied on then.
  bool changes_more(ItemId item) const;

 private:
  // A goal, all that it waits for, and where its counts are.
  struct Goal {
    std::size_t row = 0;  // in goals
    NodeId node{};
    Date target{};
    const Subject* subject = nullptr;
    std::vector<std::uint32_t> nodes;   // that it waits for, itself first, successors first
    std::vector<std::uint32_t> counts;  // by place in `nodes`: row of counts; kNoRow: not asked for
    std::size_t num_days = 0;           // entries per row of counts
    std::size_t first_count = 0;
  };
  struct Thread;
  struct Pass;

  void find_nodes(Goal& goal) const;
  void look_at(const Pass& pass, Thread& thread, std::uint64_t first, int samples) const;
  void see_goal(const Goal& goal, const Pass& pass, Thread& thread) const;
  void see_slips(std::size_t node, std::uint64_t lanes, std::size_t num_days, std::size_t first,
                 Thread& thread) const;
  void pass_limits_on_one_calendar(std::size_t node, Thread& thread) const;
  std::int64_t limit_of(const Goal& goal, const Kernel<kLanes>& kernel, int lane) const;

  const Plan& plan_;
  const Network& network_;
  SimulationOptions options_;
  DrawTables tables_;
  Task task_;
  GeneralRunner runner_;
  std::vector<std::uint32_t> item_rows_;  // by node: row of items; kNoRow: not asked for
  std::vector<Goal> goals_;
  bool has_calendars_ = false;    // more than one
  bool is_one_calendar_ = false;  // nor has a lag one of its own: limits are positions in its
                                  // working time, where all maps are sums
};

}  // namespace slipway
