#include "viz/matrix/matrix_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/matrix/matrix_grid_internal.hpp"
#include "viz/matrix/matrix_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kFootGap = 14.0;

ChartHead head_of(const MatrixReport& report, std::size_t page, std::size_t pages) {
  std::string title = matrix_title(report);
  if (pages > 1) title += fmt::format(" (page {} of {})", page + 1, pages);
  return {title, matrix_question(report), answer_in_words(report), matrix_facts(report)};
}

double draw_foot(Brush& brush, const MatrixReport& report, MatrixGrid::Details details,
                 double width, double top) {
  const double left = kPadding;
  const double right = width - kPadding;
  double y = draw_legend(brush, matrix_legend(report), left, right, top + 14) + 5;
  Brush group = brush.group("legend-words", "legend");
  for (const std::string& words : matrix_legend_words(report, details)) {
    for (const std::string& line : break_text(words, right - left, kTextSize)) {
      y += 17;
      group.text({.at = {left, y}, .text = line, .size = kTextSize, .ink = Paint::muted});
    }
  }
  return y + 6;
}

/// Splits `count` things into pieces of at most `most`, as even as can be.
std::vector<std::pair<std::size_t, std::size_t>> split(std::size_t count, std::size_t most) {
  const std::size_t pieces = std::max<std::size_t>(1, (count + most - 1) / most);
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t i = 0; i < pieces; ++i)
    out.emplace_back(count * i / pieces, count * (i + 1) / pieces);
  return out;
}

}  // namespace

std::vector<Scene> draw_matrix(const MatrixReport& report, const Frame& frame) {
  std::vector<Element> scratch;
  Brush trial(scratch);
  const std::size_t size = report.by_items ? report.items.size() : report.teams.size();
  const double room = frame.width - 2 * kPadding;
  MatrixGrid grid = choose_grid(report, room, frame.has_pages());
  const double width =
      frame.has_pages() ? frame.width : std::max(frame.width, grid.width_of(size) + 2 * kPadding);
  std::vector<std::pair<std::size_t, std::size_t>> rows =
      split(size, std::max<std::size_t>(1, size));
  std::vector<std::pair<std::size_t, std::size_t>> columns = rows;
  if (frame.has_pages()) {
    const double head = draw_head(trial, head_of(report, 8, 99), width);
    const double foot = draw_foot(trial, report, grid.details, width, 0.0) + kFootGap;
    const double height = frame.page_height - head - foot - kPadding - 12;
    rows = split(size, grid.rows_in(height));
    std::size_t most = 0;
    for (const auto& [first, last] : rows) most = std::max(most, last - first);
    if (!report.by_items) grid.fill_height(height, most);
    columns = split(size, grid.columns_in(room));
  }
  std::vector<MatrixTile> tiles;
  for (const auto& [first_row, last_row] : rows) {
    for (const auto& [first_column, last_column] : columns) {
      if (report.by_items && first_column >= last_row && size > 0) continue;  // no mark lies there
      tiles.push_back(
          {first_row, last_row, first_column, last_column, last_column == size, last_row == size});
    }
  }
  std::vector<Scene> pages;
  for (const MatrixTile& tile : tiles) {
    Scene& scene = pages.emplace_back();
    const ChartHead head = head_of(report, pages.size() - 1, tiles.size());
    scene.width = width;
    scene.title = head.title;
    for (const std::string& answer : head.answers) scene.description += answer + " ";
    scene.description += "From " + matrix_facts(report) + ".";
    Brush brush(scene.elements);
    double y = draw_head(brush, head, width) + 12;
    y = draw_matrix_tile(brush, report, grid, tile, {kPadding, y});
    y = draw_foot(brush, report, grid.details, width, y + kFootGap);
    scene.height = frame.has_pages() ? frame.page_height : std::round(y + kPadding);
  }
  return pages;
}

}  // namespace slipway::viz
