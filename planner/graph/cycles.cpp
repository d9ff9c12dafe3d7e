#include "planner/graph/cycles.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <string>
#include <utility>

#include "planner/base/utf8.hpp"

namespace slipway {
namespace {

using Graph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

// The link in words: which end of the successor waits for which end of the predecessor.
std::string say_link(LinkType type, const std::string& from, const std::string& to) {
  switch (type) {
    case LinkType::fs:
      return to + " waits for " + from;
    case LinkType::ss:
      return to + " waits for the start of " + from;
    case LinkType::ff:
      return to + " finishes after " + from;
    case LinkType::sf:
      return to + " finishes after the start of " + from;
  }
  return to + " waits for " + from;
}

// Breadth first from `start` inside its component until an edge leads back to it.
std::vector<Edge> shortest_cycle(std::uint32_t start, const std::vector<std::uint32_t>& first_edge,
                                 const std::vector<Edge>& edges,
                                 const std::vector<std::uint32_t>& component) {
  constexpr std::uint32_t kNone = 0xffffffffu;
  std::vector<std::uint32_t> came_by(component.size(), kNone);
  std::vector<std::uint32_t> queue{start};
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const std::uint32_t at = queue[head];
    for (std::uint32_t e = first_edge[at]; e < first_edge[at + 1]; ++e) {
      const std::uint32_t to = edges[e].to.row;
      if (to == start) {
        std::vector<Edge> cycle{edges[e]};
        for (std::uint32_t back = at; back != start;) {
          cycle.push_back(edges[came_by[back]]);
          back = cycle.back().from.row;
        }
        std::ranges::reverse(cycle);
        return cycle;
      }
      if (component[to] != component[start] || came_by[to] != kNone) continue;
      came_by[to] = e;
      queue.push_back(to);
    }
  }
  return {};
}

}  // namespace

std::vector<std::vector<Edge>> find_cycles(std::size_t num_items, std::span<const Edge> given,
                                           std::size_t limit) {
  std::vector<Edge> edges(given.begin(), given.end());
  std::ranges::stable_sort(edges, {}, [](const Edge& e) { return e.from; });
  std::vector<std::uint32_t> first_edge(num_items + 1, 0);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  pairs.reserve(edges.size());
  std::vector<bool> has_self_loop(num_items);
  for (const Edge& edge : edges) {
    ++first_edge[edge.from.index() + 1];
    pairs.emplace_back(edge.from.row, edge.to.row);
    if (edge.from == edge.to) has_self_loop[edge.from.index()] = true;
  }
  for (std::size_t i = 0; i < num_items; ++i) first_edge[i + 1] += first_edge[i];

  const Graph graph(boost::edges_are_sorted, pairs.begin(), pairs.end(),
                    static_cast<std::uint32_t>(num_items));
  std::vector<std::uint32_t> component(num_items, 0);
  const std::size_t num_components = boost::strong_components(
      graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::uint32_t> size(num_components, 0);
  for (const std::uint32_t c : component) ++size[c];

  std::vector<std::vector<Edge>> cycles;
  std::vector<bool> is_reported(num_components);
  for (std::uint32_t item = 0; item < num_items && cycles.size() < limit; ++item) {
    const std::uint32_t c = component[item];
    if (is_reported[c] || (size[c] < 2 && !has_self_loop[item])) continue;
    is_reported[c] = true;
    cycles.push_back(shortest_cycle(item, first_edge, edges, component));
  }
  return cycles;
}

Diagnostic describe_cycle(const Plan& plan, std::span<const Edge> cycle) {
  constexpr std::size_t kMostEdges = 20;
  Diagnostic out;
  out.code = Code::dependency_cycle;
  const std::string first = quoted(plan.item(cycle.front().from).id);
  // The declared names: an edge spread from an objective is said as the user wrote it.
  const auto name_from = [&](const Edge& e) {
    return quoted(plan.item(plan.links[e.link.index()].predecessor).id);
  };
  const auto name_to = [&](const Edge& e) {
    return quoted(plan.item(plan.links[e.link.index()].successor).id);
  };
  if (cycle.size() == 1) {
    const Edge& e = cycle.front();
    out.message = name_from(e) == name_to(e) ? first + " waits for itself"
                                             : name_to(e) + " waits for " + name_from(e) +
                                                   ", and " + first + " belongs to both";
  } else {
    out.message = "these wait for each other: " + first;
    for (std::size_t i = 0; i < cycle.size() && i < kMostEdges; ++i) {
      out.message += " before " + quoted(plan.item(cycle[i].to).id);
    }
    if (cycle.size() > kMostEdges) {
      out.message += " and so on, through " + std::to_string(cycle.size()) + " links";
    }
  }
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const Edge& e = cycle[i];
    if (i < 1000) out.ids.emplace_back(plan.item(e.from).id);
    if (i >= kMostEdges) continue;
    const Link& link = plan.links[e.link.index()];
    std::string words = say_link(plan.details_of(link).type, name_from(e), name_to(e));
    if (link.predecessor != e.from)
      words += ", to which " + quoted(plan.item(e.from).id) + " belongs";
    if (link.successor != e.to)
      words += "; " + quoted(plan.item(e.to).id) + " belongs to " + name_to(e);
    out.related.push_back({plan.place_of(link), std::move(words)});
  }
  if (cycle.size() == 1 && name_from(cycle[0]) == name_to(cycle[0])) out.related.clear();
  // The finding stands at its first edge; that edge has its words among the others.
  out.place = plan.place_of(plan.links[cycle.front().link.index()]);
  out.hint = cycle.size() > 1 ? "remove one of these links, or split a goal so that the part the "
                                "others wait for comes first"
                              : "remove the link";
  return out;
}

}  // namespace slipway
