// Who gives how much to whom, as a matrix (design structure matrix, DSM): team to team with the
// hand-overs between each pair, or goal to goal in an order in which every goal stands below what
// it waits for. Facts and order only; owns its texts, so it may outlive the analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/report/view_filter.hpp"

namespace slipway {

struct MatrixOptions {
  ViewFilter filter{};
  bool by_items = false;  // goal to goal instead of team to team
};

/// What some links add up to. Links that hold nothing up any more (an end is done, dropped or
/// absent) are not among them.
struct MatrixCell {
  std::size_t links = 0;     // declared; a link of an objective counts once for each pair of teams
  std::size_t unagreed = 0;  // asked or declined among them
  std::size_t late = 0;      // likely late among them: in half of the samples or more
  double days = 0.0;         // days at risk: their mean days late, summed
  void add(const MatrixCell& other);
  bool operator==(const MatrixCell&) const = default;
};

/// One team, the items of no team, or the teams that have no row of their own.
struct MatrixTeam {
  enum class Kind : std::uint8_t { team, none, others };
  Kind kind = Kind::team;
  std::string id{};    // of a team
  std::string name{};  // of a team; "no team", "3 other teams"
  std::size_t num_goals = 0;
  std::uint32_t ring = kNoRing;  // in MatrixReport::rings
  MatrixCell gives{}, needs{};   // sums over other teams
  static constexpr std::uint32_t kNoRing = 0xffffffffu;
};

/// Teams that wait for each other in a ring (a strongly connected component of the teams' links).
struct MatrixRing {
  std::vector<std::uint32_t> members;  // rows of `teams`, which stand together
  std::vector<std::uint32_t> loop;     // rows: a shortest way round from the first member, that one
                                       // not repeated
};

/// One goal, milestone or blocker of the matrix by items.
struct MatrixItem {
  std::size_t item = 0;  // row in the plan
  std::string id;
  std::string title;  // empty when it only repeats the id
  std::string team;   // name; empty without one
  bool is_milestone = false, is_blocker = false, is_critical = false;
  double late_days = 0.0;         // working days planned after its date
  std::optional<double> on_time;  // share of the samples
  std::size_t level = 0;          // longest chain of shown links that leads to it
};

/// One link of the matrix by items; several between the same two are one mark.
struct MatrixMark {
  std::uint32_t giver = 0;  // in MatrixReport::items
  std::uint32_t taker = 0;
  std::size_t links = 1;
  bool is_soft = false;  // all of them bind only with some probability
  bool is_critical = false;
  bool is_unagreed = false, is_declined = false;
  bool is_broken = false;      // comes too late for a date, or was overtaken
  std::optional<double> late;  // odds of a late hand-over, the worst of them
  double days = 0.0;           // mean days late, the worst of them
};

struct MatrixReport {
  std::string plan;
  Date as_of{};
  std::string filter;   // empty: everything
  std::string nothing;  // the answer where the filter leaves nothing; empty: it does not
  bool by_items = false;
  std::vector<std::string> notes;  // what was folded or left out, and the flag that undoes it

  std::vector<MatrixTeam> teams;  // plan order; rings stand together at their first team
  std::vector<MatrixCell> cells;  // teams x teams: the row gives, the column needs
  std::vector<MatrixRing> rings;
  MatrixCell between;  // all links between teams
  MatrixCell within;   // all links within them

  std::vector<MatrixItem> items;  // by level, then file order
  std::vector<MatrixMark> marks;  // by taker, then giver: the giver always stands before it

  std::size_t num_idle = 0;         // links asked for that hold nothing up any more
  std::size_t num_shown = 0;        // goals and milestones that the rows stand for
  std::size_t num_goals = 0;        // of the plan
  std::size_t num_hidden_late = 0;  // late goals that no row stands for
  std::uint64_t samples = 0;        // 0: no odds
  std::uint64_t seed = 0;

  const MatrixCell& cell(std::size_t giver, std::size_t taker) const {
    return cells[giver * teams.size() + taker];
  }
};

/// More teams than this are folded into "others", unless the filter says all.
inline constexpr std::size_t kMostMatrixTeams = 40;
/// More items than this are left out from the least pressing on, unless the filter says all.
inline constexpr std::size_t kMostMatrixItems = 60;

/// Builds the matrix. Odds and days are those of the hand-overs that the simulation was asked for
/// (list_handovers). Never fails. Cost: links and items, times the logarithm of their number; teams
/// squared.
/// Source: domain reference 6.1, 6.2 and 6.5; Browning 2001.
MatrixReport report_matrix(const Analysis& analysis, const MatrixOptions& options = {});

}  // namespace slipway
