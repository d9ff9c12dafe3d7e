#include "planner/report/team_rings.hpp"

#include <algorithm>

namespace slipway {
namespace {

// Walks from `first` back to it, always to the nearest next team, the first one of those.
std::vector<std::uint32_t> find_loop(std::size_t num_teams, std::span<const Arc> arcs,
                                     std::uint32_t first) {
  const std::vector<std::uint32_t> to_first =
      find_distances(num_teams, arcs, std::span(&first, 1), Direction::against, kUnreached - 1);
  std::vector<std::uint32_t> loop = {first};
  do {
    std::uint32_t next = kUnreached;
    for (const Arc& arc : arcs) {
      if (arc.from != loop.back() || arc.to == arc.from || to_first[arc.to] == kUnreached) continue;
      if (next == kUnreached ||
          std::pair(to_first[arc.to], arc.to) < std::pair(to_first[next], next))
        next = arc.to;
    }
    loop.push_back(next);
  } while (loop.back() != first);
  loop.pop_back();
  return loop;
}

}  // namespace

std::vector<TeamRing> find_team_rings(std::size_t num_teams, std::span<const Arc> arcs) {
  const std::vector<std::uint32_t> component = find_components(num_teams, arcs);
  std::vector<std::vector<std::uint32_t>> members(num_teams);
  for (std::uint32_t team = 0; team < num_teams; ++team) members[component[team]].push_back(team);
  std::vector<TeamRing> out;
  for (std::vector<std::uint32_t>& ring : members) {
    if (ring.size() < 2) continue;
    out.push_back({std::move(ring), {}});
    out.back().loop = find_loop(num_teams, arcs, out.back().members.front());
  }
  std::ranges::sort(out, {}, [](const TeamRing& ring) { return ring.members.front(); });
  return out;
}

}  // namespace slipway
