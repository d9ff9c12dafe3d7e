#include "viz/charts/changes_rest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "viz/charts/changes_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kLine = 18.0;
constexpr double kPathLeft = kPadding + 70.0;
constexpr std::size_t kMostPathLines = 3;
constexpr std::size_t kMostListed = 6;
constexpr std::size_t kMostAlike = 3;  // steps in a row that both paths have

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

double draw_heading(Brush& brush, const std::string& text, double y) {
  y += kLine + 6;
  brush.text({.at = {kPadding, y}, .text = text, .size = 13, .weight = Weight::bold});
  return y;
}

/// A line for each of the first lines, and how many more there are.
double draw_lines(Brush& brush, const std::vector<std::string>& lines, std::string_view noun,
                  double width, double y) {
  const double room = width - 2 * kPadding;
  for (std::size_t i = 0; i < std::min(lines.size(), kMostListed); ++i) {
    const std::string shown = fit_text(lines[i], room, kTextSize);
    y += kLine;
    brush.text({.at = {kPadding, y}, .text = shown, .title = shown == lines[i] ? "" : lines[i]});
  }
  if (lines.size() <= kMostListed) return y;
  y += kLine;
  brush.text({.at = {kPadding, y},
              .text = fmt::format("and {}", to_count(lines.size() - kMostListed, noun)),
              .ink = Paint::muted});
  return y;
}

template <typename Row, typename Say>
std::vector<std::string> say_all(const std::vector<Row>& rows, Say say) {
  std::vector<std::string> out;
  out.reserve(rows.size());
  for (const Row& row : rows) out.push_back(say(row));
  return out;
}

}  // namespace

std::vector<RestPart> list_rest(const ChangesReport& report) {
  std::vector<RestPart> out;
  if (report.num_more > 0) out.push_back(RestPart::more);
  if (report.has_path_turn()) out.push_back(RestPart::path);
  if (!report.objectives.empty()) out.push_back(RestPart::objectives);
  if (!report.broken.empty() || report.num_mended > 0) out.push_back(RestPart::broken);
  if (!report.loads.empty()) out.push_back(RestPart::loads);
  return out;
}

double draw_rest_part(Brush& brush, const ChangesReport& report, RestPart part, double width,
                      double y) {
  const double right = width - kPadding;
  switch (part) {
    case RestPart::more:
      y += kLine;
      brush.text({.at = {kPadding, y}, .text = more_words(report), .ink = Paint::muted});
      return y;
    case RestPart::path:
      y = draw_heading(brush, "Critical path", y);
      y = draw_path(brush, "before", report.path_before, true, right, y + kLine);
      return draw_path(brush, "now", report.path_after, false, right, y + kLine);
    case RestPart::objectives:
      y = draw_heading(brush, "Objectives that move", y);
      return draw_lines(brush, say_all(report.objectives, objective_words), "more objective", width,
                        y);
    case RestPart::broken:
      if (!report.broken.empty()) {
        y = draw_heading(brush, "Links newly broken", y);
        y = draw_lines(brush, say_all(report.broken, broken_words), "more link", width, y);
      }
      if (const std::string mended = mended_words(report); !mended.empty()) {
        y += kLine;
        brush.text({.at = {kPadding, y}, .text = mended, .ink = Paint::muted});
      }
      return y;
    case RestPart::loads:
      y = draw_heading(brush, "More people at once than there are", y);
      return draw_lines(brush, say_all(report.loads, load_words), "more team", width, y);
  }
  return y;
}

}  // namespace slipway::viz
