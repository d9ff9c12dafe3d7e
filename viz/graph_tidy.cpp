#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "viz/graph_tidy_internal.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostArrows = 600;  // beyond, nobody reads single labels
constexpr double kGap = 3.0;              // points kept free around a label
constexpr double kHit = 1.0;              // cost of an arrow through a label
constexpr double kCover = 20.0;           // cost of covering a box or another label

struct Box {
  double left, bottom, right, top;
  bool meets(const Box& o) const {
    return left < o.right && o.left < right && bottom < o.top && o.bottom < top;
  }
  bool holds(double x, double y) const { return left < x && x < right && bottom < y && y < top; }
};

Box box_around(double x, double y, double width, double height, double gap) {
  return {x - width / 2 - gap, y - height / 2 - gap, x + width / 2 + gap, y + height / 2 + gap};
}

Box box_of(const textlabel_t& label, double x, double y, double gap = 0.0) {
  return box_around(x, y, label.dimen.x, label.dimen.y, gap);
}

/// An arrow as points close to each other.
struct Trail {
  const Agedge_t* edge = nullptr;
  bool is_strong = false;
  std::vector<pointf> points;
};

pointf on_bezier(const pointf* p, double t) {
  const double s = 1.0 - t;
  const double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
  return {a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
          a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

void add_points(const splines& all, std::vector<pointf>& out) {
  for (int s = 0; s < static_cast<int>(all.size); ++s) {
    const bezier& curve = all.list[s];
    for (int i = 0; i + 3 < static_cast<int>(curve.size); i += 3) {
      const pointf* p = curve.list + i;
      const double length = std::hypot(p[3].x - p[0].x, p[3].y - p[0].y);
      const int steps = std::clamp(static_cast<int>(length / 4.0), 4, 400);
      for (int k = 0; k <= steps; ++k) out.push_back(on_bezier(p, static_cast<double>(k) / steps));
    }
    if (curve.eflag != 0) out.push_back(curve.ep);
  }
}

struct Scene {
  std::vector<Trail> trails;
  std::vector<Box> boxes;
  std::vector<textlabel_t*> labels;
  std::vector<Agedge_t*> label_edges;  // null for names of teams

  /// Returns how badly a label of `self` would stand at (x, y).
  double cost(const textlabel_t* self, const Agedge_t* own, double x, double y) const {
    const Box here = box_of(*self, x, y, kGap);
    double sum = 0.0;
    for (const Box& box : boxes) sum += here.meets(box) ? kCover : 0.0;
    for (const textlabel_t* other : labels) {
      if (other != self && here.meets(box_of(*other, other->pos.x, other->pos.y))) sum += kCover;
    }
    const Box text = box_of(*self, x, y, own == nullptr ? kGap : 0.0);
    for (const Trail& trail : trails) {
      const bool crosses =
          std::ranges::any_of(trail.points, [&](const pointf& p) { return text.holds(p.x, p.y); });
      if (crosses) sum += trail.is_strong ? 3 * kHit : kHit;
    }
    return sum;
  }
};

void move_name(const Scene& scene, textlabel_t* label, const boxf& frame) {
  const double half = label->dimen.x / 2 + 8.0;
  const double from = frame.LL.x + half;
  const double to = std::max(from, frame.UR.x - half);
  double best_cost = 1e9;
  pointf best = label->pos;
  const double low = frame.LL.y + label->dimen.y / 2 + 3.0;
  for (const double y : {label->pos.y, low}) {
    for (double x = from; x <= to + 0.5; x += 8.0) {
      // Names belong to the upper left corner: going away from it must be worth something.
      const double away = 0.3 * (x - from) / std::max(1.0, to - from) + (y == low ? 0.4 : 0.0);
      const double cost = scene.cost(label, nullptr, x, y) + away;
      if (cost >= best_cost) continue;
      best_cost = cost;
      best = {x, y};
    }
  }
  label->pos = best;
}

void move_text(const Scene& scene, textlabel_t* label, const Agedge_t* own) {
  const pointf at = label->pos;
  double best_cost = scene.cost(label, own, at.x, at.y);
  pointf best = at;
  for (const double dy : {0.0, 5.0, -5.0, 10.0, -10.0, 15.0, -15.0, 20.0, -20.0}) {
    for (const double dx : {0.0, 10.0, -10.0, 20.0, -20.0, 30.0, -30.0}) {
      const double cost =
          scene.cost(label, own, at.x + dx, at.y + dy) + 0.01 * (std::abs(dx) + std::abs(dy));
      if (cost + 1e-9 >= best_cost) continue;
      best_cost = cost;
      best = {at.x + dx, at.y + dy};
    }
  }
  label->pos = best;
}

}  // namespace

void tidy_labels(Agraph_t* graph) {
  Scene scene;
  char penwidth[] = "penwidth";
  for (Agnode_t* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node)) {
    const pointf at = ND_coord(node);
    scene.boxes.push_back(
        {at.x - ND_lw(node), at.y - ND_ht(node) / 2, at.x + ND_rw(node), at.y + ND_ht(node) / 2});
    for (Agedge_t* edge = agfstout(graph, node); edge != nullptr; edge = agnxtout(graph, edge)) {
      if (ED_spl(edge) == nullptr) continue;
      const char* width = agget(edge, penwidth);
      Trail trail{edge, width != nullptr && std::atof(width) > 2.0, {}};
      add_points(*ED_spl(edge), trail.points);
      scene.trails.push_back(std::move(trail));
      if (ED_label(edge) == nullptr) continue;
      scene.labels.push_back(ED_label(edge));
      scene.label_edges.push_back(edge);
    }
  }
  if (scene.trails.size() > kMostArrows) return;
  for (std::size_t i = 0; i < scene.labels.size(); ++i) {
    move_text(scene, scene.labels[i], scene.label_edges[i]);
  }
  std::vector<Agraph_t*> open{graph};
  for (std::size_t head = 0; head < open.size(); ++head) {
    for (Agraph_t* sub = agfstsubg(open[head]); sub != nullptr; sub = agnxtsubg(sub))
      open.push_back(sub);
    char id[] = "id";
    const char* name = open[head] == graph ? nullptr : agget(open[head], id);
    if (name == nullptr || name[0] != 't' || GD_label(open[head]) == nullptr) continue;
    move_name(scene, GD_label(open[head]), GD_bb(open[head]));
    scene.labels.push_back(GD_label(open[head]));
    scene.label_edges.push_back(nullptr);
  }
}

}  // namespace slipway::viz
