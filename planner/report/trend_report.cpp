#include "planner/report/trend_report.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace slipway {
namespace {

// What is said later in the file about the same day counts.
template <typename Said>
void say(std::vector<Said>& list, const Said& said) {
  const auto at = std::ranges::lower_bound(list, said.on, {}, &Said::on);
  if (at != list.end() && at->on == said.on)
    *at = said;
  else
    list.insert(at, said);
}

int moved(const std::vector<SaidDate>& said) {
  return said.empty() ? 0 : said.back().forecast.day - said.front().forecast.day;
}

struct Spoken {
  std::vector<SaidDate> said;
  std::vector<SaidConfidence> confidence;
  std::size_t checkins = 0;
  bool is_candidate() const { return !said.empty() || !confidence.empty(); }
};

/// By ItemId.
std::vector<Spoken> gather(const Plan& plan) {
  std::vector<Spoken> out(plan.items.size());
  for (const CheckIn& checkin : plan.checkins) {
    if (checkin.date > plan.as_of) continue;
    Spoken& of = out[checkin.goal.index()];
    ++of.checkins;
    if (checkin.forecast.is_set()) say(of.said, {checkin.date, checkin.forecast});
    if (checkin.confidence) say(of.confidence, {checkin.date, *checkin.confidence});
  }
  return out;
}

std::vector<ItemId> choose(const std::vector<Spoken>& spoken, std::size_t most) {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < spoken.size(); ++row) {
    if (spoken[row].is_candidate()) out.emplace_back(row);
  }
  const auto rank = [&](ItemId id) {
    const Spoken& of = spoken[id.index()];
    return std::tuple(-std::abs(moved(of.said)), -static_cast<std::ptrdiff_t>(of.said.size()),
                      -static_cast<std::ptrdiff_t>(of.checkins));
  };
  std::ranges::stable_sort(out, {}, rank);
  if (out.size() > most) out.resize(most);
  std::ranges::sort(out);
  return out;
}

bool is_late(const ScheduleRow& row) {
  const bool is_goal = row.kind == Kind::goal || row.kind == Kind::milestone;
  const bool is_open = row.status != Status::done && row.status != Status::dropped;
  return is_goal && is_open && !row.is_absent && row.is_late();
}

}  // namespace

int TrendLine::moved_days() const { return moved(said); }

std::vector<ItemId> choose_trend_goals(const Plan& plan, std::size_t most) {
  return choose(gather(plan), most);
}

TrendReport report_trend(const Analysis& analysis, const TrendOptions& options) {
  const Plan& plan = *analysis.plan;
  TrendReport report;
  report.plan = plan.name;
  report.as_of = plan.as_of;
  if (analysis.risk) {
    report.samples = analysis.risk->samples;
    report.seed = analysis.risk->seed;
  }
  std::vector<Spoken> spoken = gather(plan);
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const Kind kind = plan.items[row].kind;
    report.num_goals += kind == Kind::goal || kind == Kind::milestone ? 1 : 0;
    report.checkins += spoken[row].checkins;
    report.candidates += spoken[row].is_candidate() ? 1 : 0;
  }
  const std::vector<ItemId> goals =
      options.goals.empty() ? choose(spoken, options.most) : options.goals;
  const ScheduleReport schedule = report_schedule(analysis, false);
  for (const ItemId id : goals) {
    const ScheduleRow& row = schedule.rows[id.index()];
    Spoken& of = spoken[id.index()];
    TrendLine line;
    line.row = id.index();
    line.id = row.id;
    line.title = row.title;
    line.team_name = row.team_name;
    line.kind = row.kind;
    line.status = row.status;
    line.is_assumed = row.is_assumed;
    line.due = row.due;
    line.said = of.said;
    line.confidence = of.confidence;
    line.checkins = of.checkins;
    line.finish = row.finish;
    if (analysis.risk) {
      const ItemRisk& risk = analysis.risk->items[id.index()];
      line.forecast = risk.forecast;
      if (risk.on_time) line.on_time = odds_of(*risk.on_time, analysis.risk->samples);
    }
    report.lines.push_back(std::move(line));
  }
  for (std::size_t row = 0; row < schedule.rows.size(); ++row) {
    if (is_late(schedule.rows[row]) && std::ranges::find(goals, ItemId(row)) == goals.end())
      ++report.late_hidden;
  }
  return report;
}

}  // namespace slipway
