#include "viz/charts/tornado_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "planner/base/utf8.hpp"
#include "viz/charts/tornado_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kRow = 40.0;
constexpr double kBar = 18.0;
constexpr double kLeft = 272.0;         // where the plot begins
constexpr double kRightOfPlot = 128.0;  // for shares and labels that hang over
constexpr double kBelowPlot = 168.0;    // axis, legend and three lines of words

const Look kEarlier{.fill = Paint::box_folded, .stroke = Paint::link, .width = 1.25};
const Look kLater{.fill = Paint::box_critical, .stroke = Paint::critical, .width = 1.25};

/// Working days against the base to pixels.
struct Scale {
  double least = 0.0;  // days at the plot's sides, without the room for labels
  double most = 0.0;
  double room = 0.0;   // for a label on each side
  double right = 0.0;  // where the plot ends

  double x_of(double days) const {
    const double share = (days - least) / (most - least);
    return kLeft + room + share * (right - kLeft - 2 * room);
  }
};

Scale choose_scale(const TornadoReport& report, double right) {
  Scale scale;
  scale.right = right;
  for (const TornadoRow& row : report.rows) {
    scale.least = std::min({scale.least, row.low_days, row.high_days});
    scale.most = std::max({scale.most, row.low_days, row.high_days});
    for (const bool is_low : {true, false}) {
      const double width = text_width(end_words(row, is_low, report.p80), kTextSize);
      scale.room = std::max(scale.room, width + 14);
    }
  }
  if (scale.most - scale.least < 1.0) {  // so that tiny swings stay tiny
    scale.least -= 0.5;
    scale.most += 0.5;
  }
  return scale;
}

/// Returns the step of the axis: 1, 2 or 5 times a power of ten, no finer than a day, with room for
/// the label of each tick.
double choose_step(const Scale& scale) {
  constexpr double kLeastTick = 56.0;
  constexpr double kGap = 14.0;
  const double room = std::max({kLeastTick, text_width(signed_days(scale.least), kSmallSize) + kGap,
                                text_width(signed_days(scale.most), kSmallSize) + kGap});
  double step = 1.0;
  for (int i = 0; scale.x_of(step) - scale.x_of(0.0) < room; ++i) step *= i % 3 == 1 ? 2.5 : 2;
  return step;
}

void draw_end(Brush& brush, double x, double y, bool is_left, std::string words) {
  brush.text({.at = {is_left ? x - 6 : x + 6, y},
              .text = std::move(words),
              .anchor = is_left ? Anchor::end : Anchor::start,
              .has_halo = true});
}

/// A bar from one end to the other, in two looks that meet at the base; by side of the base, not by
/// end. A thin line ties a bar to the base that does not reach it.
void draw_bar(Brush& brush, const Scale& scale, double from_days, double to_days, double top,
              Hatch hatch) {
  const auto piece = [&](double from, double to, Look look) {
    if (to - from < 1e-9) return;
    look.hatch = hatch;
    brush.box({scale.x_of(from), top, scale.x_of(to) - scale.x_of(from), kBar}, look);
  };
  const double from = std::min(from_days, to_days);
  const double to = std::max(from_days, to_days);
  if (const double near = from > 0.0 ? from : std::min(to, 0.0); near != 0.0) {
    const double y = top + kBar;  // below the label that may stand there
    brush.line({scale.x_of(0.0), y}, {scale.x_of(near), y},
               {.stroke = near > 0.0 ? kLater.stroke : kEarlier.stroke, .dash = Dash::dotted});
  }
  piece(from, std::min(to, 0.0), kEarlier);
  piece(std::max(from, 0.0), to, kLater);
}

void draw_ends(Brush& brush, const TornadoReport& report, const TornadoRow& row, const Scale& scale,
               double y) {
  const bool low_is_left = row.low_days <= row.high_days;
  const double low = scale.x_of(row.low_days);
  const double high = scale.x_of(row.high_days);
  draw_end(brush, low, y, low_is_left, end_words(row, true, report.p80));
  draw_end(brush, high, y, !low_is_left, end_words(row, false, report.p80));
}

/// Returns title and team, the title cut so that the team is seen.
std::string about_row(const TornadoRow& row) {
  std::string out;
  if (row.title != row.id) out = fit_width(make_printable(row.title), kLabelCharacters);
  if (row.team.empty()) return out;
  return out.empty() ? make_printable(row.team) : out + " · " + make_printable(row.team);
}

