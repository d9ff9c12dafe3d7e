#include "viz/board/board_chart.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <random>
#include <string>

#include "planner/io/file.hpp"
#include "planner/report/link_facts.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/scene_check.hpp"
#include "viz/board/board_layout_internal.hpp"
#include "viz/board/board_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

BoardReport report_of(std::shared_ptr<const Plan> plan, bool all) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 200, .threads = 1};
  options.risk->handovers = list_handovers(*plan, true);
  const Loaded<Analysis> analysis = analyse(std::move(plan), options);
  EXPECT_TRUE(analysis.ok);
  BoardOptions board;
  board.filter.all = all;
  return report_board(analysis.value, board);
}

BoardReport random_report(std::uint64_t seed, bool all) {
  slow::RandomOptions options;
  options.max_items = 40;
  return report_of(std::make_shared<const Plan>(uncertain_plan(seed, options)), all);
}

BoardReport report_text(const std::string& json) {
  return report_of(analyse_text(json).plan, false);
}

/// A board below a head of 100 pixels; `room` as in BoardSpace.
BoardSpace space_of(double width, double room) {
  return {.width = width, .first_top = 100, .top = 100, .first_room = room, .room = room};
}

struct Segment {
  Point from, to;
  std::size_t string = 0;
  bool is_upright() const { return from.x == to.x; }
  double low() const { return is_upright() ? std::min(from.y, to.y) : std::min(from.x, to.x); }
  double high() const { return is_upright() ? std::max(from.y, to.y) : std::max(from.x, to.x); }
  double at() const { return is_upright() ? from.x : from.y; }
};

std::vector<Segment> segments_of(const BoardReport& report, const BoardLayout& layout,
                                 std::size_t page) {
  std::vector<Segment> out;
  for (std::size_t s = 0; s < layout.ports.size(); ++s) {
    if (layout.cards[report.strings[s].to].page != page) continue;
    const std::vector<Point>& route = layout.ports[s].route;
    for (std::size_t i = 1; i < route.size(); ++i) {
      if (route[i - 1] != route[i]) out.push_back({route[i - 1], route[i], s});
    }
  }
  return out;
}

TEST(BoardChart, StringsRunOverNoCardAndAlongNoOther) {
  std::size_t seen = 0;
  std::size_t shared = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    for (const double height : {0.0, 420.0}) {
      const BoardReport report = random_report(seed, seed % 2 == 0);
      const BoardLayout layout = lay_out_board(report, space_of(1120, height));
      for (std::size_t page = 0; page < layout.pages.size(); ++page) {
        const std::vector<Segment> segments = segments_of(report, layout, page);
        for (std::size_t i = 0; i < segments.size(); ++i) {
          const Segment& one = segments[i];
          EXPECT_TRUE(one.from.x == one.to.x || one.from.y == one.to.y) << "turns are square";
          const Area line{std::min(one.from.x, one.to.x), std::min(one.from.y, one.to.y),
                          std::fabs(one.to.x - one.from.x), std::fabs(one.to.y - one.from.y)};
          for (const CardPlace& card : layout.cards) {
            if (card.page != page) continue;
            const bool runs_over =
                line.right() > card.area.x + 0.5 && line.x < card.area.right() - 0.5 &&
                line.bottom() > card.area.y + 0.5 && line.y < card.area.bottom() - 0.5;
            EXPECT_FALSE(runs_over) << seed;
          }
          for (std::size_t j = 0; j < i; ++j) {
            const Segment& other = segments[j];
            if (other.string == one.string || other.is_upright() != one.is_upright()) continue;
            if (report.strings[other.string].from == report.strings[one.string].from) continue;
            if (std::fabs(other.at() - one.at()) > 1.0) continue;
            shared += std::min(one.high(), other.high()) - std::max(one.low(), other.low()) > 2.0;
          }
          ++seen;
        }
      }
    }
  }
  EXPECT_GT(seen, 5000u);
  // What leaves one card may begin as one. Where there is no room at all, others share a line too.
  EXPECT_LE(static_cast<double>(shared), 0.01 * static_cast<double>(seen)) << seen;
}

