#include "planner/report/report_checkins.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <map>
#include <tuple>

namespace slipway {
namespace {

// By goal and date; the last in the file wins.
using Said = std::map<std::size_t, std::map<Date, const CheckIn*>>;

Said gather(const Plan& plan) {
  Said out;
  for (const CheckIn& checkin : plan.checkins) {
    if (plan.as_of.is_set() && checkin.date > plan.as_of) continue;
    out[checkin.goal.index()][checkin.date] = &checkin;
  }
  return out;
}

double size_of(const std::optional<double>& before, const std::optional<double>& after) {
  return before && after ? std::fabs(*after - *before) : 0.0;
}

std::int32_t size_of(Date before, Date after) {
  return before.is_set() && after.is_set() ? std::abs(after.day - before.day) : 0;
}

// What was said last about each number and the date before the latest check-in.
CheckinMove compare(std::size_t item, const std::map<Date, const CheckIn*>& said) {
  const CheckIn& now = *said.rbegin()->second;
  CheckinMove out;
  out.item = item;
  out.score = now.score;
  out.confidence = now.confidence;
  out.said = now.forecast;
  out.note = now.note;
  for (auto at = std::next(said.rbegin()); at != said.rend(); ++at) {
    if (!out.before.is_set()) out.before = at->first;
    if (!out.score_before) out.score_before = at->second->score;
    if (!out.confidence_before) out.confidence_before = at->second->confidence;
    if (!out.said_before.is_set()) out.said_before = at->second->forecast;
  }
  // What is not said again stands.
  if (!out.score) out.score = out.score_before;
  if (!out.confidence) out.confidence = out.confidence_before;
  if (!out.said.is_set()) out.said = out.said_before;
  return out;
}

}  // namespace

CheckinReport report_checkins(const Plan& plan) {
  CheckinReport out;
  const Said said = gather(plan);
  for (const auto& [item, days] : said) out.latest = std::max(out.latest, days.rbegin()->first);
  if (!out.latest.is_set()) return out;
  for (const auto& [item, days] : said) {
    for (const auto& [date, checkin] : days) {
      if (date < out.latest) out.before = std::max(out.before, date);
    }
    if (days.rbegin()->first == out.latest) out.moves.push_back(compare(item, days));
  }
  for (std::size_t item = 0; item < plan.num_goals; ++item) {
    const Item& goal = plan.items[item];
    if (goal.kind == Kind::objective) continue;
    if (goal.status == Status::done || goal.status == Status::dropped) continue;
    const auto at = said.find(item);
    const Date last = at == said.end() ? Date{} : at->second.rbegin()->first;
    if (last != out.latest) out.stale.push_back({item, last});
  }
  std::ranges::stable_sort(out.moves, {}, [](const CheckinMove& move) {
    const bool is_first = !move.before.is_set();
    return std::tuple(is_first         ? 1
                      : move.is_move() ? 0
                                       : 2,
                      -size_of(move.confidence_before, move.confidence),
                      -size_of(move.said_before, move.said),
                      -size_of(move.score_before, move.score));
  });
  std::ranges::stable_sort(out.stale, {}, [](const StaleGoal& goal) {
    return std::tuple(!goal.last.is_set(), goal.last);
  });
  return out;
}

std::vector<std::vector<const CheckIn*>> checkins_by_item(const Plan& plan) {
  std::vector<std::vector<const CheckIn*>> out(plan.items.size());
  for (const CheckIn& checkin : plan.checkins) {
    if (!plan.as_of.is_set() || checkin.date <= plan.as_of) {
      out[checkin.goal.index()].push_back(&checkin);
    }
  }
  for (auto& said : out) std::ranges::stable_sort(said, std::ranges::greater{}, &CheckIn::date);
  return out;
}

}  // namespace slipway
