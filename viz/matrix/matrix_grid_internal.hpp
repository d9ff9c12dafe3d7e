// The body of the matrix: how large its cells are, and a tile of them with the names of its rows
// and columns. Private to viz.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "planner/report/matrix_report.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Sizes in pixels. `details` says how much a cell has room for.
struct MatrixGrid {
  enum class Details : unsigned char { mark, numbers, words };
  Details details = Details::words;
  double label = 0.0;   // the names of the rows
  double header = 0.0;  // the names of the columns
  double cell_width = 0.0, cell_height = 0.0;
  double sums = 0.0;  // the column of sums; 0: there is none

  double width_of(std::size_t columns) const {
    return label + cell_width * static_cast<double>(columns) + sums;
  }
  /// Returns how many rows fit, with the row of sums; at least one.
  std::size_t rows_in(double height) const;
  /// Makes cells taller, up to half as much again, where `rows` of them leave some of it empty.
  void fill_height(double height, std::size_t rows);
  std::size_t columns_in(double width) const;
};

MatrixGrid choose_grid(const MatrixReport& report, double width, bool has_pages);

/// The rows and columns of one page, and whether their sums stand beside them.
struct MatrixTile {
  std::size_t first_row = 0, last_row = 0;  // the last ones not included
  std::size_t first_column = 0, last_column = 0;
  bool has_row_sums = true, has_column_sums = true;
};

/// Draws a tile and returns where it ends below.
double draw_matrix_tile(Brush& brush, const MatrixReport& report, const MatrixGrid& grid,
                        const MatrixTile& tile, Point at);

/// As draw_matrix_tile, for the matrix by items.
double draw_item_tile(Brush& brush, const MatrixReport& report, const MatrixGrid& grid,
                      const MatrixTile& tile, Point at);

std::vector<LegendEntry> matrix_legend(const MatrixReport& report);
std::vector<std::string> matrix_legend_words(const MatrixReport& report,
                                             MatrixGrid::Details details);

}  // namespace slipway::viz