void draw_row(Brush& brush, const TornadoReport& report, std::size_t i, const Scale& scale,
              double top) {
  const TornadoRow& row = report.rows[i];
  Brush group = brush.group("row-" + std::to_string(i),
                            std::string(name_of(row.kind)) + (row.is_assumed ? " assumed" : ""),
                            with_arrows(row.id + (row.title == row.id ? "" : ": " + row.title)));
  const double room = kLeft - kPadding - 8;
  std::string kind(name_of(row.kind));
  if (row.is_assumed) kind += ", no estimate";
  const double kind_room = text_width(kind, kSmallSize) + 8;
  // A link that is too long for one line has its successor on the second.
  const std::string id = with_arrows(make_printable(row.id));
  const std::size_t arrow = id.find(kArrow);
  const bool is_split =
      arrow != std::string::npos && text_width(id, kTextSize, Weight::bold) > room - kind_room;
  const std::string first = is_split ? id.substr(0, arrow + kArrow.size() - 1) : id;
  std::string about = about_row(row);
  if (is_split) about = id.substr(arrow + kArrow.size()) + (about.empty() ? "" : " · " + about);
  const double first_line = top + (about.empty() ? kRow / 2 + 4 : 16);  // alone in the middle
  const auto write = [&](const std::string& whole, double most, Text text) {
    text.text = fit_text(whole, most, text.size, text.weight);
    if (text.text != whole) text.title = whole;
    const double width = text_width(text.text, text.size, text.weight);
    group.text(std::move(text));
    return width;
  };
  const double width =
      write(first, room - kind_room, {.at = {kPadding, first_line}, .weight = Weight::bold});
  group.text({.at = {kPadding + width + 8, first_line},
              .text = kind,
              .size = kSmallSize,
              .ink = Paint::muted});
  write(about, room,
        {.at = {kPadding, top + 31},
         .size = kSmallSize,
         .ink = is_split ? Paint::text : Paint::muted});
  draw_bar(group, scale, row.low_days, row.high_days, top + (kRow - kBar) / 2,
           row.is_assumed ? Hatch::rising : Hatch::none);
  draw_ends(group, report, row, scale, top + kRow / 2 + 4);
  group.text({.at = {scale.right + kRightOfPlot - kPadding, top + kRow / 2 + 4},
              .text = row.criticality ? to_odds(*row.criticality) : "–",
              .anchor = Anchor::end});
}

/// Everything that has no bar of its own.
struct Rest {
  std::size_t count = 0;
  bool has_bar = false;  // else none swings wider than the last row
  double low_days = 0.0;
  double high_days = 0.0;
};

Rest rest_of(const TornadoReport& report, std::size_t bars) {
  Rest rest;
  for (std::size_t i = bars; i < report.rows.size(); ++i) {
    rest.low_days = std::min({rest.low_days, report.rows[i].low_days, report.rows[i].high_days});
    rest.high_days = std::max({rest.high_days, report.rows[i].low_days, report.rows[i].high_days});
  }
  rest.count = report.others;
  if (report.rows.size() > bars) rest.count += report.rows.size() - bars;
  rest.has_bar = report.rows.size() > bars;
  return rest;
}

void draw_rest(Brush& brush, const TornadoReport& report, const Rest& rest, const Scale& scale,
               double top) {
  Brush group = brush.group("others", "others");
  group.text(
      {.at = {kPadding, top + 16}, .text = to_count(rest.count, "other"), .weight = Weight::bold});
  std::string about = "one at a time, no wider than the last above";
  if (rest.has_bar && report.others == 0) about = "one at a time, none beyond this bar";
  group.text({.at = {kPadding, top + 31}, .text = about, .size = kSmallSize, .ink = Paint::muted});
  if (!rest.has_bar) return;
  draw_bar(group, scale, rest.low_days, rest.high_days, top + (kRow - kBar) / 2, Hatch::falling);
  const double y = top + kRow / 2 + 4;
  if (rest.low_days < 0.0)
    draw_end(group, scale.x_of(rest.low_days), y, true, signed_days(rest.low_days));
  if (rest.high_days > 0.0)
    draw_end(group, scale.x_of(rest.high_days), y, false, signed_days(rest.high_days));
}

/// The dates stand below the ends of the rows that reach so far.
void draw_axis(Brush& brush, const TornadoReport& report, const Scale& scale, double y) {
  Brush group = brush.group("axis", "axis");
  group.line({kLeft, y}, {scale.right, y}, {.stroke = Paint::text});
  const double step = choose_step(scale);
  for (double days = std::ceil(scale.least / step) * step; days <= scale.most + 1e-9;
       days += step) {
    const double x = scale.x_of(days);
    group.line({x, y}, {x, y + 5}, {.stroke = Paint::line});
    group.text({.at = {x, y + 18},
                .text = signed_days(days),
                .size = kSmallSize,
                .ink = Paint::muted,
                .anchor = Anchor::middle});
  }
  Date first = report.p80;
  Date last = report.p80;
  for (const TornadoRow& row : report.rows) {
    first = std::min({first, row.low, row.high});
    last = std::max({last, row.low, row.high});
  }
  for (const auto& [days, date] : {std::pair(scale.least, first), std::pair(scale.most, last)}) {
    group.text(
        {.at = {scale.x_of(days), y + 36}, .text = to_words(date), .anchor = Anchor::middle});
  }
  group.text({.at = {(kLeft + scale.right) / 2, y + 36},
              .text = "working days against the P80",
              .size = kSmallSize,
              .ink = Paint::muted,
              .anchor = Anchor::middle});
}

