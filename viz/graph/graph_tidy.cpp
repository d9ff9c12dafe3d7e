#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "viz/graph/graph_space.hpp"
#include "viz/graph/graph_tidy_internal.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostArrows = 600;  // beyond, nobody reads single labels
constexpr std::size_t kMostPlaces = 60;   // tried for the text of an arrow
constexpr double kGap = 2.0;              // points kept free around a label
constexpr double kFrameGap = 10.0;        // points kept free around list and legend
constexpr double kBeside = 4.0;           // from an arrow to its own text
constexpr double kNarrowGap = 2.5;        // the same to arrows, for their own texts
constexpr double kHit = 1.0;              // cost of an arrow through a label
constexpr double kCover = 20.0;           // cost of covering a box or another label
constexpr double kBorder = 0.5;           // cost of standing on the border of a team

Extent box_around(double x, double y, double width, double height, double gap) {
  return {x - width / 2 - gap, y - height / 2 - gap, x + width / 2 + gap, y + height / 2 + gap};
}

Extent box_of(const textlabel_t& label, double x, double y, double gap = 0.0) {
  return box_around(x, y, label.dimen.x, label.dimen.y, gap);
}

/// An arrow as points close to each other.
struct Trail {
  const Agedge_t* edge = nullptr;
  bool is_strong = false;
  std::vector<pointf> points;
  Extent around{1e9, 1e9, -1e9, -1e9};
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
      const int steps = std::clamp(static_cast<int>(length / 4.0), 12, 400);
      for (int k = 0; k <= steps; ++k) out.push_back(on_bezier(p, static_cast<double>(k) / steps));
    }
    if (curve.eflag != 0) out.push_back(curve.ep);
  }
}

struct Scene {
  std::vector<Trail> trails;
  std::vector<Extent> boxes;
  std::vector<Extent> teams;
  std::vector<textlabel_t*> labels;

