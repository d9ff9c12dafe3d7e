#include <fmt/format.h>

#include <algorithm>

#include "planner/base/utf8.hpp"
#include "viz/matrix/matrix_grid_internal.hpp"
#include "viz/matrix/matrix_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kLikelyLate = 0.5;
const Look kGrid{.stroke = Paint::team_line, .width = 0.5};

std::string kind_of(const MatrixItem& item) {
  std::string out = item.is_milestone ? "milestone" : item.is_blocker ? "blocker" : "goal";
  if (item.late_days > 0.0) out += " late";
  if (item.is_critical) out += " critical";
  return out;
}

std::string describe(const MatrixItem& item) {
  std::string out = make_printable(item.id);
  if (!item.title.empty()) out += ": " + make_printable(item.title);
  if (!item.team.empty()) out += ", team " + make_printable(item.team);
  if (item.late_days > 0.0) out += fmt::format(", {} working days late", to_days(item.late_days));
  if (item.on_time) out += ", on time in " + to_odds(*item.on_time) + " of the runs";
  if (item.is_critical) out += ", critical";
  return out;
}

/// What a row says beside its id: late or its odds first, then its team and title.
std::string about(const MatrixItem& item) {
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : " · ") + text; };
  if (item.late_days > 0.0) add("late " + to_days(item.late_days) + " d");
  if (item.on_time) add(to_odds(*item.on_time));
  if (!item.team.empty()) add(make_printable(item.team));
  if (!item.title.empty()) add(make_printable(item.title));
  return out;
}

void draw_row(Brush& brush, const MatrixReport& report, std::size_t row, const MatrixGrid& grid,
              Point at) {
  const MatrixItem& item = report.items[row];
  Brush group = brush.group("goal-" + std::to_string(item.item), kind_of(item), describe(item));
  const double baseline = at.y + 13;
  group.text({.at = {at.x + 22, baseline},
              .text = std::to_string(row + 1),
              .size = kSmallSize,
              .ink = Paint::muted,
              .anchor = Anchor::end});
  Look sign{.fill = item.is_blocker ? Paint::box_blocker : Paint::box,
            .stroke = item.is_milestone ? Paint::text
                      : item.is_blocker ? Paint::risk
                                        : Paint::link};
  if (item.is_critical) {
    sign.stroke = Paint::critical;
    sign.width = 3.0;
  }
  if (item.is_milestone)
    group.diamond({at.x + 33, at.y + 9}, 4.5, sign);
  else
    group.box({at.x + 29, at.y + 5, 8, 8}, sign, 2);
  double left = 42;
  if (item.is_critical) {  // a letter too, for those who see no colours
    group.text({.at = {at.x + left, baseline},
                .text = "C",
                .size = kSmallSize,
                .weight = Weight::bold,
                .ink = Paint::critical});
    left += 12;
  }
  const std::string id =
      cut_label(make_printable(item.id), item.is_critical ? 138 : 150, kSmallSize, Weight::bold);
  const double width = text_width(id, kSmallSize, Weight::bold);
  group.text({.at = {at.x + left, baseline},
              .text = id,
              .size = kSmallSize,
              .weight = Weight::bold,
              .ink = item.is_critical ? Paint::critical : Paint::text,
              .title = id == item.id ? "" : make_printable(item.id)});
  left += width + 8;
  const std::string words = about(item);
  if (words.empty() || grid.label - left < 40) return;
  const std::string cut = fit_text(words, grid.label - left - 8, kSmallSize);
  group.text({.at = {at.x + left, baseline},
              .text = cut,
              .size = kSmallSize,
              .ink = Paint::muted,
              .title = cut == words ? "" : words});
}

void draw_mark(Brush& brush, const MatrixReport& report, const MatrixMark& mark, const Area& cell) {
  const bool is_late = mark.late.value_or(0.0) >= kLikelyLate;
  Look look{.fill = mark.is_critical ? Paint::critical : Paint::link,
            .stroke = mark.is_critical ? Paint::critical : Paint::link};
  if (mark.is_critical) look.width = 3.0;
  if (mark.is_soft) {
    look.fill.reset();
    look.dash = Dash::dotted;
  }
  const Point middle{cell.x + cell.width / 2, cell.y + cell.height / 2};
  std::string sign;
  if (mark.is_unagreed) sign = "?";
  if (mark.is_declined) sign = "×";
  if (mark.is_broken || is_late) sign += "!";
  if (sign.empty()) {
    brush.box({middle.x - 4.5, middle.y - 4.5, 9, 9}, look, 0, mark_words(report, mark));
    return;
  }
  look.fill.reset();
  brush.box({cell.x + 1.5, cell.y + 1.5, cell.width - 3, cell.height - 3}, look, 0,
            mark_words(report, mark));
  brush.text({.at = {middle.x, middle.y + 4},
              .text = sign,
              .size = kSmallSize,
              .weight = Weight::bold,
              .ink = mark.is_critical ? Paint::critical : Paint::text,
              .anchor = Anchor::middle});
}

}  // namespace

double draw_item_tile(Brush& brush, const MatrixReport& report, const MatrixGrid& grid,
                      const MatrixTile& tile, Point at) {
  Brush group = brush.group("matrix", "matrix");
  const double left = at.x + grid.label;
  const double top = at.y + grid.header;
  const auto x_of = [&](std::size_t column) {
    return left + grid.cell_width * static_cast<double>(column - tile.first_column);
  };
  const auto y_of = [&](std::size_t row) {
    return top + grid.cell_height * static_cast<double>(row - tile.first_row);
  };
  const double right = x_of(tile.last_column);
  const double bottom = y_of(tile.last_row);
  // Bands: what stands in one step does not wait for each other.
  for (std::size_t row = tile.first_row; row < tile.last_row; ++row) {
    if (report.items[row].level % 2 == 0) continue;
    group.box({at.x, y_of(row), right - at.x, grid.cell_height}, {.fill = Paint::team_a});
  }
  for (std::size_t row = tile.first_row; row <= tile.last_row; ++row)
    group.line({left, y_of(row)}, {right, y_of(row)}, kGrid);
  for (std::size_t column = tile.first_column; column <= tile.last_column; ++column)
    group.line({x_of(column), top}, {x_of(column), bottom}, kGrid);
  for (std::size_t column = tile.first_column; column < tile.last_column; ++column) {
    group.text({.at = {x_of(column) + grid.cell_width / 2, top - 7},
                .text = std::to_string(column + 1),
                .size = kSmallSize,
                .ink = Paint::muted,
                .anchor = Anchor::middle,
                .title = make_printable(report.items[column].id)});
    if (column < tile.first_row || column >= tile.last_row) continue;
    group.box({x_of(column), y_of(column), grid.cell_width, grid.cell_height},
              {.fill = Paint::box_done, .stroke = Paint::team_line});
  }
  group.text(
      {.at = {at.x, top - 7}, .text = "waits ↓   for →", .size = kSmallSize, .ink = Paint::muted});
  for (std::size_t row = tile.first_row; row < tile.last_row; ++row)
    draw_row(group, report, row, grid, {at.x, y_of(row)});
  for (const MatrixMark& mark : report.marks) {
    if (mark.taker < tile.first_row || mark.taker >= tile.last_row) continue;
    if (mark.giver < tile.first_column || mark.giver >= tile.last_column) continue;
    draw_mark(group, report, mark,
              {x_of(mark.giver), y_of(mark.taker), grid.cell_width, grid.cell_height});
  }
  return bottom;
}

}  // namespace slipway::viz