void draw_base(Brush& brush, const TornadoReport& report, const Scale& scale, double top,
               double bottom) {
  const double x = scale.x_of(0.0);
  brush.line({x, top + 5}, {x, bottom}, {.stroke = Paint::text, .width = 1.5});
  const std::string words = "P80 " + to_words(report.p80);
  const double half = text_width(words, kTextSize, Weight::bold) / 2;
  brush.text({.at = {std::clamp(x, kLeft + half, scale.right - half), top},
              .text = words,
              .weight = Weight::bold,
              .anchor = Anchor::middle});
}

ChartHead head_of(const TornadoReport& report, std::size_t bars, std::size_t others) {
  return {
      tornado_title(report),
      "Which one of them moves the P80 date most?",
      {answer_in_words(report)},
      tornado_facts(report) + fmt::format(" · {} of {} shown", bars, to_grouped(bars + others))};
}

/// Returns how many rows have a bar of their own: on a page as many as it has room for.
std::size_t count_bars(const TornadoReport& report, const Frame& frame) {
  if (!frame.has_pages()) return std::min(report.rows.size(), kMostBars);
  std::vector<Element> scratch;
  Brush brush(scratch);
  const double head = draw_head(
      brush, head_of(report, report.rows.size(), report.others + report.rows.size()), frame.width);
  const double room = frame.page_height - (head + 36 + 4) - kBelowPlot;
  const auto rows = static_cast<std::size_t>(std::max(2.0, room / kRow));
  const bool has_rest = report.others > 0 || report.rows.size() > rows;
  return std::min(report.rows.size(), rows - (has_rest ? 1 : 0));
}

}  // namespace

Scene draw_tornado(const TornadoReport& report, const Frame& frame) {
  const double width = frame.width;
  Scene scene;
  scene.width = width;
  scene.title = tornado_title(report);
  scene.description = answer_in_words(report) + " From " + tornado_facts(report) + ".";
  Brush brush(scene.elements);
  const std::size_t bars = count_bars(report, frame);
  const Rest rest = rest_of(report, bars);
  const double head = draw_head(brush, head_of(report, bars, rest.count), width);
  if (report.rows.empty()) {
    scene.height = frame.has_pages() ? frame.page_height : std::round(head + kPadding);
    return scene;
  }

  const Scale scale = choose_scale(report, width - kRightOfPlot);
  const double labels = head + 24;
  const double top = labels + 12;
  const double bottom = top + kRow * static_cast<double>(bars + (rest.count > 0 ? 1 : 0)) + 4;
  brush.text({.at = {width - kPadding, labels},
              .text = "critical in",
              .size = kSmallSize,
              .ink = Paint::muted,
              .anchor = Anchor::end});
  for (std::size_t i = 0; i <= bars; ++i) {
    const double y = top + kRow * static_cast<double>(i);
    brush.line({kPadding, y}, {width - kPadding, y}, {.stroke = Paint::team_line, .width = 0.5});
  }
  draw_base(brush, report, scale, labels, bottom);
  for (std::size_t i = 0; i < bars; ++i) {
    draw_row(brush, report, i, scale, top + kRow * static_cast<double>(i));
  }
  if (rest.count > 0) draw_rest(brush, report, rest, scale, top + kRow * static_cast<double>(bars));
  draw_axis(brush, report, scale, bottom);

  std::vector<LegendEntry> legend = {
      {LegendEntry::Mark::box, kEarlier, "P80 gets earlier"},
      {LegendEntry::Mark::box, kLater, "P80 gets later"},
  };
  if (std::ranges::any_of(report.rows.begin(),
                          report.rows.begin() + static_cast<std::ptrdiff_t>(bars),
                          &TornadoRow::is_assumed)) {
    Look assumed = kLater;
    assumed.hatch = Hatch::rising;
    legend.push_back({LegendEntry::Mark::box, assumed, "no estimate: the plan's default"});
  }
  double y = draw_legend(brush, legend, kPadding, width - kPadding, bottom + 64);
  y += 20;
  brush.text({.at = {kPadding, y},
              .text =
                  "a bar's ends: the P80 when it goes well (left, unless said) and when it goes "
                  "badly",
              .ink = Paint::muted});
  y += 18;
  brush.text({.at = {kPadding, y},
              .text = "critical in: share of the runs in which it is on the critical path",
              .ink = Paint::muted});
  if (report.untried > 0) {
    y += 18;
    brush.text({.at = {kPadding, y}, .text = untried_words(report), .ink = Paint::muted});
  }
  scene.height = frame.has_pages() ? frame.page_height : std::round(y + 20);
  return scene;
}

}  // namespace slipway::viz
