#include "planner/graph/network.hpp"

#include <algorithm>
#include <string>

#include "planner/base/utf8.hpp"
#include "planner/graph/cycles.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostLinks = 20'000'000;  // after links of objectives are spread
constexpr std::size_t kMostCycles = 20;         // reported at once

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

bool takes_part(const Item& item) {
  return item.kind != Kind::objective && item.status != Status::dropped;
}

// Says how often goals stand below objectives, at any height; stops counting beyond kMostLinks.
std::size_t count_memberships(const Plan& plan) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < plan.num_goals && count <= kMostLinks; ++row) {
    if (!takes_part(plan.items[row])) continue;
    for (ItemId up = plan.items[row].parent; up.is_set(); up = plan.item(up).parent) ++count;
  }
  return count;
}

// The goals below each objective, in file order; an item that is none stands for itself.
class Members {
 public:
  explicit Members(const Plan& plan)
      : plan_(plan), first_(plan.items.size() + 1, 0), role_(plan.items.size()) {
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
      const Item& item = plan.items[i];
      if (item.kind == Kind::objective)
        role_[i] = Role::objective;
      else if (takes_part(item))
        role_[i] = Role::node;
    }
    std::vector<std::uint32_t> counts(plan.items.size() + 1, 0);
    for_each_pair([&](ItemId objective, ItemId) { ++counts[objective.index()]; });
    for (std::size_t i = 0; i < plan.items.size(); ++i) first_[i + 1] = first_[i] + counts[i];
    goals_.resize(first_.back());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for_each_pair([&](ItemId objective, ItemId goal) { goals_[next[objective.index()]++] = goal; });
  }

  std::span<const ItemId> of(const ItemId& item) const {
    if (role_[item.index()] != Role::objective) {
      return {&item, role_[item.index()] == Role::node ? std::size_t{1} : std::size_t{0}};
    }
    return {goals_.data() + first_[item.index()], goals_.data() + first_[item.index() + 1]};
  }

 private:
  template <typename Visit>
  void for_each_pair(Visit visit) {
    for (std::size_t row = 0; row < plan_.num_goals; ++row) {
      if (!takes_part(plan_.items[row])) continue;
      for (ItemId up = plan_.items[row].parent; up.is_set(); up = plan_.item(up).parent) {
        visit(up, ItemId(row));
      }
    }
  }

  enum class Role : std::uint8_t { none, node, objective };

  const Plan& plan_;
  std::vector<std::uint32_t> first_;
  std::vector<Role> role_;  // a byte per item: links lead all over the items, which are large
  std::vector<ItemId> goals_;
};

Node make_node(const Plan& plan, ItemId id) {
  const Item& item = plan.item(id);
  Node node;
  node.item = id;
  node.calendar = plan.calendar_of(item);
  // A milestone that slips takes that much time.
  node.is_milestone = item.kind == Kind::milestone && plan.details_of(item).slips.empty();
  node.is_blocker = item.kind == Kind::blocker;
  node.is_certain = item.probability >= 1.0;
  node.floor = start_of(plan.as_of);
  if (item.status == Status::done) {
    node.progress = Progress::done;
    node.binds_finish = item.finished.is_set();
    if (item.started.is_set()) node.fixed_start = start_of(item.started);
    if (item.finished.is_set()) node.fixed_finish = end_of(item.finished);
    return node;
  }
  if (item.status == Status::in_progress) {
    node.progress = Progress::started;
    if (item.started.is_set()) node.fixed_start = start_of(item.started);
    return node;
  }
  if (!node.is_blocker) node.floor = std::max(node.floor, start_of(plan.start));
  if (item.not_before.is_set()) node.floor = std::max(node.floor, start_of(item.not_before));
  return node;
}

// Says whether what has happened breaks the link (D8).
bool is_out_of_sequence(LinkType type, const Node& from, const Node& to) {
  const bool to_has_begun = to.progress != Progress::waiting && to.fixed_start != kNever;
  const bool to_has_ended = to.progress == Progress::done && to.fixed_finish != kNever;
  const bool from_has_begun = from.progress != Progress::waiting;
  const bool from_has_ended = from.progress == Progress::done;
  switch (type) {
    case LinkType::fs:
      return to_has_begun &&
             (!from_has_ended || (from.binds_finish && from.fixed_finish > to.fixed_start));
    case LinkType::ss:
      return to_has_begun && (!from_has_begun || from.fixed_start > to.fixed_start);
    case LinkType::ff:
      return to_has_ended &&
             (!from_has_ended || (from.binds_finish && from.fixed_finish > to.fixed_finish));
    case LinkType::sf:
      return to_has_ended && (!from_has_begun || from.fixed_start > to.fixed_finish);
  }
  return false;
}

