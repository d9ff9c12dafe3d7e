#include "planner/whatif/team_load.hpp"

#include <algorithm>

namespace slipway {
namespace {

// Sums of many halves and quarters: what is over by less is rounding.
constexpr double kTiny = 1e-9;

struct Step {
  Instant at = kNever;
  double people = 0.0;  // from there on
};

TeamLoad load_of(std::vector<Step>& steps, const std::optional<double>& capacity) {
  // At one moment those who leave go first: work that follows on other work is not beside it.
  std::ranges::sort(steps, [](const Step& a, const Step& b) {
    return a.at != b.at ? a.at < b.at : a.people < b.people;
  });
  TeamLoad out;
  double now = 0.0;
  for (const Step& step : steps) {
    now += step.people;
    out.most = std::max(out.most, now);
    if (!capacity) continue;
    const bool was_over = !out.over.empty() && out.over.back().to == kNever;
    const bool is_over = now > *capacity + kTiny;
    if (is_over && !was_over) {
      // One goal follows another at the same moment: the stretch goes on.
      const bool goes_on = !out.over.empty() && out.over.back().to == step.at;
      if (goes_on)
        out.over.back().to = kNever;
      else
        out.over.push_back({step.at, kNever});
    }
    if (!is_over && was_over) out.over.back().to = step.at;
    if (is_over && !out.is_over()) out.over_since = step.at;
  }
  return out;
}

}  // namespace

std::vector<TeamLoad> find_team_loads(const Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  std::vector<std::vector<Step>> steps(plan.teams.size());
  for (std::size_t n = 0; n < analysis.network.num_nodes(); ++n) {
    const Node& node = analysis.network.nodes[n];
    if (node.is_blocker || node.progress == Progress::done ||
        !analysis.schedule.exists(NodeId(n))) {
      continue;
    }
    const Item& item = plan.item(node.item);
    const Instant from = std::max(analysis.schedule.start_of(NodeId(n)), start_of(plan.as_of));
    const Instant to = analysis.schedule.finish_of(NodeId(n));
    if (from >= to) continue;
    const ItemDetails& details = plan.details_of(item);
    const auto want = [&](TeamId team, double people) {
      steps[team.index()].push_back({from, people});
      steps[team.index()].push_back({to, -people});
    };
    if (item.team.is_set()) want(item.team, details.people);
    for (const Need& need : details.needs) {
      if (need.ask != Ask::declined) want(need.team, need.people);
    }
  }
  std::vector<TeamLoad> out;
  for (std::size_t team = 0; team < plan.teams.size(); ++team) {
    out.push_back(load_of(steps[team], plan.teams[team].capacity));
  }
  return out;
}

}  // namespace slipway
