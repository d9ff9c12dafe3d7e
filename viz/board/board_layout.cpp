#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "viz/board/board_layout_internal.hpp"
#include "viz/board/board_stubs_internal.hpp"
#include "viz/scene/chart_head.hpp"

namespace slipway::viz {
namespace {

constexpr double kCardPad = 7.0;
constexpr double kChannel = 8.0;  // without strings
constexpr double kTrack = 7.0;
constexpr double kLeastTrack = 4.0;
constexpr double kLeastCardOnPaper = 76.0;
constexpr double kMostCard = 300.0;
constexpr double kStubRoom = 4.0;  // of a string at the side of the card that it leaves

/// The way of one string within a page: out through one gutter, along a channel, in through
/// another. Gutter c lies left of lane c.
struct Way {
  std::uint32_t string = 0;
  std::size_t out_gutter = 0, in_gutter = 0;
  bool leaves_right = true, enters_right = false;
  bool has_run = false;                    // along `channel`
  std::size_t channel = 0, run_track = 0;  // channel b lies above band b
  double exit_y = 0.0, run_y = 0.0, port_y = 0.0;
  std::size_t out_track = 0, in_track = 0;
};

double height_of(const BoardCard& card, std::size_t ports, std::size_t exits) {
  return std::max(2 * kCardPad + kBoardLine * static_cast<double>(text_lines_of(card) + ports) - 2,
                  12 + kStubRoom * static_cast<double>(exits));
}

class Router {
 public:
  Router(const BoardReport& report, BoardLayout& layout, const BoardSpace& space)
      : report_(report), layout_(layout), space_(space) {}

  void run();

 private:
  void number_strings();
  void make_bands();
  bool list_gives();
  bool widen_channels(std::vector<double>& channels) const;
  Way way_of(std::uint32_t string) const;
  std::vector<Way> ways_on(std::size_t page) const;
  std::vector<std::size_t> run_along(std::vector<Way>& ways, std::size_t num_bands) const;
  void place_rows(std::size_t page, std::vector<Way>& ways);
  void meet_cards(std::size_t page, std::vector<Way>& ways);
  void choose_tracks(std::vector<Way>& ways, std::vector<std::size_t>& num_tracks) const;
  void place_lanes(const std::vector<std::vector<std::size_t>>& tracks);
  void draw_ways(std::size_t page, const std::vector<Way>& ways);

