#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "planner/base/utf8.hpp"
#include "viz/matrix/matrix_grid_internal.hpp"
#include "viz/matrix/matrix_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

using Details = MatrixGrid::Details;

constexpr double kLeastNamed = 60.0;  // pixels of a column that has room for an id

constexpr std::array<Paint, 5> kHeat = {Paint::heat_1, Paint::heat_2, Paint::heat_3, Paint::heat_4,
                                        Paint::heat_5};
const Look kGrid{.stroke = Paint::team_line, .width = 0.5};

double most_days(const MatrixReport& report) {
  double most = 0.0;
  const std::size_t size = report.teams.size();
  for (std::size_t giver = 0; giver < size; ++giver) {
    for (std::size_t taker = 0; taker < size; ++taker) {
      if (giver != taker) most = std::max(most, report.cell(giver, taker).days);
    }
  }
  return most;
}

/// Returns the tint of so many days at risk; nothing for none.
std::optional<Paint> heat_of(double days, double most) {
  if (days <= 0.0 || most <= 0.0) return std::nullopt;
  const auto step = static_cast<std::size_t>(std::ceil(days / most * 5.0 - 1e-9));
  return kHeat[std::clamp<std::size_t>(step, 1, 5) - 1];
}

/// What a cell says, by lines: how many links, how many of them late, days at risk.
std::vector<std::string> lines_of(const MatrixReport& report, const MatrixCell& cell,
                                  Details details) {
  if (cell.links == 0) return {};
  std::vector<std::string> out;
  const bool has_odds = report.samples > 0;
  if (details == Details::words) {
    out.push_back(to_count(cell.links, "link") +
                  (cell.unagreed > 0 ? fmt::format(" · {} ?", cell.unagreed) : ""));
    if (has_odds && cell.late > 0) out.push_back(fmt::format("{} likely late", cell.late));
    if (has_odds && cell.days > 0.0) out.push_back(to_days(cell.days) + " d at risk");
  } else if (details == Details::numbers) {
    out.push_back(std::to_string(cell.links) +
                  (cell.unagreed > 0 ? fmt::format(" · {}?", cell.unagreed) : ""));
    if (has_odds && cell.late > 0) out.push_back(fmt::format("{}!", cell.late));
    if (has_odds && cell.days > 0.0) out.push_back(to_days(cell.days) + " d");
  } else {
    out.push_back(std::to_string(cell.links) + (cell.unagreed > 0 ? "?" : ""));
    if (has_odds && cell.days > 0.0) {
      out.push_back(fmt::format("{:.0f}{}", std::ceil(cell.days), cell.late > 0 ? "!" : ""));
    }
  }
  return out;
}

void write_cell(Brush& brush, const MatrixReport& report, const MatrixCell& cell, Details details,
                const Area& area, Paint ink) {
  const std::vector<std::string> lines = lines_of(report, cell, details);
  const double step = 13.0;
  double y = area.y + area.height / 2 - step * static_cast<double>(lines.size()) / 2 + 10;
  for (std::size_t i = 0; i < lines.size(); ++i, y += step) {
    Text text{.at = {area.x + area.width / 2, y},
              .text = fit_text(lines[i], area.width - 2, kSmallSize),
              .size = kSmallSize,
              .weight = i == 0 ? Weight::bold : Weight::regular,
              .ink = ink,
              .anchor = Anchor::middle};
    if (text.weight == Weight::bold)
      text.text = fit_text(lines[i], area.width - 2, kSmallSize, Weight::bold);
    if (text.text != lines[i]) text.title = lines[i];
    brush.text(std::move(text));
  }
}

/// Says whether columns are headed by numbers, which rows then have too.
bool is_numbered(const MatrixGrid& grid) { return grid.cell_width < kLeastNamed; }

void draw_names(Brush& brush, const MatrixReport& report, const MatrixGrid& grid,
                const MatrixTile& tile, Point at) {
  for (std::size_t row = tile.first_row; row < tile.last_row; ++row) {
    const MatrixTeam& team = report.teams[row];
    const double y =
        at.y + grid.header + grid.cell_height * static_cast<double>(row - tile.first_row);
    const double middle = y + grid.cell_height / 2;
    const bool has_name = team.kind == MatrixTeam::Kind::team && team.name != team.id;
    const double indent = is_numbered(grid) ? 26.0 : 0.0;
    if (indent > 0.0) {
      brush.text({.at = {at.x + 18, middle + (has_name ? -2 : 4)},
                  .text = std::to_string(row + 1),
                  .size = kSmallSize,
                  .ink = Paint::muted,
                  .anchor = Anchor::end});
    }
    brush.label({.at = {at.x + indent, middle + (has_name ? -2 : 4)},
                 .text = short_name(team),
                 .size = kTextSize,
                 .weight = Weight::bold},
                grid.label - indent - 8);
    if (!has_name) continue;
    brush.label({.at = {at.x + indent, middle + 12},
                 .text = team.name,
                 .size = kSmallSize,
                 .ink = Paint::muted},
                grid.label - indent - 8);
  }
  for (std::size_t column = tile.first_column; column < tile.last_column; ++column) {
    const double x = at.x + grid.label +
                     grid.cell_width * (static_cast<double>(column - tile.first_column) + 0.5);
    Text text{.at = {x, at.y + grid.header - 8},
              .text = "",
              .size = kSmallSize,
              .weight = Weight::bold,
              .anchor = Anchor::middle};
    if (!is_numbered(grid)) {
      text.text = short_name(report.teams[column]);
      text.size = kTextSize;
      brush.label(std::move(text), grid.cell_width - 6);
    } else {
      text.text = std::to_string(column + 1);
      text.title = make_printable(report.teams[column].name);
      brush.text(std::move(text));
    }
  }
  brush.text({.at = {at.x, at.y + grid.header - 8},
              .text = "gives ↓   needs →",
              .size = kSmallSize,
              .ink = Paint::muted});
}

