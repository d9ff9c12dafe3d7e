#include "viz/board/board_chart.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "planner/base/utf8.hpp"
#include "viz/board/board_parts_internal.hpp"
#include "viz/board/board_words.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::array<Paint, 6> kTeamFills = {Paint::team_a, Paint::team_b, Paint::team_c,
                                             Paint::team_d, Paint::team_e, Paint::team_f};
constexpr double kFull = 1.0;    // share of what may be planned
constexpr double kTight = 0.85;  // domain reference D17
constexpr std::size_t kMostUndated = 24;
constexpr std::size_t kMostUndatedOnPaper = 10;

ChartHead head_of(const BoardReport& report, std::size_t page, std::size_t pages) {
  std::string title = board_title(report);
  if (pages > 1) title += fmt::format(" (page {} of {})", page + 1, pages);
  return {title, "Who finishes what when, and who waits for it?",
          page == 0 ? answer_in_words(report) : std::vector<std::string>(), board_facts(report)};
}

double draw_foot(Brush& brush, const BoardReport& report, std::size_t undated, double width,
                 double top) {
  const double right = width - kPadding;
  double y = top + 16;
  if (undated > 0) y = draw_undated(brush, report, undated, {kPadding, y}, right) + 22;
  y = draw_legend(brush, board_legend(report), kPadding, right, y) + 5;
  Brush group = brush.group("legend-words", "legend");
  std::vector<std::string> words = {board_legend_words(report)};
  const bool has_load = std::ranges::any_of(
      report.rows, [](const BoardRow& row) { return row.kind == BoardRow::Kind::team; });
  if (has_load)
    words.emplace_back(
        "load: what the goals ask of the team, of what it may plan in these days "
        "(capacity × plan fraction × working days); ▼ status date");
  for (const std::string& text : words) {
    for (const std::string& line : break_text(text, right - kPadding, kTextSize)) {
      y += 17;
      group.text({.at = {kPadding, y}, .text = line, .size = kTextSize, .ink = Paint::muted});
    }
  }
  return y;
}

void draw_columns(Brush& brush, const BoardReport& report, const BoardLayout& layout,
                  const BoardPage& page, double top) {
  Brush group = brush.group("columns", "axis");
  for (std::size_t c = 0; c < report.columns.size(); ++c) {
    const BoardColumn& column = report.columns[c];
    const double x = layout.column_left(page, c);
    const double width = layout.column_right(page, c) - x;
    group.label({.at = {x + width / 2, top + 14},
                 .text = column.name,
                 .size = kTextSize,
                 .weight = Weight::bold,
                 .anchor = Anchor::middle},
                width);
    const bool is_end = c == 0 || c + 1 == report.columns.size();
    const std::string whole = to_words(column.first) + " – " + to_words(column.last);
    std::string dates = to_day_and_month(column.first) + " – " + to_day_and_month(column.last);
    if (is_end && text_width(whole, kSmallSize) <= width) dates = whole;
    const std::string cut = fit_text(dates, width + 8, kSmallSize);
    group.text({.at = {x + width / 2, top + 29},
                .text = cut,
                .size = kSmallSize,
                .ink = Paint::muted,
                .anchor = Anchor::middle,
                .title = whole});
    group.line({x, top + 37}, {x + width, top + 37}, {.stroke = Paint::line, .width = 1.5});
    const bool opens_quarter =
        c > 0 && quarter_of(column.last) != quarter_of(report.columns[c - 1].last);
    if (opens_quarter) {
      const double at = (layout.column_right(page, c - 1) + x) / 2;
      group.line({at, top + 2}, {at, top + 40}, {.stroke = Paint::text, .width = 1.5});
    }
    if (!report.as_of.is_set() || report.as_of < column.first || report.as_of > column.last)
      continue;
    const double days = static_cast<double>(column.last.day - column.first.day) + 1;
    const double at = x + width * static_cast<double>(report.as_of.day - column.first.day) / days;
    group.path({{at - 5, top + 33}, {at + 5, top + 33}, {at, top + 42}},
               {.fill = Paint::link, .stroke = Paint::link}, true,
               "status date " + to_words(report.as_of));
  }
}

void draw_load(Brush& brush, const BoardCell& cell, double x, double top, double width) {
  const std::string words = cell_load_words(cell);
  if (words.empty()) return;
  double share = 0.0;
  if (cell.plannable_days)
    share = *cell.plannable_days > 0.0 ? cell.asked_days / *cell.plannable_days : 2.0;
  const bool is_over = share > kFull + 1e-9;
  const std::string shown = fit_text(is_over ? words + " !" : words, width, kSmallSize);
  const Paint ink = is_over ? Paint::critical : share > kTight ? Paint::risk : Paint::muted;
  const Weight weight = is_over ? Weight::bold : Weight::regular;
  brush.text({.at = {x, top + 12},
              .text = fit_text(shown, width, kSmallSize, weight),
              .size = kSmallSize,
              .weight = weight,
              .ink = ink,
              .title = to_days(cell.asked_days) + " person-days asked" +
                       (cell.plannable_days
                            ? " of " + to_days(*cell.plannable_days) + " that may be planned"
                            : "")});
  if (!cell.plannable_days) return;
  brush.box({x, top + 15, width * std::min(1.0, share), 2.5},
            {.fill = ink, .hatch = is_over ? Hatch::rising : Hatch::none});
}

