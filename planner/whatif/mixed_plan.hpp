// Plans between two plans: the old one with some of its differences to the new one taken over.
#pragma once

#include <vector>

#include "planner/model/plan.hpp"
#include "planner/whatif/calendar_part.hpp"
#include "planner/whatif/plan_diff.hpp"

namespace slipway {

struct MixedPlan {
  Plan plan;
  std::vector<ItemId> items;  // by joint row of PlanMatch::items; not set: it is not there
};

/// Makes mixtures of two plans. `taken` has an entry for each of PlanDiff::groups. None taken is
/// the old plan, row by row; all taken says what the new plan says, in its order. In between:
/// - rows are in the old plan's order, what is new behind it;
/// - a link with an end that is not there is left out, as is a `parent` that is not there as an
///   objective, and a thing in `affects` that is not there;
/// - teams and periods are there when anything names them;
/// - what moves no figure (PlanChange::group kNoGroup) stays old until all is taken;
/// - there are no scenarios, check-ins or places: it is no file.
/// A mixture has no cycle if neither plan has one. It may say what no reader accepts: work finished
/// after the status date, when only the facts were taken; the engine takes them as facts.
class PlanMixer {
 public:
  /// All three must outlive the mixer; the plans it makes keep their texts themselves.
  PlanMixer(const Plan& old_plan, const Plan& new_plan, const PlanDiff& diff);

  /// Never fails. Cost: linear in the rows of both plans. Safe to call from several threads.
  MixedPlan make(const std::vector<bool>& taken) const;

 private:
  friend class Mixture;

  const Plan& old_;
  const Plan& new_;
  const PlanDiff& diff_;
  std::vector<std::vector<std::uint32_t>> of_item_, of_team_, of_period_, of_link_, of_risk_;
  std::vector<std::uint32_t> of_plan_;
  std::vector<std::uint32_t> of_calendar_;  // the plan's
  std::vector<std::vector<std::uint32_t>> of_team_calendar_;
  CalendarPart old_calendar_, new_calendar_;
  std::vector<CalendarPart> old_parts_, new_parts_;  // by joint row of teams
};

/// Makes one mixture.
Plan mix(const Plan& old_plan, const Plan& new_plan, const PlanDiff& diff,
         const std::vector<bool>& taken);

}  // namespace slipway
