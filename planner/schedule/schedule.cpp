#include "planner/schedule/schedule.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "planner/base/beside.hpp"
#include "planner/base/utf8.hpp"
#include "planner/schedule/backward.hpp"

namespace slipway {
namespace {

constexpr std::size_t kManyNodes = 20'000;  // from here on a second thread is worth starting

// Nodes with the latest finish among `candidates`, and that finish. Done nodes set the date, but
// nothing can be traced through them.
struct LastOnes {
  Instant finish = kNever;
  std::vector<NodeId> nodes;
};

LastOnes find_last(const Network& network, const Schedule& schedule,
                   const std::vector<NodeId>& candidates) {
  LastOnes out;
  for (const NodeId n : candidates) {
    if (!schedule.exists(n)) continue;
    const Instant finish = schedule.finish_of(n);
    if (finish == kNever || finish < out.finish) continue;
    if (finish > out.finish) out.nodes.clear();
    out.finish = finish;
    if (network.nodes[n.index()].progress != Progress::done) out.nodes.push_back(n);
  }
  return out;
}

std::vector<NodeId> nodes_below(const Plan& plan, const Network& network, ItemId target) {
  std::vector<NodeId> out;
  if (plan.item(target).kind != Kind::objective) {
    if (network.node_of[target.index()].is_set()) out.push_back(network.node_of[target.index()]);
    return out;
  }
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    if (!network.node_of[row].is_set()) continue;
    for (ItemId up = plan.items[row].parent; up.is_set(); up = plan.item(up).parent) {
      if (up == target) out.push_back(network.node_of[row]);
    }
  }
  return out;
}

// Marks everything that driving links lead back to (D7). Done work is not traced through.
std::vector<bool> find_longest_path(const Network& network, const Kernel<1>& kernel,
                                    const std::vector<NodeId>& ends) {
  const std::size_t num_nodes = network.num_nodes();
  std::vector<bool> on_path(num_nodes, false);
  for (const NodeId n : ends) on_path[n.index()] = true;
  for (std::size_t n = num_nodes; n-- > 0;) {
    if (!on_path[n]) continue;
    kernel.visit_drivers(n, 1, [&](const InLink& in, std::uint64_t) {
      if (network.nodes[in.from.index()].progress != Progress::done)
        on_path[in.from.index()] = true;
    });
  }
  return on_path;
}

// Walks back from the last end in file order, always to the driver first in file order.
std::vector<ItemId> walk_path(const Network& network, const Kernel<1>& kernel,
                              const std::vector<NodeId>& ends) {
  std::vector<ItemId> path;
  NodeId at{};
  for (const NodeId n : ends) {
    if (!at.is_set() || network.nodes[n.index()].item > network.nodes[at.index()].item) at = n;
  }
  while (at.is_set()) {
    path.push_back(network.nodes[at.index()].item);
    NodeId next{};
    kernel.visit_drivers(at.index(), 1, [&](const InLink& in, std::uint64_t) {
      const Node& from = network.nodes[in.from.index()];
      if (from.progress == Progress::done) return;
      if (!next.is_set() || from.item < network.nodes[next.index()].item) next = in.from;
    });
    at = next;
  }
  std::ranges::reverse(path);
  return path;
}

}  // namespace

Schedule find_early_dates(const Plan& plan, const Network& network, OwnedConditions conditions) {
  Schedule out;
  out.conditions = std::move(conditions);
  out.start.resize(network.num_nodes());
  out.finish.resize(network.num_nodes());
  out.kernel(plan, network).forward(out.start, out.finish);
  return out;
}

Findings check_length(const Plan& plan, const Network& network, const Schedule& early) {
  Findings out;
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    const Node& node = network.nodes[n];
    if (node.progress == Progress::done || early.finish_of(NodeId(n)) < kEndOfTime) continue;
    const Item& item = plan.item(node.item);
    out.add({.code = Code::plan_too_long,
             .message = "'" + shorten(item.id, 60) + "' would end on " + to_iso(kLastDate) +
                        " or later, where dates end",
             .place = item.id_place(),
             .hint = "check the units of the estimates and lags before it",
             .ids = {std::string(item.id)}});
    break;  // what waits for it does too
  }
  return out;
}

Schedule make_schedule(const Plan& plan, const Network& network, Schedule early, ItemId target) {
  Schedule out = std::move(early);
  const std::size_t num_nodes = network.num_nodes();
  const Kernel<1> kernel = out.kernel(plan, network);

  std::vector<NodeId> goals;
  goals.reserve(num_nodes);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    if (!network.nodes[n].is_blocker) goals.emplace_back(n);
  }
  const LastOnes last = find_last(network, out, goals);
  out.plan_finish = last.finish;
  std::vector<Instant> bounds(num_nodes, out.plan_finish == kNever ? kForever : out.plan_finish);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    if (!network.nodes[n].is_blocker) continue;
    const Instant own = kernel.finish(n, 0);
    bounds[n] = out.plan_finish == kNever ? own : std::max(out.plan_finish, own);
  }
  if (num_nodes < kManyNodes) {
    out.late = find_late_dates(plan, network, out, bounds);
    out.free_float = find_free_floats(plan, network, out, bounds);
  } else {  // they only read the early dates, so each has a thread
    std::vector<Work> free_float;
    Beside helper([&] { free_float = find_free_floats(plan, network, out, bounds); });
    out.late = find_late_dates(plan, network, out, bounds);
    helper.join();
    out.free_float = std::move(free_float);
  }

  LastOnes ends = last;
  if (target.is_set()) {
    ends = find_last(network, out, nodes_below(plan, network, target));
    std::vector<Instant> target_bounds(num_nodes, kForever);
    for (const NodeId n : nodes_below(plan, network, target))
      target_bounds[n.index()] = ends.finish;
    const LateDates late = find_late_dates(plan, network, out, target_bounds);
    out.target_float = late.total_float;
    out.reaches_target.assign(num_nodes, false);
    for (std::size_t n = 0; n < num_nodes; ++n) {
      out.reaches_target[n] = late.finish[n] != kForever && kernel.exists(n, 0) &&
                              network.nodes[n].progress != Progress::done;
    }
  }
  out.is_critical = find_longest_path(network, kernel, ends.nodes);
  out.critical_path = walk_path(network, kernel, ends.nodes);
  return out;
}

std::vector<Driver> find_drivers(const Plan& plan, const Network& network, const Schedule& schedule,
                                 NodeId node) {
  const Kernel<1> kernel = schedule.kernel(plan, network);
  std::vector<Driver> out;
  kernel.visit_drivers(node.index(), 1, [&](const InLink& in, std::uint64_t) {
    out.push_back({in.from, in.link, in.type});
  });
  return out;
}

bool is_held_by_date(const Plan& plan, const Network& network, const Schedule& schedule,
                     NodeId id) {
  const std::size_t n = id.index();
  const Node& node = network.nodes[n];
  if (node.progress == Progress::done || !schedule.exists(id)) return false;
  const WorkCalendar& own = plan.calendars[node.calendar.index()];
  const bool is_instant = node.is_milestone || schedule.conditions.durations[n] == 0;
  const Instant start{schedule.start[n]};
  // A link that sets the moment itself leaves it before the next working moment of the floor.
  if (is_instant) return start == own.next(node.floor);
  return own.worked(node.floor) == own.worked(start);
}

}  // namespace slipway