// Says whether the link can still hold its successor back.
bool can_bind(LinkType type, Logic logic, const Node& from, const Node& to) {
  if (to.progress == Progress::done) return false;
  if (to.progress == Progress::started) {
    if (from.progress == Progress::done || logic == Logic::override_logic) return false;
  }
  if (from.progress != Progress::done) return true;
  // Done on an unknown day: nothing waits for it (done-without-date says so).
  const bool needs_finish = type == LinkType::fs || type == LinkType::ff;
  return from.binds_finish && (needs_finish || from.fixed_start != kNever);
}

// Kahn's algorithm by generations: returns each item's level; items on or behind a cycle get none.
constexpr std::uint32_t kNoLevel = 0xffffffffu;
std::vector<std::uint32_t> find_levels(std::size_t num_items, const std::vector<Edge>& edges,
                                       const std::vector<bool>& is_node, std::size_t num_nodes,
                                       bool& has_cycle) {
  std::vector<std::uint32_t> first_out(num_items + 1, 0);
  std::vector<std::uint32_t> waits_for(num_items, 0);
  for (const Edge& edge : edges) {
    ++first_out[edge.from.index() + 1];
    ++waits_for[edge.to.index()];
  }
  for (std::size_t i = 0; i < num_items; ++i) first_out[i + 1] += first_out[i];
  std::vector<std::uint32_t> out(edges.size());
  {
    std::vector<std::uint32_t> next(first_out.begin(), first_out.end() - 1);
    for (const Edge& edge : edges) out[next[edge.from.index()]++] = edge.to.row;
  }
  std::vector<std::uint32_t> level(num_items, kNoLevel);
  std::vector<std::uint32_t> ready;
  ready.reserve(num_nodes);
  for (std::uint32_t i = 0; i < num_items; ++i) {
    if (!is_node[i] || waits_for[i] != 0) continue;
    level[i] = 0;
    ready.push_back(i);
  }
  for (std::size_t head = 0; head < ready.size(); ++head) {
    const std::uint32_t at = ready[head];
    for (std::uint32_t e = first_out[at]; e < first_out[at + 1]; ++e) {
      if (--waits_for[out[e]] > 0) continue;
      level[out[e]] = level[at] + 1;  // the last of its predecessors is the deepest
      ready.push_back(out[e]);
    }
  }
  has_cycle = ready.size() < num_nodes;
  return level;
}

}  // namespace

