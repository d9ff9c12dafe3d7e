#include "viz/charts/load_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "planner/base/utf8.hpp"
#include "viz/charts/load_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kNames = 176.0;  // room for the names of teams
constexpr double kTotals = 58.0;  // the last column
constexpr double kLeastCell = 32.0;
constexpr double kMostCell = 104.0;
constexpr double kRow = 42.0;
constexpr double kMostRow = 64.0;  // on a sheet that has room
constexpr double kGap = 2.0;       // between cells
constexpr double kColumnHead = 58.0;
constexpr double kFoot = 44.0;  // dates of the ends

struct Heat {
  double from;  // shares above this
  Paint paint;
  const char* words;
};
constexpr Heat kHeats[] = {{0.0, Paint::heat_1, "up to 25 %"},
                           {0.25, Paint::heat_2, "to 50 %"},
                           {0.5, Paint::heat_3, "to 85 %"},
                           {0.85, Paint::heat_4, "to 100 %"}};

const Look kOver{
    .fill = Paint::heat_5, .stroke = Paint::critical, .width = 2, .hatch = Hatch::rising};
const Look kUnlimited{.fill = Paint::page, .stroke = Paint::line, .width = 1, .dash = Dash::dashed};
const Look kOff{
    .fill = Paint::box_done, .stroke = Paint::team_line, .width = 1, .dash = Dash::dotted};
const Look kEmpty{.fill = Paint::page, .stroke = Paint::team_line, .width = 1};
const Look kDot{.fill = Paint::text};

Look look_of(const LoadCell& cell) {
  if (cell.is_over()) return kOver;
  if (cell.working_days == 0) return kOff;
  if (cell.wanted_days <= 0.0) return kEmpty;
  if (!cell.plannable_days) return kUnlimited;
  Look look{.stroke = Paint::team_line, .width = 1};
  for (const Heat& heat : kHeats) {
    if (cell.share().value_or(0.0) > heat.from) look.fill = heat.paint;
  }
  return look;
}

/// Part of the report on one page.
struct Part {
  std::size_t first_column = 0, columns = 0;
  std::size_t first_row = 0, rows = 0;  // of teams, then others, then sums
};

/// Teams, others, sums: every row from top to bottom.
std::vector<const LoadRow*> list_rows(const LoadReport& report) {
  std::vector<const LoadRow*> out;
  for (const LoadRow& row : report.rows) out.push_back(&row);
  if (report.others) out.push_back(&*report.others);
  if (report.sums.teams > 1) out.push_back(&report.sums);
  return out;
}

class LoadPage {
 public:
  LoadPage(const LoadReport& report, const std::vector<const LoadRow*>& rows, const Part& part,
           double width, double cell, double row)
      : report_(report), rows_(rows), part_(part), width_(width), cell_(cell), row_(row) {}

  Scene draw(std::size_t page, std::size_t pages) {
    scene_.width = width_;
    scene_.title = load_title(report_);
    if (pages > 1) scene_.title += fmt::format(" (page {} of {})", page + 1, pages);
    const std::vector<std::string> answers = answer_in_words(report_);
    for (const std::string& answer : answers)
      scene_.description += (scene_.description.empty() ? "" : " ") + answer;
    scene_.description += " From " + load_facts(report_) + ".";
    Brush brush(scene_.elements);
    std::string facts = load_facts(report_);
    if (const std::string folds = load_folds(report_); !folds.empty()) facts += " · " + folds;
    const double head = draw_head(
        brush,
        {scene_.title, "Which team has more work than it may plan, and when?", answers, facts},
        width_);
    const double top = head + kColumnHead;
    if (part_.columns > 0) draw_columns(brush, top);
    for (std::size_t i = 0; i < part_.rows; ++i)
      draw_row(brush, part_.first_row + i, row_top(top, i));
    const double bottom = row_top(top, part_.rows);
    if (part_.columns > 0) draw_ends(brush, bottom);
    scene_.height = std::round(draw_marks(brush, bottom + kFoot) + 20);
    return std::move(scene_);
  }

