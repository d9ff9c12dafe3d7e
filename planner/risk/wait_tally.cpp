#include "planner/risk/wait_tally.hpp"

namespace slipway {
namespace {

double to_days(Exact ticks, std::uint64_t samples) {
  return static_cast<double>(static_cast<long double>(ticks) / static_cast<long double>(samples) /
                             kTicksPerDay);
}

}  // namespace

WaitTally::WaitTally(const Plan& plan, const Network& network)
    : from_(network.in_links.size(), From::own),
      starts_(network.num_nodes()),
      alone_(network.in_links.size()),
      waits_(network.in_links.size()),
      came_last_(network.in_links.size()) {
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    const Node& node = network.nodes[n];
    if (node.progress == Progress::done || node.floor == kNever) continue;
    const TeamId team = plan.item(node.item).team;
    int inputs = 0;
    bool has_other_team = false;
    for (std::uint32_t link = node.first_in; link < network.nodes[n + 1].first_in; ++link) {
      const Node& before = network.nodes[network.in_links[link].from.index()];
      if (before.progress == Progress::done) {
        from_[link] = From::ignored;
        continue;
      }
      ++inputs;
      const TeamId giver = plan.item(before.item).team;
      if (giver.is_set() && team.is_set() && giver != team) {
        from_[link] = From::other_team;
        has_other_team = true;
      }
    }
    if (inputs > 1 || has_other_team) watched_.push_back(static_cast<std::uint32_t>(n));
  }
}

void WaitTally::add(const WaitTally& other) {
  for (std::size_t i = 0; i < starts_.size(); ++i) starts_[i] += other.starts_[i];
  for (std::size_t i = 0; i < alone_.size(); ++i) {
    alone_[i] += other.alone_[i];
    waits_[i] += other.waits_[i];
    came_last_[i] += other.came_last_[i];
  }
}

void WaitTally::report(const Plan& plan, const Network& network, std::uint64_t samples,
                       Simulation& out) const {
  std::vector<Exact> by_link(plan.links.size());
  for (const std::uint32_t n : watched_) {
    MergeRisk merge;
    merge.item = network.nodes[n].item;
    Exact latest_alone = 0;
    bool is_first = true;
    for (std::uint32_t at = network.nodes[n].first_in; at < network.nodes[n + 1].first_in; ++at) {
      if (from_[at] == From::ignored) continue;
      by_link[network.in_links[at].link.index()] += waits_[at];
      if (is_first || alone_[at] > latest_alone) latest_alone = alone_[at];
      is_first = false;
      merge.inputs.push_back(network.in_links[at].link);
      merge.input_share.push_back(static_cast<double>(came_last_[at]) /
                                  static_cast<double>(samples));
    }
    if (merge.inputs.size() < 2 || starts_[n] <= latest_alone) continue;
    merge.days = to_days(starts_[n] - latest_alone, samples);
    out.merges.push_back(std::move(merge));
  }
  std::ranges::stable_sort(out.merges, [](const MergeRisk& a, const MergeRisk& b) {
    return a.days != b.days ? a.days > b.days : a.item < b.item;
  });
  for (std::size_t link = 0; link < by_link.size(); ++link) {
    if (by_link[link] > 0) out.waits.push_back({LinkId(link), to_days(by_link[link], samples)});
  }
}

}  // namespace slipway
