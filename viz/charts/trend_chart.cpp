#include "viz/charts/trend_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/charts/trend_panel.hpp"
#include "viz/charts/trend_words.hpp"
#include "viz/scene/chart_head.hpp"

namespace slipway::viz {
namespace {

/// One panel on one page.
struct PanelPart {
  bool has_dates = true;  // else confidences
  TrendLines lines;
};
using PageParts = std::vector<PanelPart>;

class TrendPages {
 public:
  TrendPages(const TrendReport& report, const Frame& frame) : report_(report), frame_(frame) {
    for (const TrendLine& line : report.lines) {
      if (!line.said.empty()) dates_.push_back(&line);
      if (!line.confidence.empty()) confidences_.push_back(&line);
    }
    width_ = frame.width;
    if (!frame.has_pages() && !report.lines.empty()) {
      width_ = std::max(width_needed(dates_, frame.width), width_needed(confidences_, frame.width));
    }
  }

  std::vector<Scene> draw() {
    const std::vector<PageParts> pages = frame_.has_pages() ? break_up() : all_on_one();
    std::vector<Scene> out;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      std::string title = trend_title(report_);
      if (pages.size() > 1) title += fmt::format(" (page {} of {})", i + 1, pages.size());
      out.push_back(draw_page(pages[i], std::move(title)));
      if (frame_.has_pages()) out.back().height = frame_.page_height;
    }
    return out;
  }

 private:
  std::vector<PageParts> all_on_one() const {
    PageParts parts;
    if (!dates_.empty()) parts.push_back({true, dates_});
    if (!confidences_.empty()) parts.push_back({false, confidences_});
    return {parts};
  }

  /// As few pages as the height allows; a panel that is too tall for one continues on the next.
  std::vector<PageParts> break_up() const {
    const double room =
        frame_.page_height - draw_page({}, trend_title(report_) + " (page 98 of 99)").height;
    std::vector<PageParts> pages(1);
    double left = room;
    for (const auto& [has_dates, lines] :
         {std::pair(true, &dates_), std::pair(false, &confidences_)}) {
      const std::size_t most = lines_within(room);
      for (std::size_t from = 0; from < lines->size(); from += most) {
        const std::size_t count = std::min(most, lines->size() - from);
        const double height = panel_height(count);
        if (height > left && !pages.back().empty()) {
          pages.emplace_back();
          left = room;
        }
        const auto begin = lines->begin() + static_cast<std::ptrdiff_t>(from);
        pages.back().push_back(
            {has_dates, TrendLines(begin, begin + static_cast<std::ptrdiff_t>(count))});
        left -= height;
      }
    }
    return pages;
  }

  Scene draw_page(const PageParts& parts, std::string title) const {
    Scene scene;
    scene.width = width_;
    scene.title = std::move(title);
    const std::vector<std::string> answers = answer_in_words(report_);
    for (const std::string& answer : answers) scene.description += answer + ' ';
    scene.description += "From " + trend_facts(report_) + ".";
    Brush brush(scene.elements);
    double y = draw_head(brush,
                         {scene.title, "Is a date sliding from check-in to check-in?", answers,
                          trend_facts(report_)},
                         scene.width);
    y += 16;
    for (const PanelPart& part : parts) {
      if (part.has_dates)
        draw_dates_panel(brush, report_, part.lines, y, scene.width);
      else
        draw_confidence_panel(brush, report_, part.lines, y, scene.width);
      y += panel_height(part.lines.size());
    }
    scene.height = std::round(draw_marks(brush, y + 24) + 20);
    return scene;
  }

  double draw_marks(Brush& brush, double y) const {
    std::vector<LegendEntry> entries;
    if (!dates_.empty()) {
      const auto any_moved = [&](auto is_so) {
        return std::ranges::any_of(
            dates_, [&](const TrendLine* line) { return is_so(line->moved_days()); });
      };
      if (any_moved([](int days) { return days > 0; }))
        entries.push_back({LegendEntry::Mark::line, kSlips, "slips"});
      if (any_moved([](int days) { return days == 0; }))
        entries.push_back({LegendEntry::Mark::line, kStays, "as said before, or said once"});
      if (any_moved([](int days) { return days < 0; }))
        entries.push_back({LegendEntry::Mark::line, kEarlier, "gets earlier"});
      entries.push_back({LegendEntry::Mark::diamond, kComputed, "planned finish"});
      entries.push_back({LegendEntry::Mark::box, kP80, "from there to the P80 of the runs"});
      if (std::ranges::any_of(dates_, [](const TrendLine* line) { return line->is_assumed; })) {
        Look assumed = kP80;
        assumed.hatch = Hatch::rising;
        entries.push_back({LegendEntry::Mark::box, assumed, "no estimate"});
      }
      entries.push_back({LegendEntry::Mark::line, kDueLine, "due"});
      entries.push_back({LegendEntry::Mark::line, kDiagonal, "said on the day itself: done"});
    }
    if (!confidences_.empty()) {
      entries.push_back({LegendEntry::Mark::line, kSlips,
                         dates_.empty() ? "20 points surer than the runs"
                                        : "below: 20 points surer than the runs"});
      entries.push_back({LegendEntry::Mark::diamond, kComputed, "odds of being on time"});
    }
    if (entries.empty()) {
      entries.push_back(
          {LegendEntry::Mark::line, kStays,
           "a line for each goal whose check-ins say a \"forecast\" or a \"confidence\""});
    }
    return draw_legend(brush, entries, kPadding, width_ - kPadding, y);
  }

  const TrendReport& report_;
  const Frame& frame_;
  TrendLines dates_, confidences_;
  double width_ = 0.0;
};

}  // namespace

std::vector<Scene> draw_trend(const TrendReport& report, const Frame& frame) {
  return TrendPages(report, frame).draw();
}

}  // namespace slipway::viz
