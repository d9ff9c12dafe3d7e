// Structure questions about a set of arrows between numbered things: how far one is from another,
// which arrows say nothing new. Knows no plan, no dates; used for choosing what a picture shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace slipway {

/// An arrow between two things, numbered from 0.
struct Arc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

enum class Direction : std::uint8_t { along, against };

inline constexpr std::uint32_t kUnreached = 0xffffffffu;

/// Returns, for each of `num_things`, the fewest arrows on a way from one of `sources` (0 for
/// themselves), following arrows or going against them; kUnreached beyond `limit` arrows. Cycles
/// and parallel arrows are fine. Cost: linear in things and arrows.
std::vector<std::uint32_t> find_distances(std::size_t num_things, std::span<const Arc> arcs,
                                          std::span<const std::uint32_t> sources,
                                          Direction direction, std::uint32_t limit);

/// Says for each arrow whether a longer way along other arrows joins its ends already (it is not
/// in the transitive reduction). Of parallel arrows none is implied by another. Arrows must form no
/// cycle; if they do, nothing is said to be implied. Cost: things times arrows / 64, and as many
/// bits as things squared.
/// Source: Aho, Garey, Ullman 1972, "The transitive reduction of a directed graph".
std::vector<bool> find_implied(std::size_t num_things, std::span<const Arc> arcs);

/// Returns, for each of `num_things`, the number of its strongly connected component: two things
/// share one when arrows lead from each to the other. Cost: linear in things and arrows.
std::vector<std::uint32_t> find_components(std::size_t num_things, std::span<const Arc> arcs);

}  // namespace slipway
