#include <algorithm>

#include "planner/report/load_amounts_internal.hpp"
#include "planner/report/team_demand.hpp"
#include "planner/risk/statistics.hpp"

namespace slipway {
namespace {

// Sums of many halves and quarters: less than this is rounding.
constexpr double kTiny = 1e-9;

double to_days(std::int64_t ticks) {
  return static_cast<double>(ticks) / static_cast<double>(kTicksPerDay);
}

}  // namespace

std::vector<KeptWork> list_planned_work(const Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  const Instant origin = start_of(plan.as_of);
  std::vector<KeptWork> out;
  for (const WorkSpan& span : list_work(analysis)) {
    const WorkCalendar& own = plan.calendars[plan.calendar_of(plan.item(span.item)).index()];
    out.push_back(
        {span.item,
         {{own.between(origin, span.start).ticks, own.between(origin, span.finish).ticks}}});
  }
  return out;
}

Date find_last_work(const Plan& plan, std::span<const KeptWork> work, double share) {
  const Date nothing = plus_days(plan.as_of, -1);
  if (work.empty()) return nothing;
  const std::size_t num_runs = work.front().spans.size();
  std::vector<Date> last(num_runs, nothing);
  // On one calendar the last work is the one that ends last on its line.
  std::map<CalendarId, std::vector<std::int64_t>> ends;
  for (const KeptWork& of : work) {
    std::vector<std::int64_t>& end = ends[plan.calendar_of(plan.item(of.item))];
    end.resize(num_runs, 0);
    for (std::size_t run = 0; run < num_runs; ++run) {
      if (of.spans[run].from < of.spans[run].to) end[run] = std::max(end[run], of.spans[run].to);
    }
  }
  for (const auto& [id, end] : ends) {
    const WorkCalendar& calendar = plan.calendars[id.index()];
    const Work origin = calendar.worked(start_of(plan.as_of));
    for (std::size_t run = 0; run < num_runs; ++run) {
      if (end[run] <= 0) continue;
      last[run] = std::max(last[run], day_before(calendar.earliest(origin + Work{end[run]})));
    }
  }
  std::ranges::sort(last);
  return last[quantile_index_type1(num_runs, share)];
}

LoadAmounts::LoadAmounts(const Plan& plan, std::span<const KeptWork> work,
                         std::span<const LoadColumn> columns, const std::vector<bool>& is_chosen,
                         double share)
    : plan_(plan), columns_(columns), share_(share) {
  if (!work.empty()) num_runs_ = work.front().spans.size();
  askers_.resize(plan.teams.size());
  wanted_.assign(plan.teams.size(), Runs(columns.size()));
  if (!is_chosen.empty()) chosen_ = wanted_;
  for (const KeptWork& of : work) {
    const Item& item = plan.item(of.item);
    const ItemDetails& details = plan.details_of(item);
    const CalendarId own = plan.calendar_of(item);
    const bool chosen = !is_chosen.empty() && is_chosen[of.item.index()];
    if (item.team.is_set()) add(of, item.team, details.people, stretches_of(own, own), chosen);
    for (const Need& need : details.needs) {
      if (need.ask == Ask::declined) continue;
      const CalendarId helper = plan.teams[need.team.index()].calendar;
      add(of, need.team, need.people, stretches_of(own, helper), chosen);
    }
  }
}

const std::vector<LoadAmounts::Stretch>& LoadAmounts::stretches_of(CalendarId own,
                                                                   CalendarId helper) {
  const auto [found, is_new] = stretches_.try_emplace({own, helper});
  std::vector<Stretch>& out = found->second;
  if (!is_new) return out;
  const WorkCalendar& mine = plan_.calendars[own.index()];
  const WorkCalendar& theirs = plan_.calendars[helper.index()];
  std::int64_t worked = 0;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    for (Date day = columns_[c].first; day <= columns_[c].last; day = plus_days(day, 1)) {
      if (!mine.is_working(day)) continue;
      const std::int64_t from = worked;
      worked += kTicksPerDay;
      if (own != helper && !theirs.is_working(day)) continue;
      if (!out.empty() && out.back().to == from && out.back().column == c)
        out.back().to = worked;
      else
        out.push_back({from, worked, c});
    }
  }
  return out;
}