  /// Returns how badly a label of `self` would stand at (x, y).
  double cost(const textlabel_t* self, const Agedge_t* own, double x, double y) const {
    const Extent here = box_of(*self, x, y, kGap);
    double sum = 0.0;
    for (const Extent& box : boxes) sum += here.meets(box) ? kCover : 0.0;
    for (const textlabel_t* other : labels) {
      if (other != self && here.meets(box_of(*other, other->pos.x, other->pos.y))) sum += kCover;
    }
    if (own != nullptr) {
      for (const Extent& team : teams) {
        if (here.meets(team) && !here.is_within(team)) sum += kBorder;
      }
    }
    const Extent text = box_of(*self, x, y, own == nullptr ? kGap : kNarrowGap);
    for (const Trail& trail : trails) {
      if (!text.meets(trail.around)) continue;
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

/// Returns the clusters that have a label and whose id begins with `prefix`.
std::vector<Agraph_t*> find_clusters(Agraph_t* graph, std::string_view prefix) {
  char id[] = "id";
  std::vector<Agraph_t*> found;
  std::vector<Agraph_t*> open{graph};
  for (std::size_t head = 0; head < open.size(); ++head) {
    for (Agraph_t* sub = agfstsubg(open[head]); sub != nullptr; sub = agnxtsubg(sub))
      open.push_back(sub);
    const char* name = open[head] == graph ? nullptr : agget(open[head], id);
    if (name == nullptr || GD_label(open[head]) == nullptr) continue;
    if (std::string_view(name).starts_with(prefix)) found.push_back(open[head]);
  }
  return found;
}

textlabel_t* text_of(const Agedge_t* edge) {
  return ED_label(edge) != nullptr ? ED_label(edge) : ED_xlabel(edge);
}

/// Puts the text of an arrow close beside it, so that nobody takes it for another's, best near the
/// middle. Graphviz has kept room for some texts; others find it where they can.
void place_beside(const Scene& scene, textlabel_t* label, const Trail& trail) {
  double best_cost = 1e9;
  const std::size_t step = 1 + trail.points.size() / kMostPlaces;
  for (std::size_t i = 1; i + 1 < trail.points.size(); i += step) {
    const pointf before = trail.points[i - 1];
    const pointf after = trail.points[i + 1];
    const double length = std::hypot(after.x - before.x, after.y - before.y);
    if (length <= 0.0) continue;
    const pointf normal{(before.y - after.y) / length, (after.x - before.x) / length};
    const double off =
        std::abs(normal.x) * label->dimen.x / 2 + std::abs(normal.y) * label->dimen.y / 2 + kBeside;
    const double share = static_cast<double>(i) / static_cast<double>(trail.points.size());
    for (const double side : {1.0, -1.0}) {
      const pointf at{trail.points[i].x + side * off * normal.x,
                      trail.points[i].y + side * off * normal.y};
      const double cost = scene.cost(label, trail.edge, at.x, at.y) + std::abs(share - 0.5);
      if (cost >= best_cost) continue;
      best_cost = cost;
      label->pos = at;
    }
  }
  label->set = TRUE;
}

/// Moves list and legend from below the drawing into a gap of it, as far up as there is room.
void raise_frame(const Scene& scene, Agraph_t* graph, Agraph_t* all) {
  textlabel_t* label = GD_label(all);
  boxf& page = GD_bb(graph);
  Space space({page.LL.x, page.LL.y, page.UR.x, page.UR.y});
  double floor = page.UR.y;
  const auto take = [&](const Extent& box) {
    space.take(box);
    floor = std::min(floor, box.bottom);
  };
  for (const auto* boxes : {&scene.boxes, &scene.teams}) {
    for (const Extent& box : *boxes) {
      take({box.left - kFrameGap, box.bottom - kFrameGap, box.right + kFrameGap,
            box.top + kFrameGap});
    }
  }
  for (const textlabel_t* text : scene.labels)
    take(box_of(*text, text->pos.x, text->pos.y, kFrameGap));
  for (const Trail& trail : scene.trails) {
    for (const pointf& p : trail.points) take(box_around(p.x, p.y, 0.0, 0.0, kFrameGap));
  }
  if (const textlabel_t* title = GD_label(graph); title != nullptr) {
    take(box_of(*title, title->pos.x, title->pos.y, kFrameGap));
  }
  const Space::Corner corner = space.find_room(label->dimen.x, label->dimen.y, floor);
  if (corner.y <= page.LL.y) return;
  label->pos = {corner.x + label->dimen.x / 2, corner.y + label->dimen.y / 2};
  page.LL.y = std::min(floor, corner.y);
  GD_bb(all).LL.y = page.LL.y;
}

/// Grows the page to whole pixels at 96 per inch, or its last row and column would be half empty.
void fill_pixels(boxf& page) {
  const auto whole = [](double length) { return 3.0 * std::ceil(length / 3.0 - 1e-6); };
  page.UR.x = page.LL.x + whole(page.UR.x - page.LL.x);
  page.LL.y = page.UR.y - whole(page.UR.y - page.LL.y);
}

}  // namespace

void tidy_labels(Agraph_t* graph) {
  Scene scene;
  char penwidth[] = "penwidth";
  char style[] = "style";
  for (Agnode_t* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node)) {
    const pointf at = ND_coord(node);
    scene.boxes.push_back(
        {at.x - ND_lw(node), at.y - ND_ht(node) / 2, at.x + ND_rw(node), at.y + ND_ht(node) / 2});
    for (Agedge_t* edge = agfstout(graph, node); edge != nullptr; edge = agnxtout(graph, edge)) {
      if (ED_spl(edge) == nullptr) continue;
      const char* look = agget(edge, style);
      if (look != nullptr && std::string_view(look) == "invis") continue;
      const char* width = agget(edge, penwidth);
      Trail trail{edge, width != nullptr && std::atof(width) > 2.0, {}};
      add_points(*ED_spl(edge), trail.points);
      for (const pointf& p : trail.points) {
        trail.around = {
            std::min(trail.around.left, p.x - 1.0), std::min(trail.around.bottom, p.y - 1.0),
            std::max(trail.around.right, p.x + 1.0), std::max(trail.around.top, p.y + 1.0)};
      }
      scene.trails.push_back(std::move(trail));
    }
  }
  if (scene.trails.size() > kMostArrows) return fill_pixels(GD_bb(graph));
  const std::vector<Agraph_t*> teams = find_clusters(graph, "t");
  for (Agraph_t* team : teams) {
    const boxf frame = GD_bb(team);
    scene.teams.push_back({frame.LL.x, frame.LL.y, frame.UR.x, frame.UR.y});
  }
  for (const Trail& trail : scene.trails) {
    textlabel_t* const label = text_of(trail.edge);
    if (label == nullptr) continue;
    place_beside(scene, label, trail);
    scene.labels.push_back(label);
  }
  for (Agraph_t* team : teams) {
    move_name(scene, GD_label(team), GD_bb(team));
    scene.labels.push_back(GD_label(team));
  }
  for (Agraph_t* all : find_clusters(graph, "all")) raise_frame(scene, graph, all);
  fill_pixels(GD_bb(graph));
}

}  // namespace slipway::viz