TEST(BoardChart, CardsOfACellStandInALaneOfTheirColumn) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const BoardReport report = random_report(seed, false);
    for (const double height : {0.0, 420.0}) {
      const BoardLayout layout = lay_out_board(report, space_of(1122, height));
      for (std::size_t c = 0; c < layout.cards.size(); ++c) {
        const CardPlace& card = layout.cards[c];
        const BoardBand& band = layout.pages[card.page].bands[card.band];
        EXPECT_EQ(band.row, report.cards[c].row);
        EXPECT_GE(card.area.y, band.top);
        EXPECT_LE(card.area.bottom(), band.bottom);
        const std::size_t column = report.cards[c].column;
        EXPECT_GE(layout.lane[c], layout.first_lane[column]);
        EXPECT_LT(layout.lane[c], layout.first_lane[column + 1]);
        EXPECT_DOUBLE_EQ(card.area.x, layout.pages[card.page].lane_left[layout.lane[c]]);
        for (std::size_t d = 0; d < c; ++d) {
          EXPECT_FALSE(layout.cards[d].page == card.page &&
                       overlap(layout.cards[d].area, card.area, 0.01));
        }
      }
      if (height > 0.0) {
        for (const BoardPage& page : layout.pages) {
          EXPECT_TRUE(page.bottom <= 100 + height + 0.01 || page.bands.size() == 1) << seed;
        }
      }
    }
  }
}

/// Returns the height of the tallest of `lanes` pieces of the list, by trying every way to cut it.
double tallest_by_trying(const std::vector<double>& heights, std::size_t from, std::size_t lanes) {
  double first = 0.0;
  if (lanes == 1)
    return std::accumulate(heights.begin() + static_cast<long>(from), heights.end(), 0.0);
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t end = from; end <= heights.size(); ++end) {
    best = std::min(best, std::max(first, tallest_by_trying(heights, end, lanes - 1)));
    if (end < heights.size()) first += heights[end];
  }
  return best;
}

TEST(BoardChart, LanesOfACellAreAsEvenAsTheyCanBe) {
  std::size_t with_lanes = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    const BoardReport report = random_report(seed, false);
    const BoardLayout layout = lay_out_board(report, space_of(1280, seed % 2 == 0 ? 0.0 : 500.0));
    for (std::size_t first = 0, last = 0; first < report.cards.size(); first = last) {
      const BoardCard& card = report.cards[first];
      std::vector<double> heights;
      std::map<std::size_t, double> by_lane;
      for (; last < report.cards.size() && report.cards[last].row == card.row &&
             report.cards[last].column == card.column;
           ++last) {
        // Lanes are chosen before cards grow for what is said of other pages.
        const double told = 14.0 * static_cast<double>(layout.cards[last].gives.size());
        heights.push_back(layout.cards[last].area.height - told + kBoardCardGap);
        by_lane[layout.lane[last]] += heights.back();
        if (last > first) {
          EXPECT_GE(layout.lane[last], layout.lane[last - 1]) << "in their order";
        }
      }
      const std::size_t lanes = layout.first_lane[card.column + 1] - layout.first_lane[card.column];
      with_lanes += lanes > 1 ? 1 : 0;
      if (seed % 2 != 0 || heights.size() > 12) continue;  // on pages cards may have grown before
      double tallest = 0.0;
      for (const auto& [lane, height] : by_lane) tallest = std::max(tallest, height);
      EXPECT_LE(tallest, tallest_by_trying(heights, 0, lanes) + 0.5) << seed;
    }
  }
  EXPECT_GT(with_lanes, 100u);
}

TEST(BoardChart, PrintIsSmallButReadable) {
  const BoardReport report = random_report(7, true);
  for (const Paper paper : {Paper::a4, Paper::a3}) {
    const Frame frame = small_frame_of(paper);
    const double sheet = paper == Paper::a4 ? 297.0 : 420.0;
    for (const Scene& scene : draw_board(report, frame)) {
      expect_sound(scene);
      EXPECT_DOUBLE_EQ(scene.width, frame.width);
      EXPECT_DOUBLE_EQ(scene.height, frame.page_height);
      for (const Text& text : texts_of(scene)) {
        EXPECT_GE(text.size * sheet / scene.width * 72 / 25.4, 7.0) << text.text;
      }
    }
    // The shape of the sheet: nothing is stretched.
    EXPECT_NEAR(frame.width / frame.page_height,
                frame_of(paper).width / frame_of(paper).page_height, 0.002);
  }
}