 private:
  static double left() { return kPadding + kNames; }
  double x_of(std::size_t column) const {
    return left() + cell_ * static_cast<double>(column - part_.first_column);
  }
  double right() const { return x_of(part_.first_column + part_.columns); }
  double row_top(double top, std::size_t i) const { return top + row_ * static_cast<double>(i); }
  /// How far texts stand below their place in a row of the usual height.
  double lowered() const { return (row_ - kRow) / 2; }

  /// Names of columns, the first day below, quarters or years above.
  void draw_columns(Brush& brush, double top) {
    Brush group = brush.group("axis", "axis");
    std::string seen;
    double free_from = 0.0;
    for (std::size_t c = part_.first_column; c < part_.first_column + part_.columns; ++c) {
      const Date first = report_.columns[c].first;
      const double middle = x_of(c) + cell_ / 2;
      group.text(
          {.at = {middle, top - 22}, .text = column_name(report_, c), .anchor = Anchor::middle});
      const std::string day = report_.is_by_month ? "" : to_day_and_month(first);
      const double half = text_width(day, kSmallSize) / 2;
      if (!day.empty() && middle - half >= free_from) {
        group.text({.at = {middle, top - 7},
                    .text = day,
                    .size = kSmallSize,
                    .ink = Paint::muted,
                    .anchor = Anchor::middle});
        free_from = middle + half + 6;
      }
      // The week belongs to the quarter of its Thursday, as an ISO week does to its year.
      const Date within = report_.is_by_month ? first : plus_days(first, 3 - weekday(first));
      const std::string span = quarter_of(within);
      if (span == seen) continue;
      const bool is_border = !seen.empty();
      seen = span;
      if (is_border) {
        group.line({x_of(c), top - 50}, {x_of(c), row_top(top, part_.rows)},
                   {.stroke = Paint::line, .width = 1, .dash = Dash::dotted});
      }
      if (has_room_for_quarter(c, span)) {
        group.text(
            {.at = {x_of(c) + 4, top - 40}, .text = span, .size = kSmallSize, .ink = Paint::muted});
      }
    }
    group.text({.at = {right() + kTotals - 4, top - 22}, .text = "all", .anchor = Anchor::end});
  }

  bool has_room_for_quarter(std::size_t column, const std::string& name) const {
    double room = 0.0;
    for (std::size_t c = column; c < part_.first_column + part_.columns; ++c) {
      const Date first = report_.columns[c].first;
      if (quarter_of(report_.is_by_month ? first : plus_days(first, 3 - weekday(first))) != name)
        break;
      room += cell_;
    }
    return room > text_width(name, kSmallSize) + 10;
  }

  void draw_row(Brush& brush, std::size_t i, double top) {
    const LoadRow& row = *rows_[i];
    const bool is_sum = &row == &report_.sums;
    const std::string name = is_sum ? "all teams" : name_of_row(row);
    Brush group = brush.group(is_sum           ? "sums"
                              : row.id.empty() ? "others"
                                               : "team-" + std::to_string(i),
                              row.num_over > 0 ? "team over" : "team", name);
    if (is_sum) {
      group.line({kPadding, top}, {right() + kTotals, top}, {.stroke = Paint::line, .width = 1});
    }
    group.label({.at = {kPadding, top + 17 + lowered()}, .text = name, .weight = Weight::bold},
                kNames - 10);
    group.label({.at = {kPadding, top + 32 + lowered()},
                 .text = about(row, is_sum),
                 .size = kSmallSize,
                 .ink = Paint::muted},
                kNames - 10);
    for (std::size_t c = part_.first_column; c < part_.first_column + part_.columns; ++c) {
      draw_cell(group, row.cells[c],
                {x_of(c) + kGap / 2, top + kGap / 2, cell_ - kGap, row_ - kGap},
                cell_title(report_, row, c), row.teams == 1);
    }
    draw_total(group, row, top);
  }

