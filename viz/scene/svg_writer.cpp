#include "viz/scene/svg_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "viz/scene/svg_style.hpp"
#include "viz/text/picture_text.hpp"

namespace slipway::viz {
namespace {

constexpr std::string_view kFonts = "DejaVu Sans, Bitstream Vera Sans, Verdana, sans-serif";

// Whole hundredths of a pixel: differences of two are exact. What is larger than any picture, or no
// number at all, becomes one that can still be written.
std::int64_t hundredths(double value) {
  constexpr double kMost = 1e15;
  if (std::isnan(value)) return 0;
  return std::llround(std::clamp(value * 100.0, -kMost, kMost));
}

std::string number(std::int64_t hundredths) {
  const std::int64_t size = std::abs(hundredths);
  std::string out = fmt::format("{}{}", hundredths < 0 ? "-" : "", size / 100);
  if (size % 100 == 0) return out;
  out += fmt::format(".{:02}", size % 100);
  if (out.back() == '0') out.pop_back();
  return out;
}

std::string number(double value) { return number(hundredths(value)); }

// Appends a line to the next point: the shortest of its forms.
void add_step(std::int64_t from_x, std::int64_t from_y, std::int64_t x, std::int64_t y,
              std::string& out) {
  const auto shorter = [](std::string a, std::string b) { return b.size() < a.size() ? b : a; };
  if (y == from_y) {
    out += shorter("H" + number(x), "h" + number(x - from_x));
  } else if (x == from_x) {
    out += shorter("V" + number(y), "v" + number(y - from_y));
  } else {
    out += shorter("L" + number(x) + "," + number(y),
                   "l" + number(x - from_x) + "," + number(y - from_y));
  }
}

// The size of most texts, which the picture says once; of several the smallest.
std::int64_t usual_size(const Scene& scene) {
  std::map<std::int64_t, std::size_t> counts;
  visit(scene, [&](const Element& element) {
    if (const auto* text = std::get_if<Text>(&element.what)) ++counts[hundredths(text->size)];
  });
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& count) { return count.second; });
  return most == counts.end() ? hundredths(kLeastTextSize) : most->first;
}

std::string_view dashes_of(Dash dash) {
  switch (dash) {
    case Dash::solid:
      return "";
    case Dash::dashed:
      return "6 4";
    case Dash::dotted:
      return "1.5 3.5";
    case Dash::dash_dot:
      return "9 3 2 3";
  }
  return "";
}

class Writer {
 public:
  explicit Writer(const SvgOptions& options) : options_(options) {}

  std::string write(const Scene& scene);

 private:
  using Pattern = std::pair<Hatch, Paint>;

  std::string_view colour(Paint paint) const { return colour_of(paint, options_.theme); }
  std::string pattern_id(const Pattern& pattern) const {
    return options_.prefix + (pattern.first == Hatch::rising ? "-rising-" : "-falling-") +
           std::string(name_of(pattern.second));
  }
  static Pattern pattern_of(const Look& look) {
    return {look.hatch, look.stroke.value_or(Paint::line)};
  }

  void write_patterns(const Scene& scene);
  // Corners of lines are round, as the picture says once; those of areas are not.
  void write_look(const Look& look, bool has_corners);
  // The shape again, filled with the lines of its hatch; `shape` writes the tag and its place.
  template <typename Shape>
  void write_shape(const Look& look, bool has_corners, const std::string& title,
                   std::string_view tag, Shape shape);
  void write(const Box& box);
  void write(const Path& path);
  void write(const Text& text);
  void write(const Group& group);
  void write(const std::vector<Element>& elements) {
    for (const Element& element : elements) {
      std::visit([this](const auto& what) { write(what); }, element.what);
    }
  }

  const SvgOptions& options_;
  std::int64_t usual_size_ = 0;  // of texts, in hundredths of a pixel
  std::string out_;
};

void Writer::write_patterns(const Scene& scene) {
  std::set<Pattern> used;
  const auto see = [&](const Look& look) {
    if (look.hatch != Hatch::none) used.insert(pattern_of(look));
  };
  visit(scene, [&](const Element& element) {
    if (const auto* box = std::get_if<Box>(&element.what)) see(box->look);
    if (const auto* path = std::get_if<Path>(&element.what)) see(path->look);
  });
  if (used.empty()) return;
  out_ += "<defs>\n";
  for (const Pattern& pattern : used) {
    // Corners are drawn twice, or the lines would have gaps where tiles meet.
    const std::string_view lines = pattern.first == Hatch::rising
                                       ? "M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5"
                                       : "M-1,5 L1,7 M0,0 L6,6 M5,-1 L7,1";
    out_ += fmt::format(
        "<pattern id=\"{}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
        "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1\"/></pattern>\n",
        escape_xml(pattern_id(pattern)), lines, colour(pattern.second));
  }
  out_ += "</defs>\n";
}

void Writer::write_look(const Look& look, bool has_corners) {
  out_ += " fill=\"";
  out_ += look.fill ? colour(*look.fill) : "none";
  out_ += '"';
  if (!look.stroke) return;
  out_ += fmt::format(" stroke=\"{}\"", colour(*look.stroke));
  if (look.width != 1.0) out_ += fmt::format(" stroke-width=\"{}\"", number(look.width));
  if (has_corners) out_ += " stroke-linejoin=\"miter\"";
  if (const std::string_view dashes = dashes_of(look.dash); !dashes.empty()) {
    out_ += fmt::format(" stroke-dasharray=\"{}\"", dashes);
  }
}

