// From a scene to the bytes of a picture file: the door to drawing for every chart. Writes no
// files.
#pragma once

#include <string>

#include "planner/base/diagnostic.hpp"
#include "viz/graph_picture.hpp"
#include "viz/palette.hpp"
#include "viz/scene.hpp"

namespace slipway::viz {

/// Draws `scene` as svg, png or pdf (not dot: asserted). PNG and PDF take the light theme unless
/// dark is asked for. Fails with layout-failed, as rasterise does; an SVG never fails.
Loaded<std::string> draw_scene(const Scene& scene, PictureFormat format,
                               Theme theme = Theme::automatic);

}  // namespace slipway::viz
