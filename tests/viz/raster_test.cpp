#include "viz/scene/raster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/viz/scene_check.hpp"
#include "viz/scene/scene_picture.hpp"

namespace slipway::viz {
namespace {

Scene some_scene(double width = 300, double height = 100) {
  Scene scene{.width = width, .height = height, .title = "A title", .description = "d"};
  Brush brush(scene.elements);
  brush.box({10, 10, 50, 50},
            {.fill = Paint::box_critical, .stroke = Paint::critical, .hatch = Hatch::rising});
  brush.text({.at = {80, 40}, .text = "Text & more"});
  return scene;
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

TEST(Raster, PngHasTwoPixelsForEachOfThePicture) {
  const Loaded<std::string> png = draw_scene(some_scene(), PictureFormat::png);
  ASSERT_TRUE(png.ok);
  EXPECT_THAT(png.value, testing::StartsWith("\x89PNG\r\n\x1a\n"));
  EXPECT_EQ(big_endian(png.value, 16), 600u);
  EXPECT_EQ(big_endian(png.value, 20), 200u);
  EXPECT_THAT(png.value, testing::HasSubstr("IEND"));
}

TEST(Raster, LargePicturesHaveOnePixelForEachAndLargerNone) {
  const Loaded<std::string> large = draw_scene(some_scene(9000, 4000), PictureFormat::png);
  ASSERT_TRUE(large.ok);
  EXPECT_EQ(big_endian(large.value, 16), 9000u);
  for (const PictureFormat format : {PictureFormat::png, PictureFormat::pdf}) {
    for (const auto& [width, height] :
         {std::pair{20'000.0, 20'000.0}, {40'000.0, 10.0}, {0.0, 10.0}, {1e300, 1e300}}) {
      const Loaded<std::string> out = draw_scene(some_scene(width, height), format);
      EXPECT_FALSE(out.ok);
      ASSERT_EQ(out.findings.size(), 1u);
      EXPECT_EQ(out.findings.sorted()[0].code, Code::layout_failed);
    }
  }
  EXPECT_TRUE(draw_scene(some_scene(20'000, 20'000), PictureFormat::svg).ok);
}

TEST(Raster, PdfIsOnePageWithTitleAndWithoutClock) {
  const Loaded<std::string> pdf = draw_scene(some_scene(), PictureFormat::pdf);
  ASSERT_TRUE(pdf.ok);
  EXPECT_THAT(pdf.value, testing::StartsWith("%PDF-1."));
  EXPECT_THAT(pdf.value, testing::HasSubstr("%%EOF"));
  EXPECT_THAT(pdf.value, testing::HasSubstr("/CreationDate (D:20000101"));
  EXPECT_THAT(pdf.value, testing::HasSubstr("/Title (A title)"));
  EXPECT_THAT(pdf.value, testing::HasSubstr("/Count 1"));
  EXPECT_THAT(pdf.value, testing::HasSubstr("[ 0 0 225 75 ]")) << "points of 1/72 inch";
}

TEST(Raster, SameSceneSameBytes) {
  for (const PictureFormat format : {PictureFormat::png, PictureFormat::pdf, PictureFormat::svg}) {
    EXPECT_EQ(draw_scene(some_scene(), format).value, draw_scene(some_scene(), format).value);
  }
}

TEST(Raster, DarkOnlyWhenAskedFor) {
  for (const PictureFormat format : {PictureFormat::png, PictureFormat::pdf}) {
    const std::string plain = draw_scene(some_scene(), format).value;
    EXPECT_EQ(draw_scene(some_scene(), format, Theme::light).value, plain);
    EXPECT_NE(draw_scene(some_scene(), format, Theme::dark).value, plain);
  }
}

TEST(Raster, WhatIsNoSvgIsSaid) {
  for (const char* const text : {"", "<svg", "no picture", "<?xml version=\"1.0\"?><html/>"}) {
    const Loaded<std::string> out = rasterise(text, {.width = 10, .height = 10});
    EXPECT_FALSE(out.ok) << text;
    EXPECT_EQ(out.findings.size(), 1u);
  }
}

TEST(Raster, HostileTextsAreDrawn) {
  for (const std::string& text : hostile_texts()) {
    Scene scene = some_scene();
    scene.title = text;
    Brush(scene.elements).label({.at = {10, 80}, .text = text}, 200);
    EXPECT_TRUE(draw_scene(scene, PictureFormat::png).ok);
    EXPECT_TRUE(draw_scene(scene, PictureFormat::pdf).ok);
  }
}

}  // namespace
}  // namespace slipway::viz
