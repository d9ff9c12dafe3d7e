// What a change is made to, and why it cannot be.
#pragma once

#include <string>
#include <vector>

#include "planner/model/change.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// Why a change cannot be made; `problem` is empty when it can.
struct Refusal {
  std::string problem;
  std::string hint;
};

/// Says why a change of one item (not of a link) cannot be made to `id`.
Refusal find_refusal(const Plan& plan, const Change& change, ItemId id);

/// Returns the items that a change is made to: its own; the goals of its team (blockers for
/// `resolve`); of an objective that is dropped or deferred, the goals below it. Only items to which
/// it can be made, but an item that is named itself always.
std::vector<ItemId> find_subjects(const Plan& plan, const Change& change);

/// Returns all that waits for `id`, directly or not, through links that may bind; in file order.
std::vector<ItemId> find_dependents(const Plan& plan, const std::vector<ItemId>& ids);

/// Returns the rows of the links that a change of a link is about.
std::vector<std::size_t> find_links(const Plan& plan, const Change& change);

}  // namespace slipway
