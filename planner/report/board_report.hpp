// The program board: which team finishes what in which stretch of time, and which hand-overs
// between teams hang on it. Chooses what is shown; knows no colours, shapes or positions. Owns its
// texts, so it may outlive the analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/report/board_columns.hpp"
#include "planner/report/graph_report.hpp"
#include "planner/report/view_filter.hpp"

namespace slipway {

struct BoardOptions {
  ViewFilter filter{};  // `all`: every goal and every link, up to 2,000 and 500
  ColumnLength columns = ColumnLength::automatic;
  std::size_t most_columns = 8;
};

/// Cards beyond this are folded, see BoardStep.
inline constexpr std::size_t kMostBoardCards = 80;
/// Strings beyond this are left out unless they are broken, unagreed or likely late; of those so
/// many are shown.
inline constexpr std::size_t kMostBoardStrings = 40;
/// Teams beyond this share one row.
inline constexpr std::size_t kMostBoardTeams = 30;

/// The ladder of large plans: a card per goal; cards for what is late, critical or near it, with
/// the rest of a cell in one; one card per cell.
enum class BoardStep : std::uint8_t { every_goal, pressing, per_cell };

/// One card: an item in the column of its planned finish, or what is folded of a cell.
struct BoardCard {
  static constexpr std::size_t kFolded = ~std::size_t{0};

  std::size_t item = kFolded;    // row in the plan
  BoxKind kind = BoxKind::goal;  // goal, milestone, blocker; others: folded
  std::string id;                // folded: empty
  std::string title;             // empty when it only repeats the id
  std::string team;              // name; empty without one
  std::uint32_t row = 0, column = 0;
  Status status = Status::not_started;
  Date finish{}, due{};
  double late_days = 0.0;         // working days planned after its date; 0: not late
  std::optional<double> on_time;  // share of the samples; open goals with a date
  bool is_critical = false, is_near_critical = false;
  bool is_assumed = false;  // no estimate: the plan's default is assumed
  bool is_beside = false;   // not what was asked for, but linked to it
  std::size_t num_goals = 0, num_late = 0, num_critical = 0, num_done = 0, num_blockers = 0;
  bool is_folded() const { return item == kFolded; }
  bool is_late() const { return late_days > 0.0; }
};

/// One link from a card to another; between folded cards several links in one.
struct BoardString {
  std::uint32_t from = 0, to = 0;  // in BoardReport::cards
  GraphLink link{};                // how it stands; its `from` and `to` mean nothing here
  std::optional<double> late;      // odds of a late hand-over, of several links the worst
  double days_late = 0.0;          // mean over the samples, likewise
};

/// What a team is asked for in the days of a column.
struct BoardCell {
  double asked_days = 0.0;               // person-days
  std::optional<double> plannable_days;  // none: unlimited
};

struct BoardRow {
  enum class Kind : std::uint8_t { milestones, team, other_teams, no_team };
  Kind kind = Kind::team;
  std::string id;                // of a team
  std::string name;              // "Milestones", a team's name, "4 other teams", "No team"
  std::size_t team = 0;          // row in the plan: keeps a team's look from view to view
  std::vector<BoardCell> cells;  // by column; empty but for teams
};

struct BoardReport {
  std::string plan;
  Date as_of{}, finish{};
  std::string filter;              // empty: everything
  std::string nothing{};           // the answer where the filter leaves nothing; empty: it does not
  std::vector<std::string> notes;  // what was folded or hidden, and the flag that undoes it
  BoardStep step = BoardStep::every_goal;
  std::vector<BoardColumn> columns;
  std::vector<BoardRow> rows;        // milestones, teams in plan order, other teams, no team
  std::vector<BoardCard> cards;      // by row, column, then file order; a cell's folded card last
  std::vector<BoardString> strings;  // by card that needs it, then by the one that gives
  std::vector<BoardCard> undated;    // asked for, but without a finish: dropped, absent, ...

  // Of all links asked for between teams that can still bind, drawn or not; a link of an objective
  // counts once for each pair of teams:
  std::size_t num_links = 0, num_unagreed = 0, num_broken = 0, num_likely_late = 0;
  std::size_t num_strings_hidden = 0;    // of the strings that would be drawn
  bool has_all_links = false;            // strings within teams too
  std::string worst_giver, worst_taker;  // ids of the link that is late most often; may be empty
  std::optional<double> worst_late;

  std::size_t num_shown = 0;        // goals and milestones with a card of their own, or undated
  std::size_t num_folded = 0;       // in folded cards
  std::size_t num_goals = 0;        // of the plan
  std::size_t num_late = 0;         // open goals asked for that are planned after their date
  std::size_t num_late_hidden = 0;  // of the plan's, without a card of their own
  std::uint64_t samples = 0;        // 0: no odds
  std::uint64_t seed = 0;
};

/// Builds the board. Odds come with `analysis.risk`, those of strings from the hand-overs that it
/// was asked for (list_handovers). Never fails. Cost: items and links, times the logarithm of their
/// number; working days of all goals.
BoardReport report_board(const Analysis& analysis, const BoardOptions& options = {});

}  // namespace slipway
