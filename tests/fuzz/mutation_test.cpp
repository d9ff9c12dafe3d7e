// Ten thousand random changes to the bytes of valid plans: the fuzz target's promises hold for
// each, and none takes as long as a second. Fixed seed; SLIPWAY_SEED tries another.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string read_text(const std::string& path) {
  std::ifstream in(SLIPWAY_SOURCE_DIR "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Changes {
 public:
  explicit Changes(unsigned seed) : random_(seed) {}

  std::string changed(std::string text, const std::string& other) {
    for (std::size_t n = 1 + below(4); n > 0 && !text.empty(); --n) {
      const std::size_t at = below(text.size());
      switch (below(8)) {
        case 0:
          text[at] = static_cast<char>(below(256));
          break;
        case 1:
          text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
          break;
        case 2:
          text.erase(at, 1 + below(20));
          break;
        case 3:
          text.insert(at, text.substr(below(text.size()), 1 + below(40)));
          break;
        case 4:
          text.insert(at, other.substr(below(other.size()), 1 + below(40)));
          break;
        case 5:
          swap_words(text);
          break;
        case 6:
          change_digit(text, at);
          break;
        default:
          if (below(10) == 0) text.resize(at);
          break;
      }
    }
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

  // Changes that keep the text JSON reach deeper than the first gate.
  void change_digit(std::string& text, std::size_t at) {
    const std::size_t digit = text.find_first_of("0123456789", at);
    if (digit != std::string::npos) text[digit] = static_cast<char>('0' + below(10));
  }
  void swap_words(std::string& text) {
    const std::string a = word(text);
    const std::string b = word(text);
    const std::size_t at = text.find(a, below(text.size()));
    if (!a.empty() && at != std::string::npos) text.replace(at, a.size(), b);
  }
  std::string word(const std::string& text) {
    const std::size_t open = text.find('"', below(text.size()));
    if (open == std::string::npos) return "";
    const std::size_t close = text.find('"', open + 1);
    return close == std::string::npos ? "" : text.substr(open, close - open + 1);
  }

  std::mt19937 random_;
};

TEST(Mutation, TenThousandChangedPlansDoNoHarm) {
  const char* wish = std::getenv("SLIPWAY_SEED");
  const auto seed =
      wish == nullptr ? 2018u : static_cast<unsigned>(std::strtoul(wish, nullptr, 10));
  RecordProperty("seed", static_cast<int>(seed));
  const std::vector<std::string> plans = {read_text("data/plans/libp2p-2018-q3.json"),
                                          read_text("data/plans/release-quarter.json")};
  ASSERT_FALSE(plans[0].empty());
  ASSERT_FALSE(plans[1].empty());
  Changes changes(seed);
  for (int i = 0; i < 10000; ++i) {
    const std::string text = changes.changed(plans[static_cast<std::size_t>(i % 2)], plans[1]);
    const auto begin = std::chrono::steady_clock::now();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    ASSERT_LT(took.count(), 1.0) << "seed " << seed << ", change " << i << ":\n" << text;
  }
}

}  // namespace
