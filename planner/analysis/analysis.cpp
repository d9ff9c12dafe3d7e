#include "planner/analysis/analysis.hpp"

#include <utility>

namespace slipway {
namespace {

void add_risk(const AnalysisOptions& options, Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  SimulationOptions risk = *options.risk;
  risk.target = options.target;
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
    const double work = static_cast<double>(network.num_nodes()) *
                        static_cast<double>(risk.samples) * static_cast<double>(removals.size());
    analysis.left_out_gains = work > options.most_gain_work;
    if (!analysis.left_out_gains)
      analysis.gains = find_gains(plan, network, risk, *analysis.risk, removals);
  }
  if (options.swings > 0) {
    share_progress(1.0 + static_cast<double>(removals.size()),
                   2.0 * static_cast<double>(options.swings));
    analysis.swings = find_swings(plan, network, risk, *analysis.risk, options.swings);
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
