// The whole plan for those who were not in the room: what a page or a Markdown file about it is
// made of. Facts and rows; sentences, tables and pictures are the viewer's.
// Views into the analysed plan, like every report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/report/report_asks.hpp"
#include "planner/report/report_checkins.hpp"
#include "planner/report/risk_report.hpp"
#include "planner/report/why_report.hpp"

namespace slipway {

/// How a goal stands, the first that is true: what a chip says.
enum class Standing : std::uint8_t {
  done,
  dropped,
  absent,       // probability below 0.5: left out of the schedule
  late,         // finishes after its date by the schedule
  likely_late,  // on time in less than half of the runs
  at_risk,      // in less than 80 % of them
  on_track,
  no_date,  // it has no date to meet
};

/// One item of the critical chain, from a start to the target.
struct ChainStep {
  std::size_t item = 0;
  std::vector<std::string_view> owners;
  bool is_handed_off = false;  // the step before is another team's
};

/// One team and its goals: milestones count, objectives and blockers do not.
struct TeamRow {
  std::string_view id, name;                                 // empty: goals without a team
  std::vector<std::size_t> items;                            // file order
  std::size_t done = 0, dropped = 0, late = 0, at_risk = 0;  // late: likely late too
  std::size_t open() const { return items.size() - done - dropped; }
};

/// A link as one of its ends sees it.
struct PageLink {
  std::size_t item = 0;  // the other end
  LinkType type = LinkType::fs;
  std::string lag;           // as the plan has it: "1w", "-2d"; empty without one
  double probability = 1.0;  // that it binds
  Ask ask = Ask::none;
  bool is_driving = false;  // sets this item's date (of the one that waits)
  std::string_view note;
};

struct PageNeed {
  std::string_view team_name;
  double people = 0.0;
  Ask ask = Ask::none;
};

/// One item in full.
struct GoalPage {
  std::size_t item = 0;
  std::vector<std::string_view> owners, tags;
  std::string_view period, priority, url, notes;  // ids and words; empty without one
  std::string estimate, remaining;                // as the plan has them; empty without one
  double progress = 0.0, probability = 1.0;
  Date not_before{};
  std::vector<PageLink> waits_for, holds_up;  // file order
  std::vector<PageNeed> needs;
  std::vector<const CheckIn*> checkins;  // latest first
};

/// Counts of goals and milestones.
struct PlanCounts {
  std::size_t goals = 0;    // all of them
  std::size_t open = 0;     // neither done nor dropped
  std::size_t late = 0;     // late or likely late
  std::size_t at_risk = 0;  // at risk, and not late
  std::size_t teams = 0;    // those with goals; goals without a team have none
};

struct PlanReport {
  RiskReport risk;                  // rows by ItemId, as in risk.schedule
  std::vector<Standing> standings;  // by row
  PlanCounts counts;
  // Late or likely late, then at risk: the least odds first, in whole percent and below 5 % all the
  // same; then by priority (without one last), due date and file order.
  std::vector<std::size_t> worst;
  std::vector<std::size_t> objectives;  // rows, file order
  std::vector<TeamRow> teams;           // those with goals, plan order; goals of no team last
  std::vector<ChainStep> chain;
  std::size_t num_handoffs = 0;
  std::vector<AskRow> asks;  // the most urgent first
  CheckinReport checkins;
  std::vector<GoalPage> pages;         // by team, then file order; objectives first, blockers last
  std::vector<std::size_t> page_of;    // by row: in `pages`, kNoPage without one
  std::size_t num_without_page = 0;    // items that would have one
  std::vector<WhyStep> steps;          // by row: what sets its date
  std::vector<std::size_t> waits_for;  // by row: the row that sets its date; kNoPage: none does
  bool hides_owners = false, hides_notes = false;  // left out on request

  const ScheduleRow& item(std::size_t row) const { return risk.schedule.rows[row]; }
  bool has_page(std::size_t row) const;
};

inline constexpr std::size_t kNoPage = static_cast<std::size_t>(-1);

/// So many goal pages fit into a page that stays quick.
inline constexpr std::size_t kMostPages = 600;

struct PlanReportOptions {
  std::size_t most_pages = kMostPages;  // more items: only the most pressing have a page
  bool hides_owners = false;            // the analysed plan has none: see hide_fields
  bool hides_notes = false;
};

/// Builds the report; `analysis.risk` must be there. Cost: linear in the plan, and that of
/// list_asks.
PlanReport report_plan(const Analysis& analysis, const PlanReportOptions& options = {});
PlanReport report_plan(const Analysis&& analysis, const PlanReportOptions& options = {}) = delete;

/// Returns the rows that set the date of `row`, one after the other back to a start, at most so
/// many. Cost: linear in them.
std::vector<std::size_t> chain_from(const PlanReport& report, std::size_t row, std::size_t most);

}  // namespace slipway