/// From this height on a name, its second line, the id and a word have room.
constexpr double kTwoLineBand = 76.0;

void draw_band(Brush& brush, const BoardReport& report, const BoardLayout& layout,
               const BoardPage& page, const BoardBand& band) {
  const BoardRow& row = report.rows[band.row];
  const bool is_team = row.kind == BoardRow::Kind::team;
  std::string id = fmt::format("row-{}", band.row);
  // A page may have several pieces of a row that is continued.
  if (!band.is_first) id += fmt::format("-from-{:.0f}", band.top);
  Brush group = brush.group(id, "team", make_printable(row.name));
  group.box({kPadding, band.top, layout.width - 2 * kPadding, band.bottom - band.top},
            {.fill = is_team ? kTeamFills[row.team % kTeamFills.size()] : Paint::page,
             .stroke = Paint::team_line},
            4);
  const double room = layout.label - 8;
  double y = band.top + 18;
  const std::vector<std::string> words = break_text(row.name, room, kTextSize, Weight::bold);
  const bool is_broken = words.size() > 1 && band.bottom - band.top >= kTwoLineBand;
  const std::string first = is_broken ? words.front() : row.name;
  group.label({.at = {kPadding + 10, y}, .text = first, .weight = Weight::bold}, room);
  if (is_broken) {
    y += 15;
    const std::string rest = fmt::format("{}", fmt::join(words.begin() + 1, words.end(), " "));
    group.label({.at = {kPadding + 10, y}, .text = rest, .weight = Weight::bold}, room);
  }
  if (is_team && row.id != row.name) {
    y += 15;
    group.label({.at = {kPadding + 10, y}, .text = row.id, .size = kSmallSize, .ink = Paint::muted},
                room);
  }
  if (!band.is_first) {
    group.text({.at = {kPadding + 10, y + 15},
                .text = "(continued)",
                .size = kSmallSize,
                .ink = Paint::muted});
  }
  if (!band.is_first) return;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const double left = layout.column_left(page, c);
    draw_load(group, row.cells[c], left, band.top, layout.column_right(page, c) - left);
  }
}

/// Returns the report with the cards and strings of one page only, for its legend: what strings say
/// of cards is lost.
BoardReport cut_to_page(const BoardReport& report, const BoardLayout& layout, std::size_t page) {
  BoardReport out = report;
  out.cards.clear();
  out.strings.clear();
  for (std::size_t c = 0; c < report.cards.size(); ++c) {
    if (layout.cards[c].page == page) out.cards.push_back(report.cards[c]);
  }
  for (const BoardString& string : report.strings) {
    if (layout.cards[string.to].page == page) out.strings.push_back(string);
  }
  return out;
}

}  // namespace

std::vector<Scene> draw_board(const BoardReport& report, const Frame& frame) {
  std::vector<Element> scratch;
  Brush trial(scratch);
  const std::size_t undated =
      std::min(report.undated.size(), frame.has_pages() ? kMostUndatedOnPaper : kMostUndated);
  const double foot = draw_foot(trial, report, undated, frame.width, 0.0) + kPadding;
  const auto top_of = [&](std::size_t page) {
    return draw_head(trial, head_of(report, page, 99), frame.width) + 10;
  };
  BoardSpace space{.width = frame.width, .first_top = top_of(0), .top = top_of(98)};
  if (frame.has_pages()) {
    space.first_room = std::max(200.0, frame.page_height - space.first_top - foot);
    space.room = std::max(200.0, frame.page_height - space.top - foot);
  }
  const BoardLayout layout = lay_out_board(report, space);
  std::vector<Scene> out;
  for (std::size_t p = 0; p < layout.pages.size(); ++p) {
    const BoardPage& page = layout.pages[p];
    Scene& scene = out.emplace_back();
    const ChartHead words = head_of(report, p, layout.pages.size());
    scene.width = layout.width;
    scene.title = words.title;
    for (const std::string& answer : answer_in_words(report)) scene.description += answer + " ";
    scene.description += "From " + board_facts(report) + ".";
    Brush brush(scene.elements);
    const double top = draw_head(brush, words, frame.width) + 10;
    double y = top;
    if (report.cards.empty()) {
      y += 20;
      brush.text({.at = {kPadding, y}, .text = "There is no card to show.", .ink = Paint::muted});
    } else {
      draw_columns(brush, report, layout, page, space.top_of(p));
      for (const BoardBand& band : page.bands) draw_band(brush, report, layout, page, band);
      for (std::size_t s = 0; s < report.strings.size(); ++s) {
        if (layout.cards[report.strings[s].to].page == p) draw_string(brush, report, layout, s);
      }
      for (std::size_t c = 0; c < report.cards.size(); ++c) {
        if (layout.cards[c].page == p) draw_card(brush, report, layout, c);
      }
      y = page.bottom;
    }
    const bool is_last = p + 1 == layout.pages.size();
    const BoardReport shown = cut_to_page(report, layout, p);
    y = draw_foot(brush, shown, is_last ? undated : 0, layout.width, y) + kPadding;
    scene.height = frame.has_pages() ? std::max(frame.page_height, 0.0) : std::round(y);
  }
  return out;
}

}  // namespace slipway::viz
