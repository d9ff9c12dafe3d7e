// A network for the vector kernels, where that is possible: all items work by the plan's own
// calendar, so a time is a number of seconds worked and needs no calendar in the inner loop.
// Which networks qualify is decided here; the general path takes the others. Both give the same
// bits.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/risk/lanes.hpp"
#include "planner/risk/sample_model.hpp"

namespace slipway {

/// The clock of positions (see lanes.hpp): where they lie on a calendar.
class PositionClock {
 public:
  PositionClock(const WorkCalendar& calendar, Instant origin)
      : calendar_(&calendar), origin_(calendar.worked(origin)) {}

  /// Returns the position of `t`; none if it is not on the grid of whole seconds, or lies neither
  /// at the end of work nor where work can start, or does not fit.
  std::optional<std::int32_t> position_of(Instant t) const;
  /// Returns the evening position of the work done by `t`, rounded down to whole seconds.
  std::int64_t evening_of(Instant t) const;
  Instant instant_of(std::int32_t position) const;
  /// Returns the day that stands for a finish: of the last work before an evening; the one that a
  /// morning opens.
  Date day_of(std::int32_t position) const;
  bool is_gap(std::int32_t worked_seconds) const;

 private:
  Work work_at(std::int32_t seconds) const;
  const WorkCalendar* calendar_;
  Work origin_;
};

struct OwnedLaneNetwork {
  PositionClock clock;
  LaneVector<LaneNode> nodes;
  LaneVector<std::uint32_t> from;
  LaneVector<std::uint32_t> from_rows;  // LaneNetwork::finish_rows
  std::vector<LaneLink> links;
  std::uint32_t num_starts = 0;    // rows of starts
  std::uint32_t num_finishes = 0;  // rows of finishes
  bool has_uncertain = false;
  std::vector<std::int32_t> done_finishes;  // positions, by node; only those of done items count
  LaneNetwork view(std::span<const Draw> draws) const;
};

/// Returns the network, or nothing where it does not qualify. Nodes in `is_read` keep the finishes
/// of a block to its end; others share rows, see share_rows. Cost: nodes and links.
std::optional<OwnedLaneNetwork> make_lane_network(const Plan& plan, const Network& network,
                                                  const SampleModel& model,
                                                  const std::vector<bool>& is_read);

}  // namespace slipway