Loaded<Network> compile(const Plan& plan) {
  Loaded<Network> out;
  const std::size_t num_items = plan.items.size();
  std::vector<bool> is_node(num_items);
  std::size_t num_nodes = 0;
  for (std::size_t row = 0; row < num_items; ++row) {
    is_node[row] = takes_part(plan.items[row]);
    num_nodes += is_node[row] ? 1 : 0;
  }

  if (count_memberships(plan) > kMostLinks) {
    out.findings.add(
        {.code = Code::too_many_links,
         .message = "objectives are nested so deeply that goals belong to them more than " +
                    std::to_string(kMostLinks) + " times in all",
         .hint = "use fewer levels of objectives"});
    return out;
  }
  const Members members(plan);
  std::vector<Edge> edges;
  edges.reserve(plan.links.size());
  for (std::size_t row = 0; row < plan.links.size(); ++row) {
    const Link& link = plan.links[row];
    const auto before = members.of(link.predecessor);
    const auto after = members.of(link.successor);
    if (edges.size() + before.size() * after.size() > kMostLinks) {
      out.findings.add(
          {.code = Code::too_many_links,
           .message = "the link from " + quoted(plan.item(link.predecessor).id) + " to " +
                      quoted(plan.item(link.successor).id) +
                      " joins every goal of one to every goal of the other: more than " +
                      std::to_string(kMostLinks) + " links in all",
           .place = plan.place_of(link),
           .hint = "put a milestone between the two objectives"});
      return out;
    }
    for (const ItemId& from : before) {
      for (const ItemId& to : after) edges.push_back({from, to, LinkId(row)});
    }
  }

  bool has_cycle = false;
  const std::vector<std::uint32_t> level =
      find_levels(num_items, edges, is_node, num_nodes, has_cycle);
  if (has_cycle) {
    std::erase_if(edges, [&](const Edge& e) { return level[e.to.index()] != kNoLevel; });
    for (const auto& cycle : find_cycles(num_items, edges, kMostCycles)) {
      out.findings.add(describe_cycle(plan, cycle));
    }
    return out;
  }

  Network& network = out.value;
  // Counting sort by level; going through items in file order keeps that order within a level.
  std::uint32_t num_levels = 0;
  for (std::size_t row = 0; row < num_items; ++row) {
    if (is_node[row]) num_levels = std::max(num_levels, level[row] + 1);
  }
  std::vector<std::uint32_t> next(num_levels + 1, 0);
  for (std::size_t row = 0; row < num_items; ++row) {
    if (is_node[row]) ++next[level[row] + 1];
  }
  for (std::size_t l = 0; l < num_levels; ++l) next[l + 1] += next[l];
  network.node_of.resize(num_items);
  network.nodes.resize(num_nodes + 1);
  for (std::size_t row = 0; row < num_items; ++row) {
    if (!is_node[row]) continue;
    const NodeId node(std::size_t{next[level[row]]++});
    network.node_of[row] = node;
    network.nodes[node.index()] = make_node(plan, ItemId(row));
  }

  // Which links still bind, and how many per node.
  std::vector<std::uint32_t> count(num_nodes + 1, 0);
  const auto ends_of = [&](const Edge& edge) {
    return std::pair{network.node_of[edge.from.index()].row, network.node_of[edge.to.index()].row};
  };
  const auto progress_of = [&](ItemId item) {
    switch (plan.item(item).status) {
      case Status::done:
        return Progress::done;
      case Status::in_progress:
        return Progress::started;
      default:
        return Progress::waiting;
    }
  };
  // A byte per item: nodes are large, and links lead all over them.
  std::vector<Progress> progress(num_items);
  for (std::size_t row = 0; row < num_items; ++row) progress[row] = progress_of(ItemId(row));
  // Nothing moves what has its finish given.
  std::vector<bool> is_pinned(num_items);
  for (std::size_t row = 0; row < num_items && !plan.details.empty(); ++row) {
    is_pinned[row] = plan.details_of(plan.items[row]).is_pinned;
  }
  const auto binds = [&](const Edge& edge) {
    const LinkDetails& details = plan.details_of(plan.links[edge.link.index()]);
    if (details.probability <= 0.0 || is_pinned[edge.to.index()]) return false;
    if (progress[edge.from.index()] == Progress::waiting &&
        progress[edge.to.index()] == Progress::waiting) {
      return true;
    }
    const auto [from, to] = ends_of(edge);
    return can_bind(details.type, details.logic, network.nodes[from], network.nodes[to]);
  };
  std::vector<bool> is_bound(edges.size());
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const Edge& edge = edges[e];
    if (progress[edge.to.index()] != Progress::waiting) {
      const auto [from, to] = ends_of(edge);
      if (is_out_of_sequence(plan.details_of(plan.links[edge.link.index()]).type,
                             network.nodes[from], network.nodes[to])) {
        network.out_of_sequence.push_back({edge.link, edge.from, edge.to});
      }
    }
    is_bound[e] = binds(edge);
    if (is_bound[e]) ++count[network.node_of[edge.to.index()].index()];
  }
  std::uint32_t total = 0;
  for (std::size_t n = 0; n <= num_nodes; ++n) {
    network.nodes[n].first_in = total;
    total += count[n];
  }
  network.in_links.resize(total);
  std::vector<std::uint32_t> slot(num_nodes);
  for (std::size_t n = 0; n < num_nodes; ++n) slot[n] = network.nodes[n].first_in;
  std::uint32_t soft_of = InLink::kNone;
  LinkId last_link{};
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if (!is_bound[e]) continue;
    const Edge& edge = edges[e];
    const auto [from, to] = ends_of(edge);
    const Link& link = plan.links[edge.link.index()];
    InLink in;
    in.from = NodeId(std::size_t{from});
    in.link = edge.link;
    if (link.details != kNoRow) {
      const LinkDetails& details = plan.link_details[link.details];
      in.type = details.type;
      if (details.lag != kNoRow || is_open_ask(plan, link)) {
        Lag lag;
        lag.link = edge.link;
        switch (details.lag_calendar) {
          case LagCalendar::predecessor:
            lag.calendar = network.nodes[from].calendar;
            break;
          case LagCalendar::successor:
            lag.calendar = network.nodes[to].calendar;
            break;
          case LagCalendar::project:
            break;
          case LagCalendar::elapsed:
            lag.is_elapsed = true;
            break;
        }
        in.lag = static_cast<std::uint32_t>(network.lags.size());
        network.lags.push_back(lag);
      }
      if (details.probability < 1.0) {
        // The edges of one declared link stand together and share its fate.
        if (last_link != edge.link) {
          soft_of = static_cast<std::uint32_t>(network.soft_links.size());
          network.soft_links.push_back({edge.link, details.probability});
          last_link = edge.link;
        }
        in.soft = soft_of;
      }
    }
    network.in_links[slot[to]++] = in;
  }

  LinkId listed{};
  for (const OutOfSequence& row : network.out_of_sequence) {
    if (row.link == listed) continue;
    listed = row.link;
    const Link& link = plan.links[row.link.index()];
    const LinkDetails& details = plan.details_of(link);
    const bool waits = plan.item(row.successor).status == Status::in_progress &&
                       plan.item(row.predecessor).status != Status::done &&
                       details.logic == Logic::retained;
    out.findings.add(
        {.code = Code::out_of_sequence,
         .message = quoted(plan.item(row.successor).id) + " went ahead of " +
                    quoted(plan.item(row.predecessor).id) + ", for which it should have waited",
         .place = plan.place_of(link),
         .hint = waits ? "the rest of it still waits; write \"logic\": \"override\" if it need not"
                       : "check the dates, or remove the link",
         .ids = {std::string(plan.item(row.successor).id),
                 std::string(plan.item(row.predecessor).id)}});
  }
  out.ok = true;
  return out;
}

}  // namespace slipway
