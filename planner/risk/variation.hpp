// One thing that a second simulation leaves out or holds fast, to see what it costs: the same
// draws otherwise, so that a difference is an effect and not noise (D12).
#pragma once

#include <cstddef>
#include <cstdint>

#include "planner/base/ids.hpp"

namespace slipway {

enum class VariationKind : std::uint8_t {
  none,
  without_item,  // item: a blocker that is gone, work that need not be done
  certain_item,  // item: exists in every sample
  without_risk,  // risk: never happens
  certain_risk,  // risk: happens in every sample
  without_link,  // link: a soft link that never binds
  certain_link,  // link: a soft link that always does
  agreed_link,   // link: what was asked is agreed, nothing more to wait for
  agreed_need,   // item and the row of its need: likewise
  fixed_length,  // item: takes the length at `quantile` in every sample
};

struct Variation {
  VariationKind kind = VariationKind::none;
  ItemId item{};
  TeamId team{};  // that is asked, for the name
  LinkId link{};
  std::size_t risk = 0;  // row in Plan::risks
  std::size_t need = 0;  // row in ItemDetails::needs
  double quantile = 0.5;
  bool operator==(const Variation&) const = default;
};

}  // namespace slipway
