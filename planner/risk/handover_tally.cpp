#include "planner/risk/handover_tally.hpp"

#include <algorithm>

#include "planner/schedule/durations.hpp"
#include "planner/schedule/schedule.hpp"

namespace slipway {
namespace {

bool holds_start(LinkType type) { return type == LinkType::fs || type == LinkType::ss; }

}  // namespace

std::vector<WatchedHandover> watch_handovers(const Plan& plan, const Network& network,
                                             std::span<const LinkId> links) {
  std::vector<WatchedHandover> out;
  if (links.empty() || !plan.as_of.is_set()) return out;
  std::vector<bool> is_wanted(plan.links.size(), false);
  for (const LinkId link : links) is_wanted[link.index()] = true;
  const Schedule planned = find_early_dates(plan, network, likely_conditions(plan, network));
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    const Node& node = network.nodes[n];
    if (node.progress != Progress::waiting || !planned.exists(NodeId(n))) continue;
    const WorkCalendar& own = plan.calendars[node.calendar.index()];
    for (std::uint32_t at = node.first_in; at < network.nodes[n + 1].first_in; ++at) {
      const InLink& in = network.in_links[at];
      if (!is_wanted[in.link.index()] || !planned.exists(in.from)) continue;
      if (network.nodes[in.from.index()].progress == Progress::done) continue;
      const Instant needed =
          holds_start(in.type) ? planned.start_of(NodeId(n)) : planned.finish_of(NodeId(n));
      out.push_back({in.link, in.from.row, static_cast<std::uint32_t>(n), at,
                     own.between(start_of(plan.as_of), needed).ticks});
    }
  }
  std::ranges::stable_sort(out, {},
                           [&](const WatchedHandover& row) { return network.nodes[row.to].item; });
  return out;
}

void HandoverTally::add(const HandoverTally& other) {
  for (std::size_t i = 0; i < late_.size(); ++i) {
    late_[i] += other.late_[i];
    ticks_[i] += other.ticks_[i];
  }
}

void HandoverTally::report(const Network& network, std::span<const WatchedHandover> watched,
                           std::uint64_t samples, Simulation& out) const {
  for (std::size_t i = 0; i < watched.size(); ++i) {
    const long double mean =
        static_cast<long double>(ticks_[i]) / static_cast<long double>(samples) / kTicksPerDay;
    out.handovers.push_back({watched[i].link, network.nodes[watched[i].from].item,
                             network.nodes[watched[i].to].item, late_[i],
                             static_cast<double>(mean)});
  }
}

}  // namespace slipway
