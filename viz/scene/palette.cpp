#include "viz/scene/palette.hpp"

#include <cmath>

namespace slipway::viz {
namespace {

struct Row {
  std::string_view name;
  std::string_view light;
  std::string_view dark;
};

// After Okabe and Ito 2008; texts and lines darkened (lightened) until they reach a contrast of 4.5
// with every fill below them.
constexpr std::array<Row, kNumPaints> kRows = {{
    {"page", "#ffffff", "#0d1117"},         {"text", "#1f2328", "#e6edf3"},
    {"muted", "#59636e", "#9198a1"},        {"critical", "#b34700", "#ff8a4c"},
    {"link", "#0072b2", "#56b4e9"},         {"done", "#00775a", "#2fc79a"},
    {"risk", "#8f6200", "#e69f00"},         {"outside", "#a8437f", "#cc79a7"},
    {"line", "#6e7781", "#7d8590"},         {"box", "#fefefe", "#161b22"},
    {"box-critical", "#fde7dc", "#3a1f12"}, {"box-done", "#eef0f2", "#21262d"},
    {"box-folded", "#e4eef8", "#12283a"},   {"box-blocker", "#fff4d6", "#33290a"},
    {"box-outside", "#f8ecf3", "#2a1622"},  {"heat-1", "#f2f7fc", "#111d29"},
    {"heat-2", "#d3e6f4", "#132c42"},       {"heat-3", "#aed1ea", "#163c5a"},
    {"heat-4", "#86bce1", "#194d74"},       {"heat-5", "#5ca6d8", "#1d5f90"},
    {"team-a", "#eaf2f9", "#0f1e2b"},       {"team-b", "#edf7f2", "#10221c"},
    {"team-c", "#fdf7e6", "#221c0e"},       {"team-d", "#f9eff5", "#25161f"},
    {"team-e", "#f1effa", "#1b1930"},       {"team-f", "#ecf5f7", "#0f2226"},
    {"team-line", "#b6bec6", "#3d444d"},
}};

double linear(int channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

int digit(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

double luminance(std::string_view colour) {
  const auto channel = [&](std::size_t at) {
    return linear(16 * digit(colour[at]) + digit(colour[at + 1]));
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

}  // namespace

std::string_view colour_of(Paint paint, Theme theme) {
  const Row& row = kRows[static_cast<std::size_t>(paint)];
  return theme == Theme::dark ? row.dark : row.light;
}

std::string_view name_of(Paint paint) { return kRows[static_cast<std::size_t>(paint)].name; }

double contrast(std::string_view a, std::string_view b) {
  const double one = luminance(a);
  const double other = luminance(b);
  return (std::fmax(one, other) + 0.05) / (std::fmin(one, other) + 0.05);
}

}  // namespace slipway::viz
