#include "viz/charts/changes_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/charts/changes_rows.hpp"
#include "viz/charts/changes_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kHeadings = 30.0;  // above the rows
constexpr double kLine = 18.0;
constexpr double kPathLeft = kPadding + 70.0;
constexpr std::size_t kMostPathLines = 3;
constexpr std::size_t kMostLoads = 6;
constexpr std::size_t kMostAlike = 3;  // steps in a row that both paths have

/// What one page has.
struct Page {
  std::size_t from = 0;  // rows
  std::size_t to = 0;
  bool has_rest = false;  // what else moves, paths and loads
};

ChartHead head_of(const ChangesReport& report, std::size_t number, std::size_t count) {
  std::string title = changes_title(report);
  if (count > 1) title += fmt::format(" (page {} of {})", number + 1, count);
  return {std::move(title), report.question, answer_in_words(report), changes_facts(report)};
}

/// A piece of a path as it is written.
struct Piece {
  std::string text;
  std::string whole;
  bool differs = false;
};

/// Returns the ids of a path; of long stretches that both paths have the middle is counted.
std::vector<Piece> pieces_of(const std::vector<PathStep>& path) {
  std::vector<Piece> out;
  for (std::size_t i = 0; i < path.size();) {
    std::size_t end = i;
    while (end < path.size() && path[end].differs == path[i].differs) ++end;
    const bool is_long = !path[i].differs && end - i > kMostAlike;
    for (std::size_t at = i; at < end; ++at) {
      if (is_long && at == i + 1) {
        out.push_back({fmt::format("({} more)", end - i - 2), "", false});
        at = end - 1;
      }
      const std::string shown = cut_label(path[at].id, 1e9, kTextSize, Weight::bold);
      out.push_back({shown, shown == path[at].id ? "" : path[at].id, path[at].differs});
    }
    i = end;
  }
  return out;
}

/// Writes a path from `baseline` on and returns the last one. What only this path has is bold, or
/// struck where it is the one before.
double draw_path(Brush& brush, const std::string& name, const std::vector<PathStep>& path,
                 bool is_before, double right, double baseline) {
  Brush group = brush.group("", "path");
  group.text({.at = {kPadding, baseline}, .text = name, .ink = Paint::muted});
  if (path.empty()) {
    group.text({.at = {kPathLeft, baseline}, .text = "none"});
    return baseline;
  }
  const std::vector<Piece> pieces = pieces_of(path);
  const double space = text_width(" ", kTextSize);  // at the ends of a text it would get lost
  const double arrow = text_width("→", kTextSize) + 2 * space;
  const double tail = arrow + text_width("and 9,999 more", kTextSize);
  const auto point = [&](double at) {
    group.text({.at = {at + space, baseline}, .text = "→", .ink = Paint::muted});
  };
  double x = kPathLeft;
  std::size_t line = 1;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const Weight weight = piece.differs ? Weight::bold : Weight::regular;
    const double gap = i == 0 ? 0.0 : arrow;
    const double width = text_width(piece.text, kTextSize, weight);
    const double most = line == kMostPathLines && i + 1 < pieces.size() ? right - tail : right;
    if (x > kPathLeft && x + gap + width > most) {
      if (line == kMostPathLines) {
        point(x);
        group.text({.at = {x + arrow, baseline},
                    .text = fmt::format("and {} more", pieces.size() - i),
                    .ink = Paint::muted});
        return baseline;
      }
      ++line;
      baseline += kLine;
      x = kPathLeft;
    }
    if (i > 0) point(x);
    x += gap;
    const Paint gone = is_before ? Paint::muted : Paint::critical;
    group.text({.at = {x, baseline},
                .text = piece.text,
                .weight = weight,
                .ink = piece.differs ? gone : Paint::text,
                .is_struck = piece.differs && is_before,
                .title = piece.whole});
    x += width;
  }
  return baseline;
}

/// Draws what stands below the rows from `y` on and returns where it ends.
double draw_rest(Brush& brush, const ChangesReport& report, double width, double y) {
  const double right = width - kPadding;
  const auto heading = [&](const std::string& text) {
    y += kLine + 6;
    brush.text({.at = {kPadding, y}, .text = text, .size = 13, .weight = Weight::bold});
  };
  if (const std::string more = more_words(report); !more.empty()) {
    y += kLine;
    brush.text({.at = {kPadding, y}, .text = more, .ink = Paint::muted});
  }
  if (report.has_path_turn()) {
    heading("Critical path");
    y = draw_path(brush, "before", report.path_before, true, right, y + kLine);
    y = draw_path(brush, "now", report.path_after, false, right, y + kLine);
  }
  if (report.loads.empty()) return y;
  heading("More people at once than there are");
  for (std::size_t i = 0; i < std::min(report.loads.size(), kMostLoads); ++i) {
    const std::string words = load_words(report.loads[i]);
    const std::string shown = fit_text(words, right - kPadding, kTextSize);
    y += kLine;
    brush.text({.at = {kPadding, y}, .text = shown, .title = shown == words ? "" : words});
  }
  if (report.loads.size() > kMostLoads) {
    y += kLine;
    brush.text(
        {.at = {kPadding, y},
         .text = fmt::format("and {}", to_count(report.loads.size() - kMostLoads, "more team")),
         .ink = Paint::muted});
  }
  return y;
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
  if (page.has_rest) y = draw_rest(brush, report, width, y);
  y = draw_legend(brush, change_legend(report), kPadding, width - kPadding, y + 28);
  scene.height = frame.has_pages() ? frame.page_height : std::round(y + 20);
  return scene;
}

/// Shares the rows out over pages.
std::vector<Page> plan_pages(const ChangesReport& report, const Frame& frame) {
  const std::size_t num_rows = report.rows.size();
  if (!frame.has_pages()) return {{0, num_rows, true}};
  std::vector<Element> scratch;
  Brush brush(scratch);
  const double head = draw_head(brush, head_of(report, 8, 9), frame.width);
  const double legend =
      draw_legend(brush, change_legend(report), kPadding, frame.width - kPadding, 0) + 28 + 20;
  const double rest = draw_rest(brush, report, frame.width, 0);
  const double room = frame.page_height - head - kHeadings - kAxisLabels - legend;
  const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(room / kChangeRow)));
  std::vector<Page> pages;
  for (std::size_t from = 0; from < num_rows; from += most)
    pages.push_back({from, std::min(num_rows, from + most), false});
  const auto fits = [&](const Page& page) {
    return kChangeRow * static_cast<double>(page.to - page.from) + rest <= room;
  };
  if (pages.empty() || (rest > 0 && !fits(pages.back())))
    pages.push_back({num_rows, num_rows, true});
  else
    pages.back().has_rest = true;
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
