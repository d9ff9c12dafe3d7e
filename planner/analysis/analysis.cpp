#include "planner/analysis/analysis.hpp"

#include <utility>

namespace slipway {

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
  if (options.risk) analysis.risk = simulate(*analysis.plan, analysis.network, *options.risk);
  out.ok = true;
  return out;
}

}  // namespace slipway
