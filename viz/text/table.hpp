// Aligned tables for terminals: columns by display width, narrowed to fit. Knows no plan.
// Rule: no line is wider than asked for, as long as the columns' floors allow it, no control
// character of a cell reaches the terminal, and names that differ look different.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "viz/text/colour.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

enum class Align : std::uint8_t { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
  std::size_t least = 0;   // may be narrowed to this; 0: never
  int drop = 0;            // left out when room is short, highest first; 0: never
  bool has_names = false;  // narrowed only as far as its texts can be told apart
};

struct Cell {
  std::string text;
  Style style = Style::plain;
};

class Table {
 public:
  /// `has_header` false: titles are not shown. `indent`: spaces before each line.
  explicit Table(std::vector<Column> columns, bool has_header = true, std::size_t indent = 0);

  /// Adds a row with a cell for each column.
  void add_row(std::vector<Cell> row);
  std::size_t num_rows() const { return rows_.size(); }

  /// Returns the table with every line ended. A column without any text is left out. Cost: linear.
  std::string to_text(std::size_t width, bool colour) const;

 private:
  struct Layout {
    std::vector<std::size_t> widths;
    std::vector<bool> shown;
  };
  Layout find_layout(std::size_t width) const;
  std::vector<std::string> texts_of(std::size_t column) const;
  std::vector<std::string> cut(std::size_t column, std::size_t width) const;

  std::vector<Column> columns_;
  bool has_header_;
  std::size_t indent_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace slipway::viz
