#include <algorithm>
#include <string>
#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/graph/network.hpp"
#include "planner/model/change_text.hpp"
#include "planner/whatif/link_check_internal.hpp"

namespace slipway {
namespace {

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

}  // namespace

Findings check_links(const Plan& before, const Plan& plan, std::span<const Change> changes) {
  Loaded<Network> network = compile(plan);
  Findings out;
  if (network.ok) return out;
  const auto belongs = [&](std::string_view id, ItemId item, TeamId team) {
    const auto at = std::ranges::find(plan.items, id, &Item::id);
    if (at == plan.items.end()) return false;
    if (!item.is_set()) return at->team == team;
    for (ItemId up(static_cast<std::size_t>(at - plan.items.begin())); up.is_set();
         up = plan.item(up).parent) {
      if (plan.item(up).id == before.item(item).id) return true;
    }
    return false;
  };
  for (Diagnostic found : network.findings.sorted()) {
    if (found.severity() != Severity::error) continue;
    found.place = {};
    found.related.clear();
    for (const Change& change : changes) {
      if (change.kind != ChangeKind::link) continue;
      bool closes = found.code != Code::dependency_cycle;
      for (std::size_t i = 0; i < found.ids.size() && !closes; ++i) {
        closes = belongs(found.ids[i], change.other, change.other_team) &&
                 belongs(found.ids[(i + 1) % found.ids.size()], change.item, change.team);
      }
      if (!closes) continue;
      found.place = change.place;
      if (found.code == Code::dependency_cycle) {
        found.message = quoted(arrow_of(change, before)) + " closes a cycle; " + found.message;
        found.hint = "leave the link out, or unlink another one of them";
      }
      break;
    }
    out.add(std::move(found));
  }
  return out;
}

}  // namespace slipway
