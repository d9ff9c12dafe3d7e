// Ten thousand random changes to the bytes of valid plans: the fuzz target's promises hold for
// each, and none takes as long as a second. Fixed seed; SLIPWAY_SEED tries another.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/text_changes.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string read_text(const std::string& path) {
  std::ifstream in(SLIPWAY_SOURCE_DIR "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Mutation, TenThousandChangedPlansDoNoHarm) {
  const char* wish = std::getenv("SLIPWAY_SEED");
  const auto seed =
      wish == nullptr ? 2018u : static_cast<unsigned>(std::strtoul(wish, nullptr, 10));
  RecordProperty("seed", static_cast<int>(seed));
  const std::vector<std::string> plans = {read_text("data/plans/libp2p-2018-q3.json"),
                                          read_text("data/plans/release-quarter.json")};
  ASSERT_FALSE(plans[0].empty());
  ASSERT_FALSE(plans[1].empty());
  slipway::test::Changes changes(seed);
  for (int i = 0; i < 10000; ++i) {
    const std::string text = changes.changed(plans[static_cast<std::size_t>(i % 2)], plans[1]);
    const auto begin = std::chrono::steady_clock::now();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    ASSERT_LT(took.count(), 1.0) << "seed " << seed << ", change " << i << ":\n" << text;
  }
}

}  // namespace
