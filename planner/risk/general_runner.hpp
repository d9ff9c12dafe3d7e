// Runs blocks of samples through the kernel of the schedule, whatever the calendars, lags and
// dates: the path for plans that the vector kernels cannot take. Same draws, same answers, same
// bits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/risk/sample_model.hpp"
#include "planner/risk/subjects.hpp"
#include "planner/risk/tally.hpp"
#include "planner/schedule/calendar_sets.hpp"
#include "planner/schedule/kernel.hpp"

namespace slipway {

class GeneralRunner {
 public:
  /// When one item finished, by sample: the instant, and the day that is shown for it.
  struct Finishes {
    std::vector<std::int64_t> ticks;
    std::vector<std::int32_t> days;
  };

  /// The arrays of one thread.
  struct Block {
    BlockDraws draws;
    OwnedConditions conditions;
    std::vector<std::int64_t> start, finish;
    std::vector<std::uint64_t> critical;
    std::vector<std::uint32_t> touched;  // the first num_touched are critical in some lane
    std::uint32_t num_touched = 0;
    LaneTicks t_ticks;       // length to the target, from the status date; find_critical
    LaneTicks last;          // the plan's finish; kNever's ticks without one
    std::uint64_t used = 0;  // lanes that hold samples
  };

  GeneralRunner(const Plan& plan, const Network& network, const SampleModel& model,
                InstructionSet set);

  // See LaneRunner: the same questions, answered in the same units.
  bool run(Block& block, std::uint64_t first, int samples, bool keeps_durations) const;
  void find_critical(Block& block, const Subject* target) const;
  std::uint64_t exists(const Block& block, std::size_t node) const {
    return block.conditions.exists[node];
  }
  /// Returns whose work may lie before the node's boundary where it takes no time.
  std::span<const CalendarId> calendars_before(std::size_t node) const {
    return sets_.of(set_of_[node]);
  }
  Kernel<kLanes> kernel_of(const Block& block) const {
    return {network_, plan_.calendars, block.conditions.view(), {block.start, block.finish}};
  }
  void record(const Block& block, const Subject* subject, std::uint64_t first, Finishes& out) const;
  void record_lengths(const Block& block, std::size_t node, std::uint64_t first,
                      std::vector<std::int64_t>& out) const;
  void record_work(const Block& block, std::size_t node, std::uint64_t first,
                   std::vector<WorkedSpan>& out) const;
  std::uint64_t on_time(const Block& block, const Subject& subject) const;
  Exact lateness(const Block& block, const Subject& subject, std::uint64_t lanes) const;
  void add_sums(const Block& block, std::size_t node, std::int32_t reference_seconds,
                Sums& sums) const;
  void arrivals(const Block& block, std::size_t node, std::uint32_t link, LaneTicks& out) const;
  void bounds(const Block& block, std::size_t node, std::uint32_t link, LaneTicks& out) const;
  std::int64_t floor_ticks(std::size_t node) const;
  Forecast forecast(Finishes& of) const;
  std::vector<Date> days(const Finishes& of) const;
  bool any(const Finishes& of) const;
  Finishes make_finishes(std::size_t samples) const {
    return {std::vector<std::int64_t>(samples), std::vector<std::int32_t>(samples)};
  }
  static constexpr std::size_t kBytesPerFinish = 12;

 private:
  using LaneKernelOfSchedule = Kernel<kLanes>;
  Date shown_day(const LaneKernelOfSchedule& kernel, std::size_t node, int lane) const;
  const WorkCalendar& calendar_of(std::size_t node) const {
    return plan_.calendars[network_.nodes[node].calendar.index()];
  }

  const Plan& plan_;
  const Network& network_;
  const SampleModel& model_;
  const LaneKernel& draws_;
  CalendarSets sets_;
  std::vector<CalendarSets::Number> set_of_;  // by node: whose work may lie before it
  Work as_of_{};
};

}  // namespace slipway
