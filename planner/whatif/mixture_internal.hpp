// One mixture in the making, for the files that make it. Private to planner/whatif.
#pragma once

#include <algorithm>
#include <vector>

#include "planner/whatif/mixed_plan.hpp"

namespace slipway {

/// Rows name each other by joint rows until `number_rows`.
class Mixture {
 public:
  Mixture(const PlanMixer& mixer, const std::vector<bool>& taken)
      : mixer_(mixer),
        old_(mixer.old_),
        new_(mixer.new_),
        match_(mixer.diff_.match),
        taken_(taken),
        takes_any_(std::ranges::find(taken, true) != taken.end()),
        takes_all_(takes_any_ && std::ranges::find(taken, false) == taken.end()) {}

  MixedPlan make();

 private:
  bool takes(std::uint32_t change) const {
    const std::uint32_t group = mixer_.diff_.changes[change].group;
    return group == kNoGroup ? takes_all_ : taken_[group];
  }
  bool takes_one_of(const std::vector<std::uint32_t>& changes) const {
    return std::ranges::any_of(changes, [&](std::uint32_t i) { return takes(i); });
  }
  template <typename Visit>
  void visit_taken(const std::vector<std::uint32_t>& changes, Visit visit) const {
    for (const std::uint32_t i : changes) {
      if (takes(i)) visit(mixer_.diff_.changes[i].field);
    }
  }
  // Says whether a thing is there that comes or goes by a change of its own.
  bool is_there(RowPair pair, const std::vector<std::uint32_t>& changes) const {
    return pair.in_both() || pair.in_new() == takes_one_of(changes);
  }

  // Joint rows in the order of the mixture's rows.
  std::vector<std::uint32_t> order_of(const RowTable& table) const {
    if (takes_all_) return table.of_new;
    std::vector<std::uint32_t> out(table.rows.size());
    for (std::uint32_t i = 0; i < out.size(); ++i) out[i] = i;
    return out;
  }

  std::uint32_t import_estimate(std::uint32_t new_row) {
    if (new_row == kNoRow) return kNoRow;
    plan_.estimates.push_back(new_.estimates[new_row]);
    return static_cast<std::uint32_t>(plan_.estimates.size() - 1);
  }
  template <typename IdType>
  static IdType joint(const RowTable& table, IdType new_id) {
    if (new_id.is_set()) new_id.row = table.of_new[new_id.index()];
    return new_id;
  }
  std::vector<Need> joint_needs(const std::vector<Need>& needs) const {
    std::vector<Need> out = needs;
    for (Need& need : out) need.team = joint(match_.teams, need.team);
    return out;
  }

  // mixed_plan.cpp
  void make_header();
  void make_links();
  void take_link_fields(RowPair pair, const std::vector<std::uint32_t>& changes, Link& link);
  void make_risks();
  void number_rows();
  void keep_texts();

  // mixed_items.cpp
  void make_items();
  Item import_item(std::uint32_t new_row);
  ItemDetails& details_of(Item& item);
  void take_field(PlanField field, const Item& from, Item& to);

  // mixed_teams.cpp
  void find_named(std::vector<bool>& teams, std::vector<bool>& periods) const;
  void make_periods_and_teams();
  void make_calendars(const std::vector<std::uint32_t>& teams);

  const PlanMixer& mixer_;
  const Plan& old_;
  const Plan& new_;
  const PlanMatch& match_;
  const std::vector<bool>& taken_;
  bool takes_any_;
  bool takes_all_;
  Plan plan_;
  std::vector<ItemId> item_rows_;  // by joint row, as those below
  std::vector<TeamId> team_rows_;
  std::vector<PeriodId> period_rows_;
};

}  // namespace slipway
