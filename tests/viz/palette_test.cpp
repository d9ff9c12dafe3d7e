#include "viz/scene/palette.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace slipway::viz {
namespace {

constexpr Paint kInks[] = {Paint::text, Paint::muted, Paint::critical,
                           Paint::done, Paint::risk,  Paint::outside};
constexpr Paint kLines[] = {Paint::line, Paint::link, Paint::critical,
                            Paint::risk, Paint::done, Paint::outside};
constexpr Paint kGrounds[] = {
    Paint::page,        Paint::box,         Paint::box_critical, Paint::box_done, Paint::box_folded,
    Paint::box_blocker, Paint::box_outside, Paint::team_a,       Paint::team_b,   Paint::team_c,
    Paint::team_d,      Paint::team_e,      Paint::team_f};

constexpr Paint kHeats[] = {Paint::heat_1, Paint::heat_2, Paint::heat_3, Paint::heat_4,
                            Paint::heat_5};

TEST(Palette, HeatGrowsStepByStep) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const std::string_view page = colour_of(Paint::page, theme);
    double before = 1.0;
    for (const Paint heat : kHeats) {
      const double now = contrast(colour_of(heat, theme), page);
      EXPECT_GE(now, before * 1.04) << name_of(heat);
      before = now;
    }
  }
}

TEST(Palette, ContrastKnowsTheStandardsOwnValues) {
  EXPECT_NEAR(contrast("#000000", "#ffffff"), 21.0, 1e-9);
  EXPECT_NEAR(contrast("#777777", "#ffffff"), 4.48, 0.005);
  EXPECT_NEAR(contrast("#ffffff", "#ffffff"), 1.0, 1e-9);
}

TEST(Palette, TextIsReadableOnEveryGroundItStandsOn) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    for (const Paint ink : kInks) {
      for (const Paint ground : kGrounds) {
        EXPECT_GE(contrast(colour_of(ink, theme), colour_of(ground, theme)), 4.5)
            << name_of(ink) << " on " << name_of(ground)
            << (theme == Theme::dark ? " dark" : " light");
      }
    }
    const std::string_view text = colour_of(Paint::text, theme);
    for (const Paint heat : kHeats) EXPECT_GE(contrast(text, colour_of(heat, theme)), 4.5);
    // "C" in its frame.
    EXPECT_GE(contrast(colour_of(Paint::page, theme), colour_of(Paint::critical, theme)), 4.5);
  }
}

TEST(Palette, LinesCanBeSeen) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    for (const Paint ground : kGrounds) {
      for (const Paint line : kLines) {
        EXPECT_GE(contrast(colour_of(line, theme), colour_of(ground, theme)), 3.0)
            << name_of(line) << " on " << name_of(ground);
      }
    }
  }
}

TEST(Palette, EveryPaintCanBeToldApartByAStyleSheet) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    std::set<std::string_view> colours;
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < kNumPaints; ++i) {
      const std::string_view colour = colour_of(static_cast<Paint>(i), theme);
      ASSERT_EQ(colour.size(), 7U);
      EXPECT_TRUE(colours.insert(colour).second) << colour;
      EXPECT_TRUE(names.insert(name_of(static_cast<Paint>(i))).second);
    }
  }
  EXPECT_EQ(colour_of(Paint::page, Theme::automatic), colour_of(Paint::page, Theme::light));
}

}  // namespace
}  // namespace slipway::viz