void LoadAmounts::add(const KeptWork& work, TeamId team, double people,
                      const std::vector<Stretch>& stretches, bool is_chosen) {
  std::vector<double> sums(columns_.size(), 0.0);
  const auto put = [&](std::vector<double>& runs, std::size_t run, double days) {
    if (runs.empty()) runs.assign(num_runs_, 0.0);
    runs[run] += days;
  };
  for (std::size_t run = 0; run < work.spans.size(); ++run) {
    const WorkedSpan& span = work.spans[run];
    if (span.to <= span.from) continue;
    for (auto at = std::ranges::upper_bound(stretches, span.from, {}, &Stretch::to);
         at != stretches.end() && at->from < span.to; ++at) {
      const double days =
          people * to_days(std::min(at->to, span.to) - std::max(at->from, span.from));
      sums[at->column] += days;
      put(wanted_[team.index()][at->column], run, days);
      if (is_chosen) put(chosen_[team.index()][at->column], run, days);
    }
  }
  Asker asker{work.item, is_chosen, {}};
  for (std::size_t c = 0; c < sums.size(); ++c) {
    if (sums[c] > kTiny) asker.days.emplace_back(c, sums[c]);
  }
  if (!asker.days.empty()) askers_[team.index()].push_back(std::move(asker));
}

double LoadAmounts::pick(const std::vector<Runs>& amounts, std::span<const TeamId> teams,
                         std::size_t first, std::size_t last) const {
  std::vector<double> sums(num_runs_, 0.0);
  for (const TeamId team : teams) {
    for (std::size_t c = first; c <= last; ++c) {
      const std::vector<double>& runs = amounts[team.index()][c];
      for (std::size_t run = 0; run < runs.size(); ++run) sums[run] += runs[run];
    }
  }
  const auto at =
      sums.begin() + static_cast<std::ptrdiff_t>(quantile_index_type1(num_runs_, share_));
  std::nth_element(sums.begin(), at, sums.end());
  return *at;
}

double LoadAmounts::wanted(std::span<const TeamId> teams, std::size_t first,
                           std::size_t last) const {
  return pick(wanted_, teams, first, last);
}

double LoadAmounts::chosen(std::span<const TeamId> teams, std::size_t first,
                           std::size_t last) const {
  return chosen_.empty() ? 0.0 : pick(chosen_, teams, first, last);
}

std::vector<std::pair<double, ItemId>> LoadAmounts::list_asks(TeamId team,
                                                              std::size_t column) const {
  std::map<ItemId, double> sums;
  for (const Asker& asker : askers_[team.index()]) {
    for (const auto& [at, days] : asker.days) {
      if (at == column) sums[asker.item] += days;
    }
  }
  std::vector<std::pair<double, ItemId>> out;
  for (const auto& [item, days] : sums)
    out.emplace_back(days / static_cast<double>(num_runs_), item);
  std::ranges::stable_sort(out, std::ranges::greater{}, &std::pair<double, ItemId>::first);
  return out;
}

std::vector<bool> LoadAmounts::find_asking(const std::vector<bool>& is_team) const {
  std::vector<bool> out(plan_.items.size(), false);
  for (std::size_t team = 0; team < askers_.size(); ++team) {
    if (!is_team[team]) continue;
    for (const Asker& asker : askers_[team]) out[asker.item.index()] = true;
  }
  return out;
}

bool LoadAmounts::is_asked_by_chosen(TeamId team) const {
  return std::ranges::any_of(askers_[team.index()], &Asker::is_chosen);
}

}  // namespace slipway
