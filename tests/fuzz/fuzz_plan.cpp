// Feeds any bytes to the plan reader. Whatever they are, reading ends, says truthfully whether it
// went well, points only into the text, and what it says can be printed.
// With libFuzzer: ./dev fuzz. replay_test.cpp calls the same function on known inputs.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "planner/base/diagnostic.hpp"
#include "planner/base/diagnostic_text.hpp"
#include "planner/base/source.hpp"
#include "planner/io/plan_reader.hpp"

namespace {

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
  const auto loaded = slipway::read_plan(source);

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
  return 0;
}
