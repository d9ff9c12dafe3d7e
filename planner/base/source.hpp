// The text of one input file, and the only place where a byte position becomes line and column.
// Positions travel through the program as offsets; they are turned into lines when printed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slipway {

/// A byte offset into a source. Default: nowhere.
struct Place {
  static constexpr std::uint32_t kNowhere = 0xffffffffu;
  std::uint32_t offset = kNowhere;
  std::uint32_t length = 0;  // bytes to underline; 0 means one caret
  constexpr bool is_set() const { return offset != kNowhere; }
  constexpr bool operator==(const Place&) const = default;
};

struct LineColumn {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // from 1, in characters (code points)
};

struct Source {
  std::string name;  // the path as the user gave it, or "<stdin>"
  std::string text;

  /// Returns line and column of byte `offset` (clamped to the text). Cost: the text before it.
  LineColumn line_column(std::size_t offset) const;
  /// Returns the line that holds byte `offset`, without its line end. A view into `text`.
  std::string_view line_at(std::size_t offset) const;
};

}  // namespace slipway
