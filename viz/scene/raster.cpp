#include "viz/scene/raster.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <cmath>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace slipway::viz {
namespace {

constexpr double kPointsPerPixel = 0.75;
constexpr double kLongestSide = 30'000.0;  // cairo's coordinates end soon after
// A PDF must name a day of its making. The plan's days are in the picture; this one means nothing.
constexpr const char* kNoDay = "2000-01-01T00:00:00+00:00";

struct Free {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
  void operator()(GError* error) const { g_error_free(error); }
};
template <typename Type>
using Owned = std::unique_ptr<Type, Free>;

Loaded<std::string> failed(const std::string& problem) {
  Loaded<std::string> out;
  out.findings.add({.code = Code::layout_failed,
                    .message = "the picture could not be drawn: " + problem,
                    .hint = "write an .svg, which has no limits"});
  return out;
}

// A failure must not cross cairo's frames as an exception.
cairo_status_t append(void* to, const unsigned char* bytes, unsigned int length) noexcept {
  try {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
  } catch (...) {
    return CAIRO_STATUS_NO_MEMORY;
  }
}

/// Returns what went wrong, or "".
std::string draw(const std::string& svg, cairo_surface_t* surface, double width, double height) {
  GError* error = nullptr;
  const Owned<RsvgHandle> handle(
      rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
  if (!handle) return Owned<GError>(error)->message;
  rsvg_handle_set_dpi(handle.get(), 96.0);
  const Owned<cairo_t> context(cairo_create(surface));
  const RsvgRectangle page{0.0, 0.0, width, height};
  if (!rsvg_handle_render_document(handle.get(), context.get(), &page, &error)) {
    return Owned<GError>(error)->message;
  }
  const cairo_status_t status = cairo_status(context.get());
  return status == CAIRO_STATUS_SUCCESS ? "" : cairo_status_to_string(status);
}

Loaded<std::string> to_png(const std::string& svg, double width, double height) {
  double scale = 2.0;
  if (scale * scale * width * height > kMostPixels) scale = 1.0;
  const Owned<cairo_surface_t> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(width * scale)),
                                 static_cast<int>(std::ceil(height * scale))));
  if (const std::string problem = draw(svg, surface.get(), width * scale, height * scale);
      !problem.empty()) {
    return failed(problem);
  }
  Loaded<std::string> out;
  const cairo_status_t status =
      cairo_surface_write_to_png_stream(surface.get(), append, &out.value);
  if (status != CAIRO_STATUS_SUCCESS) return failed(cairo_status_to_string(status));
  out.ok = true;
  return out;
}

// Cairo 1.16 forgets the "D:" that a date begins with. Every byte after it must keep its place.
void repair_date(std::string& pdf) {
  constexpr std::string_view kWritten = "/CreationDate (20000101000000+00'00)";
  constexpr std::string_view kMeant = "/CreationDate (D:20000101000000Z)   ";
  static_assert(kWritten.size() == kMeant.size());
  const std::size_t at = pdf.rfind(kWritten);
  if (at != std::string::npos) pdf.replace(at, kWritten.size(), kMeant);
}

Loaded<std::string> to_pdf(std::span<const std::string> svgs, const RasterOptions& options) {
  const double width = options.width * kPointsPerPixel;
  const double height = options.height * kPointsPerPixel;
  Loaded<std::string> out;
  const Owned<cairo_surface_t> surface(
      cairo_pdf_surface_create_for_stream(append, &out.value, width, height));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, options.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, kNoDay);
  for (const std::string& svg : svgs) {
    if (const std::string problem = draw(svg, surface.get(), width, height); !problem.empty()) {
      return failed(problem);
    }
    cairo_surface_show_page(surface.get());
  }
  cairo_surface_finish(surface.get());
  const cairo_status_t status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) return failed(cairo_status_to_string(status));
  repair_date(out.value);
  out.ok = true;
  return out;
}

/// Returns why a picture of this size cannot be drawn, or "".
std::string find_problem(const RasterOptions& options) {
  const double width = options.width;
  const double height = options.height;
  const bool is_size = width >= 1.0 && height >= 1.0;  // false for NaN
  if (is_size && std::fmax(width, height) <= kLongestSide && width * height <= kMostPixels)
    return "";
  return fmt::format("{:.0f} by {:.0f} pixels are too many", width, height);
}

}  // namespace

Loaded<std::string> rasterise(const std::string& svg, const RasterOptions& options) {
  if (const std::string problem = find_problem(options); !problem.empty()) return failed(problem);
  return options.format == RasterFormat::png ? to_png(svg, options.width, options.height)
                                             : to_pdf({&svg, 1}, options);
}

Loaded<std::string> rasterise_pages(const std::vector<std::string>& svgs,
                                    const RasterOptions& options) {
  if (const std::string problem = find_problem(options); !problem.empty()) return failed(problem);
  return to_pdf(svgs, options);
}

}  // namespace slipway::viz
