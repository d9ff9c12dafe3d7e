#include "planner/report/plan_report.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "planner/report/goal_pages.hpp"

namespace slipway {
namespace {

// In whole percent, so that nothing reads "50 %, likely late".
constexpr long kLikelyLate = 50;
constexpr long kAtRisk = 80;
constexpr double kLeastShown = 0.05;  // odds below it read the same

bool counts(const ScheduleRow& row) {
  return row.kind == Kind::goal || row.kind == Kind::milestone;
}

Standing standing_of(const ScheduleRow& row, const RiskRow& risk) {
  if (row.status == Status::done) return Standing::done;
  if (row.status == Status::dropped) return Standing::dropped;
  if (row.is_absent) return Standing::absent;
  if (row.is_late()) return Standing::late;
  if (!risk.on_time) return row.due.is_set() ? Standing::on_track : Standing::no_date;
  const long percent = std::lround(risk.on_time->share * 100.0);
  if (percent < kLikelyLate) return Standing::likely_late;
  return percent < kAtRisk ? Standing::at_risk : Standing::on_track;
}

bool is_late(Standing standing) {
  return standing == Standing::late || standing == Standing::likely_late;
}

void add_counts(PlanReport& report) {
  for (std::size_t row = 0; row < report.standings.size(); ++row) {
    const Standing standing = report.standings[row];
    if (report.item(row).kind == Kind::objective) report.objectives.push_back(row);
    if (!counts(report.item(row))) continue;
    ++report.counts.goals;
    if (standing == Standing::done || standing == Standing::dropped) continue;
    ++report.counts.open;
    if (is_late(standing)) ++report.counts.late;
    if (standing == Standing::at_risk) ++report.counts.at_risk;
    if (is_late(standing) || standing == Standing::at_risk) report.worst.push_back(row);
  }
}

// The least odds first, as they are shown; what reads the same by priority, date and file order.
void sort_worst(const Plan& plan, PlanReport& report) {
  const auto percent_of = [&](std::size_t row) {
    const auto& odds = report.risk.rows[row].on_time;
    if (!odds) return 0L;
    return odds->share < kLeastShown ? 1L : std::lround(odds->share * 100.0);
  };
  std::ranges::stable_sort(report.worst, {}, [&](std::size_t row) {
    const Item& item = plan.items[row];
    const bool has_priority = item.priority != Priority::none;
    const Date target = plan.target_of(item);
    return std::tuple(!is_late(report.standings[row]), percent_of(row), !has_priority,
                      item.priority, !target.is_set(), target);
  });
}

void add_teams(const Plan& plan, PlanReport& report) {
  report.teams.resize(plan.teams.size() + 1);
  for (std::size_t team = 0; team < plan.teams.size(); ++team) {
    report.teams[team].id = plan.teams[team].id;
    report.teams[team].name = plan.teams[team].name;
  }
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    if (!counts(report.item(row))) continue;
    const TeamId id = plan.items[row].team;
    TeamRow& team = report.teams[id.is_set() ? id.index() : plan.teams.size()];
    team.items.push_back(row);
    const Standing standing = report.standings[row];
    if (standing == Standing::done) ++team.done;
    if (standing == Standing::dropped) ++team.dropped;
    if (is_late(standing)) ++team.late;
    if (standing == Standing::at_risk) ++team.at_risk;
  }
  std::erase_if(report.teams, [](const TeamRow& team) { return team.items.empty(); });
  report.counts.teams = static_cast<std::size_t>(
      std::ranges::count_if(report.teams, [](const TeamRow& team) { return !team.id.empty(); }));
}

void add_chain(const Analysis& analysis, PlanReport& report) {
  for (const ItemId id : analysis.schedule.critical_path) {
    ChainStep step;
    step.item = id.index();
    step.owners = analysis.plan->details_of(analysis.plan->item(id)).owners;
    if (!report.chain.empty()) {
      const std::string_view before = report.item(report.chain.back().item).team;
      const std::string_view team = report.item(step.item).team;
      step.is_handed_off = before != team && !before.empty() && !team.empty();
    }
    report.num_handoffs += step.is_handed_off ? 1 : 0;
    report.chain.push_back(std::move(step));
  }
}

}  // namespace

bool PlanReport::has_page(std::size_t row) const { return page_of[row] != kNoPage; }

PlanReport report_plan(const Analysis& analysis, const PlanReportOptions& options) {
  PlanReport report;
  report.risk = report_risk(analysis);
  report.hides_owners = options.hides_owners;
  report.hides_notes = options.hides_notes;
  for (std::size_t row = 0; row < report.risk.rows.size(); ++row) {
    report.standings.push_back(standing_of(report.item(row), report.risk.rows[row]));
  }
  add_counts(report);
  sort_worst(*analysis.plan, report);
  add_teams(*analysis.plan, report);
  add_chain(analysis, report);
  report.asks = list_asks(analysis, report.risk);
  report.checkins = report_checkins(*analysis.plan);
  add_pages(analysis, options.most_pages, report);
  return report;
}

std::vector<std::size_t> chain_from(const PlanReport& report, std::size_t row, std::size_t most) {
  std::vector<std::size_t> out;
  for (std::size_t at = report.waits_for[row]; at != kNoPage && out.size() < most;
       at = report.waits_for[at]) {
    out.push_back(at);
  }
  return out;
}

}  // namespace slipway
