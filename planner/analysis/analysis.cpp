#include "planner/analysis/analysis.hpp"

#include <algorithm>
#include <utility>

namespace slipway {
namespace {

// The gains of a plan that is too large for all of the samples come from as many of the first ones
// as the limit allows.
void add_gains(const AnalysisOptions& options, const std::vector<Variation>& removals,
               SimulationOptions risk, Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  const double work_of_sample =
      static_cast<double>(network.num_nodes()) * static_cast<double>(removals.size());
  const double most = options.most_gain_work / std::max(1.0, work_of_sample);
  analysis.left_out_gains =
      most < static_cast<double>(std::min<std::uint64_t>(kLeastPairs, risk.samples));
  if (analysis.left_out_gains) return;
  if (most >= static_cast<double>(risk.samples)) {
    analysis.gains = find_gains(plan, network, risk, *analysis.risk, removals);
    return;
  }
  risk.samples = static_cast<std::uint64_t>(most) / 64 * 64;
  risk.wants_waits = risk.wants_ranks = false;
  risk.keep.clear();
  analysis.gains = find_gains(plan, network, risk, simulate(plan, network, risk), removals);
}

void add_swings(const AnalysisOptions& options, SimulationOptions risk, Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  const SwingPlan what = plan_swings(plan, network, *analysis.risk, options.swings);
  const double work = static_cast<double>(plan.items.size()) * 2.0 *
                      static_cast<double>(std::max<std::size_t>(1, what.ends.size()));
  const auto affordable = static_cast<std::uint64_t>(options.most_swing_work / work) / 64 * 64;
  const std::uint64_t samples = std::max(kLeastPairs, affordable);
  if (samples >= risk.samples) {
    analysis.swings = find_swings(plan, network, risk, *analysis.risk, what);
    return;
  }
  risk.samples = samples;
  SimulationOptions base = paired(risk, {});
  base.only.assign(plan.items.size(), false);
  if (risk.target.is_set()) base.only[risk.target.index()] = true;
  analysis.swings = find_swings(plan, network, risk, simulate(plan, network, base), what);
}

void add_risk(const AnalysisOptions& options, Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  SimulationOptions risk = *options.risk;
  risk.target = options.target;
  risk.keeps_hits = options.wants_gains || options.risk->keeps_hits;
  const std::vector<Variation> removals =
      options.wants_gains ? list_removals(plan, network) : std::vector<Variation>{};
  // One bar for all parts, by the number of simulations in each.
  const double parts =
      1.0 + static_cast<double>(removals.size()) + 2.0 * static_cast<double>(options.swings);
  const auto share_progress = [&](double done, double part) {
    if (!options.risk->progress) return;
    risk.progress = [&report = options.risk->progress, done, part, parts](double share) {
      report((done + share * part) / parts);
    };
  };
  share_progress(0.0, 1.0);
  analysis.risk = options.until_stable ? simulate_until_stable(plan, network, risk)
                                       : simulate(plan, network, risk);
  risk.samples = analysis.risk->samples;
  if (options.wants_gains) {
    share_progress(1.0, static_cast<double>(removals.size()));
    add_gains(options, removals, risk, analysis);
  }
  if (options.swings > 0) {
    share_progress(1.0 + static_cast<double>(removals.size()),
                   2.0 * static_cast<double>(options.swings));
    add_swings(options, risk, analysis);
  }
}

}  // namespace

Loaded<Analysis> analyse(std::shared_ptr<const Plan> plan, const AnalysisOptions& options) {
  Loaded<Analysis> out;
  Loaded<Network> network = compile(*plan);
  out.findings.add(std::move(network.findings));
  if (!network.ok) return out;
  Schedule early = find_early_dates(*plan, network.value, likely_conditions(*plan, network.value));
  out.findings.add(check_length(*plan, network.value, early));
  if (out.findings.has_errors()) return out;

  Analysis& analysis = out.value;
  analysis.plan = std::move(plan);
  analysis.network = std::move(network.value);
  analysis.target = options.target;
  analysis.schedule =
      make_schedule(*analysis.plan, analysis.network, std::move(early), options.target);
  analysis.shown = find_shown_dates(*analysis.plan, analysis.network, analysis.schedule);
  if (options.risk) add_risk(options, analysis);
  out.ok = true;
  return out;
}

}  // namespace slipway
