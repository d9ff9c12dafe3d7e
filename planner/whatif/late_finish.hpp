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
#include "planner/whatif/day_classes.hpp"

namespace slipway {

/// What is counted of one item for a goal: in how many samples the goal withstands slips of how
/// many days. By classes (DayClasses): [k] counts class k. Day by day: [0] counts less than
/// `first`, [1 + d] counts `first` + d. What lies beyond is not counted.
struct SlipCounts {
  std::size_t item = 0;  // row of items
  bool is_by_classes = true;
  std::int64_t first = 0;
  std::size_t num = 0;  // entries
};

/// So many classes are more than any date needs.
inline constexpr std::size_t kMostClasses = 128;

/// What is counted for one goal.
struct GoalCounts {
  std::size_t goal = 0;        // row of goals
  std::vector<SlipCounts> of;  // empty: its own finish, however it comes later, by classes
};

class LateFinishes {
 public:
  /// Is given, for a row of GoalCounts and one of its `of`, in how many samples the goal is on time
  /// and the counts of those.
  using Visit = std::function<void(std::size_t asked, std::size_t of, std::uint64_t hits,
                                   std::span<const std::uint32_t> counts)>;

  /// `analysis` must outlive this. `goals` have dates to meet.
  LateFinishes(const Analysis& analysis, SimulationOptions options,
               const std::vector<ItemId>& goals, const std::vector<ItemId>& items);

  /// Returns the rows of `items` on which the goal waits, itself among them; none where it has no
  /// date that can be missed.
  std::vector<std::size_t> items_before(std::size_t goal) const;
  /// Returns how many nodes a backward pass must see to count what is asked.
  std::size_t num_nodes(const GoalCounts& asked) const { return find_nodes(asked).nodes.size(); }

  /// Returns how many those are when all items that a goal waits for are asked for.
  std::size_t num_nodes(std::size_t goal) const;

  /// Simulates, and calls `visit` for all that is asked, in order. Memory: `asked` should fit into
  /// most_counts().
  void count(std::span<const GoalCounts> asked, const Visit& visit,
             const std::function<void(double)>& progress) const;
  /// Returns how many entries of counts may be asked for at once: about 128 MB of them.
  std::size_t most_counts() const;

  /// Says whether the plan has one working time: a slip of some days then moves no finish by more.
  bool is_one_calendar() const { return is_one_calendar_; }

  /// Says whether a slip of the item may change more than its length: which day stands for the
  /// finish of something that takes no time, or what risks and asks do to a milestone, which is
  /// none any more. Counts are not to be relied on then.
  bool changes_more(ItemId item) const;

 private:
  // A goal and what is before it, in one run through the samples.
  struct Goal {
    std::size_t row = 0;  // in goals
    NodeId node{};
    Date target{};
    const Subject* subject = nullptr;
    std::vector<std::uint32_t> nodes;   // that are looked at, itself first, successors first
    std::vector<std::uint32_t> counts;  // by place in `nodes`: row of `of`; kNoRow: not asked for
    std::vector<SlipCounts> of;
    std::vector<std::size_t> first;  // by row of `of`: where its counts are
  };
  struct Thread;
  struct Pass;

  bool is_hit_by_risks(ItemId item) const;
  std::vector<std::uint32_t> find_between(NodeId goal, std::span<const std::uint32_t> row_of) const;
  Goal find_nodes(const GoalCounts& asked) const;
  std::uint64_t num_threads() const;
  void look_at(const Pass& pass, Thread& thread, std::uint64_t first, int samples) const;
  void see_goal(const Goal& goal, const Pass& pass, Thread& thread) const;
  void see_finish(const Goal& goal, std::uint64_t lanes, Thread& thread) const;
  void find_ready(std::size_t node, Thread& thread) const;
  void see_slips(std::size_t node, std::uint64_t lanes, const SlipCounts& of, std::size_t first,
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
  std::vector<NodeId> nodes_;             // by row of items
  std::vector<Goal> goals_;               // by row of goals, without what is before them
  std::vector<bool> holds_finish_;        // by node: a link holds its finish, not its start
  std::vector<bool> leads_to_instants_;   // by node: something behind it may take no time
  bool has_calendars_ = false;            // more than one
  bool is_one_calendar_ = false;  // nor has a lag one of its own: limits are positions in its
                                  // working time, where all maps are sums
};

}  // namespace slipway