template <typename Shape>
void Writer::write_shape(const Look& look, bool has_corners, const std::string& title,
                         std::string_view tag, Shape shape) {
  shape();
  write_look(look, has_corners);
  if (title.empty()) {
    out_ += "/>\n";
  } else {
    out_ += fmt::format("><title>{}</title></{}>\n", escape_xml(title), tag);
  }
  if (look.hatch == Hatch::none) return;
  shape();
  out_ += fmt::format(" fill=\"url(#{})\" pointer-events=\"none\"/>\n",
                      escape_xml(pattern_id(pattern_of(look))));
}

void Writer::write(const Box& box) {
  write_shape(box.look, box.radius <= 0.0, box.title, "rect", [&] {
    out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", number(box.area.x),
                        number(box.area.y), number(box.area.width), number(box.area.height));
    if (box.radius > 0.0) out_ += fmt::format(" rx=\"{}\"", number(box.radius));
  });
}

void Writer::write(const Path& path) {
  if (path.points.empty()) return;
  write_shape(path.look, path.is_closed, path.title, "path", [&] {
    std::int64_t x = hundredths(path.points.front().x);
    std::int64_t y = hundredths(path.points.front().y);
    out_ += "<path d=\"M" + number(x) + ',' + number(y);
    for (const Point& point : std::span(path.points).subspan(1)) {
      const std::int64_t next_x = hundredths(point.x);
      const std::int64_t next_y = hundredths(point.y);
      add_step(x, y, next_x, next_y, out_);
      x = next_x;
      y = next_y;
    }
    out_ += path.is_closed ? "Z\"" : "\"";
  });
}

void Writer::write(const Text& text) {
  if (text.text.empty()) return;
  out_ += fmt::format("<text x=\"{}\" y=\"{}\"", number(text.at.x), number(text.at.y));
  if (const std::int64_t size = hundredths(text.size); size != usual_size_) {
    out_ += fmt::format(" font-size=\"{}\"", number(size));
  }
  if (text.ink != Paint::text) out_ += fmt::format(" fill=\"{}\"", colour(text.ink));
  if (text.anchor != Anchor::start) {
    out_ += text.anchor == Anchor::end ? " text-anchor=\"end\"" : " text-anchor=\"middle\"";
  }
  if (text.weight == Weight::bold) out_ += " font-weight=\"bold\"";
  if (text.is_struck) out_ += " text-decoration=\"line-through\"";
  if (text.has_halo) {
    out_ += fmt::format(" stroke=\"{}\" stroke-width=\"4\" paint-order=\"stroke\"",
                        colour(Paint::page));
  }
  out_ += '>';
  if (!text.title.empty()) out_ += "<title>" + escape_xml(text.title) + "</title>";
  out_ += escape_xml(text.text) + "</text>\n";
}

void Writer::write(const Group& group) {
  out_ += "<g";
  if (!group.id.empty()) {
    out_ += fmt::format(" id=\"{}-{}\"", escape_xml(options_.prefix), escape_xml(group.id));
  }
  if (!group.kind.empty()) out_ += " class=\"" + escape_xml(group.kind) + '"';
  out_ += ">\n";
  if (!group.title.empty()) out_ += "<title>" + escape_xml(group.title) + "</title>\n";
  write(group.parts);
  out_ += "</g>\n";
}

std::string size_of(Paper paper, const std::string& width, const std::string& height) {
  switch (paper) {
    case Paper::a4:
      return "width=\"297mm\" height=\"210mm\"";
    case Paper::a3:
      return "width=\"420mm\" height=\"297mm\"";
    case Paper::none:
      break;
  }
  return fmt::format("width=\"{}\" height=\"{}\"", width, height);
}

std::string Writer::write(const Scene& scene) {
  usual_size_ = usual_size(scene);
  const std::string prefix = escape_xml(options_.prefix);
  const std::string width = number(scene.width);
  const std::string height = number(scene.height);
  out_ = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{0}-title "
      "{0}-text\""
      " {6} viewBox=\"0 0 {1} {2}\" font-family=\"{3}\" font-size=\"{7}\" fill=\"{8}\""
      " stroke-linejoin=\"round\">\n"
      "<title id=\"{0}-title\">{4}</title>\n<desc id=\"{0}-text\">{5}</desc>\n",
      prefix, width, height, kFonts, escape_xml(scene.title), escape_xml(scene.description),
      size_of(options_.paper, width, height), number(usual_size_), colour(Paint::text));
  if (!options_.is_plain) out_ += "<style>\n" + style_sheet(options_.theme) + "</style>\n";
  write_patterns(scene);
  write(Box{{0, 0, scene.width, scene.height}, 0.0, {.fill = Paint::page}, ""});
  write(scene.elements);
  out_ += "</svg>\n";
  return std::move(out_);
}

}  // namespace

std::string to_svg(const Scene& scene, const SvgOptions& options) {
  return Writer(options).write(scene);
}

}  // namespace slipway::viz
