// Rings of teams that wait for each other: which teams, and a loop that shows it. Numbers only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "planner/graph/structure.hpp"

namespace slipway {

/// Teams of which each waits for each other, directly or through others.
struct TeamRing {
  std::vector<std::uint32_t> members;  // ascending, at least two
  std::vector<std::uint32_t> loop;     // a shortest way round from the first member
};

/// Finds the rings among `num_teams` teams, by first member; `arcs` lead from who gives to who
/// waits, those from a team to itself say nothing. Cost: teams and arcs, times the rings.
/// Source: Tarjan 1972, strongly connected components.
std::vector<TeamRing> find_team_rings(std::size_t num_teams, std::span<const Arc> arcs);

}  // namespace slipway
