// The dependency network ready to be drawn: boxes, links, counts and words, for one view of a plan.
// Chooses what is shown (filters, folding, the ladder for large plans); knows no colours, shapes or
// positions. Owns its texts, so it may outlive the analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/date.hpp"
#include "planner/model/plan.hpp"
#include "planner/report/view_filter.hpp"

namespace slipway {

/// Steps of the ladder, from every goal to one box per team.
enum class GraphStep : std::uint8_t { every_goal, near_critical, per_objective, per_team };

enum class Collapse : std::uint8_t { none, objective, team };

struct GraphOptions {
  ViewFilter filter{};
  Collapse collapse = Collapse::none;  // a box per objective or team; the ladder then rests
  bool reduce = false;                 // leave out plain links that others imply
  GraphStep first_step = GraphStep::every_goal;  // never finer than this step
};

enum class BoxKind : std::uint8_t { goal, milestone, blocker, objective, team, others };

inline constexpr std::uint32_t kNoTeam = 0xffffffffu;

/// What a change does to a box, in pictures of a what-if.
struct BoxTurn {
  Date finish_before{};                  // where its finish moves, or it is gone
  std::optional<double> days;            // working days by which that moves; positive: later
  Date p80_before{};                     // where its P80 moves and its finish does not
  bool had_no_date = false;              // neither finish nor P80, and now has one
  std::optional<double> on_time_before;  // where its odds differ, beyond noise and visibly
  bool is_newly_late = false;            // its finish is after its date, and was not before
  bool is_newly_safe = false;            // the other way about
  bool is_gone = false;                  // dropped, or left out as not probable
  bool is_left_out = false;              // gone in that second way
  bool is_new = false;
  bool joins_path = false;                     // is critical, was not
  bool leaves_path = false;                    // was critical, is not
  std::size_t num_later = 0, num_earlier = 0;  // folded boxes: how many goals and blockers inside
  std::size_t num_newly_late = 0, num_newly_safe = 0, num_gone = 0, num_new = 0;
  std::size_t num_left_out = 0;  // not among the gone: as not probable
  std::size_t num_other = 0;     // only odds, P80 or criticality change
  bool operator==(const BoxTurn&) const = default;
};

/// What a change does to a link.
enum class LinkTurn : std::uint8_t { none, added, gone };

/// One box: an item, or several goals folded into one (objective, team, others).
struct GraphBox {
  BoxKind kind = BoxKind::goal;
  std::string id;                // of the item, objective or team; others: empty
  std::string title;             // empty when it only repeats the id
  std::string objective;         // id of the objective it belongs to; may be empty
  std::uint32_t team = kNoTeam;  // in GraphReport::teams; none: outside every team
  Status status = Status::not_started;
  Date start{}, finish{}, due{};
  std::optional<double> float_days;  // total float; to the target, when there is one
  double late_days = 0.0;            // working days after its due date; 0: not late
  double probability = 1.0;          // that it exists at all
  bool is_critical = false;
  bool is_near_critical = false;  // float up to 5 days, or critical in 20 % of the samples
  bool is_absent = false;         // left out of the schedule: probability below 0.5
  bool is_assumed = false;        // no estimate: the plan's default is assumed
  bool is_focus = false;
  bool is_beside = false;         // not what was asked for, but linked to it (--team)
  std::optional<double> on_time;  // share of the samples
  Date p80{};
  std::size_t num_goals = 0;  // folded boxes: goals inside, and of these
  std::size_t num_late = 0, num_critical = 0, num_done = 0;
  std::size_t num_blockers = 0;   // beside the goals
  std::optional<BoxTurn> turn{};  // none: the change leaves it as it is, or there is no change
  bool is_late() const { return late_days > 0.0; }
  bool is_folded() const { return kind >= BoxKind::objective; }
};

/// One arrow, from what is waited for to what waits; between folded boxes several links in one.
struct GraphLink {
  std::uint32_t from = 0;  // in GraphReport::boxes
  std::uint32_t to = 0;
  LinkType type = LinkType::fs;
  double lag_days = 0.0;     // negative: a lead
  bool is_elapsed = false;   // the lag counts days by the clock
  double probability = 1.0;  // that it binds at all
  Ask ask = Ask::none;
  bool is_cross_team = false;
  bool is_critical = false;  // drives, between two critical items
  bool is_near_critical = false;
  bool is_idle = false;  // holds nothing up: an end is done, dropped or absent, or `override`
  bool is_out_of_sequence = false;
  double missing_days = 0.0;  // it ends so many working days too late for its successor's due date
  std::size_t count = 1;      // links in one, and of these
  std::size_t num_broken = 0, num_unagreed = 0;
  LinkTurn turn = LinkTurn::none;
  bool was_critical = false;  // before a change, and is no longer
  bool is_soft() const { return probability < 1.0; }
  bool is_unagreed() const { return is_cross_team && ask == Ask::asked; }
  bool is_declined() const { return ask == Ask::declined; }
  bool is_broken() const { return is_out_of_sequence || missing_days > 0.0; }
};

struct GraphTeam {
  std::string id;
  std::string name;
  std::size_t row = 0;  // in the plan: keeps a team's look the same from view to view
};

struct GraphReport {
  std::string plan;
  Date as_of{}, finish{};
  std::string question;  // of a what-if: "What if a slips by 2w?"; empty: no change is shown
  std::string sentence;  // the answer: what is late, the critical path, the finish
  std::string filter;    // what was asked to be shown; empty: everything
  std::vector<std::string>
      notes;  // "9 implied links hidden", which step of the ladder, how to undo
  GraphStep step = GraphStep::every_goal;  // the step that was taken
  bool may_fold = false;                   // nobody asked for this step: a simpler one may be taken
  std::vector<GraphTeam> teams;            // those with a box or a listed goal, in plan order
  std::vector<GraphBox> boxes;             // by team, then file order; outside every team last
  std::vector<GraphLink> links;            // by successor, then file order
  std::vector<GraphBox> unlinked;          // to be listed beside the drawing, same order
  std::size_t num_unlinked_more = 0;       // further ones that are only counted
  std::size_t num_shown = 0;               // goals and milestones drawn or listed one by one
  std::size_t num_folded = 0;              // inside folded boxes
  std::size_t num_goals = 0;               // of the plan
  std::uint64_t samples = 0;               // that the odds come from; 0: no odds
  std::uint64_t seed = 0;
  bool shows_change() const { return !question.empty(); }
};

/// Builds the view. Odds are shown when `analysis.risk` is there. Never fails. Cost: linear in the
/// plan; `reduce` adds boxes times links / 64.
GraphReport report_graph(const Analysis& analysis, const GraphOptions& options = {});

/// Returns the next simpler step, or nothing after the last.
std::optional<GraphStep> simpler_step(GraphStep step);

}  // namespace slipway
