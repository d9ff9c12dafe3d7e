// Random edits of a plan, and the list of differences that they make.
// Rule: equal seeds give equal edits on every machine.
#pragma once

#include <compare>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "planner/model/plan.hpp"
#include "planner/whatif/plan_change.hpp"

namespace slipway {

/// One difference without its values.
struct MadeChange {
  ChangeOp op = ChangeOp::changed;
  ChangeOf what = ChangeOf::plan;
  std::string id;
  PlanField field = PlanField::none;
  auto operator<=>(const MadeChange&) const = default;
};

/// So that a failing test says which.
void PrintTo(const MadeChange& change, std::ostream* out);

struct EditedPlan {
  Plan before;
  Plan after;
  std::vector<MadeChange> made;  // sorted
};

struct EditOptions {
  int edits = 4;
  bool reorders = true;       // rows are shuffled as well, which is no difference
  bool only_figures = false;  // no edits of texts
};

/// Returns an uncertain plan with periods and check-ins, and the same after some edits, none of
/// which touches what another has touched. Both compile.
EditedPlan edit_plan(std::uint64_t seed, const EditOptions& options = {});

}  // namespace slipway
