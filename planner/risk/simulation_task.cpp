#include "planner/risk/simulation_task.hpp"

#include <algorithm>

#include "planner/schedule/durations.hpp"

namespace slipway {

void Tally::add(const Tally& other) {
  for (std::size_t n = 0; n < critical.size(); ++n) critical[n] += other.critical[n];
  for (std::size_t i = 0; i < on_time.size(); ++i) {
    any_critical[i] += other.any_critical[i];
    on_time[i] += other.on_time[i];
    goals_on_time[i] += other.goals_on_time[i];
    lateness[i] += other.lateness[i];
    for (std::size_t k = 0; k < scores[i].size(); ++k) scores[i][k] += other.scores[i][k];
  }
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i].add(other.sums[i]);
  t += other.t;
  tt += other.tt;
  all_on_time += other.all_on_time;
  waits.add(other.waits);
  handovers.add(other.handovers);
}

Task::Task(const Plan& plan_in, const Network& network_in, const SimulationOptions& options_in,
           DrawTables& tables)
    : plan(plan_in),
      network(network_in),
      options(options_in),
      model(plan_in, network_in, options_in.seed, options_in.variation, tables),
      subjects(list_subjects(plan_in, network_in, options_in)),
      handovers(watch_handovers(plan_in, network_in, options_in.handovers)) {
  for (const std::int64_t ticks : likely_conditions(plan, network).durations) {
    reference.push_back(static_cast<std::int32_t>(
        std::min<std::int64_t>(ticks / kTicksPerSecond, kLastPosition / 4)));
  }
  std::vector<std::size_t> subject_of(network.num_nodes(), 0);
  for (std::size_t s = 0; s < subjects.size(); ++s) {
    if (subjects[s].item == options.target) target = &subjects[s];
    if (plan.item(subjects[s].item).kind != Kind::objective && !subjects[s].nodes.empty())
      subject_of[subjects[s].nodes.front().index()] = s;
  }
  scored.resize(subjects.size());
  for (std::size_t s = 0; s < subjects.size(); ++s) {
    if (subjects[s].target.is_set()) dated.push_back(s);
    if (plan.item(subjects[s].item).kind != Kind::objective) continue;
    objectives.push_back(s);
    for (const NodeId node : subjects[s].nodes) {
      const std::size_t of = subject_of[node.index()];
      if (subjects[of].target.is_set()) scored[s].push_back(of);
    }
  }
}

std::vector<bool> Task::read_nodes() const {
  std::vector<bool> out(network.num_nodes(), options.wants_waits);
  for (const Subject& subject : subjects) {
    if (!subject.target.is_set() && !subject.wants_forecast && &subject != target) continue;
    for (const NodeId node : subject.nodes) out[node.index()] = true;
  }
  for (const WatchedHandover& row : handovers) out[row.from] = out[row.to] = true;
  return out;
}

Tally Task::empty_tally() const {
  Tally out;
  out.critical.resize(network.num_nodes());
  out.any_critical.resize(subjects.size());
  out.on_time.resize(subjects.size());
  out.goals_on_time.resize(subjects.size());
  out.lateness.resize(subjects.size());
  out.scores.resize(subjects.size());
  for (std::size_t s = 0; s < subjects.size(); ++s) {
    if (!scored[s].empty()) out.scores[s].resize(scored[s].size() + 1);
  }
  if (options.wants_sensitivities) out.sums.resize(network.num_nodes());
  if (options.wants_waits) out.waits = WaitTally(plan, network);
  out.handovers = HandoverTally(handovers.size());
  return out;
}

}  // namespace slipway
