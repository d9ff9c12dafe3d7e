// The colours of pictures, by what they mean, in a light and a dark theme. Every state also has a
// mark or a line style of its own: colour never stands alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace slipway::viz {

/// automatic: light, and dark where the reader's system says so (SVG only).
enum class Theme : std::uint8_t { automatic, light, dark };

/// What a colour is for. The name is its CSS variable too: `--critical`.
enum class Paint : std::uint8_t {
  page,
  text,
  muted,
  critical,
  link,
  done,
  risk,
  outside,
  line,  // strokes and text
  box,
  box_critical,
  box_done,
  box_folded,
  box_blocker,
  box_outside,  // fills behind text
  heat_1,
  heat_2,
  heat_3,
  heat_4,
  heat_5,  // how much, from little to much: fills behind Paint::text alone
  team_a,
  team_b,
  team_c,
  team_d,
  team_e,
  team_f,
  team_line,  // clusters
};
inline constexpr std::size_t kNumPaints = static_cast<std::size_t>(Paint::team_line) + 1;

/// Returns `#rrggbb`, lower case. Within a theme every paint has a colour of its own, so that a
/// style sheet can tell them apart. `automatic` gives the light one.
std::string_view colour_of(Paint paint, Theme theme);

/// Returns the name of a paint in style sheets: `box-critical`.
std::string_view name_of(Paint paint);

/// Returns the contrast of two `#rrggbb` colours, 1 to 21.
/// Source: WCAG 2.1, relative luminance and contrast ratio.
double contrast(std::string_view a, std::string_view b);

}  // namespace slipway::viz
