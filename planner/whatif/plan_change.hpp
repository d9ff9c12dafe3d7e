// One difference between two plans, in the words of the plan format. Finding differences, choosing
// among them and weighing them have files of their own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slipway {

enum class ChangeOp : std::uint8_t { added, removed, changed };

/// What a difference is about.
enum class ChangeOf : std::uint8_t {
  plan,
  calendar,  // the plan's own (id ""), or what a team changes in it (the team's id)
  period,
  team,
  goal,
  milestone,
  objective,
  blocker,
  link,
  risk,
  scenario,
  checkin,
};

/// Every field that can differ. Which thing has which field: docs/plan-format.md. `resolved` and
/// `needed_by` of blockers are their own.
enum class PlanField : std::uint8_t {
#define SLIPWAY_FIELD(enumerator, text) enumerator,
#include "planner/whatif/plan_fields.def"
#undef SLIPWAY_FIELD
};

inline constexpr std::uint32_t kNoGroup = 0xffffffffu;

/// One field that differs, or a thing that only one of the plans has (field `none`).
struct PlanChange {
  ChangeOp op = ChangeOp::changed;
  ChangeOf what = ChangeOf::plan;
  std::string id{};  // empty for the plan; `A->B` for a link; a scenario's name; of a check-in its
                     // date and goal: `2018-08-13 docs`
  PlanField field = PlanField::none;
  std::string from{};  // as the plan format writes it; empty where nothing is given
  std::string to{};
  std::uint32_t row = 0;           // of the thing, in its table of PlanMatch
  std::uint32_t group = kNoGroup;  // in PlanDiff::groups; kNoGroup: it moves no figure
  bool operator==(const PlanChange&) const = default;
};

std::string_view to_string(ChangeOp op);
std::string_view to_string(ChangeOf what);
/// Returns the field as the plan format spells it; empty for `none`, `sizes.M` for a size.
std::string_view to_string(PlanField field);

}  // namespace slipway
