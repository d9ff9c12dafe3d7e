// What stays inside when a plan is shown to others: owners, notes. Taken out before anything is
// worked out, so that no answer, picture or title can show it. No words here.
#pragma once

#include "planner/model/plan.hpp"

namespace slipway {

struct HiddenFields {
  bool owners = false;
  bool notes = false;  // of goals, blockers, links and check-ins
  bool any() const { return owners || notes; }
};

/// Returns `plan` without the fields that are hidden: their texts are empty, all else is as it was,
/// dates and draws too. The file that the plan keeps alive is not changed: do not show it.
Plan hide_fields(const Plan& plan, const HiddenFields& hidden);

}  // namespace slipway
