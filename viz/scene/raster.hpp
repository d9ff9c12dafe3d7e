// An SVG of ours as PNG or PDF, drawn by librsvg and cairo. The only code that knows them.
// Give it what svg_writer writes with `is_plain`; not texts from strangers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "planner/base/diagnostic.hpp"

namespace slipway::viz {

enum class RasterFormat : std::uint8_t { png, pdf };

struct RasterOptions {
  RasterFormat format = RasterFormat::png;
  double width = 0.0;  // of the picture, in pixels of 1/96 inch
  double height = 0.0;
  std::string title{};  // for the properties of a PDF
};

/// Pixels of a PNG, at most: four bytes each while it is drawn.
inline constexpr double kMostPixels = 40e6;

/// Returns the file's bytes. A PNG has two pixels for each of the picture, so that it stays sharp
/// on fine screens, or one where two would pass kMostPixels; a PDF is one page of the picture's
/// size. The same input gives the same bytes on one machine: no clock, no names of files.
/// Fails with layout-failed: larger than kMostPixels, no memory, or an SVG that cannot be read.
Loaded<std::string> rasterise(const std::string& svg, const RasterOptions& options);

/// Returns a PDF of several pages of one size, at least one; else as above.
Loaded<std::string> rasterise_pages(const std::vector<std::string>& svgs,
                                    const RasterOptions& options);

}  // namespace slipway::viz
