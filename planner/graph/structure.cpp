#include "planner/graph/structure.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <iterator>
#include <utility>

namespace slipway {
namespace {

using Graph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_of(std::span<const Arc> arcs,
                                                              Direction direction) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  out.reserve(arcs.size());
  for (const Arc& arc : arcs) {
    if (direction == Direction::along)
      out.emplace_back(arc.from, arc.to);
    else
      out.emplace_back(arc.to, arc.from);
  }
  return out;
}

Graph graph_of(std::size_t num_things, std::span<const Arc> arcs, Direction direction) {
  const auto pairs = pairs_of(arcs, direction);
  return {boost::edges_are_unsorted_multi_pass, pairs.begin(), pairs.end(),
          static_cast<std::uint32_t>(num_things)};
}

// The things that can be reached from each thing, as rows of bits.
class Reach {
 public:
  explicit Reach(std::size_t num_things)
      : words_((num_things + 63) / 64), bits_(words_ * num_things, 0) {}

  bool has(std::size_t from, std::size_t to) const {
    return (bits_[from * words_ + to / 64] >> (to % 64) & 1U) != 0;
  }
  void add(std::size_t from, std::size_t to) {
    bits_[from * words_ + to / 64] |= std::uint64_t{1} << (to % 64);
  }
  /// Adds to the row of `to` what `other` says about `from`.
  void add_row(std::size_t to, const Reach& other, std::size_t from) {
    for (std::size_t w = 0; w < words_; ++w)
      bits_[to * words_ + w] |= other.bits_[from * words_ + w];
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace

std::vector<std::uint32_t> find_distances(std::size_t num_things, std::span<const Arc> arcs,
                                          std::span<const std::uint32_t> sources,
                                          Direction direction, std::uint32_t limit) {
  std::vector<std::uint32_t> distance(num_things, kUnreached);
  const Graph graph = graph_of(num_things, arcs, direction);
  std::vector<std::uint32_t> queue;
  for (const std::uint32_t source : sources) {
    if (distance[source] == 0) continue;
    distance[source] = 0;
    queue.push_back(source);
  }
  // Boost's breadth-first search cannot stop at a distance without throwing, so it is spelled out.
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const std::uint32_t at = queue[head];
    if (distance[at] >= limit) continue;
    const auto [first, last] = boost::adjacent_vertices(at, graph);
    for (auto next = first; next != last; ++next) {
      const std::uint32_t to = *next;
      if (distance[to] != kUnreached) continue;
      distance[to] = distance[at] + 1;
      queue.push_back(to);
    }
  }
  return distance;
}

std::vector<bool> find_implied(std::size_t num_things, std::span<const Arc> arcs) {
  std::vector<bool> implied(arcs.size(), false);
  const Graph graph = graph_of(num_things, arcs, Direction::along);
  std::vector<Graph::vertex_descriptor> last_first;
  try {
    boost::topological_sort(graph, std::back_inserter(last_first));
  } catch (const boost::not_a_dag&) {
    return implied;
  }
  // What lies strictly beyond the direct successors of a thing can be reached without an arrow to
  // it.
  Reach reach(num_things);
  Reach beyond(num_things);
  for (const auto at : last_first) {
    const auto [first, last] = boost::adjacent_vertices(at, graph);
    for (auto next = first; next != last; ++next) beyond.add_row(at, reach, *next);
    for (auto next = first; next != last; ++next) {
      reach.add(at, *next);
      reach.add_row(at, reach, *next);
    }
  }
  for (std::size_t a = 0; a < arcs.size(); ++a) implied[a] = beyond.has(arcs[a].from, arcs[a].to);
  return implied;
}

std::vector<std::uint32_t> find_components(std::size_t num_things, std::span<const Arc> arcs) {
  const Graph graph = graph_of(num_things, arcs, Direction::along);
  std::vector<std::uint32_t> component(num_things, 0);
  boost::strong_components(graph, boost::make_iterator_property_map(
                                      component.begin(), boost::get(boost::vertex_index, graph)));
  return component;
}

}  // namespace slipway
