// A picture as a value: boxes, paths, texts and groups with their places, before anybody decides
// what file it becomes. Charts are made of it and tested on it.
// Looks are said by meaning (a Paint), never as a colour; nothing here knows SVG.
// Units: pixels, from the top left corner; a picture is drawn in the order of its elements.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "viz/scene/palette.hpp"
#include "viz/scene/text_metrics.hpp"

namespace slipway::viz {

/// Smaller texts cannot be read on a screen.
inline constexpr double kLeastTextSize = 11.0;

struct Point {
  double x = 0.0;
  double y = 0.0;
  bool operator==(const Point&) const = default;
};

struct Area {
  double x = 0.0;
  double y = 0.0;
  double width = 0.0;
  double height = 0.0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
  bool operator==(const Area&) const = default;
};

/// Says whether two areas share more than `tolerance` pixels in both directions.
bool overlap(const Area& a, const Area& b, double tolerance = 0.0);

enum class Dash : std::uint8_t { solid, dashed, dotted, dash_dot };

/// Lines over a fill, so that its meaning survives without colour.
enum class Hatch : std::uint8_t { none, rising, falling };

/// How a shape looks. Hatching takes the paint of the stroke.
struct Look {
  std::optional<Paint> fill{};
  std::optional<Paint> stroke{};
  double width = 1.0;  // of the stroke
  Dash dash = Dash::solid;
  Hatch hatch = Hatch::none;
  bool operator==(const Look&) const = default;
};

/// A rectangle; with half its size as radius a circle. `title`: what it is, for who points at it.
struct Box {
  Area area{};
  double radius = 0.0;
  Look look{};
  std::string title{};
};

/// A line through points, or the area within them.
struct Path {
  std::vector<Point> points;
  bool is_closed = false;
  Look look{};
  std::string title{};
};

enum class Anchor : std::uint8_t { start, middle, end };

struct Text {
  Point at{};  // on the baseline, at the anchor
  std::string text{};
  double size = 12.0;
  Weight weight = Weight::regular;
  Paint ink = Paint::text;
  Anchor anchor = Anchor::start;
  bool is_struck = false;
  bool has_halo = false;  // a rim of the page's colour, where it crosses lines
  std::string title{};    // the whole text, when `text` is cut
};

/// Returns where a text is, from the top of its tallest letters to the bottom of its lowest.
Area area_of(const Text& text);

struct Element;

/// Elements that belong together: a goal, a lane, the legend. `id` is unique within a picture, or
/// empty; `kind` says what it is (`goal late`), for style sheets and scripts.
struct Group {
  std::string id{};
  std::string kind{};
  std::string title{};
  std::vector<Element> parts;
};

struct Element {
  std::variant<Box, Path, Text, Group> what;
};

struct Scene {
  double width = 0.0;
  double height = 0.0;
  std::string title{};
  std::string description{};  // the answer in words, for those who cannot see the picture
  std::vector<Element> elements{};
};

/// Calls `see` with every box, path and text, those in groups too, in drawing order.
void visit(const Scene& scene, const std::function<void(const Element&)>& see);

/// Adds elements to a list, a line each. Keeps nothing but the list.
class Brush {
 public:
  explicit Brush(std::vector<Element>& to) : to_(to) {}

  void box(const Area& area, const Look& look, double radius = 0.0, std::string title = "");
  void line(Point from, Point to, const Look& look);
  void path(std::vector<Point> points, const Look& look, bool is_closed = false,
            std::string title = "");
  void circle(Point centre, double radius, const Look& look);
  void diamond(Point centre, double radius, const Look& look);
  void text(Text text) { to_.push_back({std::move(text)}); }
  /// Writes an id or a title cut to `most` pixels, the whole text behind it when it was cut.
  void label(Text text, double most);
  /// Starts a group; the brush returned adds to it, until this one adds something else.
  Brush group(std::string id, std::string kind, std::string title = "");

 private:
  std::vector<Element>& to_;
};

}  // namespace slipway::viz