void draw_rings(Brush& brush, const MatrixReport& report, const MatrixGrid& grid,
                const MatrixTile& tile, Point at) {
  for (const MatrixRing& ring : report.rings) {
    // A ring's rows stand together; a page may have a part of it.
    const std::size_t first = ring.members.front();
    const std::size_t last = first + ring.members.size();
    const auto part = [&](std::size_t low, std::size_t high) {
      return std::pair(std::max(first, low), std::min(last, high));
    };
    const auto [row, row_end] = part(tile.first_row, tile.last_row);
    const auto [column, column_end] = part(tile.first_column, tile.last_column);
    if (row >= row_end || column >= column_end) continue;
    const auto away = [](std::size_t to, std::size_t from) {
      return static_cast<double>(to - from);
    };
    brush.box({at.x + grid.label + grid.cell_width * away(column, tile.first_column),
               at.y + grid.header + grid.cell_height * away(row, tile.first_row),
               grid.cell_width * away(column_end, column), grid.cell_height * away(row_end, row)},
              {.stroke = Paint::outside, .width = 2.5, .dash = Dash::dashed}, 0,
              "ring: " + loop_words(report, ring));
  }
}

}  // namespace

std::size_t MatrixGrid::rows_in(double height) const {
  const double rows =
      std::floor((height - header - (sums > 0.0 ? cell_height : 0.0)) / cell_height);
  return static_cast<std::size_t>(std::max(1.0, rows));
}

void MatrixGrid::fill_height(double height, std::size_t rows) {
  const double with_sums = static_cast<double>(rows) + (sums > 0.0 ? 1.0 : 0.0);
  const double fits = std::floor((height - header) / std::max(1.0, with_sums));
  cell_height = std::clamp(fits, cell_height, 1.5 * cell_height);
}

std::size_t MatrixGrid::columns_in(double width) const {
  return static_cast<std::size_t>(std::max(1.0, std::floor((width - label - sums) / cell_width)));
}

MatrixGrid choose_grid(const MatrixReport& report, double width, bool has_pages) {
  MatrixGrid grid;
  if (report.by_items) {
    grid.details = Details::mark;
    grid.label = 330.0;
    grid.header = 26.0;
    grid.cell_height = 18.0;
    const double fits =
        (width - grid.label) / std::max(1.0, static_cast<double>(report.items.size()));
    grid.cell_width = std::clamp(std::floor(fits), has_pages ? 20.0 : 18.0, 22.0);
    constexpr double kMostLabel = 520.0;  // titles in full where few columns leave room
    const double left = width - grid.cell_width * static_cast<double>(report.items.size());
    grid.label = std::clamp(left, grid.label, kMostLabel);
    return grid;
  }
  grid.label = 176.0;
  grid.header = 30.0;
  const double count = std::max(1.0, static_cast<double>(report.teams.size()));
  const double fits = std::floor((width - grid.label) / (count + 1));
  if (fits >= 96.0) {
    grid.details = Details::words;
    grid.cell_width = std::min(fits, has_pages ? 150.0 : 124.0);
    grid.cell_height = 48.0;
  } else if (fits >= 50.0) {
    grid.details = Details::numbers;
    grid.cell_width = fits;
    grid.cell_height = 46.0;
  } else {
    grid.details = Details::mark;
    grid.cell_width = 36.0;
    grid.cell_height = 32.0;
  }
  grid.sums = std::max(grid.cell_width, 62.0);
  return grid;
}

