// Reads well-formed JSON values much faster than a general parser, and gives up on anything else.
// It never explains: who gives up is read again by read_json, which says what is wrong. A test
// compares the two.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "planner/io/value.hpp"

namespace slipway {

class QuickJson {
 public:
  /// `spare_texts` receives strings that had escapes. Both must outlive the values that are read.
  QuickJson(std::string_view text, std::deque<std::string>& spare_texts)
      : text_(text), spare_texts_(spare_texts) {}

  /// Reads the value that starts at `at` (no white space before it) into `tree`. Returns the offset
  /// behind it, or nothing when it is malformed, nests more than `most_levels` deep, holds a number
  /// too large, or text that is not UTF-8.
  std::optional<std::size_t> read(std::size_t at, ValueTree& tree, std::size_t most_levels);

  /// Reads a string at `at` without keeping it in a tree. Returns the offset behind it.
  std::optional<std::size_t> read_string(std::size_t at, std::string_view& content);

  /// Returns the offset of the first byte at or behind `at` that is not white space.
  std::size_t skip_space(std::size_t at) const {
    while (at < text_.size() && is_space(text_[at])) ++at;
    return at;
  }

 private:
  static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
  std::optional<std::size_t> read_number(std::size_t at, double& number) const;

  std::string_view text_;
  std::deque<std::string>& spare_texts_;
};

}  // namespace slipway
