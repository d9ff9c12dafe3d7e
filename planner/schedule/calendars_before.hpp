// Whose work may lie right before each item that takes no time: by it such an item is shown on a
// day (shown_dates).
#pragma once

#include <span>
#include <vector>

#include "planner/schedule/calendar_sets.hpp"
#include "planner/schedule/kernel.hpp"

namespace slipway {

/// What an absent item passes on to work that has started leaves out the calendars of what is
/// finished. `network` and `kernel` must outlive this.
class CalendarsBefore {
 public:
  CalendarsBefore(const Network& network, const Kernel<1>& kernel)
      : network_(network), kernel_(kernel), passed_(network.num_nodes()) {}

  /// Returns the calendars of `node`, which takes no time or is absent; its own is among them where
  /// it exists. All such items before it must have been asked for. Valid until the next call.
  std::span<const CalendarId> find(std::size_t node);

 private:
  struct Passed {
    CalendarSets::Number on = CalendarSets::kEmpty;
    CalendarSets::Number on_to_started = CalendarSets::kEmpty;
  };

  Passed passed_by(std::size_t node);

  const Network& network_;
  const Kernel<1>& kernel_;
  CalendarSets sets_;
  std::vector<Passed> passed_;  // by node
};

}  // namespace slipway
