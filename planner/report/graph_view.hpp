// What a picture of the network shows: which items are asked for, on which step of the ladder, and
// which box each of them goes into. Numbers only; words and facts are graph_report's.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/report/graph_report.hpp"

namespace slipway {

inline constexpr std::uint32_t kNoBox = 0xffffffffu;

/// A box before its facts are looked up.
struct BoxDraft {
  BoxKind kind = BoxKind::goal;
  ItemId item{};  // goal, milestone, blocker, objective
  TeamId team{};  // team, others: whose; not set: of no team
};

struct GraphView {
  GraphStep step = GraphStep::every_goal;
  std::size_t num_boxes_wanted = 0;   // boxes that showing every goal would take
  std::vector<BoxDraft> boxes;        // by team, then file order; no team last
  std::vector<std::uint32_t> box_of;  // by ItemId; kNoBox: not shown (objectives never are)
  std::vector<bool> is_beside;        // by ItemId: shown only as a neighbour (--team)
};

/// Where the ladder begins: by the number of boxes, or with what `near` says as soon as showing all
/// would hide it.
enum class Ladder : std::uint8_t { by_size, by_choice };

/// Chooses the step and folds what `selection` has. `near` says by ItemId what the near-critical
/// step shows. Cost: linear.
GraphView choose_view(const Plan& plan, const Selection& selection, std::span<const ItemArc> arcs,
                      const std::vector<bool>& near, const GraphOptions& options,
                      Ladder ladder = Ladder::by_size);

/// Returns how many boxes of the view have links.
std::size_t count_linked_boxes(const GraphView& view, std::span<const ItemArc> arcs);

}  // namespace slipway
