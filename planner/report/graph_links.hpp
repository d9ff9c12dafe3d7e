// The arrows of a network picture: what each link says, which of them break, which are implied.
// Private to planner/report.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "planner/report/graph_overlay.hpp"
#include "planner/report/graph_view.hpp"

namespace slipway {

/// Returns the arrows between the boxes of `view`: one per link between single items, one per pair
/// of boxes where an end is folded. By successor box, then file order; with `marks` by successor
/// and predecessor box, whichever plan the links are from.
std::vector<GraphLink> make_links(const Analysis& analysis, const ScheduleReport& schedule,
                                  const GraphView& view, std::span<const ItemArc> arcs,
                                  const std::vector<bool>& near, const LinkMarks* marks = nullptr);

struct HiddenLinks {
  std::size_t count = 0;
  std::size_t num_unagreed = 0;  // asks without a yes among them
};

/// Takes out the arrows to and from the folded rest of a team, on the step that shows only what is
/// critical or near it: what is in the rest has time. Returns what was taken out.
HiddenLinks hide_links_of_rest(const GraphView& view, std::vector<GraphLink>& links);

/// Takes out plain finish-start links that a chain of other such links implies. Keeps what is
/// critical, soft, lagged, broken, has an ask, or touches a folded box. Returns how many were taken
/// out.
std::size_t hide_implied(std::span<const BoxDraft> boxes, std::vector<GraphLink>& links);

/// Between folded boxes only so many arrows can be told apart (or laid out): keeps the critical
/// ones, then those with trouble, then those of most links. Returns how many arrows were taken out.
std::size_t hide_lightest(std::vector<GraphLink>& links);

}  // namespace slipway
