#include "planner/report/answer_dates.hpp"

#include <algorithm>

namespace slipway {
namespace {

constexpr std::int32_t kFarDays = 3660;  // who waits so long beyond every date loses them all

}  // namespace

AnswerDates::AnswerDates(const Analysis& analysis)
    : analysis_(analysis), network_(analysis.network), work_(analysis.schedule) {
  const Plan& plan = *analysis.plan;
  work_.late.start.assign(network_.num_nodes(), kForever);  // late dates are not asked for
  work_.late.finish.assign(network_.num_nodes(), kForever);
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    const NodeId node = network_.node_of[row];
    const Date target = plan.target_of(item);
    if (!node.is_set() || !target.is_set() || item.status == Status::done) continue;
    if (!analysis.schedule.exists(node)) continue;
    dated_.push_back({ItemId(row), node, target, analysis.shown.finish[node.index()] > target});
  }
}

std::vector<NodeId> AnswerDates::open_nodes_of(ItemId id) const {
  const Plan& plan = *analysis_.plan;
  std::vector<NodeId> out;
  const auto add = [&](std::size_t row) {
    const NodeId node = network_.node_of[row];
    if (node.is_set() && network_.nodes[node.index()].progress != Progress::done &&
        analysis_.schedule.exists(node)) {
      out.push_back(node);
    }
  };
  if (plan.item(id).kind != Kind::objective) {
    add(id.index());
    return out;
  }
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    ItemId up = plan.items[row].parent;
    while (up.is_set() && up != id) up = plan.item(up).parent;
    if (up == id) add(row);
  }
  return out;
}

std::vector<bool> AnswerDates::followers_of(const std::vector<NodeId>& nodes) const {
  std::vector<bool> out(network_.num_nodes(), false);
  for (const NodeId node : nodes) out[node.index()] = true;
  for (std::size_t n = 0; n < network_.num_nodes(); ++n) {
    for (const InLink& in : network_.links_into(n)) {
      if (out[in.from.index()]) out[n] = true;
    }
  }
  return out;
}

ItemId AnswerDates::first_lost(const std::vector<NodeId>& held, bool is_blocker,
                               const std::vector<const Dated*>& kept, Date day) {
  struct Before {
    Instant floor;
    std::int64_t duration;
  };
  std::vector<Before> before;
  for (const NodeId id : held) {
    Node& node = network_.nodes[id.index()];
    std::int64_t& duration = work_.conditions.durations[id.index()];
    before.push_back({node.floor, duration});
    // What is answered on a day is so in its evening.
    node.floor = is_blocker ? end_of(day) : std::max(node.floor, end_of(day));
    if (is_blocker) duration = 0;
  }
  work_.kernel(*analysis_.plan, network_).forward(work_.start, work_.finish);
  const ShownDates shown = find_shown_dates(*analysis_.plan, network_, work_);
  for (std::size_t i = 0; i < held.size(); ++i) {
    network_.nodes[held[i].index()].floor = before[i].floor;
    work_.conditions.durations[held[i].index()] = before[i].duration;
  }
  for (const Dated* dated : kept) {
    if (shown.finish[dated->node.index()] > dated->target) return dated->item;
  }
  return {};
}

AnswerDate AnswerDates::find(const std::vector<NodeId>& held, const std::vector<NodeId>& takers,
                             bool is_blocker) {
  const Plan& plan = *analysis_.plan;
  if (held.empty()) return {};
  const std::vector<bool> follows = followers_of(takers);
  std::vector<const Dated*> kept;
  ItemId lost{};  // a taker's date, or the first of those that follow
  bool is_taker_late = false;
  Date last = plan.as_of;
  for (const Dated& dated : dated_) {
    if (!follows[dated.node.index()]) continue;
    if (!dated.is_late) {
      kept.push_back(&dated);
      last = std::max(last, dated.target);
      continue;
    }
    const bool is_taker = !is_blocker && std::ranges::find(takers, dated.node) != takers.end();
    if (!lost.is_set() || (is_taker && !is_taker_late)) lost = dated.item;
    is_taker_late = is_taker_late || is_taker;
  }
  if (is_taker_late || (kept.empty() && lost.is_set())) {
    return {.state = AnswerState::late, .day = {}, .first = lost};
  }
  const auto loses = [&](Date day) { return first_lost(held, is_blocker, kept, day); };
  Date harmless = plus_days(plan.as_of, -1);
  Date harmful{};
  for (std::int32_t step = 1; !harmful.is_set(); step *= 2) {
    const Date limit = std::min(plus_days(last, kFarDays), plus_days(kLastDate, -kFarDays));
    const Date day = std::min(plus_days(harmless, step), std::max(limit, plan.as_of));
    if (kept.empty()) return {};
    if (loses(day).is_set()) {
      harmful = day;
    } else if (day >= limit) {
      return {};
    } else {
      harmless = day;
    }
  }
  while (harmful.day - harmless.day > 1) {
    const Date middle = plus_days(harmless, (harmful.day - harmless.day) / 2);
    (loses(middle).is_set() ? harmful : harmless) = middle;
  }
  const ItemId first = loses(harmful);
  // An answer on a day off does what one on the working day before does.
  const WorkCalendar& own = plan.calendars[network_.nodes[held.front().index()].calendar.index()];
  while (harmless >= plan.as_of && !own.is_working(harmless)) harmless = plus_days(harmless, -1);
  if (harmless < plan.as_of) {
    return {.state = AnswerState::now, .day = plan.as_of, .first = first};
  }
  return {.state = AnswerState::by_date, .day = harmless, .first = first};
}

AnswerDate AnswerDates::of_blocker(ItemId blocker) {
  const std::vector<NodeId> nodes = open_nodes_of(blocker);
  return find(nodes, nodes, true);
}

AnswerDate AnswerDates::of_ask(ItemId taker, ItemId provider) {
  const std::vector<NodeId> takers = open_nodes_of(taker);
  std::vector<NodeId> waiting;
  for (const NodeId node : open_nodes_of(provider)) {
    if (network_.nodes[node.index()].progress == Progress::waiting) waiting.push_back(node);
  }
  return find(waiting.empty() ? takers : waiting, takers, false);
}

AnswerDate AnswerDates::of_need(ItemId taker) {
  const std::vector<NodeId> takers = open_nodes_of(taker);
  return find(takers, takers, false);
}

}  // namespace slipway