  static std::string about(const LoadRow& row, bool is_sum) {
    if (is_sum) return "that have a capacity";
    if (row.id.empty()) return "those with a capacity";
    const std::string id = row.name == row.id ? "" : make_printable(row.id) + " · ";
    if (!row.capacity) return id + "people wanted";
    return fmt::format("{}{} × {:.0f} %", id, to_days(*row.capacity), row.plan_fraction * 100);
  }

  void draw_cell(Brush& brush, const LoadCell& cell, const Area& area, std::string title,
                 bool has_dots) const {
    Brush group = brush.group("", cell.is_over() ? "cell over" : "cell", std::move(title));
    group.box(area, look_of(cell), 2);
    const std::string text = cell_text(cell);
    const bool is_quiet = text == "0" || text == "off";
    const double middle = area.x + area.width / 2;
    group.text({.at = {middle, area.y + 17 + lowered()},
                .text = text,
                .size = text.size() > 3 && text != "off" ? kSmallSize : kTextSize,
                .weight = cell.is_over() ? Weight::bold : Weight::regular,
                .ink = is_quiet ? Paint::muted : Paint::text,
                .anchor = Anchor::middle,
                .has_halo = cell.is_over()});
    if (cell.is_over()) {
      group.text({.at = {middle, area.y + 30 + lowered()},
                  .text = "over",
                  .size = kSmallSize,
                  .anchor = Anchor::middle,
                  .has_halo = true});
    }
    if (!has_dots || cell.working_days == 0) return;
    const int most = static_cast<int>((area.width - 4) / 5);
    const int dots = std::min(cell.days_off, most);
    for (int i = 0; i < dots; ++i) {
      group.circle({area.x + 5 + 5.0 * i, area.bottom() - 5}, 1.75, kDot);
    }
  }

  void draw_total(Brush& brush, const LoadRow& row, double top) {
    if (row.cells.empty()) return;  // no work is left: no week to sum
    const LoadCell& total = row.total;
    std::string text = cell_text(total);
    if (total.share() && text != "999+") text += " %";
    brush.text({.at = {right() + kTotals - 4, top + 17 + lowered()},
                .text = text,
                .weight = Weight::bold,
                .ink = total.is_over() ? Paint::critical : Paint::text,
                .anchor = Anchor::end});
    if (total.is_over()) {
      brush.text({.at = {right() + kTotals - 4, top + 30 + lowered()},
                  .text = "over",
                  .size = kSmallSize,
                  .ink = Paint::critical,
                  .anchor = Anchor::end});
    }
  }

  /// The dates of the ends, in full, and the status date.
  void draw_ends(Brush& brush, double bottom) {
    Brush group = brush.group("", "axis");
    const LoadColumn& first = report_.columns[part_.first_column];
    const LoadColumn& last = report_.columns[part_.first_column + part_.columns - 1];
    group.line({left(), bottom + 3}, {right(), bottom + 3}, {.stroke = Paint::text});
    std::string start = to_words(first.first);
    if (first.first == report_.as_of) start += ", the status date";
    const std::string end = to_words(last.last);
    // A narrow grid has room for one of them below the other.
    const bool is_narrow =
        text_width(start, kTextSize) + text_width(end, kTextSize) + 16 > right() - left();
    group.text({.at = {left(), bottom + 19}, .text = start});
    const double end_left = std::max(right(), left() + text_width(end, kTextSize));
    group.text(
        {.at = {end_left, bottom + (is_narrow ? 36.0 : 19.0)}, .text = end, .anchor = Anchor::end});
    group.line({left(), bottom + 3 - row_ * static_cast<double>(part_.rows) - 6},
               {left(), bottom + 3}, {.stroke = Paint::text, .width = 1.5});
  }

