// Which rows of a plan and of the one that apply_changes made from it are the same item. Goals that
// were added stand behind the goals, blockers behind the blockers.
#pragma once

#include "planner/model/plan.hpp"

namespace slipway {

class SameRows {
 public:
  SameRows(const Plan& before, const Plan& after)
      : num_goals_(before.num_goals),
        num_items_(before.items.size()),
        added_goals_(after.num_goals - before.num_goals) {}

  /// Returns the row afterwards of an item of the plan before; not set where `before` is not.
  ItemId after_of(ItemId before) const {
    if (!before.is_set() || before.index() < num_goals_) return before;
    return ItemId(before.index() + added_goals_);
  }
  /// Returns the row before of an item of the plan afterwards; not set where it was added.
  ItemId before_of(ItemId after) const {
    if (!after.is_set() || after.index() < num_goals_) return after;
    if (after.index() < num_goals_ + added_goals_) return {};
    const std::size_t row = after.index() - added_goals_;
    return row < num_items_ ? ItemId(row) : ItemId{};
  }

 private:
  std::size_t num_goals_;
  std::size_t num_items_;
  std::size_t added_goals_;
};

}  // namespace slipway
