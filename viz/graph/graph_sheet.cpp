#include "viz/graph/graph_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <string_view>

namespace slipway::viz {
namespace {

constexpr double kTextOfBoxes = 12.0;  // points, as laid out
constexpr double kMargin = 18.0;
constexpr double kMostGrowth = 1.25;
constexpr double kBleed = 4.0;  // of the page's colour beyond the edges: no hairline is left
constexpr double kPointsPerMm = 72.0 / 25.4;

struct Sheet {
  double width_mm, height_mm;
};

Sheet sheet_of(Paper paper) {
  return paper == Paper::a3 ? Sheet{420.0, 297.0} : Sheet{297.0, 210.0};
}

/// Returns the number that an attribute begins with; 0 without one.
double number_of(std::string_view tag, const std::string& attribute) {
  const std::string start = ' ' + attribute + "=\"";
  const std::size_t at = tag.find(start);
  if (at == std::string_view::npos) return 0.0;
  return std::strtod(std::string(tag.substr(at + start.size(), 24)).c_str(), nullptr);
}

}  // namespace

std::optional<DrawingSize> size_of_drawing(const std::string& svg) {
  const std::size_t open = svg.find("<svg ");
  const std::size_t end = open == std::string::npos ? open : svg.find('>', open);
  if (end == std::string::npos) return std::nullopt;
  const std::string_view tag = std::string_view(svg).substr(open, end - open);
  const DrawingSize size{number_of(tag, "width"), number_of(tag, "height")};
  if (!(size.width > 0.0 && size.height > 0.0)) return std::nullopt;
  return size;
}

std::optional<SheetDrawing> fit_to_sheet(const std::string& svg, Paper paper, Theme theme) {
  assert(paper != Paper::none);
  const std::optional<DrawingSize> size = size_of_drawing(svg);
  if (!size) return std::nullopt;
  const auto [width, height] = *size;
  const std::size_t open = svg.find("<svg ");
  const std::size_t end = svg.find('>', open);
  const Sheet sheet = sheet_of(paper);
  const double sheet_width = sheet.width_mm * kPointsPerMm;
  const double sheet_height = sheet.height_mm * kPointsPerMm;
  const double scale = std::min(
      {(sheet_width - 2 * kMargin) / width, (sheet_height - 2 * kMargin) / height, kMostGrowth});
  const double view_width = sheet_width / scale;
  const double view_height = sheet_height / scale;
  const double left = (width - view_width) / 2;
  const double top = (height - view_height) / 2;
  const std::string_view colour = colour_of(Paint::page, theme);
  std::string out = svg.substr(0, open);
  out += fmt::format(
      "<svg width=\"{:.0f}mm\" height=\"{:.0f}mm\" viewBox=\"{:.2f} {:.2f} {:.2f} {:.2f}\""
      " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"
      "<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" fill=\"{}\"/>",
      sheet.width_mm, sheet.height_mm, left, top, view_width, view_height, left - kBleed,
      top - kBleed, view_width + 2 * kBleed, view_height + 2 * kBleed, colour);
  out += svg.substr(end + 1);
  return SheetDrawing{std::move(out), kTextOfBoxes * scale};
}

}  // namespace slipway::viz
