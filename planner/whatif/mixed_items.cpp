// The items of a mixture: whose row is taken, and which of its fields.
#include <cassert>

#include "planner/whatif/mixture_internal.hpp"

namespace slipway {

void Mixture::make_items() {
  item_rows_.resize(match_.items.rows.size());
  const auto add = [&](std::uint32_t joint_row) {
    const RowPair pair = match_.items.rows[joint_row];
    const std::vector<std::uint32_t>& changes = mixer_.of_item_[joint_row];
    if (!is_there(pair, changes)) return;
    item_rows_[joint_row] = ItemId(plan_.items.size());
    plan_.items.push_back(pair.in_old() ? old_.items[pair.old_row] : import_item(pair.new_row));
    if (pair.in_both()) {
      visit_taken(changes, [&](PlanField field) {
        take_field(field, new_.items[pair.new_row], plan_.items.back());
      });
    }
    if (takes_any_) plan_.items.back().place = Place::kNowhere;
  };
  const std::vector<std::uint32_t> order = order_of(match_.items);
  const auto is_blocker = [&](std::uint32_t joint_row) {
    const RowPair pair = match_.items.rows[joint_row];
    return pair.in_old() ? pair.old_row >= old_.num_goals : pair.new_row >= new_.num_goals;
  };
  for (const std::uint32_t row : order) {
    if (!is_blocker(row)) add(row);
  }
  plan_.num_goals = plan_.items.size();
  for (const std::uint32_t row : order) {
    if (is_blocker(row)) add(row);
  }
}

Item Mixture::import_item(std::uint32_t new_row) {
  Item item = new_.items[new_row];
  item.parent = joint(match_.items, item.parent);
  item.team = joint(match_.teams, item.team);
  item.period = joint(match_.periods, item.period);
  item.estimate = import_estimate(item.estimate);
  item.remaining = import_estimate(item.remaining);
  if (item.details == kNoRow) return item;
  plan_.details.push_back(new_.details[item.details]);
  item.details = static_cast<std::uint32_t>(plan_.details.size() - 1);
  plan_.details.back().needs = joint_needs(plan_.details.back().needs);
  return item;
}

ItemDetails& Mixture::details_of(Item& item) {
  if (item.details == kNoRow) {
    item.details = static_cast<std::uint32_t>(plan_.details.size());
    plan_.details.emplace_back();
  }
  return plan_.details[item.details];
}

void Mixture::take_field(PlanField field, const Item& from, Item& to) {
  const ItemDetails& details = new_.details_of(from);
  switch (field) {
    case PlanField::kind:
      to.kind = from.kind;
      break;
    case PlanField::title:
      to.title = from.title;
      break;
    case PlanField::parent:
      to.parent = joint(match_.items, from.parent);
      break;
    case PlanField::team:
      to.team = joint(match_.teams, from.team);
      break;
    case PlanField::period:
      to.period = joint(match_.periods, from.period);
      break;
    case PlanField::commitment:
      to.commitment = from.commitment;
      break;
    case PlanField::priority:
      to.priority = from.priority;
      break;
    case PlanField::estimate:
      to.estimate = import_estimate(from.estimate);
      break;
    case PlanField::remaining:
      to.remaining = import_estimate(from.remaining);
      break;
    case PlanField::status:
      to.status = from.status;
      break;
    // A status that follows from these is not listed beside them.
    case PlanField::started:
      to.started = from.started;
      to.status = from.status;
      break;
    case PlanField::finished:
    case PlanField::resolved:
      to.finished = from.finished;
      to.status = from.status;
      break;
    case PlanField::progress:
      to.progress = from.progress;
      to.status = from.status;
      break;
    case PlanField::probability:
      to.probability = from.probability;
      break;
    case PlanField::not_before:
      to.not_before = from.not_before;
      break;
    case PlanField::due:
    case PlanField::needed_by:
      to.due = from.due;
      break;
    case PlanField::needs:
      details_of(to).needs = joint_needs(details.needs);
      break;
    case PlanField::people:
      details_of(to).people = details.people;
      break;
    case PlanField::value:
      details_of(to).value = details.value;
      break;
    case PlanField::owner:
      details_of(to).owners = details.owners;
      break;
    case PlanField::tags:
      details_of(to).tags = details.tags;
      break;
    case PlanField::url:
      details_of(to).url = details.url;
      break;
    case PlanField::notes:
      details_of(to).notes = details.notes;
      break;
    case PlanField::roam:
      details_of(to).roam = details.roam;
      break;
    default:
      assert(false);
  }
}

}  // namespace slipway
