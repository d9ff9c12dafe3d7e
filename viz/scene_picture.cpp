#include "viz/scene_picture.hpp"

#include <cassert>

#include "planner/base/utf8.hpp"
#include "viz/raster.hpp"
#include "viz/svg_writer.hpp"

namespace slipway::viz {

Loaded<std::string> draw_scene(const Scene& scene, PictureFormat format, Theme theme) {
  assert(format != PictureFormat::dot);
  if (format == PictureFormat::svg) {
    Loaded<std::string> out;
    out.value = to_svg(scene, {.theme = theme});
    out.ok = true;
    return out;
  }
  return rasterise(to_svg(scene, {.theme = theme, .is_plain = true}),
                   {.format = format == PictureFormat::png ? RasterFormat::png : RasterFormat::pdf,
                    .width = scene.width,
                    .height = scene.height,
                    .title = make_printable(scene.title)});
}

}  // namespace slipway::viz
