#include "planner/report/scurve_report.hpp"

#include <algorithm>

namespace slipway {
namespace {

constexpr int kMargin = 2;  // working days beside the curves

// Returns the plan's working days of the span, and every day on which something finishes.
std::vector<Date> list_days(const WorkCalendar& calendar, const std::vector<KeptFinishes>& kept) {
  Date from = kept.front().days.front();
  Date to = kept.front().days.back();
  for (const KeptFinishes& finishes : kept) {
    from = std::min(from, finishes.days.front());
    to = std::max(to, finishes.days.back());
  }
  for (int left = kMargin; left > 0;) {
    from = plus_days(from, -1);
    if (calendar.is_working(from)) --left;
  }
  for (int left = kMargin; left > 0;) {
    to = plus_days(to, 1);
    if (calendar.is_working(to)) --left;
  }
  std::vector<Date> days;
  for (Date day = from; day <= to; day = plus_days(day, 1)) {
    if (calendar.is_working(day) || std::ranges::any_of(kept, [&](const KeptFinishes& finishes) {
          return std::ranges::binary_search(finishes.days, day);
        })) {
      days.push_back(day);
    }
  }
  return days;
}

std::vector<std::uint64_t> count_done(const std::vector<Date>& finishes,
                                      const std::vector<Date>& days) {
  std::vector<std::uint64_t> out;
  out.reserve(days.size());
  auto at = finishes.begin();
  for (const Date day : days) {
    at = std::find_if(at, finishes.end(), [&](Date finish) { return finish > day; });
    out.push_back(static_cast<std::uint64_t>(at - finishes.begin()));
  }
  return out;
}

void add_item(const Analysis& analysis, ItemId id, ScurveCurve& curve) {
  const Plan& plan = *analysis.plan;
  const Item& item = plan.item(id);
  curve.id = item.id;
  curve.title = item.title;
  if (item.team.is_set()) curve.team_name = plan.teams[item.team.index()].name;
  curve.due = plan.target_of(item);
  const Simulation& risk = *analysis.risk;
  if (const auto& hits = risk.items[id.index()].on_time) {
    curve.on_time = odds_of(*hits, risk.samples);
  }
}

}  // namespace

ScurveReport report_scurve(const Analysis& analysis, const ScurveOptions& options) {
  const Simulation& risk = analysis.risk.value();
  ScurveReport report;
  report.plan = analysis.plan->name;
  report.as_of = analysis.plan->as_of;
  report.samples = risk.samples;
  report.seed = risk.seed;
  std::vector<KeptFinishes> curves;
  for (const KeptFinishes& kept : risk.kept) {
    if (options.only_finish && kept.item.is_set()) continue;
    curves.push_back(kept);
    std::ranges::sort(curves.back().days);  // they may be kept by sample
  }
  if (curves.empty()) return report;
  report.days = list_days(analysis.plan->calendars[0], curves);
  for (const KeptFinishes& kept : curves) {
    ScurveCurve curve;
    curve.title = analysis.plan->name;
    if (kept.item.is_set()) add_item(analysis, kept.item, curve);
    const auto quantile = [&](double p) {
      return kept.days[quantile_index_type1(kept.days.size(), p)];
    };
    curve.first = kept.days.front();
    curve.last = kept.days.back();
    curve.p10 = quantile(0.1);
    curve.p50 = quantile(0.5);
    curve.p80 = quantile(0.8);
    curve.p90 = quantile(0.9);
    curve.done_by = count_done(kept.days, report.days);
    report.curves.push_back(std::move(curve));
  }
  return report;
}

std::uint64_t samples_within(const ScurveCurve& curve, std::size_t from, std::size_t to) {
  return curve.done_by[to] - (from > 0 ? curve.done_by[from - 1] : 0);
}

double share_done_by(const ScurveReport& report, const ScurveCurve& curve, Date date) {
  const auto after = std::ranges::upper_bound(report.days, date);
  if (after == report.days.begin()) return 0.0;
  const auto row = static_cast<std::size_t>(after - report.days.begin()) - 1;
  return static_cast<double>(curve.done_by[row]) / static_cast<double>(report.samples);
}

}  // namespace slipway
