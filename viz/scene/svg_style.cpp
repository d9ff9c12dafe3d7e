#include "viz/scene/svg_style.hpp"

#include <string_view>

namespace slipway::viz {

std::string theme_variables(Theme theme) {
  std::string out;
  for (std::size_t i = 0; i < kNumPaints; ++i) {
    const auto paint = static_cast<Paint>(i);
    out += "--" + std::string(name_of(paint)) + ":" + std::string(colour_of(paint, theme)) + ";";
  }
  return out;
}

// Fills turn white and texts black; what is critical stays thick, what is late stays in words.
std::string paper_variables() {
  std::string out;
  for (std::size_t i = 0; i < kNumPaints; ++i) {
    const auto paint = static_cast<Paint>(i);
    std::string_view colour = "#ffffff";
    switch (paint) {
      case Paint::text:
      case Paint::critical:
      case Paint::link:
      case Paint::done:
      case Paint::risk:
      case Paint::outside:
        colour = "#000000";
        break;
      case Paint::muted:
      case Paint::line:
        colour = "#444444";
        break;
      case Paint::team_line:
        colour = "#999999";
        break;
      case Paint::box_done:
      case Paint::heat_2:
        colour = "#eeeeee";
        break;
      case Paint::heat_3:
        colour = "#dddddd";
        break;
      case Paint::heat_4:
        colour = "#cccccc";
        break;
      case Paint::heat_5:
        colour = "#bbbbbb";
        break;
      default:
        break;
    }
    out += "--" + std::string(name_of(paint)) + ":" + std::string(colour) + ";";
  }
  return out;
}

std::string paint_rules(Theme drawn) {
  std::string out;
  for (std::size_t i = 0; i < kNumPaints; ++i) {
    const auto paint = static_cast<Paint>(i);
    const std::string colour(colour_of(paint, drawn));
    const std::string variable = "var(--" + std::string(name_of(paint)) + ")";
    out += "[fill=\"" + colour + "\"]{fill:" + variable + "}[stroke=\"" + colour +
           "\"]{stroke:" + variable + "}\n";
  }
  return out;
}

std::string style_sheet(Theme wanted) {
  const Theme drawn = wanted == Theme::dark ? Theme::dark : Theme::light;
  std::string out = "svg{" + theme_variables(drawn) + "}\n";
  if (wanted == Theme::automatic) {
    out += "@media (prefers-color-scheme: dark){svg{" + theme_variables(Theme::dark) + "}}\n";
  }
  out += "@media print{svg{" + paper_variables() + "}}\n" + paint_rules(drawn);
  out += "text{font-family:\"DejaVu Sans\",\"Bitstream Vera Sans\",Verdana,sans-serif}\n";
  return out;
}

}  // namespace slipway::viz
