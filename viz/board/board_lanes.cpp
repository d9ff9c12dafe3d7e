#include <algorithm>
#include <cstddef>
#include <vector>

#include "viz/board/board_layout_internal.hpp"
#include "viz/scene/chart_head.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostLanes = 12;
constexpr double kLeastGain = 0.05;     // of the board's height, for one lane more
constexpr double kLaneOnPaper = 132.0;  // pixels of a card in which most ids fit
constexpr double kStringsAside = 10.0;  // pixels that strings take beside a lane, about
constexpr double kTallest = 0.9;        // of its width, for a board on a screen
constexpr double kCardless = 34.0;      // of a band

/// The heights of the cards of one cell, in order; `first` is the first of them.
struct Cell {
  std::size_t first = 0, row = 0, column = 0;
  std::vector<double> heights;
};

std::vector<Cell> list_cells(const BoardReport& report, const BoardLayout& layout) {
  std::vector<Cell> out;
  for (std::size_t c = 0; c < report.cards.size(); ++c) {
    const BoardCard& card = report.cards[c];
    if (out.empty() || out.back().row != card.row || out.back().column != card.column)
      out.push_back({c, card.row, card.column, {}});
    out.back().heights.push_back(layout.cards[c].area.height + kBoardCardGap);
  }
  return out;
}

/// Fills lane after lane up to `limit`. Returns the lane of each card.
std::vector<std::size_t> fill(const std::vector<double>& heights, double limit) {
  std::vector<std::size_t> out;
  std::size_t lane = 0;
  double used = 0.0;
  for (const double height : heights) {
    if (used > 0.0 && used + height > limit) {
      ++lane;
      used = 0.0;
    }
    used += height;
    out.push_back(lane);
  }
  return out;
}

/// Returns the least height in which the cards of a cell fit into so many lanes, in their order.
double least_height(const std::vector<double>& heights, std::size_t lanes) {
  double all = 0.0;
  double most = 0.0;
  for (const double height : heights) {
    all += height;
    most = std::max(most, height);
  }
  if (lanes == 1) return all;
  constexpr int kRounds = 40;  // halves the doubt each time: far below a pixel
  for (int round = 0; round < kRounds && all - most > 0.25; ++round) {
    const double middle = (most + all) / 2;
    (fill(heights, middle).back() < lanes ? all : most) = middle;
  }
  return all;
}

double height_of(const BoardReport& report, const std::vector<Cell>& cells,
                 const std::vector<std::size_t>& lanes) {
  std::vector<double> rows(report.rows.size(), kCardless);
  for (const Cell& cell : cells)
    rows[cell.row] = std::max(rows[cell.row], least_height(cell.heights, lanes[cell.column]));
  double out = 0.0;
  for (std::size_t row = 0; row < rows.size(); ++row)
    out += rows[row] + board_strip_of(report.rows[row]) + 2 * kBoardPad;
  return out;
}

}  // namespace

void choose_lanes(const BoardReport& report, const BoardSpace& space, BoardLayout& layout) {
  const std::vector<Cell> cells = list_cells(report, layout);
  const std::size_t num_columns = report.columns.size();
  std::vector<std::size_t> lanes(num_columns, 1);
  std::size_t num_lanes = num_columns;
  const auto width_of = [&](std::size_t count, double card) {
    return 2 * kPadding + kBoardLabel + kBoardGutter +
           static_cast<double>(count) * (card + kBoardGutter + kStringsAside);
  };
  double height = height_of(report, cells, lanes);
  while (num_lanes < kMostLanes) {
    const bool is_enough =
        space.has_pages()
            ? height <= space.first_room || width_of(num_lanes + 1, kLaneOnPaper) > space.width
            : height <= kTallest * std::max(space.width, width_of(num_lanes, kBoardLeastCard));
    if (is_enough) break;
    std::size_t best = num_columns;
    double least = height * (1.0 - kLeastGain);
    for (std::size_t column = 0; column < num_columns; ++column) {
      ++lanes[column];
      const double now = height_of(report, cells, lanes);
      --lanes[column];
      if (now >= least) continue;
      best = column;
      least = now;
    }
    if (best == num_columns) break;
    ++lanes[best];
    ++num_lanes;
    height = least;
  }
  layout.first_lane.assign(1, 0);
  for (const std::size_t count : lanes)
    layout.first_lane.push_back(layout.first_lane.back() + count);
  layout.lane.assign(report.cards.size(), 0);
  for (const Cell& cell : cells) {
    const std::vector<std::size_t> at =
        fill(cell.heights, least_height(cell.heights, lanes[cell.column]));
    for (std::size_t i = 0; i < at.size(); ++i)
      layout.lane[cell.first + i] = layout.first_lane[cell.column] + at[i];
  }
}

}  // namespace slipway::viz
