#include <algorithm>
#include <tuple>

#include "planner/report/graph_words.hpp"
#include "planner/report/matrix_items_internal.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostForced = 400;  // rows that --all may ask for

bool is_goal(const Item& item) { return item.kind == Kind::goal || item.kind == Kind::milestone; }

bool is_open_late(const ScheduleRow& row) {
  const bool is_open = row.status != Status::done && row.status != Status::dropped;
  return is_open && !row.is_absent && row.is_late();
}

std::vector<bool> find_pressing(const Analysis& analysis, const ScheduleReport& schedule,
                                const std::vector<LinkFacts>& links) {
  std::vector<bool> out = find_near_critical(analysis, schedule);
  for (std::size_t row = 0; row < out.size(); ++row) {
    out[row] = out[row] || is_open_late(schedule.rows[row]);
  }
  for (const LinkFacts& link : links) {
    const GraphLink& state = link.state;
    if (!state.is_broken() && !state.is_unagreed() && !state.is_declined()) continue;
    out[link.arc.from.index()] = out[link.arc.to.index()] = true;
  }
  return out;
}

MatrixItem describe(const Analysis& analysis, const ScheduleReport& schedule, ItemId id) {
  const Item& item = analysis.plan->item(id);
  const ScheduleRow& row = schedule.rows[id.index()];
  MatrixItem out;
  out.item = id.index();
  out.id = item.id;
  if (item.title != item.id) out.title = item.title;
  out.team = row.team_name;
  out.is_milestone = item.kind == Kind::milestone;
  out.is_blocker = item.kind == Kind::blocker;
  out.is_critical = row.is_critical;
  if (is_open_late(row)) out.late_days = std::max(0.0, -row.due_float_days.value_or(0.0));
  if (analysis.risk && analysis.risk->samples > 0) {
    const std::optional<std::uint64_t>& on_time = analysis.risk->items[id.index()].on_time;
    if (on_time) {
      out.on_time = static_cast<double>(*on_time) / static_cast<double>(analysis.risk->samples);
    }
  }
  return out;
}

MatrixMark merge(const std::vector<const LinkFacts*>& links) {
  MatrixMark out;
  out.links = links.size();
  out.is_soft = true;
  for (const LinkFacts* link : links) {
    const GraphLink& state = link->state;
    out.is_soft = out.is_soft && state.is_soft();
    out.is_critical = out.is_critical || state.is_critical;
    out.is_unagreed = out.is_unagreed || state.ask == Ask::asked;
    out.is_declined = out.is_declined || state.is_declined();
    out.is_broken = out.is_broken || state.is_broken();
    if (link->late && link->late.value() >= out.late.value_or(0.0)) out.late = link->late;
    out.days = std::max(out.days, link->days_late);
  }
  return out;
}

}  // namespace

bool list_matrix_items(const Analysis& analysis, const ScheduleReport& schedule,
                       const std::vector<LinkFacts>& links, bool all, MatrixReport& report) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  std::vector<bool> is_shown(plan.items.size(), false);
  for (const LinkFacts& link : links) {
    is_shown[link.arc.from.index()] = is_shown[link.arc.to.index()] = true;
  }
  const auto count = [&] { return static_cast<std::size_t>(std::ranges::count(is_shown, true)); };
  const std::size_t linked = count();
  const std::size_t most = all ? kMostForced : kMostMatrixItems;
  if (linked > most) {
    const std::vector<bool> pressing = find_pressing(analysis, schedule, links);
    for (std::size_t row = 0; row < is_shown.size(); ++row)
      is_shown[row] = is_shown[row] && pressing[row];
    const std::string many = count_of(linked, "linked item") + " are too many for a matrix: ";
    if (count() > most || count() < 2) {
      report.notes.push_back(many + "teams are shown instead; --team or --focus chooses items" +
                             (all ? "" : ", --all takes up to " + std::to_string(kMostForced)));
      return false;
    }
    report.notes.push_back(many +
                           "those are shown that are late, critical or near it, or have a "
                           "broken or unagreed link" +
                           (all ? "" : "; --all shows up to " + std::to_string(kMostForced)));
  }

  // Nodes are numbered so that all that a node waits for comes before it; levels are those of what
  // is shown.
  std::vector<std::size_t> level(plan.items.size(), 0);
  std::vector<const LinkFacts*> shown;
  for (const LinkFacts& link : links) {
    if (is_shown[link.arc.from.index()] && is_shown[link.arc.to.index()]) shown.push_back(&link);
  }
  const auto node = [&](ItemId id) { return network.node_of[id.index()].row; };
  std::ranges::stable_sort(shown, {}, [&](const LinkFacts* link) { return node(link->arc.to); });
  for (const LinkFacts* link : shown) {
    std::size_t& at = level[link->arc.to.index()];
    at = std::max(at, level[link->arc.from.index()] + 1);
  }
  std::vector<ItemId> order;
  for (std::size_t row = 0; row < is_shown.size(); ++row) {
    if (is_shown[row]) order.emplace_back(row);
  }
  std::ranges::stable_sort(order, {}, [&](ItemId id) { return level[id.index()]; });
  std::vector<std::uint32_t> place(plan.items.size(), 0);
  for (const ItemId id : order) {
    place[id.index()] = static_cast<std::uint32_t>(report.items.size());
    report.items.push_back(describe(analysis, schedule, id));
    report.items.back().level = level[id.index()];
    report.num_shown += is_goal(plan.item(id)) ? 1 : 0;
  }
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (is_goal(plan.items[row]) && !is_shown[row] && is_open_late(schedule.rows[row]))
      ++report.num_hidden_late;
  }

  const auto ends = [&](const LinkFacts* link) {
    return std::pair(place[link->arc.to.index()], place[link->arc.from.index()]);
  };
  std::ranges::stable_sort(shown, {}, ends);
  for (std::size_t first = 0; first < shown.size();) {
    std::vector<const LinkFacts*> same;
    std::size_t last = first;
    for (; last < shown.size() && ends(shown[last]) == ends(shown[first]); ++last)
      same.push_back(shown[last]);
    MatrixMark mark = merge(same);
    std::tie(mark.taker, mark.giver) = ends(shown[first]);
    report.marks.push_back(mark);
    for (const LinkFacts* link : same) {
      const bool crosses = plan.item(link->arc.from).team != plan.item(link->arc.to).team;
      (crosses ? report.between : report.within)
          .add({1, link->state.ask == Ask::asked || link->state.is_declined() ? 1u : 0u,
                link->is_likely_late() ? 1u : 0u, link->days_late});
    }
    first = last;
  }
  return true;
}

}  // namespace slipway
