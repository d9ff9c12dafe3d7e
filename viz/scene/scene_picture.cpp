#include "viz/scene/scene_picture.hpp"

#include <cassert>

#include "planner/base/utf8.hpp"
#include "viz/scene/raster.hpp"
#include "viz/scene/svg_writer.hpp"

namespace slipway::viz {

Loaded<std::string> draw_scene(const Scene& scene, PictureFormat format, Theme theme) {
  return draw_pages({scene}, format, theme, Paper::none);
}

Loaded<std::string> draw_pages(const std::vector<Scene>& pages, PictureFormat format, Theme theme,
                               Paper paper) {
  assert(!pages.empty());
  assert(format == PictureFormat::svg || format == PictureFormat::png ||
         format == PictureFormat::pdf);
  Loaded<std::string> out;
  if (pages.size() > 1 && format != PictureFormat::pdf) {
    out.findings.add(
        {.code = Code::usage,
         .message = "this picture has " + std::to_string(pages.size()) +
                    " pages, and only a .pdf has room for more than one",
         .hint = "write a .pdf, leave --paper out, or show less, with --team for one"});
    return out;
  }
  const Scene& first = pages.front();
  if (format == PictureFormat::svg) {
    out.value = to_svg(first, {.theme = theme, .paper = paper});
    out.ok = true;
    return out;
  }
  std::vector<std::string> svgs;
  svgs.reserve(pages.size());
  for (const Scene& page : pages) svgs.push_back(to_svg(page, {.theme = theme, .is_plain = true}));
  const Frame sheet = frame_of(paper);
  const RasterOptions options{
      .format = format == PictureFormat::png ? RasterFormat::png : RasterFormat::pdf,
      .width = sheet.has_pages() ? sheet.width : first.width,
      .height = sheet.has_pages() ? sheet.page_height : first.height,
      .title = make_printable(first.title)};
  return format == PictureFormat::png ? rasterise(svgs.front(), options)
                                      : rasterise_pages(svgs, options);
}

}  // namespace slipway::viz