TEST(BoardChart, TracksKeepSpansApart) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::pair<double, double>> spans(random() % 30);
    for (auto& [low, high] : spans) {
      low = static_cast<double>(random() % 100);
      high = low + static_cast<double>(random() % 40);
    }
    const std::vector<std::size_t> tracks = assign_tracks(spans, 3.0);
    std::size_t num_tracks = 0;
    std::size_t most = 0;  // spans over one place: fewer tracks cannot do
    for (std::size_t i = 0; i < spans.size(); ++i) {
      num_tracks = std::max(num_tracks, tracks[i] + 1);
      std::size_t over = 0;
      for (std::size_t j = 0; j < spans.size(); ++j) {
        over += spans[j].first <= spans[i].first && spans[i].first < spans[j].second + 3.0;
        if (i == j || tracks[i] != tracks[j]) continue;
        EXPECT_TRUE(spans[i].second + 3.0 <= spans[j].first ||
                    spans[j].second + 3.0 <= spans[i].first);
      }
      most = std::max(most, over);
    }
    EXPECT_EQ(num_tracks, most);
  }
}

const std::string kTwoTeams = R"({"slipway": 1, "name": "test", "start": "2024-01-01",
  "teams": [{"id": "a", "name": "Alpha", "capacity": 1, "plan_fraction": 0.5}, {"id": "b"}],
  "goals": [{"id": "give", "team": "a", "estimate": {"low": "2d", "high": "10d", "shape": "uniform"}},
            {"id": "take", "team": "b", "estimate": "5d", "due": "2024-01-10",
             "depends_on": [{"on": "give", "ask": "asked"}]},
            {"id": "gone", "team": "b", "status": "dropped"}]})";

TEST(BoardChart, SaysWhatAStringAndACellAreWorth) {
  const BoardReport report = report_text(kTwoTeams);
  ASSERT_EQ(report.strings.size(), 1u);
  const std::vector<Scene> pages = draw_board(report);
  ASSERT_EQ(pages.size(), 1u);
  expect_sound(pages[0]);
  const std::string late = to_odds(report.strings[0].late.value());
  EXPECT_TRUE(has_text(pages[0], "? ! "));
  EXPECT_TRUE(has_text(pages[0], " d · late "));
  EXPECT_TRUE(has_text(pages[0], "late " + late));
  EXPECT_TRUE(has_text(pages[0], "load "));
  EXPECT_TRUE(has_text(pages[0], "3 of 3 goals shown"));
  const std::vector<Text> texts = texts_of(pages[0]);
  const auto gone = std::ranges::find(texts, "gone", &Text::text);
  ASSERT_NE(gone, texts.end());
  EXPECT_TRUE(gone->is_struck);
  EXPECT_NE(to_markdown(report).find("| give | take | 1 | not agreed |"), std::string::npos);
}

// Teams whose names begin alike are told apart.
TEST(BoardChart, ALongNameOfATeamHasTwoLines) {
  const Scene scene = draw_board(report_text(R"({"slipway": 1, "name": "t", "start": "2024-01-01",
    "teams": [{"id": "a", "name": "Platform services north"},
              {"id": "b", "name": "Platform services south"}],
    "goals": [{"id": "x", "team": "a", "estimate": "2d", "due": "2024-01-09"},
              {"id": "y", "team": "b", "estimate": "2d", "due": "2024-01-09"}]})"))
                          .front();
  expect_sound(scene);
  EXPECT_TRUE(has_text(scene, "Platform"));
  EXPECT_TRUE(has_text(scene, "north"));
  EXPECT_TRUE(has_text(scene, "south"));
}

TEST(BoardChart, AStringToAnotherPageIsToldWithThePage) {
  std::size_t far = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const BoardReport report = random_report(seed, false);
    const BoardLayout layout = lay_out_board(report, space_of(1122, 300));
    for (std::size_t s = 0; s < report.strings.size(); ++s) {
      const std::size_t from = layout.cards[report.strings[s].from].page;
      EXPECT_EQ(layout.ports[s].is_far, from != layout.cards[report.strings[s].to].page);
      far += layout.ports[s].is_far ? 1 : 0;
      // Both ends say it: a line on the card that needs it, one on the card that gives.
      const std::vector<std::uint32_t>& gives = layout.cards[report.strings[s].from].gives;
      EXPECT_EQ(std::ranges::count(gives, s), layout.ports[s].is_far ? 1 : 0);
    }
  }
  EXPECT_GT(far, 10u);
}

}  // namespace
}  // namespace slipway::viz
