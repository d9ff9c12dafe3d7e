#include "tests/errors/fixture.hpp"

#include <utility>

#include "planner/base/diagnostic_text.hpp"
#include "planner/graph/network.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/schedule/schedule.hpp"
#include "planner/whatif/apply.hpp"

namespace slipway::test {

Verdict judge(std::string_view name, std::string text) {
  auto source = std::make_shared<Source>();
  source->name = name;
  source->text = std::move(text);
  Verdict out;
  out.source = source;
  const Loaded<Plan> plan = read_plan(source);
  out.findings = plan.findings;
  if (plan.ok) {
    const Loaded<Network> network = compile(plan.value);
    out.findings.add(network.findings);
    if (network.ok) {
      out.findings.add(
          check_length(plan.value, network.value,
                       find_early_dates(plan.value, network.value,
                                        likely_conditions(plan.value, network.value))));
      for (const Scenario& scenario : plan.value.scenarios) {
        out.findings.add(apply_changes(plan.value, scenario.changes).findings);
      }
    }
  }
  out.text = to_text(out.findings, *source, false, false);
  return out;
}

std::set<std::string> codes_without_fixture() {
  return {
      "cannot-read",     // tests/io/file_test.cpp
      "cannot-write",    // tests/io/file_test.cpp
      "file-too-large",  // tests/io/file_test.cpp
      "plan-changed",    // tests/io/scenario_saver_test.cpp
      "plan-locked",     // tests/io/scenario_saver_test.cpp
      "usage",           // tests/cli
      "layout-failed",   // tests/viz
  };
}

std::string folder() { return SLIPWAY_SOURCE_DIR "/tests/errors/"; }

}  // namespace slipway::test
