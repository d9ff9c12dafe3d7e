#include "planner/whatif/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "planner/whatif/same_rows.hpp"

namespace slipway {
namespace {

// When each item finishes, by ItemId: objectives with the last of their goals.
struct Finishes {
  std::vector<Instant> at;  // kNever: it does not
  std::vector<Date> shown;
};

Finishes finishes_of(const Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  Finishes out{std::vector<Instant>(plan.items.size(), kNever),
               std::vector<Date>(plan.items.size())};
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    const NodeId node = analysis.network.node_of[row];
    if (!node.is_set()) continue;
    const Date shown = analysis.shown.finish[node.index()];
    if (!shown.is_set()) continue;
    const Instant at = analysis.schedule.finish_of(node);
    for (ItemId up(row); up.is_set(); up = plan.item(up).parent) {
      out.at[up.index()] = std::max(out.at[up.index()], at);
      out.shown[up.index()] = std::max(out.shown[up.index()], shown);
    }
  }
  return out;
}

// By which a P80 moves. Where both count from one morning on one calendar, to the last digit; else
// in whole days between the dates.
class DaysBetween {
 public:
  DaysBetween(const Plan& before, const Plan& after)
      : calendar_(before.calendars[0]),
        counts_alike_(before.as_of == after.as_of && before.calendars[0] == after.calendars[0]) {}

  double operator()(const Forecast& before, const Forecast& after) const {
    if (counts_alike_) return after.days.p80 - before.days.p80;
    return days_of(calendar_.worked(end_of(after.p80)) - calendar_.worked(end_of(before.p80)));
  }

 private:
  const WorkCalendar& calendar_;
  bool counts_alike_;
};

double share_of(std::uint64_t hits, std::uint64_t samples) {
  return static_cast<double>(hits) / static_cast<double>(samples);
}

// The standard error of a difference of odds.
double paired_error(const std::vector<std::uint64_t>& before,
                    const std::vector<std::uint64_t>& after, std::uint64_t samples) {
  if (before.empty() || before.size() != after.size())
    throw std::invalid_argument("compare: only odds whose hits were kept can be paired");
  return error_of(paired_change(before, after), samples);
}

void compare_risk(const Analysis& before, const Analysis& after, Comparison& out) {
  const Simulation& was = *before.risk;
  const Simulation& is = *after.risk;
  if (was.samples != is.samples || was.seed != is.seed)
    throw std::invalid_argument("compare: the two simulations drew different samples");
  const DaysBetween days_between(*before.plan, *after.plan);
  if (was.finish && is.finish) out.plan_p80_days = days_between(*was.finish, *is.finish);
  if (was.all_on_time) out.all_on_time_before = share_of(*was.all_on_time, was.samples);
  if (is.all_on_time) out.all_on_time_after = share_of(*is.all_on_time, is.samples);
  if (was.all_on_time && is.all_on_time)
    out.all_on_time_error = paired_error(was.all_hits, is.all_hits, was.samples);
  for (ItemComparison& row : out.items) {
    const ItemRisk none;
    const auto risk_of = [&](const Simulation& of, ItemId item) -> const ItemRisk& {
      return item.is_set() ? of.items[item.index()] : none;
    };
    const ItemRisk& old = risk_of(was, row.item.before);
    const ItemRisk& now = risk_of(is, row.item.after);
    if (old.forecast) row.p80_before = old.forecast->p80;
    if (now.forecast) row.p80_after = now.forecast->p80;
    if (old.forecast && now.forecast) row.p80_days = days_between(*old.forecast, *now.forecast);
    if (old.on_time) row.on_time_before = share_of(*old.on_time, was.samples);
    if (now.on_time) row.on_time_after = share_of(*now.on_time, is.samples);
    if (old.on_time && now.on_time) {
      row.on_time_error = paired_error(was.hits[row.item.before.index()],
                                       is.hits[row.item.after.index()], was.samples);
    }
  }
}

}  // namespace

std::vector<ItemPair> pair_rows(const Plan& before, const Plan& after) {
  const SameRows rows(before, after);
  std::vector<ItemPair> out;
  for (std::size_t row = 0; row < after.items.size(); ++row)
    out.push_back({rows.before_of(ItemId(row)), ItemId(row)});
  return out;
}

bool ItemComparison::moves() const {
  return finish_before != finish_after || delta_days.value_or(0.0) != 0.0 ||
         p80_before != p80_after || on_time_before != on_time_after;
}

bool is_noise(double difference, double error) {
  return difference == 0.0 || std::fabs(difference) < kNoiseErrors * error;
}

Comparison compare(const Analysis& before, const Analysis& after,
                   const std::vector<ItemPair>& pairs) {
  const Finishes was = finishes_of(before);
  const Finishes is = finishes_of(after);
  Comparison out;
  for (const ItemPair& pair : pairs) {
    ItemComparison& row = out.items.emplace_back();
    row.item = pair;
    if (pair.before.is_set()) row.finish_before = was.shown[pair.before.index()];
    if (pair.after.is_set()) row.finish_after = is.shown[pair.after.index()];
    if (!row.finish_before.is_set() || !row.finish_after.is_set()) continue;
    const Plan& plan = *before.plan;
    const WorkCalendar& calendar = plan.calendars[plan.calendar_of(plan.item(pair.before)).index()];
    row.delta_days = days_of(calendar.worked(is.at[pair.after.index()]) -
                             calendar.worked(was.at[pair.before.index()]));
  }
  if (before.risk && after.risk) compare_risk(before, after, out);
  return out;
}

}  // namespace slipway
