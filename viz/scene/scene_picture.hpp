// From a scene to the bytes of a picture file: the door to drawing for every chart. Writes no
// files.
#pragma once

#include <string>
#include <vector>

#include "planner/base/diagnostic.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/palette.hpp"
#include "viz/scene/picture_format.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Draws `scene` as svg, png or pdf (no others: asserted). PNG and PDF take the light theme unless
/// dark is asked for. Fails with layout-failed, as rasterise does; an SVG never fails.
Loaded<std::string> draw_scene(const Scene& scene, PictureFormat format,
                               Theme theme = Theme::automatic);

/// Draws the pages of a picture, at least one, all of the shape of the sheet unless paper is none;
/// they are made as large as the sheet. A PDF has them all. Fails with `usage` for several pages in
/// a format that has room for one.
Loaded<std::string> draw_pages(const std::vector<Scene>& pages, PictureFormat format, Theme theme,
                               Paper paper);

}  // namespace slipway::viz
