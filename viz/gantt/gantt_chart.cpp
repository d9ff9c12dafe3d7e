#include "viz/gantt/gantt_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "viz/gantt/gantt_arrows.hpp"
#include "viz/gantt/gantt_bar.hpp"
#include "viz/gantt/gantt_columns.hpp"
#include "viz/gantt/gantt_legend.hpp"
#include "viz/gantt/gantt_pages.hpp"
#include "viz/gantt/gantt_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/day_axis.hpp"

namespace slipway::viz {
namespace {

constexpr double kHeader = 26.0;       // of a group
constexpr double kBand = 20.0;         // above the rows: headings, the status date
constexpr double kLegendGap = 24.0;    // from the axis to the first line of the legend
constexpr double kSecondAxis = 480.0;  // rows so high need the axis above them too
constexpr double kLeastRoom = 200.0;   // for rows on a page, however long its head
constexpr std::array kTints{Paint::team_a, Paint::team_b, Paint::team_c,
                            Paint::team_d, Paint::team_e, Paint::team_f};

class Drawer {
 public:
  Drawer(const GanttReport& report, const Frame& frame)
      : report_(report),
        frame_(frame),
        columns_(choose_columns(report, frame)),
        axis_(report.days, columns_.plot_left, columns_.plot_right),
        has_ghosts_(report.has_baseline()) {}

  std::vector<Scene> draw() const;

 private:
  struct Page {
    std::size_t number = 1;
    std::size_t count = 1;
    const std::vector<GanttLine>& lines;
  };

  ChartHead head_of(const Page& page, std::size_t num_elsewhere) const;
  double height_of(const GanttLine& line) const {
    return line.row == kHeaderLine ? kHeader : row_height(has_ghosts_);
  }
  /// Pixels of a page that are left for rows, with as tall a legend as any page has; 0: no pages.
  double room_on(std::size_t page_number) const;
  void add_marks(const GanttRow& row, GanttMarks& marks) const;
  GanttMarks marks_of(const Page& page, const std::vector<std::optional<BarPlace>>& places) const;
  Scene draw_page(const Page& page) const;
  void draw_background(Brush& brush, const Page& page, double top, double bottom) const;
  void draw_header(Brush& brush, const GanttLine& line, double top) const;
  void draw_status_date(Brush& brush, double top, double bottom) const;

