// Random changes to the bytes of a text: what a slip of the hand, a broken disk or an ill-meant
// sender does to a plan file. Knows nothing of plans but that they are JSON.
// Rule: equal seeds give equal changes on every machine.
#pragma once

#include <cstddef>
#include <random>
#include <string>

namespace slipway::test {

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

}  // namespace slipway::test