  const BoardReport& report_;
  BoardLayout& layout_;
  const BoardSpace& space_;
  double track_ = kTrack;
  std::vector<double> gutter_width_;
  std::vector<std::size_t> exits_, give_lines_;  // by card
};

void Router::number_strings() {
  layout_.cards.resize(report_.cards.size());
  layout_.ports.resize(report_.strings.size());
  exits_.assign(report_.cards.size(), 0);
  give_lines_.assign(report_.cards.size(), 0);
  for (std::uint32_t s = 0; s < report_.strings.size(); ++s) {
    layout_.cards[report_.strings[s].to].strings.push_back(s);
    ++exits_[report_.strings[s].from];
  }
  for (std::size_t c = 0; c < report_.cards.size(); ++c) {
    layout_.cards[c].area.height =
        height_of(report_.cards[c], layout_.cards[c].strings.size(), exits_[c]);
  }
}

// What is said of other pages needs room, and so do the strings that stay on a page: both may move
// cards to other pages. Lines and tracks are only added, so this ends.
void Router::make_bands() {
  std::vector<double> channels(report_.rows.size() + 1, kChannel);
  do {
    split_into_pages(report_, channels, space_, layout_);
  } while (list_gives() || widen_channels(channels));
}

// Says whether a channel had to grow for the strings within its page.
bool Router::widen_channels(std::vector<double>& channels) const {
  bool has_grown = false;
  for (std::size_t page = 0; page < layout_.pages.size(); ++page) {
    const std::vector<BoardBand>& bands = layout_.pages[page].bands;
    std::vector<Way> ways = ways_on(page);
    const std::vector<std::size_t> tracks = run_along(ways, bands.size());
    for (std::size_t channel = 0; channel < tracks.size() && !bands.empty(); ++channel) {
      const bool is_last = channel == bands.size();
      double& height = channels[is_last ? bands.back().row + 1 : bands[channel].row];
      const double needed = kChannel + kTrack * static_cast<double>(tracks[channel]);
      if (needed <= height) continue;
      height = needed;
      has_grown = true;
    }
  }
  return has_grown;
}

// Lists by card the strings that lead to other pages. Says whether a card had to grow for them.
bool Router::list_gives() {
  for (CardPlace& place : layout_.cards) place.gives.clear();
  for (std::uint32_t s = 0; s < report_.strings.size(); ++s) {
    const BoardString& string = report_.strings[s];
    CardPlace& from = layout_.cards[string.from];
    if (from.page != layout_.cards[string.to].page) from.gives.push_back(s);
  }
  bool has_grown = false;
  for (std::size_t c = 0; c < report_.cards.size(); ++c) {
    CardPlace& place = layout_.cards[c];
    if (place.gives.size() <= give_lines_[c]) continue;
    give_lines_[c] = place.gives.size();
    place.area.height =
        height_of(report_.cards[c], place.strings.size() + give_lines_[c], exits_[c]);
    has_grown = true;
  }
  return has_grown;
}

Way Router::way_of(std::uint32_t s) const {
  const BoardString& string = report_.strings[s];
  const std::size_t from = layout_.lane[string.from];
  const std::size_t to = layout_.lane[string.to];
  const std::size_t from_band = layout_.cards[string.from].band;
  const std::size_t to_band = layout_.cards[string.to].band;
  Way way;
  way.string = s;
  way.leaves_right = to >= from;
  way.enters_right = to <= from;
  way.out_gutter = way.leaves_right ? from + 1 : from;
  way.in_gutter = way.enters_right ? to + 1 : to;
  way.has_run = way.out_gutter != way.in_gutter;
  way.channel = to_band < from_band ? to_band + 1 : to_band;
  return way;
}

std::vector<Way> Router::ways_on(std::size_t page) const {
  std::vector<Way> out;
  for (std::uint32_t s = 0; s < report_.strings.size(); ++s) {
    const BoardString& string = report_.strings[s];
    if (layout_.cards[string.from].page == page && layout_.cards[string.to].page == page)
      out.push_back(way_of(s));
  }
  return out;
}

// Gives runs their tracks; returns how many tracks each channel has.
std::vector<std::size_t> Router::run_along(std::vector<Way>& ways, std::size_t num_bands) const {
  std::vector<std::size_t> out(num_bands + 1, 0);
  for (std::size_t channel = 0; channel <= num_bands; ++channel) {
    std::vector<Way*> runs;
    std::vector<std::pair<double, double>> spans;
    for (Way& way : ways) {
      if (!way.has_run || way.channel != channel) continue;
      runs.push_back(&way);
      const auto [low, high] = std::minmax(way.out_gutter, way.in_gutter);
      spans.emplace_back(static_cast<double>(low), static_cast<double>(high));
    }
    const std::vector<std::size_t> tracks = assign_tracks(spans, 0.5);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      runs[i]->run_track = tracks[i];
      out[channel] = std::max(out[channel], tracks[i] + 1);
    }
  }
  return out;
}

void Router::place_rows(std::size_t page, std::vector<Way>& ways) {
  BoardPage& at = layout_.pages[page];
  const std::vector<std::size_t> tracks = run_along(ways, at.bands.size());
  std::vector<double> channel_top(at.bands.size() + 1);
  std::vector<std::vector<std::size_t>> cards(at.bands.size());
  for (std::size_t c = 0; c < report_.cards.size(); ++c) {
    if (layout_.cards[c].page == page) cards[layout_.cards[c].band].push_back(c);
  }
  double y = space_.top_of(page) + kBoardHeader;
  for (std::size_t band = 0; band < at.bands.size(); ++band) {
    channel_top[band] = y;
    y += kChannel + kTrack * static_cast<double>(tracks[band]);
    at.bands[band].top = y;
    const double strip = board_strip_of(report_.rows[at.bands[band].row]);
    double tallest = 0.0;
    std::vector<double> used(layout_.num_lanes(), 0.0);
    for (const std::size_t c : cards[band]) {
      double& height = used[layout_.lane[c]];
      layout_.cards[c].area.y = y + strip + height;
      height += layout_.cards[c].area.height + kBoardCardGap;
      tallest = std::max(tallest, height);
    }
    y += strip + std::max(tallest, 34.0) + kBoardPad - kBoardCardGap / 2;
    at.bands[band].bottom = y;
  }
  channel_top[at.bands.size()] = y;
  at.bottom = y + kChannel + kTrack * static_cast<double>(tracks[at.bands.size()]);
  for (Way& way : ways) {
    way.run_y =
        channel_top[way.channel] + kChannel / 2 + 2 + kTrack * static_cast<double>(way.run_track);
  }
}

void Router::meet_cards(std::size_t page, std::vector<Way>& ways) {
  BoardStubs stubs(layout_.num_lanes() + 1);
  const auto take_port = [&](std::uint32_t s, std::size_t gutter) {
    double& y = layout_.ports[s].y;
    y = stubs.take(gutter, report_.strings[s].to, y, y - 4, y + 4);
    return y;
  };
  for (std::size_t c = 0; c < report_.cards.size(); ++c) {
    const CardPlace& place = layout_.cards[c];
    if (place.page != page) continue;
    double y = place.area.y + kCardPad +
               kBoardLine * static_cast<double>(text_lines_of(report_.cards[c])) + 6;
    for (const std::uint32_t s : place.strings) {
      layout_.ports[s].y = y;
      y += kBoardLine;
      layout_.ports[s].is_far = layout_.cards[report_.strings[s].from].page != page;
      if (layout_.ports[s].is_far) take_port(s, layout_.lane[c]);
    }
  }
  for (Way& way : ways) way.port_y = take_port(way.string, way.in_gutter);
  for (Way& way : ways) {
    const std::size_t from = report_.strings[way.string].from;
    const Area& card = layout_.cards[from].area;
    way.exit_y = stubs.take(way.out_gutter, from, card.y + 14, card.y + 5, card.bottom() - 5);
  }
}

void Router::choose_tracks(std::vector<Way>& ways, std::vector<std::size_t>& num_tracks) const {
  num_tracks.assign(layout_.num_lanes() + 1, 0);
  for (std::size_t gutter = 0; gutter < num_tracks.size(); ++gutter) {
    std::vector<std::pair<double, double>> spans;
    std::vector<std::size_t*> where;
    const auto add = [&](double from, double to, std::size_t& track) {
      spans.push_back(std::minmax(from, to));
      where.push_back(&track);
    };
    for (Way& way : ways) {
      if (!way.has_run) {
        if (way.out_gutter == gutter) add(way.exit_y, way.port_y, way.out_track);
        continue;
      }
      if (way.out_gutter == gutter) add(way.exit_y, way.run_y, way.out_track);
      if (way.in_gutter == gutter) add(way.run_y, way.port_y, way.in_track);
    }
    const std::vector<std::size_t> tracks = assign_tracks(spans, 3.0);
    for (std::size_t i = 0; i < where.size(); ++i) {
      *where[i] = tracks[i];
      num_tracks[gutter] = std::max(num_tracks[gutter], tracks[i] + 1);
    }
  }
}

// One set of lanes for all pages: as wide as the page with most strings needs.
void Router::place_lanes(const std::vector<std::vector<std::size_t>>& tracks) {
  const std::size_t num_lanes = layout_.num_lanes();
  std::vector<std::size_t> most(num_lanes + 1, 0);
  for (const std::vector<std::size_t>& page : tracks) {
    for (std::size_t g = 0; g < page.size(); ++g) most[g] = std::max(most[g], page[g]);
  }
  const auto count = static_cast<double>(std::accumulate(most.begin(), most.end(), std::size_t{0}));
  layout_.label = kBoardLabel;
  const double lanes = static_cast<double>(std::max<std::size_t>(1, num_lanes));
  const double room = space_.width - 2 * kPadding - layout_.label - kBoardGutter * (lanes + 1);
  const double least = space_.has_pages() ? kLeastCardOnPaper : kBoardLeastCard;
  if (room - count * track_ < least * lanes && count > 0.0)
    track_ = std::max(kLeastTrack, (room - least * lanes) / count);
  layout_.card_width = std::min(kMostCard, (room - count * track_) / lanes);
  layout_.width = space_.width;
  if (layout_.card_width < least) {
    if (!space_.has_pages()) {
      layout_.width += (least - layout_.card_width) * lanes;
      layout_.card_width = least;
    } else {
      layout_.card_width = std::max(48.0, layout_.card_width);
    }
  }
  gutter_width_.clear();
  std::vector<double> left;
  double x = kPadding + layout_.label;
  for (std::size_t g = 0; g <= num_lanes; ++g) {
    gutter_width_.push_back(kBoardGutter + track_ * static_cast<double>(most[g]));
    x += gutter_width_[g];
    if (g < num_lanes) left.push_back(x);
    x += layout_.card_width;
  }
  for (BoardPage& page : layout_.pages) page.lane_left = left;
  for (std::size_t c = 0; c < report_.cards.size(); ++c) {
    layout_.cards[c].area.x = left[layout_.lane[c]];
    layout_.cards[c].area.width = layout_.card_width;
  }
}

void Router::draw_ways(std::size_t page, const std::vector<Way>& ways) {
  const std::vector<double>& left = layout_.pages[page].lane_left;
  const auto track_x = [&](std::size_t gutter, std::size_t track) {
    const double end = gutter < left.size()
                           ? left[gutter]
                           : left.back() + layout_.card_width + gutter_width_[gutter];
    return end - gutter_width_[gutter] + kBoardGutter / 2 +
           track_ * (static_cast<double>(track) + 0.5);
  };
  for (const Way& way : ways) {
    const BoardString& string = report_.strings[way.string];
    const Area& from = layout_.cards[string.from].area;
    const Area& to = layout_.cards[string.to].area;
    BoardPort& port = layout_.ports[way.string];
    port.is_right = way.enters_right;
    const double out = track_x(way.out_gutter, way.out_track);
    port.route = {{way.leaves_right ? from.right() : from.x, way.exit_y}, {out, way.exit_y}};
    if (way.has_run) {
      const double in = track_x(way.in_gutter, way.in_track);
      port.route.push_back({out, way.run_y});
      port.route.push_back({in, way.run_y});
      port.route.push_back({in, way.port_y});
    } else {
      port.route.push_back({out, way.port_y});
    }
    port.route.push_back({way.enters_right ? to.right() : to.x, way.port_y});
  }
}

void Router::run() {
  number_strings();
  choose_lanes(report_, space_, layout_);
  make_bands();
  std::vector<std::vector<Way>> ways;
  std::vector<std::vector<std::size_t>> tracks;
  for (std::size_t page = 0; page < layout_.pages.size(); ++page) {
    ways.push_back(ways_on(page));
    place_rows(page, ways.back());
  }
  for (std::size_t page = 0; page < ways.size(); ++page) {
    meet_cards(page, ways[page]);
    choose_tracks(ways[page], tracks.emplace_back());
  }
  place_lanes(tracks);
  for (std::size_t page = 0; page < ways.size(); ++page) draw_ways(page, ways[page]);
  for (std::uint32_t s = 0; s < report_.strings.size(); ++s) {
    BoardPort& port = layout_.ports[s];
    if (!port.is_far) continue;
    const Area& to = layout_.cards[report_.strings[s].to].area;
    port.route = {{to.x - 11, port.y}, {to.x, port.y}};
  }
}

}  // namespace

std::size_t text_lines_of(const BoardCard& card) {
  if (card.is_folded()) {
    const bool has_blockers = card.num_blockers > 0 && card.num_goals > 0;
    return card.num_late + card.num_critical > 0 || has_blockers ? 2 : 1;
  }
  std::size_t lines = 2;  // id, dates
  if (!card.title.empty()) ++lines;
  if (card.on_time || (card.is_assumed && card.status != Status::done)) ++lines;
  return lines;
}

std::vector<std::size_t> assign_tracks(const std::vector<std::pair<double, double>>& spans,
                                       double gap) {
  std::vector<std::size_t> order(spans.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return spans[a] < spans[b]; });
  std::vector<std::size_t> out(spans.size(), 0);
  std::vector<double> ends;  // by track
  for (const std::size_t i : order) {
    std::size_t track = 0;
    while (track < ends.size() && ends[track] + gap > spans[i].first) ++track;
    if (track == ends.size()) ends.push_back(0.0);
    ends[track] = spans[i].second;
    out[i] = track;
  }
  return out;
}

BoardLayout lay_out_board(const BoardReport& report, const BoardSpace& space) {
  BoardLayout layout;
  Router(report, layout, space).run();
  return layout;
}

}  // namespace slipway::viz
