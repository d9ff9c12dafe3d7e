#include "planner/cli/changed_plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "planner/base/diagnostic_text.hpp"
#include "planner/base/did_you_mean.hpp"
#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/whatif/apply.hpp"
#include "planner/whatif/rerun.hpp"

namespace slipway::cli {

const Scenario* find_scenario(const PlanInHand& in, const std::string& name, Colour colour) {
  const std::vector<Scenario>& scenarios = in.plan->scenarios;
  const auto found = std::ranges::find(scenarios, name, &Scenario::name);
  if (found != scenarios.end()) return &*found;
  std::vector<std::string_view> names;
  for (const Scenario& scenario : scenarios) names.push_back(scenario.name);
  const std::optional<std::size_t> near = did_you_mean(name, names);
  std::string hint = "the plan has no scenarios; --save NAME keeps one";
  if (near) {
    hint = fmt::format("did you mean '{}'?", names[*near]);
  } else if (!names.empty()) {
    hint = fmt::format("it has '{}'", fmt::join(names, "', '"));
  }
  say({.code = Code::usage,
       .message =
           fmt::format("--scenario '{}' is not in {}", make_printable(name), in.source->name),
       .hint = make_printable(hint)},
      Source{}, colour);
  return nullptr;
}

std::optional<Analysis> work_out_changed(const CommandLine& line, const Analysis& before,
                                         const std::vector<Batch>& batches,
                                         const AnalysisOptions& options) {
  std::shared_ptr<const Plan> plan = before.plan;
  for (const Batch& batch : batches) {
    Loaded<Plan> changed = apply_changes(*plan, batch.changes);
    if (!changed) {
      say(to_text(changed.findings, *batch.source, wants_colour(STDERR_FILENO, line.colour), true));
      return std::nullopt;
    }
    plan = std::make_shared<const Plan>(std::move(changed.value));
  }
  Loaded<Analysis> after = analyse_again(before, std::move(plan), options);
  if (!after) {
    // The plan itself could be worked out: it is the changes that are at fault, not a place in it.
    for (Diagnostic finding : after.findings.sorted()) {
      finding.place = {};
      finding.related.clear();
      if (finding.code == Code::plan_too_long)
        finding.hint = "check the lengths and dates of the changes";
      say(finding, Source{}, line.colour);
    }
    return std::nullopt;
  }
  return std::move(after.value);
}

}  // namespace slipway::cli
