#include "viz/scene/scene.hpp"

#include <algorithm>

#include "planner/base/utf8.hpp"

namespace slipway::viz {
namespace {

// Of DejaVu Sans, as shares of the font size: the height of `Á` and the depth of `g`.
constexpr double kAscent = 0.93;
constexpr double kDescent = 0.24;

void visit_elements(const std::vector<Element>& elements,
                    const std::function<void(const Element&)>& see) {
  for (const Element& element : elements) {
    if (const auto* group = std::get_if<Group>(&element.what))
      visit_elements(group->parts, see);
    else
      see(element);
  }
}

}  // namespace

bool overlap(const Area& a, const Area& b, double tolerance) {
  return std::min(a.right(), b.right()) - std::max(a.x, b.x) > tolerance &&
         std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > tolerance;
}

Area area_of(const Text& text) {
  const double width = text_width(text.text, text.size, text.weight);
  const double before = text.anchor == Anchor::start ? 0.0
                        : text.anchor == Anchor::end ? width
                                                     : width / 2;
  return {text.at.x - before, text.at.y - kAscent * text.size, width,
          (kAscent + kDescent) * text.size};
}

void visit(const Scene& scene, const std::function<void(const Element&)>& see) {
  visit_elements(scene.elements, see);
}

void Brush::box(const Area& area, const Look& look, double radius, std::string title) {
  to_.push_back({Box{area, radius, look, std::move(title)}});
}

void Brush::line(Point from, Point to, const Look& look) {
  to_.push_back({Path{{from, to}, false, look}});
}

void Brush::path(std::vector<Point> points, const Look& look, bool is_closed, std::string title) {
  to_.push_back({Path{std::move(points), is_closed, look, std::move(title)}});
}

void Brush::circle(Point centre, double radius, const Look& look) {
  box({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, look, radius);
}

void Brush::diamond(Point centre, double radius, const Look& look) {
  path({{centre.x, centre.y - radius},
        {centre.x + radius, centre.y},
        {centre.x, centre.y + radius},
        {centre.x - radius, centre.y}},
       look, true);
}

void Brush::label(Text text, double most) {
  const std::string whole = make_printable(text.text);
  text.text = cut_label(whole, most, text.size, text.weight);
  if (text.text != whole) text.title = whole;
  to_.push_back({std::move(text)});
}

Brush Brush::group(std::string id, std::string kind, std::string title) {
  to_.push_back({Group{std::move(id), std::move(kind), std::move(title), {}}});
  return Brush(std::get<Group>(to_.back().what).parts);
}

}  // namespace slipway::viz
