#include "planner/risk/draw_tables.hpp"

#include <algorithm>
#include <cmath>

#include "planner/risk/normal.hpp"
#include "planner/risk/sampler.hpp"

namespace slipway {
namespace {

constexpr double kLn2 = 0.69314718055994530942;
constexpr double kLargestScore = kScoreReach;  // two of them, mixed, go beyond once in 10^10 draws

float narrow(double x) { return static_cast<float>(x); }

std::int32_t whole_seconds(double seconds) {
  return static_cast<std::int32_t>(
      std::llround(std::clamp(seconds, -double{kLargestDraw}, double{kLargestDraw})));
}

}  // namespace

Draw DrawTables::make_draw(const Distribution& distribution, double unit, bool correlated) {
  const std::lock_guard lock(mutex_);
  const Sampler sampler(distribution, pert_);
  const double factor = distribution.scale * unit * (distribution.negative ? -1.0 : 1.0);
  const double low = distribution.a * factor;
  const double range =
      factor *
      ((distribution.shape == Shape::uniform ? distribution.b : distribution.c) - distribution.a);
  Draw draw;
  const auto never_zero = [&] { draw.least = 1.0F; };
  if (sampler.is_constant()) {
    const double value = sampler.quantile(0.5) * unit;
    draw.base = narrow(value);
    draw.fixed = whole_seconds(value);
    if (value > 0) never_zero();
    return draw;
  }
  switch (distribution.shape) {
    case Shape::point:
      break;
    case Shape::uniform: {
      const DrawTable* table = unit_table(Family::uniform, correlated, 0, 0);
      use_table(draw, correlated, table, table, 0, low, range);
      if (low >= 0) never_zero();
      break;
    }
    case Shape::triangular: {
      const double mode = (distribution.b - distribution.a) / (distribution.c - distribution.a);
      const DrawTable* table = unit_table(Family::triangular, correlated, mode, 0);
      use_table(draw, correlated, table, table, 0, low, range);
      if (low >= 0) never_zero();
      break;
    }
    case Shape::pert: {
      const double mode = (distribution.b - distribution.a) / (distribution.c - distribution.a);
      const double lambda = distribution.lambda;
      const PertTables::GridSpot spot = PertTables::locate_mode(mode, lambda);
      use_table(draw, correlated, unit_table(Family::pert, correlated, spot.below, lambda),
                unit_table(Family::pert, correlated, spot.above, lambda), spot.weight, low, range);
      if (low >= 0) never_zero();
      break;
    }
    case Shape::exponential: {
      const DrawTable* table = unit_table(Family::exponential, correlated, 0, 0);
      use_table(draw, correlated, table, table, 0, 0, low);
      if (low > 0) never_zero();
      break;
    }
    case Shape::lognormal:
      draw.kind = DrawKind::lognormal;
      draw.sign = distribution.negative ? -1.0F : 1.0F;
      draw.base = narrow(distribution.a / kLn2 + std::log2(std::fabs(factor)));
      // Of a lead the largest quantiles are the shortest leads.
      draw.scale = narrow(distribution.b / kLn2) * draw.sign;
      if (!distribution.negative) never_zero();
      break;
    case Shape::normal:
      draw.kind = DrawKind::normal;
      draw.base = narrow(low);
      draw.scale = narrow(distribution.b * factor);
      break;
    case Shape::samples:
      use_values(draw, distribution, unit);
      if (draw.values[0] > 0) never_zero();
      break;
  }
  return draw;
}

void DrawTables::use_table(Draw& draw, bool by_score, const DrawTable* below,
                           const DrawTable* above, double weight, double base, double scale) {
  draw.kind = by_score ? DrawKind::score_table : DrawKind::tail_table;
  draw.below = below;
  draw.above = above;
  draw.weight = narrow(weight);
  draw.base = narrow(base);
  draw.scale = narrow(scale);
}

void DrawTables::use_values(Draw& draw, const Distribution& distribution, double unit) {
  const double factor = distribution.scale * unit * (distribution.negative ? -1.0 : 1.0);
  std::vector<float>& values = lists_.emplace_back();
  for (const double value : distribution.values) values.push_back(narrow(value * factor));
  std::ranges::sort(values);
  std::vector<float>& steps = lists_.emplace_back();
  for (std::size_t i = 1; i < values.size(); ++i) {
    steps.push_back(
        narrow(normal_quantile(static_cast<double>(i) / static_cast<double>(values.size()))));
  }
  draw.kind = DrawKind::values;
  draw.values = values.data();
  draw.steps = steps.data();
  draw.num_values = static_cast<std::int32_t>(values.size());
}

// `mode` and `lambda` of the families that have them; of PERT `mode` counts tables of the grid.
const DrawTable* DrawTables::unit_table(Family family, bool by_score, double mode, double lambda) {
  const DrawTable*& known = known_[{family, by_score, mode, lambda}];
  if (known != nullptr) return known;
  PertCurve curve;
  if (family == Family::pert) curve = pert_.curve_at(static_cast<std::uint32_t>(mode), lambda);
  // The quantile at u, of which v = 1 - u is given too: near 1 only v is exact.
  const auto quantile = [&](double u, double v) {
    switch (family) {
      case Family::uniform:
        return u;
      case Family::triangular:
        return u < mode ? std::sqrt(u * mode) : 1.0 - std::sqrt(v * (1.0 - mode));
      case Family::exponential:
        return u < 0.5 ? -std::log1p(-u) : -std::log(v);
      case Family::pert:
        return curve.quantile(std::clamp(u, 0x1p-60, 1.0 - 0x1p-53));
    }
    return u;
  };
  if (by_score) {
    known = &tables_.emplace_back(
        fit_score_table([&](double z) { return quantile(normal_cdf(z), normal_cdf(-z)); }));
  } else {
    known = &tables_.emplace_back(fit_tail_table([&](double u) { return quantile(u, 1.0 - u); }));
  }
  return known;
}

double longest(const Draw& draw) {
  switch (draw.kind) {
    case DrawKind::fixed:
      return draw.base;
    case DrawKind::tail_table:
    case DrawKind::score_table: {
      const auto end = [&](const DrawTable& table) {
        return draw.base + draw.scale * (draw.scale > 0 ? table.most : table.least);
      };
      return std::max(end(*draw.below), end(*draw.above));
    }
    case DrawKind::normal:
      return draw.base + kLargestScore * std::fabs(draw.scale);
    case DrawKind::lognormal:
      return draw.sign > 0
                 ? std::exp2(std::min(draw.base + kLargestScore * std::fabs(draw.scale), 31.0))
                 : 0.0;
    case DrawKind::values:
      return draw.values[draw.num_values - 1];
  }
  return 0.0;
}

}  // namespace slipway
