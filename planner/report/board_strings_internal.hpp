// The strings of a board: which links are drawn between which cards. Private to planner/report.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/report/board_report.hpp"
#include "planner/report/link_facts.hpp"

namespace slipway {

inline constexpr std::uint32_t kNoCard = 0xffffffffu;

/// Fills the strings of `report`, their counts and notes from the links asked for. `card_of` says
/// by ItemId on which card an item is. Strings between the same two cards are one where an end is
/// folded. Cost: links, times the logarithm of their number.
void string_cards(const Plan& plan, const std::vector<LinkFacts>& links,
                  const std::vector<std::uint32_t>& card_of, BoardReport& report);

}  // namespace slipway