double draw_matrix_tile(Brush& brush, const MatrixReport& report, const MatrixGrid& grid,
                        const MatrixTile& tile, Point at) {
  if (report.by_items) return draw_item_tile(brush, report, grid, tile, at);
  Brush group = brush.group("matrix", "matrix");
  draw_names(group, report, grid, tile, at);
  const double most = most_days(report);
  const double left = at.x + grid.label;
  double y = at.y + grid.header;
  for (std::size_t row = tile.first_row; row < tile.last_row; ++row, y += grid.cell_height) {
    for (std::size_t column = tile.first_column; column < tile.last_column; ++column) {
      const MatrixCell& cell = report.cell(row, column);
      const double x = left + grid.cell_width * static_cast<double>(column - tile.first_column);
      const Area area{x, y, grid.cell_width, grid.cell_height};
      Look look = kGrid;
      std::string title;
      if (row == column) {
        look.fill = Paint::box_done;
        title = fmt::format("within {}: {}", make_printable(report.teams[row].name),
                            to_count(cell.links, "link"));
      } else if (cell.links > 0) {
        look.fill = heat_of(cell.days, most);
        title = fmt::format("{} gives, {} needs: {}", make_printable(report.teams[row].name),
                            make_printable(report.teams[column].name), cell_words(report, cell));
      }
      group.box(area, look, 0, title);
      if (cell.links == 0) continue;
      MatrixCell shown = cell;
      if (row == column) shown.late = 0, shown.days = 0.0, shown.unagreed = 0;
      write_cell(group, report, shown, grid.details, area,
                 row == column ? Paint::muted : Paint::text);
    }
    if (tile.has_row_sums) {
      const double x =
          left + grid.cell_width * static_cast<double>(tile.last_column - tile.first_column);
      write_cell(group, report, report.teams[row].gives, grid.details,
                 {x + 2, y, grid.sums - 2, grid.cell_height}, Paint::text);
    }
  }
  if (tile.has_row_sums) {
    group.text(
        {.at = {left + grid.cell_width * static_cast<double>(tile.last_column - tile.first_column) +
                    grid.sums / 2 + 1,
                at.y + grid.header - 8},
         .text = "gives",
         .size = kSmallSize,
         .ink = Paint::muted,
         .anchor = Anchor::middle});
  }
  if (tile.has_column_sums) {
    group.text({.at = {at.x, y + grid.cell_height / 2 + 4},
                .text = "needs",
                .size = kSmallSize,
                .ink = Paint::muted});
    for (std::size_t column = tile.first_column; column < tile.last_column; ++column) {
      const double x = left + grid.cell_width * static_cast<double>(column - tile.first_column);
      write_cell(group, report, report.teams[column].needs, grid.details,
                 {x, y, grid.cell_width, grid.cell_height}, Paint::text);
    }
    if (tile.has_row_sums) {
      const double x =
          left + grid.cell_width * static_cast<double>(tile.last_column - tile.first_column);
      write_cell(group, report, report.between, grid.details,
                 {x + 2, y, grid.sums - 2, grid.cell_height}, Paint::text);
    }
    y += grid.cell_height;
  }
  draw_rings(group, report, grid, tile, at);
  return y;
}

std::vector<LegendEntry> matrix_legend(const MatrixReport& report) {
  using Mark = LegendEntry::Mark;
  if (report.by_items) {
    return {
        {Mark::box, {.fill = Paint::link, .stroke = Paint::link}, "waits for it"},
        {Mark::box, {.fill = Paint::critical, .stroke = Paint::critical, .width = 3}, "critical"},
        {Mark::box, {.stroke = Paint::link, .dash = Dash::dotted}, "soft: may not bind"},
        {Mark::box, {.fill = Paint::team_a, .stroke = Paint::team_line}, "one step: in any order"}};
  }
  std::vector<LegendEntry> out;
  const double most = most_days(report);
  if (report.samples > 0 && most > 0.0) {
    for (std::size_t i = 0; i < kHeat.size(); ++i) {
      const double to = most * static_cast<double>(i + 1) / 5.0;
      out.push_back({Mark::box,
                     {.fill = kHeat[i], .stroke = Paint::team_line},
                     (i == 0 ? "days at risk up to " : "") + to_days(to)});
    }
  }
  out.push_back(
      {Mark::box, {.fill = Paint::box_done, .stroke = Paint::team_line}, "within the team"});
  if (!report.rings.empty()) {
    out.push_back({Mark::box,
                   {.stroke = Paint::outside, .width = 2.5, .dash = Dash::dashed},
                   "ring: each waits for each other"});
  }
  return out;
}

std::vector<std::string> matrix_legend_words(const MatrixReport& report,
                                             MatrixGrid::Details details) {
  if (report.by_items) {
    return {
        "The row waits for the column: all marks lie below the diagonal. ? not agreed · × "
        "declined · ! broken, or late in half of the runs or more · a share beside an id: on time"};
  }
  const bool has_odds = report.samples > 0;
  std::string out = "Rows give, columns need; open links. ";
  if (details == MatrixGrid::Details::numbers) {
    out += std::string("In a cell: links") + (has_odds ? "; likely late; days at risk. " : ". ");
  } else if (details == MatrixGrid::Details::mark) {
    out += std::string("In a cell: links") + (has_odds ? "; below, days at risk. " : ". ");
  }
  out += "? asked, but not agreed or declined";
  if (has_odds) {
    out += fmt::format(
        " · ! or likely late: after the planned start in half of the runs or more · {}at risk: "
        "working days late on average, summed over the links",
        details == MatrixGrid::Details::words ? "d " : "days ");
  }
  return {out};
}

}  // namespace slipway::viz
