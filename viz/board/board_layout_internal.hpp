// Where everything on a board goes: bands of teams, columns of one lane or more with gutters
// between them, cards in their cells, strings through gutters and the channels above bands. Numbers
// only; private to viz.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "planner/report/board_report.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

inline constexpr double kBoardLine = 14.0;    // of a card's text
inline constexpr double kBoardStrip = 20.0;   // on top of a team's band: what it is asked for
inline constexpr double kBoardNoStrip = 8.0;  // of others
inline constexpr double kBoardHeader = 44.0;
inline constexpr double kBoardCardGap = 8.0;
inline constexpr double kBoardPad = 8.0;  // of a band
inline constexpr double kBoardLabel = 112.0;
inline constexpr double kBoardGutter = 24.0;      // room for arrow heads on both sides
inline constexpr double kBoardLeastCard = 148.0;  // pixels wide, on a screen

/// The room of a board: below the head, which is taller on the first page.
struct BoardSpace {
  double width = 0.0;
  double first_top = 0.0, top = 0.0;
  double first_room = 0.0, room = 0.0;  // pixels of bands with their header; 0: one page
  bool has_pages() const { return room > 0.0; }
  double top_of(std::size_t page) const { return page == 0 ? first_top : top; }
  double room_of(std::size_t page) const { return page == 0 ? first_room : room; }
};

/// A team's row on one page; a row taller than a page has several.
struct BoardBand {
  std::uint32_t row = 0;
  bool is_first = true;            // of its row
  double top = 0.0, bottom = 0.0;  // of its ground; the channel lies above
};

/// Where a card stands. A card has a line for each string that leads to it, and for each that leads
/// from it to another page.
struct CardPlace {
  std::size_t page = 0, band = 0;
  Area area{};
  std::vector<std::uint32_t> strings;  // that lead to it, in the order of their lines
  std::vector<std::uint32_t> gives;    // strings to other pages: a line each, below the others
};

/// Where a string meets the card that needs it.
struct BoardPort {
  double y = 0.0;
  bool is_right = false;     // at the card's right side: both stand in one column
  bool is_far = false;       // what gives stands on another page
  std::vector<Point> route;  // from card to card; far: only the last bit
};

struct BoardPage {
  std::vector<BoardBand> bands;
  std::vector<double> lane_left;  // of cards
  double bottom = 0.0;            // of the last channel
};

struct BoardLayout {
  double label = 0.0;  // width of the names of teams
  double width = 0.0;  // of the whole picture
  double card_width = 0.0;
  std::vector<BoardPage> pages;
  std::vector<CardPlace> cards;  // by card
  std::vector<BoardPort> ports;  // by string
  // A column whose cells are tall has several lanes side by side.
  std::vector<std::size_t> lane;        // by card
  std::vector<std::size_t> first_lane;  // by column; and, last, how many there are
  std::size_t num_lanes() const { return first_lane.back(); }
  double column_left(const BoardPage& page, std::size_t column) const {
    return page.lane_left[first_lane[column]];
  }
  double column_right(const BoardPage& page, std::size_t column) const {
    return page.lane_left[first_lane[column + 1] - 1] + card_width;
  }
};

/// Returns the lines of a card above those of its strings.
std::size_t text_lines_of(const BoardCard& card);

/// Returns the room on top of a row's band.
double board_strip_of(const BoardRow& row);

/// Gives columns as many lanes as make the board lower while they have room, and the cards of each
/// cell their lanes: in order, those of the first lane first, so that lanes are about equally tall.
/// Needs the heights of cards. Cost: lanes times columns times cards.
void choose_lanes(const BoardReport& report, const BoardSpace& space, BoardLayout& layout);

/// Puts rows into bands and bands onto pages, between teams where that is possible. A row that is
/// taller than a page goes on, lane by lane, in another band, in about equal pieces. `channels`:
/// heights above each row, and below the last.
void split_into_pages(const BoardReport& report, const std::vector<double>& channels,
                      const BoardSpace& space, BoardLayout& layout);

/// Lays the board out in the room there is. Where strings need more width, a picture without pages
/// becomes wider. Cost: strings squared.
BoardLayout lay_out_board(const BoardReport& report, const BoardSpace& space);

/// Gives each of `spans` (low, high) a track so that no two on one track touch. Returns the tracks,
/// from 0 on, by span; fewest tracks, those that begin first on the first ones.
std::vector<std::size_t> assign_tracks(const std::vector<std::pair<double, double>>& spans,
                                       double gap);

}  // namespace slipway::viz
