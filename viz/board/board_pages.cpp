#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/board/board_layout_internal.hpp"

namespace slipway::viz {
namespace {

constexpr double kSlack = 60.0;  // of a page's height, so that equal pieces are no more

}  // namespace

double board_strip_of(const BoardRow& row) {
  return row.kind == BoardRow::Kind::team ? kBoardStrip : kBoardNoStrip;
}

void split_into_pages(const BoardReport& report, const std::vector<double>& channels,
                      const BoardSpace& space, BoardLayout& layout) {
  const auto most = [&] {
    const std::size_t page = layout.pages.size() - 1;
    return space.has_pages() ? space.room_of(page) - kBoardHeader : 0.0;
  };
  const bool has_pages = space.has_pages();
  layout.pages.assign(1, {});
  double used = 0.0;
  std::size_t card = 0;
  for (std::uint32_t row = 0; row < report.rows.size(); ++row) {
    const double frame = channels[row] + board_strip_of(report.rows[row]) + 2 * kBoardPad;
    const double room = most() - frame - channels[row + 1];
    // How tall a piece of a lane may be: the pieces of a row are about equal.
    double tallest = 0.0;
    double in_lane = 0.0;
    for (std::size_t c = card; c < report.cards.size() && report.cards[c].row == row; ++c) {
      const bool is_next = c > card && layout.lane[c] != layout.lane[c - 1];
      in_lane = (is_next ? 0.0 : in_lane) + layout.cards[c].area.height + kBoardCardGap;
      tallest = std::max(tallest, in_lane);
    }
    const double limit =
        std::min(room, tallest / std::max(1.0, std::ceil(tallest / room)) + kSlack);
    // By piece of the row: the tallest lane; and where each card goes.
    std::vector<double> heights = {0.0};
    const std::size_t first = card;
    std::vector<std::size_t> piece;
    for (std::size_t lane = 0; lane < layout.num_lanes(); ++lane) {
      std::size_t at = 0;
      double height = 0.0;
      for (;
           card < report.cards.size() && report.cards[card].row == row && layout.lane[card] == lane;
           ++card) {
        const double own = layout.cards[card].area.height + kBoardCardGap;
        if (has_pages && height > 0.0 && height + own > limit) {
          ++at;
          height = 0.0;
        }
        height += own;
        if (at == heights.size()) heights.push_back(0.0);
        heights[at] = std::max(heights[at], height);
        piece.push_back(at);
      }
    }
    std::vector<std::pair<std::size_t, std::size_t>> place;  // page and band, by piece
    for (std::size_t at = 0; at < heights.size(); ++at) {
      const double whole = frame + heights[at];
      if (has_pages && used > 0.0 && used + whole + channels[row + 1] > most()) {
        layout.pages.emplace_back();
        used = 0.0;
      }
      used += whole;
      layout.pages.back().bands.push_back({row, at == 0, 0.0, 0.0});
      place.emplace_back(layout.pages.size() - 1, layout.pages.back().bands.size() - 1);
    }
    for (std::size_t i = first; i < card; ++i) {
      layout.cards[i].page = place[piece[i - first]].first;
      layout.cards[i].band = place[piece[i - first]].second;
    }
  }
}

}  // namespace slipway::viz
