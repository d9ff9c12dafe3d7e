#include "planner/schedule/calendars_before.hpp"

namespace slipway {

std::span<const CalendarId> CalendarsBefore::find(std::size_t node) {
  const bool exists = kernel_.exists(node, 0);
  Passed& out = passed_[node];
  const bool is_started = network_.nodes[node].progress == Progress::started;
  if (exists) out.on = sets_.single(network_.nodes[node].calendar);
  for (const InLink& in : network_.links_into(node)) {
    if (!kernel_.binds(in, 0)) continue;
    const Passed from = passed_by(in.from.index());
    out.on = sets_.unite(out.on, is_started ? from.on_to_started : from.on);
    if (!exists) out.on_to_started = sets_.unite(out.on_to_started, from.on_to_started);
  }
  if (exists) out.on_to_started = out.on;
  return sets_.of(out.on);
}

CalendarsBefore::Passed CalendarsBefore::passed_by(std::size_t node) {
  const bool is_done = network_.nodes[node].progress == Progress::done;
  if (!is_done && (!kernel_.exists(node, 0) || kernel_.is_instant(node, 0))) return passed_[node];
  const CalendarSets::Number own = sets_.single(network_.nodes[node].calendar);
  return {own, is_done ? CalendarSets::kEmpty : own};
}

}  // namespace slipway
