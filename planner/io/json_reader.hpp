// Reads JSON text and hands it on in pieces with places. Knows JSON, and nothing of plans.
// Rule: no input may crash it or make it slow: nesting is bounded, memory is that of one piece.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/io/value.hpp"

namespace slipway {

/// Receives the members of a top-level object in the order of the text.
class JsonPieces {
 public:
  virtual ~JsonPieces() = default;
  /// Says whether the elements of the array `key` are to come one by one (as `element`).
  virtual bool wants_elements(std::string_view key) = 0;
  /// One element of an array whose elements are wanted.
  virtual void element(std::string_view key, const ValueTree& value) = 0;
  /// Any other member, whole. Also an array that has come as elements, when it ends: then empty.
  virtual void member(const ValueTree& value) = 0;
};

inline constexpr std::size_t kDeepest = 64;  // levels of nesting

/// Reads `text` (a byte order mark is skipped) and calls `pieces`. String contents are views into
/// `text`, or into `spare_texts` when they had escapes. Returns whether the text was an object and
/// could be read to its end; what went wrong is in `findings`: invalid-json, too-deep, wrong-type.
/// Cost: linear in the text.
bool read_json(std::string_view text, JsonPieces& pieces, std::deque<std::string>& spare_texts,
               Findings& findings);

}  // namespace slipway