  double draw_marks(Brush& brush, double y) {
    std::vector<LegendEntry> entries;
    for (const Heat& heat : kHeats) {
      entries.push_back(
          {LegendEntry::Mark::box, {.fill = heat.paint, .stroke = Paint::team_line}, heat.words});
    }
    entries.push_back({LegendEntry::Mark::box, kOver, "over"});
    const auto any_cell = [&](auto is_so) {
      return std::ranges::any_of(rows_, [&](const LoadRow* row) {
        return row->teams == 1 && std::ranges::any_of(row->cells, is_so);
      });
    };
    if (any_cell([](const LoadCell& cell) { return !cell.plannable_days; }))
      entries.push_back({LegendEntry::Mark::box, kUnlimited, "no capacity given: people wanted"});
    if (any_cell([](const LoadCell& cell) { return cell.working_days == 0; }))
      entries.push_back({LegendEntry::Mark::box, kOff, "off: no working day"});
    if (any_cell([](const LoadCell& cell) { return cell.days_off > 0 && cell.working_days > 0; }))
      entries.push_back({LegendEntry::Mark::circle, kDot, "a dot: a day off of the team"});
    y = draw_legend(brush, entries, kPadding, width_ - kPadding, y + 14);
    for (const std::string& line :
         break_text("cells: person-days that goals and their needs ask, in percent of capacity × "
                    "plannable share × working days",
                    width_ - 2 * kPadding, kTextSize)) {
      y += 19;
      brush.text({.at = {kPadding, y}, .text = line, .ink = Paint::muted});
    }
    return y;
  }

  const LoadReport& report_;
  const std::vector<const LoadRow*>& rows_;
  const Part& part_;
  double width_, cell_, row_;
  Scene scene_;
};

/// Returns how many of `count` things stand on each page that has room for `most`, evenly.
std::size_t share_of(std::size_t count, std::size_t most) {
  if (count == 0) return 1;
  const std::size_t parts = (count + most - 1) / most;
  return (count + parts - 1) / parts;
}

}  // namespace

std::vector<Scene> draw_load(const LoadReport& report, const Frame& frame) {
  const std::vector<const LoadRow*> rows = list_rows(report);
  const double fixed = 2 * kPadding + kNames + kTotals;
  std::size_t columns = report.columns.size();
  double width = frame.width;
  std::size_t most_rows = rows.size();
  double row = kRow;
  if (frame.has_pages()) {
    columns = share_of(columns, static_cast<std::size_t>((width - fixed) / kLeastCell));
    // The head is tallest where everything is said: measured by drawing it.
    const Part nothing;
    const Scene without = LoadPage(report, rows, nothing, width, kLeastCell, kRow).draw(98, 99);
    const double room = frame.page_height - without.height;
    most_rows =
        share_of(rows.size(), static_cast<std::size_t>(std::max(1.0, std::floor(room / kRow))));
    row = std::clamp(std::floor(room / static_cast<double>(most_rows)), kRow, kMostRow);
  } else {
    width = std::max(width, fixed + kLeastCell * static_cast<double>(columns));
  }
  const double cell =
      std::clamp((width - fixed) / static_cast<double>(std::max<std::size_t>(columns, 1)),
                 kLeastCell, kMostCell);
  std::vector<Part> parts;
  for (std::size_t r = 0; r < std::max<std::size_t>(rows.size(), 1);
       r += std::max<std::size_t>(most_rows, 1)) {
    for (std::size_t c = 0; c < std::max<std::size_t>(report.columns.size(), 1);
         c += std::max<std::size_t>(columns, 1)) {
      parts.push_back({c, std::min(columns, report.columns.size() - c), r,
                       std::min(most_rows, rows.size() - r)});
    }
  }
  std::vector<Scene> out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out.push_back(LoadPage(report, rows, parts[i], width, cell, row).draw(i, parts.size()));
    if (frame.has_pages()) out.back().height = frame.page_height;
  }
  return out;
}

}  // namespace slipway::viz