  const GanttReport& report_;
  const Frame& frame_;
  const GanttColumns columns_;
  const DayAxis axis_;
  const bool has_ghosts_;
};

Paint tint_of(const GanttGroup& group) {
  if (group.team == kNoTeam) return Paint::box_done;
  return kTints[group.team % kTints.size()];
}

ChartHead Drawer::head_of(const Page& page, std::size_t num_elsewhere) const {
  ChartHead head;
  head.title = gantt_title(report_);
  if (page.count > 1) head.title += fmt::format(" (page {} of {})", page.number, page.count);
  head.question = "When is each goal done, how sure is that, and how much can it slip?";
  if (page.number == 1) head.answers = answer_in_words(report_);
  head.facts = gantt_facts(report_);
  if (num_elsewhere > 0) {
    head.facts += fmt::format(" · {} link{} to other pages not drawn", num_elsewhere,
                              num_elsewhere == 1 ? "" : "s");
  }
  return head;
}

void Drawer::add_marks(const GanttRow& row, GanttMarks& marks) const {
  marks.rows.push_back(&row);
  const bool is_beyond = is_due_beyond(axis_, row);
  marks.has_due = marks.has_due || (has_due(row) && !is_beyond);
  marks.has_due_beyond = marks.has_due_beyond || is_beyond;
}

GanttMarks Drawer::marks_of(const Page& page,
                            const std::vector<std::optional<BarPlace>>& places) const {
  GanttMarks out;
  for (const GanttLine& line : page.lines) {
    if (line.row != kHeaderLine) add_marks(report_.rows[line.row], out);
  }
  for (const GraphLink& link : report_.links) {
    if (places[link.from] && places[link.to]) out.links.push_back(&link);
  }
  out.has_status_date = report_.as_of.is_set();
  out.has_holidays = !report_.holidays.empty();
  out.has_groups = !page.lines.empty();
  out.has_forecasts = report_.samples > 0;
  return out;
}

double Drawer::room_on(std::size_t page_number) const {
  if (!frame_.has_pages()) return 0.0;
  std::vector<Element> scratch;
  Brush brush(scratch);
  GanttMarks all;
  for (const GanttRow& row : report_.rows) add_marks(row, all);
  for (const GraphLink& link : report_.links) all.links.push_back(&link);
  all.has_status_date = all.has_holidays = all.has_groups = all.has_forecasts = true;
  const std::vector<GanttLine> none;
  const double head = draw_head(brush, head_of({page_number, 999, none}, 9'999), frame_.width);
  const double legend = draw_gantt_legend(brush, all, kPadding, frame_.width - kPadding, 0.0);
  double room =
      frame_.page_height - (head + 10 + kBand + kAxisLabels + kLegendGap + legend + kPadding);
  if (room > kSecondAxis) room -= kAxisLabels;
  return std::max(kLeastRoom, room);
}

void Drawer::draw_background(Brush& brush, const Page& page, double top, double bottom) const {
  Brush lanes = brush.group("", "lanes");
  double y = top;
  for (const GanttLine& line : page.lines) {
    const double height = height_of(line);
    if (line.row == kHeaderLine) {
      lanes.box({kPadding - 6, y + 1, frame_.width - 2 * kPadding + 12, height - 2},
                {.fill = tint_of(report_.groups[line.group])}, 3.0);
    } else if (y > top) {
      lanes.line({kPadding, y}, {frame_.width - kPadding, y},
                 {.stroke = Paint::team_line, .width = 0.35});
    }
    y += height;
  }
  Brush gaps = brush.group("", "holidays");
  for (const Date day : report_.holidays) {
    const double left = axis_.start_of(day);
    gaps.box({left, top, axis_.end_of(day) - left, bottom - top}, kHolidayLook, 0.0,
             "holiday: " + to_words(day));
  }
  draw_axis_lines(brush, axis_, top, bottom);
}

void Drawer::draw_header(Brush& brush, const GanttLine& line, double top) const {
  const GanttGroup& group = report_.groups[line.group];
  Brush part = brush.group(line.is_continued ? "" : fmt::format("group-{}", line.group), "group",
                           describe(report_, group));
  draw_texts(part, report_, columns_, group, line.is_continued, top + 17);
  draw_summary(part, axis_, group, top + kHeader / 2 - 1);
}

void Drawer::draw_status_date(Brush& brush, double top, double bottom) const {
  if (!report_.as_of.is_set() || !axis_.covers(report_.as_of)) return;
  const double x = axis_.start_of(report_.as_of);
  Brush group = brush.group("status-date", "status-date");
  group.line({x, top - 6}, {x, bottom}, kStatusDateLook);
  const std::string words = "status date " + to_words(report_.as_of);
  const double width = text_width(words, kSmallSize);
  const bool is_left = x + 4 + width > axis_.right();
  group.text({.at = {is_left ? std::max(axis_.left(), x - 4 - width) : x + 4, top - 7},
              .text = words,
              .size = kSmallSize,
              .ink = Paint::outside});
}

Scene Drawer::draw_page(const Page& page) const {
  Scene scene;
  scene.width = frame_.width;
  Brush brush(scene.elements);
  // The head says how many arrows end elsewhere, so they are drawn first, to be put in below.
  std::vector<std::optional<BarPlace>> places(report_.rows.size());
  double rows_height = 0.0;
  for (const GanttLine& line : page.lines) rows_height += height_of(line);
  const auto place_rows = [&](double top) {
    for (const GanttLine& line : page.lines) {
      if (line.row != kHeaderLine)
        places[line.row] = place_bar(axis_, report_.rows[line.row], top, has_ghosts_);
      top += height_of(line);
    }
  };
  place_rows(0.0);
  std::vector<Element> scratch;
  Brush dry(scratch);
  const std::size_t num_elsewhere = draw_arrows(dry, report_, axis_, places);
  const ChartHead head = head_of(page, num_elsewhere);
  scene.title = head.title;
  double y = draw_head(brush, head, frame_.width) + 10;
  const bool has_second_axis = rows_height > kSecondAxis;
  if (has_second_axis) {
    draw_axis_labels(brush, axis_, y, "axis-above");
    y += kAxisLabels;
  }
  y += kBand;
  draw_headings(brush, columns_, y - 7);
  const double top = y;
  const double bottom = top + rows_height;
  draw_background(brush, page, top, bottom);
  place_rows(top);
  Brush arrows = brush.group("links", "links");
  draw_arrows(arrows, report_, axis_, places);
  draw_status_date(brush, top, bottom);
  for (const GanttLine& line : page.lines) {
    if (line.row == kHeaderLine) {
      draw_header(brush, line, y);
    } else {
      const GanttRow& row = report_.rows[line.row];
      Brush part =
          brush.group(fmt::format("goal-{}", row.item), classes_of(row), describe(report_, row));
      draw_bar(part, axis_, row, y, has_ghosts_);
      draw_texts(part, report_, columns_, row, y + 14.5);
    }
    y += height_of(line);
  }
  Brush marks = brush.group("", "marks");
  draw_arrow_marks(marks, report_, axis_, places);
  draw_axis_labels(brush, axis_, bottom);
  const double last = draw_gantt_legend(brush, marks_of(page, places), kPadding,
                                        frame_.width - kPadding, bottom + kAxisLabels + kLegendGap);
  scene.height =
      frame_.has_pages() ? std::max(frame_.page_height, last + kPadding) : last + kPadding;
  for (const std::string& sentence : answer_in_words(report_)) {
    scene.description += (scene.description.empty() ? "" : " ") + sentence;
  }
  for (const std::string& note : report_.notes) scene.description += " " + note + ".";
  return scene;
}

std::vector<Scene> Drawer::draw() const {
  const std::vector<std::vector<GanttLine>> pages =
      paginate(report_, {kHeader, row_height(has_ghosts_), room_on(1), room_on(2)});
  std::vector<Scene> out;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    out.push_back(draw_page({i + 1, pages.size(), pages[i]}));
  }
  return out;
}

}  // namespace

std::vector<Scene> draw_gantt(const GanttReport& report, const Frame& frame) {
  return Drawer(report, frame).draw();
}

}  // namespace slipway::viz
