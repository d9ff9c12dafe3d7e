// The program on damaged plans: some hundred random changes to the bytes of valid ones, each given
// to one command. It answers or says what is wrong; it never blames itself and never crashes.
// Fixed seed; SLIPWAY_SEED tries another. tests/fuzz does the same inside one process.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"
#include "tests/support/text_changes.hpp"

namespace slipway::test {
namespace {

std::string read_text(const std::string& path) {
  std::ifstream in(SLIPWAY_SOURCE_DIR "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(CliMutation, DamagedPlansAreNeverTheProgramsFault) {
  const char* wish = std::getenv("SLIPWAY_SEED");
  const auto seed =
      wish == nullptr ? 2019u : static_cast<unsigned>(std::strtoul(wish, nullptr, 10));
  const std::vector<std::string> plans = {read_text("data/plans/libp2p-2018-q3.json"),
                                          read_text("data/plans/release-quarter.json")};
  const std::string folder = make_folder();
  const std::vector<std::vector<std::string>> lines = {
      {"check", "-"},
      {"check", "-", "--json"},
      {"schedule", "-"},
      {"schedule", "-", "--json"},
      {"why", "-", "go-daemon-api"},
      {"risk", "-", "--samples", "40"},
      {"risk", "-", "--samples", "40", "--json", "--threads", "2", "--fail-under", "0.5"},
      {"render", "-", "--view", "graph", "-o", folder + "/graph.dot"},
  };
  Changes changes(seed);
  std::vector<int> seen(3, 0);
  for (std::size_t i = 0; i < 400; ++i) {
    const std::string text = changes.changed(plans[i % 2], plans[1]);
    const std::vector<std::string>& line = lines[i / 2 % lines.size()];
    Setting setting;
    setting.input = text;
    const Outcome outcome = run_slipway(line, setting);
    ASSERT_TRUE(outcome.code >= 0 && outcome.code <= 2)
        << "seed " << seed << ", change " << i << ", exit code " << outcome.code << ", " << line[0]
        << "\n"
        << outcome.err << text;
    EXPECT_TRUE(outcome.code != 2 || outcome.out.empty()) << line[0] << "\n" << text;
    EXPECT_TRUE(outcome.code != 2 || !outcome.err.empty()) << line[0] << "\n" << text;
    ++seen[static_cast<std::size_t>(outcome.code)];
  }
  // Too few of one kind, and the changes no longer reach that far.
  for (const int count : seen) EXPECT_GT(count, 2);
}

}  // namespace
}  // namespace slipway::test
