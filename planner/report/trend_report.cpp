#include "planner/report/trend_report.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace slipway {
namespace {

// What is said later in the file about the same day counts. Says whether it replaces something.
template <typename Said>
bool say(std::vector<Said>& list, const Said& said) {
  const auto at = std::ranges::lower_bound(list, said.on, {}, &Said::on);
  if (at != list.end() && at->on == said.on) {
    *at = said;
    return true;
  }
  list.insert(at, said);
  return false;
}

int moved(const std::vector<SaidDate>& said) {
  return said.empty() ? 0 : said.back().forecast.day - said.front().forecast.day;
}

struct Spoken {
  std::vector<SaidDate> said;
  std::vector<SaidConfidence> confidence;
  std::size_t checkins = 0;
  std::size_t said_over = 0;
  bool is_candidate() const { return !said.empty() || !confidence.empty(); }
};

/// By ItemId.
std::vector<Spoken> gather(const Plan& plan) {
  std::vector<Spoken> out(plan.items.size());
  for (const CheckIn& checkin : plan.checkins) {
    if (checkin.date > plan.as_of) continue;
    Spoken& of = out[checkin.goal.index()];
    ++of.checkins;
    if (checkin.forecast.is_set() && say(of.said, {checkin.date, checkin.forecast})) ++of.said_over;
    if (checkin.confidence && say(of.confidence, {checkin.date, *checkin.confidence}))
      ++of.said_over;
  }
  return out;
}

/// `is_shown` is by ItemId; empty: all are.
std::vector<ItemId> choose(const std::vector<Spoken>& spoken, const std::vector<bool>& is_shown,
                           std::size_t most) {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < spoken.size(); ++row) {
    if (spoken[row].is_candidate() && (is_shown.empty() || is_shown[row])) out.emplace_back(row);
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
  return choose(gather(plan), {}, most);
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
  const ScheduleReport schedule = report_schedule(analysis, false);
  const Selection selection = select_items(analysis, schedule, spread_links(plan), options.filter);
  std::vector<bool> is_shown(plan.items.size(), true);
  if (!selection.words.empty()) {
    for (std::size_t row = 0; row < is_shown.size(); ++row)
      is_shown[row] = selection.has(ItemId(row));
  }
  report.filter = selection.words;
  std::vector<ItemId> goals = options.goals;
  if (goals.empty()) goals = choose(spoken, is_shown, options.most);
  std::erase_if(goals, [&](ItemId id) { return !is_shown[id.index()]; });
  for (std::size_t row = 0; row < is_shown.size(); ++row)
    report.passing += spoken[row].is_candidate() && is_shown[row] ? 1 : 0;
  report.nothing = selection.nothing;
  if (goals.empty() && report.candidates > 0 && report.nothing.empty()) {
    report.nothing = options.goals.empty()
                         ? "Nothing to show: no goal with a date or a confidence in its check-ins "
                           "passes the filter (" +
                               selection.words + ")."
                         : "Nothing to show: none of the goals asked for passes the filter (" +
                               selection.words + ").";
  }
  std::size_t said_over = 0;
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
    line.said_over = of.said_over;
    said_over += of.said_over;
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
  if (said_over > 0) {
    report.notes.push_back((said_over == 1
                                ? std::string("1 date or confidence was")
                                : std::to_string(said_over) + " dates and confidences were") +
                           " said again on the same day: the last in the file counts");
  }
  return report;
}

}  // namespace slipway
