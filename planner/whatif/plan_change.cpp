#include "planner/whatif/plan_change.hpp"

#include <array>

namespace slipway {

std::string_view to_string(ChangeOp op) {
  constexpr std::array<std::string_view, 3> kNames = {"added", "removed", "changed"};
  return kNames[static_cast<std::size_t>(op)];
}

std::string_view to_string(ChangeOf what) {
  constexpr std::array<std::string_view, 12> kNames = {"plan", "calendar",  "period",    "team",
                                                       "goal", "milestone", "objective", "blocker",
                                                       "link", "risk",      "scenario",  "checkin"};
  return kNames[static_cast<std::size_t>(what)];
}

std::string_view to_string(PlanField field) {
  constexpr auto kNames = std::to_array<std::string_view>({
#define SLIPWAY_FIELD(enumerator, text) text,
#include "planner/whatif/plan_fields.def"
#undef SLIPWAY_FIELD
  });
  return kNames[static_cast<std::size_t>(field)];
}

}  // namespace slipway
