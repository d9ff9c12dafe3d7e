#include "viz/scene/chart_head.hpp"

#include <string_view>

namespace slipway::viz {
namespace {

constexpr std::size_t kMostTitleLines = 2;
constexpr double kMarkWidth = 22.0;
constexpr double kLineHeight = 17.0;

double draw_lines(Brush& brush, std::string_view text, double width, double baseline, double step,
                  Text look, std::size_t most = 20) {
  const double room = width - 2 * kPadding;
  std::vector<std::string> lines = break_text(text, room, look.size, look.weight);
  if (lines.size() > most) {
    for (std::size_t i = most; i < lines.size(); ++i) lines[most - 1] += ' ' + lines[i];
    lines.resize(most);
  }
  for (const std::string& line : lines) {
    look.at = {kPadding, baseline};
    look.text = fit_text(line, room, look.size, look.weight);
    look.title = look.text == line ? "" : line;
    brush.text(look);
    baseline += step;
  }
  return baseline;
}

}  // namespace

double draw_head(Brush& brush, const ChartHead& head, double width) {
  Brush group = brush.group("head", "head");
  double at = kPadding + 14;
  at = draw_lines(group, head.title, width, at, 24, {.size = 18, .weight = Weight::bold},
                  kMostTitleLines);
  at = draw_lines(group, head.question, width, at, 22, {.size = 13, .ink = Paint::muted});
  for (const std::string& answer : head.answers) {
    at = draw_lines(group, answer, width, at, 18, {.size = 13});
  }
  at = draw_lines(group, head.facts, width, at + 1, kLineHeight,
                  {.size = kTextSize, .ink = Paint::muted});
  return at - kLineHeight + 5;
}

double draw_legend(Brush& brush, const std::vector<LegendEntry>& entries, double left, double right,
                   double baseline) {
  Brush group = brush.group("legend", "legend");
  double x = left;
  for (const LegendEntry& entry : entries) {
    const double width = kMarkWidth + 6 + text_width(entry.text, kTextSize);
    if (x > left && x + width > right) {
      x = left;
      baseline += kLineHeight + 2;
    }
    const Point middle{x + kMarkWidth / 2, baseline - 4};
    switch (entry.mark) {
      case LegendEntry::Mark::line:
        group.line({x, middle.y}, {x + kMarkWidth, middle.y}, entry.look);
        break;
      case LegendEntry::Mark::box:
        group.box({x + 2, baseline - 10, kMarkWidth - 4, 12}, entry.look);
        break;
      case LegendEntry::Mark::diamond:
        group.diamond(middle, 5, entry.look);
        break;
      case LegendEntry::Mark::circle:
        group.circle(middle, 4, entry.look);
        break;
    }
    group.text({.at = {x + kMarkWidth + 6, baseline}, .text = entry.text, .size = kTextSize});
    x += width + 22;
  }
  return baseline;
}

}  // namespace slipway::viz
