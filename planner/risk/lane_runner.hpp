// Runs blocks of samples through the vector kernels, for plans that they can take, and answers what
// the simulation asks about a block. The general path answers the same questions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/risk/lane_network.hpp"
#include "planner/risk/subjects.hpp"
#include "planner/risk/tally.hpp"

namespace slipway {

class LaneRunner {
 public:
  /// When one item finished, by sample: positions (see lanes.hpp).
  using Finishes = std::vector<std::int32_t>;

  /// The arrays of one thread.
  struct Block {
    BlockDraws draws;
    LaneBuffer<std::int32_t> finish, start, durations;
    LaneBuffer<std::uint64_t> driving;  // by link
    LaneVector<std::uint64_t> critical, through;
    std::vector<std::uint32_t> touched;  // the first num_touched are critical in some lane
    std::uint32_t num_touched = 0;
    LaneBuffer<std::int32_t> last;  // [64]
    LaneTicks t_ticks;              // length to the target, from the status date; find_critical
    std::uint64_t used = 0;         // lanes that hold samples
  };

  LaneRunner(const Plan& plan, const Network& network, const SampleModel& model,
             OwnedLaneNetwork lanes, InstructionSet set)
      : plan_(plan),
        network_(network),
        model_(model),
        lanes_(std::move(lanes)),
        kernel_(lane_kernel(set)) {
    for (std::size_t n = 0; n < network.num_nodes(); ++n) {
      if (lanes_.nodes[n].may_be_last) last_ones_.push_back(static_cast<std::uint32_t>(n));
    }
  }

  /// Draws and schedules the samples from `first` on. Returns false when a result left the range
  /// of positions: all of the run is void then.
  bool run(Block& block, std::uint64_t first, int samples, bool keeps_durations) const;
  /// Fills `critical`: lanes in which each node is on a longest path to the plan's finish or, if
  /// set, to the finish of `target`. Fills `t_ticks` with the length to it.
  void find_critical(Block& block, const Subject* target) const;

  std::uint64_t exists(const Block& block, std::size_t node) const {
    return lanes_.nodes[node].is_uncertain ? block.draws.exists[node] : ~std::uint64_t{0};
  }
  /// Writes the finishes of `subject` (null: of the plan) for the block's samples.
  void record(const Block& block, const Subject* subject, std::uint64_t first, Finishes& out) const;
  /// Writes the node's lengths in ticks for the block's samples.
  void record_lengths(const Block& block, std::size_t node, std::uint64_t first,
                      std::vector<std::int64_t>& out) const;
  /// Writes from when to when the node is worked on, for the block's samples. Needs durations.
  void record_work(const Block& block, std::size_t node, std::uint64_t first,
                   std::vector<WorkedSpan>& out) const;
  /// Returns the used lanes in which all of the subject's nodes meet its target.
  std::uint64_t on_time(const Block& block, const Subject& subject) const;
  /// Returns the lateness against the target, summed over `lanes`, in ticks of working time.
  Exact lateness(const Block& block, const Subject& subject, std::uint64_t lanes) const;
  /// Adds sums over the used lanes, in ticks: d - reference, its square, its product with t.
  void add_sums(const Block& block, std::size_t node, std::int32_t reference_seconds,
                Sums& sums) const;
  /// Fills `out` with what a link imposes on its successor, on the start or, for FF and SF, on the
  /// finish, in ticks of working time; kNever's ticks where it does not bind.
  void arrivals(const Block& block, std::size_t node, std::uint32_t link, LaneTicks& out) const;
  /// Fills `out` with what a link imposes on the start of its successor's work, in ticks of working
  /// time; kNever's ticks where it does not bind.
  void bounds(const Block& block, std::size_t node, std::uint32_t link, LaneTicks& out) const;
  /// Returns what dates alone impose, on the same line.
  std::int64_t floor_ticks(std::size_t node) const;

  /// Returns the forecast of recorded finishes and leaves them in another order.
  Forecast forecast(Finishes& of) const;
  /// Returns the shown day of each sample.
  std::vector<Date> days(const Finishes& of) const;
  /// Says whether any sample has a finish at all.
  bool any(const Finishes& of) const;
  Finishes make_finishes(std::size_t samples) const { return Finishes(samples, kNeverPosition); }
  static constexpr std::size_t kBytesPerFinish = sizeof(std::int32_t);

 private:
  // The node's finishes, 64 positions; those of a node that nobody reads after the block's forward
  // pass may be another's by then.
  const std::int32_t* finish_of(const Block& block, std::size_t node) const {
    return &block.finish[std::size_t{lanes_.nodes[node].finish_row} * kLanes];
  }
  std::int32_t* finish_of(Block& block, std::size_t node) const {
    return &block.finish[std::size_t{lanes_.nodes[node].finish_row} * kLanes];
  }
  std::int32_t shown(const Block& block, std::size_t node, int lane) const;

  const Plan& plan_;
  const Network& network_;
  const SampleModel& model_;
  OwnedLaneNetwork lanes_;
  std::vector<std::uint32_t> last_ones_;  // nodes that can be the plan's last
  const LaneKernel& kernel_;
};

}  // namespace slipway
