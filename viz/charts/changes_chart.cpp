#include "viz/charts/changes_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/charts/changes_rest.hpp"
#include "viz/charts/changes_rows.hpp"
#include "viz/charts/changes_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kHeadings = 30.0;  // above the rows

/// What one page has.
struct Page {
  std::size_t from = 0;  // rows
  std::size_t to = 0;
  std::size_t rest_from = 0;  // parts of what stands below the rows
  std::size_t rest_to = 0;
};

ChartHead head_of(const ChangesReport& report, std::size_t number, std::size_t count) {
  std::string title = changes_title(report);
  if (count > 1) title += fmt::format(" (page {} of {})", number + 1, count);
  return {std::move(title), report.question, answer_in_words(report), changes_facts(report)};
}

void draw_status_date(Brush& brush, const ChangesReport& report, const DayAxis& axis,
                      double label_y, double bottom) {
  if (!axis.covers(report.as_of)) return;
  const double x = axis.start_of(report.as_of);
  brush.line({x, label_y + 5}, {x, bottom}, {.stroke = Paint::text, .width = 1});
  const std::string words = "as of " + to_words(report.as_of);
  const double width = text_width(words, kSmallSize);
  const double left = std::clamp(x - width / 2, axis.left(), axis.right() - width);
  brush.text({.at = {left, label_y}, .text = words, .size = kSmallSize});
}

Scene draw_page(const ChangesReport& report, const Frame& frame, const Page& page,
                std::size_t number, std::size_t count) {
  const std::vector<RestPart> rest = list_rest(report);
  const double width = frame.width;
  const ChartHead head = head_of(report, number, count);
  Scene scene;
  scene.width = width;
  scene.title = head.title;
  for (const std::string& sentence : head.answers)
    scene.description += (scene.description.empty() ? "" : " ") + sentence;
  scene.description += " " + changes_facts(report) + ".";
  Brush brush(scene.elements);
  double y = draw_head(brush, head, width);
  if (page.to > page.from) {
    const ChangeColumns columns = columns_for(width, report.samples > 0);
    const DayAxis axis(report.days, columns.plot_left, columns.plot_right);
    const double top = y + kHeadings;
    const double bottom = top + kChangeRow * static_cast<double>(page.to - page.from);
    draw_axis_lines(brush, axis, top, bottom);
    for (std::size_t i = 0; i <= page.to - page.from; ++i) {
      const double line = top + kChangeRow * static_cast<double>(i);
      brush.line({kPadding, line}, {width - kPadding, line},
                 {.stroke = Paint::team_line, .width = 0.5});
    }
    draw_status_date(brush, report, axis, top - 8, bottom);
    draw_change_headings(brush, report, columns, top - 8);
    for (std::size_t i = page.from; i < page.to; ++i) {
      draw_change_row(brush, report.rows[i], columns, axis,
                      top + kChangeRow * static_cast<double>(i - page.from));
    }
    draw_axis_labels(brush, axis, bottom);
    y = bottom + kAxisLabels;
  }
  for (std::size_t i = page.rest_from; i < page.rest_to; ++i)
    y = draw_rest_part(brush, report, rest[i], width, y);
  y = draw_legend(brush, change_legend(report), kPadding, width - kPadding, y + 28);
  scene.height = frame.has_pages() ? frame.page_height : std::round(y + 20);
  return scene;
}

/// Shares the rows out over pages, and what stands below them over the room that is left and more
/// pages.
std::vector<Page> plan_pages(const ChangesReport& report, const Frame& frame) {
  const std::size_t num_rows = report.rows.size();
  const std::vector<RestPart> rest = list_rest(report);
  if (!frame.has_pages()) return {{0, num_rows, 0, rest.size()}};
  std::vector<Element> scratch;
  Brush brush(scratch);
  const double head = draw_head(brush, head_of(report, 8, 9), frame.width);
  const double legend =
      draw_legend(brush, change_legend(report), kPadding, frame.width - kPadding, 0) + 28 + 20;
  const double room = frame.page_height - head - kHeadings - kAxisLabels - legend;
  const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(room / kChangeRow)));
  std::vector<Page> pages;
  for (std::size_t from = 0; from < num_rows; from += most)
    pages.push_back({from, std::min(num_rows, from + most)});
  if (pages.empty()) pages.emplace_back();
  double left = room - kChangeRow * static_cast<double>(pages.back().to - pages.back().from);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const double height = draw_rest_part(brush, report, rest[i], frame.width, 0);
    const bool is_blank = pages.back().to == pages.back().from && pages.back().rest_to == 0;
    if (height > left && !is_blank) {
      pages.push_back({num_rows, num_rows, i, i});
      left = room;
    }
    pages.back().rest_to = i + 1;
    left -= height;
  }
  return pages;
}

}  // namespace

std::vector<Scene> draw_changes(const ChangesReport& report, const Frame& frame) {
  const std::vector<Page> pages = plan_pages(report, frame);
  std::vector<Scene> out;
  out.reserve(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i)
    out.push_back(draw_page(report, frame, pages[i], i, pages.size()));
  return out;
}

}  // namespace slipway::viz
