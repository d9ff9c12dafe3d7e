#include "viz/gantt/gantt_arrows.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "viz/gantt/gantt_words.hpp"
#include "viz/scene/chart_head.hpp"

namespace slipway::viz {
namespace {

constexpr double kOut = 6.0;   // from the end of a bar to the arrow's turn
constexpr double kIn = 9.0;    // from the last turn to the bar
constexpr double kHead = 6.0;  // length of a head; critical ones are longer

bool leaves_finish(LinkType type) { return type == LinkType::fs || type == LinkType::ff; }
bool enters_finish(LinkType type) { return type == LinkType::ff || type == LinkType::sf; }

double head_length(const GraphLink& link) { return link.is_critical ? kHead + 2.5 : kHead; }

Paint ink_of(const GraphLink& link) {
  if (link.is_critical || link.is_broken()) return Paint::critical;
  if (link.is_unagreed() || link.is_declined()) return Paint::risk;
  return link.is_near_critical ? Paint::link : Paint::line;
}

// What breaks is loudest; which ends are tied is no trouble at all.
Paint ink_of_mark(std::string_view words) {
  if (words.find('!') != std::string_view::npos) return Paint::critical;
  const bool lacks_yes =
      words.find('?') != std::string_view::npos || words.find("×") != std::string_view::npos;
  return lacks_yes ? Paint::risk : Paint::muted;
}

void draw_arrow(Brush& brush, const GanttReport& report, const DayAxis& axis, const GraphLink& link,
                const BarPlace& from, const BarPlace& to) {
  std::vector<Point> points = route(link.type, from, to, axis);
  const Point tip = points.back();
  const Point before = points[points.size() - 2];
  // The line ends inside the head, or a thick one would stick out at the tip.
  const double back = head_length(link) - 1;
  points.back().x -= tip.x > before.x ? back : -back;
  std::string kind = "link";
  if (link.is_critical) kind += " critical";
  if (link.is_near_critical) kind += " near";
  if (link.is_soft()) kind += " soft";
  if (link.is_unagreed()) kind += " unagreed";
  if (link.is_declined()) kind += " declined";
  if (link.is_broken()) kind += " broken";
  Brush group = brush.group("", kind, describe(report, link));
  const Look look = look_of(link);
  group.path(points, look);
  if (link.is_broken()) {  // a second line within the first makes it double
    group.path(std::move(points), {.stroke = Paint::page, .width = look.width / 3});
  }
  draw_arrow_head(group, before, tip, link);
}

}  // namespace

std::vector<Point> route(LinkType type, const BarPlace& from, const BarPlace& to,
                         const DayAxis& axis) {
  const bool goes_right = leaves_finish(type);
  const bool from_right = enters_finish(type);
  const Point start{goes_right ? from.right : from.left, from.middle};
  const Point tip{from_right ? to.right : to.left, to.middle};
  const auto inside = [&](double x) { return std::clamp(x, axis.left(), axis.right()); };
  double out = inside(start.x + (goes_right ? kOut : -kOut));
  double in = inside(tip.x + (from_right ? kIn : -kIn));
  // Where both ends face the same side, or there is room between them, one vertical line will do.
  const bool is_direct = goes_right == from_right || (goes_right ? out <= in : out >= in);
  if (is_direct) {
    if (goes_right == from_right) out = goes_right ? std::max(out, in) : std::min(out, in);
    return {start, {out, start.y}, {out, tip.y}, tip};
  }
  const double gap = to.middle > from.middle ? to.top + 1 : to.bottom - 1;
  return {start, {out, start.y}, {out, gap}, {in, gap}, {in, tip.y}, tip};
}

Look look_of(const GraphLink& link) {
  Look look{.stroke = ink_of(link), .width = 1.25};
  if (link.is_near_critical) look.width = 2.0;
  if (link.is_critical || link.is_broken()) look.width = 3.0;
  if (link.is_critical && link.is_broken()) look.width = 4.5;  // two lines of a critical one's ink
  if (link.is_soft()) look.dash = Dash::dotted;
  return look;
}

void draw_arrow_head(Brush& brush, Point before, Point tip, const GraphLink& link) {
  const double length = tip.x > before.x ? head_length(link) : -head_length(link);
  const double half = link.is_critical ? 4.5 : 3.5;
  const Paint ink = ink_of(link);
  const std::vector<Point> corners{
      {tip.x - length, tip.y - half}, tip, {tip.x - length, tip.y + half}};
  if (link.is_unagreed() || link.is_declined())
    brush.path(corners, {.fill = Paint::page, .stroke = ink, .width = 1.25}, true);
  else
    brush.path(corners, {.fill = ink}, true);
}

std::size_t draw_arrows(Brush& brush, const GanttReport& report, const DayAxis& axis,
                        const std::vector<std::optional<BarPlace>>& places) {
  std::size_t num_elsewhere = 0;
  for (const bool is_critical : {false, true}) {
    for (const GraphLink& link : report.links) {
      if (link.is_critical != is_critical) continue;
      const auto& from = places[link.from];
      const auto& to = places[link.to];
      if (from && to)
        draw_arrow(brush, report, axis, link, *from, *to);
      else if (from || to)
        ++num_elsewhere;
    }
  }
  return num_elsewhere;
}

void draw_arrow_marks(Brush& brush, const GanttReport& report, const DayAxis& axis,
                      const std::vector<std::optional<BarPlace>>& places) {
  std::vector<std::array<std::vector<std::string>, 2>> marks(report.rows.size());
  for (const GraphLink& link : report.links) {
    if (!places[link.from] || !places[link.to]) continue;
    const std::string mark = mark_of(link);
    if (mark.empty()) continue;
    auto& at = marks[link.to][enters_finish(link.type) ? 1 : 0];
    if (std::ranges::find(at, mark) == at.end()) at.push_back(mark);
  }
  for (std::size_t row = 0; row < marks.size(); ++row) {
    if (!places[row]) continue;
    std::optional<Area> left_area;
    for (const bool is_right : {false, true}) {
      std::string words;
      for (const std::string& mark : marks[row][is_right ? 1 : 0]) {
        words += (words.empty() ? "" : " · ") + mark;
      }
      if (words.empty()) continue;
      const Paint ink = ink_of_mark(words);
      const double width = text_width(words, kSmallSize, Weight::bold);
      const double wanted =
          is_right ? places[row]->right + 8 : places[row]->left - kHead - 4 - width;
      const double x = std::max(axis.left() + 1, std::min(wanted, axis.right() - width - 1));
      Text text{.at = {x, places[row]->middle - 3},
                .text = std::move(words),
                .size = kSmallSize,
                .weight = Weight::bold,
                .ink = ink,
                .has_halo = true};
      const Area area = area_of(text);
      if (left_area && overlap(*left_area, area)) continue;  // the arrow's title says it
      left_area = area;
      brush.text(std::move(text));
    }
  }
}

}  // namespace slipway::viz
