// Which items a picture is asked to show: the filters that all views share, what they choose, and
// how that is said. Knows no boxes, rows or cards.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "planner/report/schedule_report.hpp"

namespace slipway {

/// What is asked for. Several filters together choose what passes all of them.
struct ViewFilter {
  ItemId focus{};               // only what leads to this item and from it,
  int up = 2;                   // so many links before it
  int down = 2;                 // and so many after it
  std::vector<TeamId> teams{};  // only these teams' items, and what they are linked to
  // Only the ends of links between these two teams, whichever way they point.
  std::optional<std::pair<TeamId, TeamId>> between{};
  bool only_critical = false;
  std::optional<double> near_days{};  // only what is critical or has so little total float
  bool only_late = false;             // planned after its date, or likely late
  bool all = false;                   // every goal, however many: no view folds
};

/// What rows stand together by.
enum class Grouping : std::uint8_t { team, objective };

/// A link between two items that are no objectives: links of objectives are spread over their
/// goals.
struct ItemArc {
  ItemId from{};
  ItemId to{};
  LinkId link{};
};

/// Returns every link of the plan, those of done and dropped items too, by successor and then file
/// order. Cost: linear in the spread links.
std::vector<ItemArc> spread_links(const Plan& plan);

struct Selection {
  std::vector<bool> asked;   // by ItemId: passes the filters; objectives never do
  std::vector<bool> beside;  // by ItemId: not asked for, but linked to one of `teams`
  std::string words;         // what was asked for; empty: everything
  std::string nothing;       // the answer where the filters leave nothing; empty: they do not
  bool has(ItemId id) const { return asked[id.index()] || beside[id.index()]; }
};

/// Chooses. With `analysis.risk`, late counts the odds too: below one half. Cost: linear.
Selection select_items(const Analysis& analysis, const ScheduleReport& schedule,
                       std::span<const ItemArc> arcs, const ViewFilter& filter);

/// Says by ItemId what passes the filters that look at links and teams alone: `focus`, `teams` and
/// `between`. They choose the same whatever is done by now; `critical`, `near` and `late` are
/// passed over. Needs no schedule. Cost: linear.
std::vector<bool> select_by_links(const Plan& plan, std::span<const ItemArc> arcs,
                                  const ViewFilter& filter);

/// Returns the filter with the ids of another plan, in which things of the same name are meant.
/// Nothing where it asks for an item or for teams that the other plan does not have: no item passes
/// there. Cost: linear.
std::optional<ViewFilter> carry_over(const ViewFilter& filter, const Plan& from, const Plan& to);

/// Returns the answer of a view to a filter that leaves nothing: "Nothing to show: nothing in the
/// plan passes the filter (critical only)."
std::string say_nothing_passes(const std::string& words);

/// Returns what a filter asks for in words, "team JS and what is linked to it; critical only";
/// empty when it asks for nothing. Without `with_linked` "team JS": for views that count the teams'
/// own goals alone.
std::string say_filter(const Plan& plan, const ViewFilter& filter, bool with_linked = true);

}  // namespace slipway
