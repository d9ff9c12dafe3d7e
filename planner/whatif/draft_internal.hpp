// A plan while changes are made to it. Keeps the original's rows apart from new ones, and puts new
// ones into an order that does not depend on the order of the changes.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "planner/model/plan.hpp"

namespace slipway {

/// Returns the first day on which work on an open goal may be done.
Date first_day_of(const Plan& plan, const Item& item);

class Draft {
 public:
  explicit Draft(const Plan& plan);

  const Plan& plan() const { return plan_; }
  Item& item(ItemId id) { return plan_.items[id.index()]; }
  Team& team(TeamId id) { return plan_.teams[id.index()]; }

  /// Give a row of its own to an item's or link's rare fields, to be written to.
  ItemDetails& details_of(ItemId id);
  LinkDetails& details_of(std::size_t link);
  void set_estimate(ItemId id, const Estimate& estimate);
  void set_remaining(ItemId id, const Estimate& remaining);

  void add_link(ItemId predecessor, ItemId successor);
  void remove_links(const std::vector<bool>& is_removed);
  /// Adds a blocker of that length, for which `blocked` waits.
  void add_blocker(ItemId blocked, const Estimate& length);
  /// Leaves to the goal that share of what is left of it, and adds a goal for the rest, which waits
  /// for it. With `period` set the rest moves there.
  void split(ItemId id, double keep, PeriodId period);
  /// The team does not work on the days from `from` to `to`.
  void add_absence(TeamId team, Date from, Date to);
  /// The item finishes on that day, whatever its links say; worked out in `finish`.
  void pin(ItemId id, Date on) { pins_[id] = on; }
  const std::map<ItemId, Date>& pins() const { return pins_; }

  bool has_new_links() const { return has_new_links_; }
  /// Gives the calendars of absent teams. Call it once, before `settle_pin` and `finish`.
  void settle_calendars();
  /// Makes the item take exactly the time to its day. Returns false when its team works on no day
  /// up to then.
  bool settle_pin(ItemId id, Date on);
  Plan finish();

 private:
  std::string_view keep(std::string text);
  std::string_view keep_id(const std::string& wanted, char separator);
  void put_goals_before_blockers(std::vector<std::size_t>& order);
  void rename_items(const std::vector<ItemId>& moved_to);

  Plan plan_;
  std::size_t first_item_;
  std::size_t first_link_;
  std::size_t first_estimate_;
  std::size_t first_details_;
  std::size_t first_link_details_;
  bool has_new_links_ = false;
  std::map<TeamId, std::vector<Date>> absences_;
  std::map<ItemId, Date> pins_;
  std::unordered_set<std::string_view> ids_;      // filled when an item is added
  std::vector<std::pair<ItemId, ItemId>> rests_;  // split goals and what is split off
  std::shared_ptr<std::deque<std::string>> texts_;
};

}  // namespace slipway
