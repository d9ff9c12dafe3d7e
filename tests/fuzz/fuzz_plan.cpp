// Feeds any bytes to the plan reader, and what it accepts to the whole analysis. Whatever they are,
// it ends, says truthfully whether it went well, points only into the text, and what it says can be
// printed. A plan that passes both gates has dates: nothing behind them may fail.
// With libFuzzer: ./dev fuzz. replay_test.cpp calls the same function on known inputs.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic.hpp"
#include "planner/base/diagnostic_text.hpp"
#include "planner/base/source.hpp"
#include "planner/io/plan_reader.hpp"

namespace {

constexpr std::size_t kMostItems = 2000;  // keeps a run short

/// Ends the process, so that libFuzzer keeps the input, when `claim` is false.
void require(bool claim, const char* what) {
  if (claim) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

}  // namespace

// libFuzzer declares no header for its door.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto source = std::make_shared<slipway::Source>();
  source->name = "fuzz.json";
  source->text.assign(data, data + size);
  auto loaded = slipway::read_plan(source);

  require(loaded.ok != loaded.findings.has_errors(), "a plan is usable, or there is an error");
  for (const slipway::Diagnostic& finding : loaded.findings.sorted()) {
    require(!finding.message.empty(), "a finding has a message");
    if (finding.place.is_set()) require(finding.place.offset <= size, "a place lies in the text");
    for (const slipway::Related& related : finding.related) {
      if (related.place.is_set()) require(related.place.offset <= size, "so do related places");
    }
  }
  const std::string text = slipway::to_text(loaded.findings, *source, false, false);
  require(text.empty() == (loaded.findings.size() == 0), "findings are told");
  if (!loaded.ok || loaded.value.items.size() > kMostItems) return 0;

  const auto analysis =
      slipway::analyse(std::make_shared<const slipway::Plan>(std::move(loaded.value)));
  require(analysis.ok != analysis.findings.has_errors(), "there is an analysis, or an error");
  slipway::to_text(analysis.findings, *source, false, false);
  if (!analysis.ok) return 0;
  const slipway::Analysis& result = analysis.value;
  const std::size_t num_nodes = result.network.num_nodes();
  require(result.schedule.start.size() == num_nodes, "every node has a start");
  for (std::size_t n = 0; n < num_nodes; ++n) {
    require(result.schedule.start[n] <= result.schedule.finish[n], "nothing ends before it starts");
  }
  return 0;
}
