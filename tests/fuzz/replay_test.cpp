// Runs the fuzz target on its seeds and on every input that once broke the reader (found/).
// A broken promise ends this program; ./dev fuzz with the input alone then shows where.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::vector<std::string> read_all(const fs::path& folder) {
  std::vector<std::string> inputs;
  if (!fs::exists(folder)) return inputs;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return inputs;
}

const fs::path kFolder = fs::path(SLIPWAY_SOURCE_DIR) / "tests" / "fuzz";

TEST(FuzzReplay, SeedsAndFinds) {
  const auto seeds = read_all(kFolder / "seeds");
  ASSERT_GE(seeds.size(), 3u);
  for (const std::string& seed : seeds) run(seed);
  for (const std::string& find : read_all(kFolder / "found")) run(find);
}

TEST(FuzzReplay, EveryCutOfASeed) {
  for (const std::string& seed : read_all(kFolder / "seeds")) {
    for (std::size_t length = 0; length < seed.size(); length += 7) run(seed.substr(0, length));
  }
}

TEST(FuzzReplay, EveryByteOfASeedChanged) {
  const std::string replacements = {'\0', '"', '{', ']', '-', '9', '\\', '\xff'};
  for (const std::string& seed : read_all(kFolder / "seeds")) {
    for (std::size_t at = 0; at < seed.size(); ++at) {
      std::string changed = seed;
      changed[at] = replacements[at % replacements.size()];
      run(changed);
    }
  }
}

}  // namespace
