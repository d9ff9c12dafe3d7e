// Mean, spread and quantiles of what the vector kernels draw, against the exact ones: 1e-3, the
// promise of the engine. Not by chance: words are taken in layers, each with its weight, and the
// team's score is integrated out. That kernels draw what is measured here is draws_test.cpp's.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "planner/risk/draw_tables.hpp"
#include "planner/risk/normal.hpp"
#include "planner/risk/sampler.hpp"
#include "tests/risk/shapes.hpp"
#include "tests/risk/slow_draw.hpp"

namespace slipway {
namespace {

constexpr double kPromise = 1e-3;

struct Layer {
  std::uint32_t word;
  double weight;  // all together: 1
};

// Places in (0, 1) with their weights.
using Rule = std::vector<std::pair<double, double>>;

// In the middle of equal strata: for any function.
Rule equal_strata(int n) {
  Rule out;
  for (int i = 0; i < n; ++i) out.emplace_back((i + 0.5) / n, 1.0 / n);
  return out;
}

// For smooth ones (Abramowitz and Stegun, table 25.4, n = 4).
Rule gauss() {
  Rule out;
  for (const auto& [node, weight] : {std::pair{0.339981043584856, 0.652145154862546},
                                     std::pair{0.861136311594053, 0.347854845137454}}) {
    out.emplace_back(0.5 - 0.5 * node, 0.5 * weight);
    out.emplace_back(0.5 + 0.5 * node, 0.5 * weight);
  }
  return out;
}

// Words for each halving towards 0 and 1, so that the far tails have their say.
std::vector<Layer> layers(const Rule& rule) {
  std::vector<Layer> out;
  const auto add = [&](double word, double words) {
    const auto whole = static_cast<std::uint32_t>(word);
    out.push_back({whole, words * 0x1p-32});
    out.push_back({0xffffffffU - whole, words * 0x1p-32});
  };
  const double few = 16.0;
  for (double word = 0.0; word < few; ++word) add(word, 1.0);
  for (double first = few; first < 0x1p31; first *= 2) {
    for (const auto& [place, weight] : rule) add(first * (1 + place), first * weight);
  }
  return out;
}

struct Moments {
  double mean = 0.0;
  double std_dev = 0.0;
};

// About `origin`, so that narrow spreads far from 0 lose no digits.
class Sum {
 public:
  explicit Sum(double origin) : origin_(origin) {}
  void add(double value, double weight) {
    const double x = value - origin_;
    sum_ += weight * x;
    squares_ += weight * x * x;
  }
  Moments moments() const {
    return {origin_ + sum_, std::sqrt(std::max(0.0, squares_ - sum_ * sum_))};
  }

 private:
  double origin_;
  double sum_ = 0.0;
  double squares_ = 0.0;
};

Moments moments_alone(const Draw& draw, double origin) {
  static const std::vector<Layer> kLayers = layers(equal_strata(1024));
  Sum sum(origin);
  for (const Layer& layer : kLayers) sum.add(slow_draw(draw, layer.word).value, layer.weight);
  return sum.moments();
}

Moments moments_in_team(const Draw& draw, double origin) {
  const auto score_all = [](const std::vector<Layer>& all) {
    std::vector<std::pair<Near, double>> out;
    for (const Layer& layer : all) out.emplace_back(slow_score(layer.word), layer.weight);
    return out;
  };
  static const auto kSmooth = score_all(layers(gauss()));
  static const auto kFine = score_all(layers(equal_strata(128)));
  Sum sum(origin);
  for (const auto& [team, team_weight] : kSmooth) {
    for (const auto& [own, own_weight] : draw.kind == DrawKind::values ? kFine : kSmooth) {
      sum.add(slow_draw_at(draw, slow_mix(draw, team, own)).value, team_weight * own_weight);
    }
  }
  return sum.moments();
}

Draw make(DrawTables& tables, const Shaped& shape, double rho) {
  Draw draw = tables.make_draw(shape.distribution, kSecondsPerDay, rho > 0);
  draw.team_share = static_cast<float>(std::sqrt(rho));
  draw.own_share = static_cast<float>(std::sqrt(1 - rho));
  return draw;
}

void expect_moments(const Moments& got, const Sampler& exact, const std::string& what) {
  const double mean = exact.mean() * kSecondsPerDay;
  const double std_dev = exact.std_dev() * kSecondsPerDay;
  // Of the mean where that is the larger, else of the spread.
  EXPECT_NEAR(got.mean, mean, kPromise * std::max(std::fabs(mean), std_dev)) << what;
  EXPECT_NEAR(got.std_dev, std_dev, kPromise * std_dev) << what;
}

TEST(DrawMoments, LayersHaveTheWeightOfAllWords) {
  for (const Rule& rule : {equal_strata(1), equal_strata(1024), gauss()}) {
    double weight = 0.0;
    double mean = 0.0;
    for (const Layer& layer : layers(rule)) {
      weight += layer.weight;
      mean += layer.weight * layer.word;
    }
    EXPECT_NEAR(weight, 1.0, 1e-12);
    EXPECT_NEAR(mean, 0x1p31 - 0.5, 1.0);
  }
}

TEST(DrawMoments, OfScoresAreThoseOfTheNormal) {
  Sum sum(0.0);
  for (const Layer& layer : layers(equal_strata(1024))) {
    const double score = slow_score(layer.word).value;
    sum.add(score, layer.weight);
    EXPECT_NEAR(score, normal_quantile((layer.word + 0.5) * 0x1p-32), kPromise) << layer.word;
  }
  EXPECT_NEAR(sum.moments().mean, 0.0, 1e-9);
  EXPECT_NEAR(sum.moments().std_dev, 1.0, kPromise);
}

TEST(DrawMoments, OfEveryShapeAlone) {
  DrawTables tables;
  for (const Shaped& shape : all_shapes()) {
    const Sampler exact(shape.distribution);
    if (exact.is_constant()) continue;
    expect_moments(moments_alone(make(tables, shape, 0.0), exact.mean() * kSecondsPerDay), exact,
                   shape.name);
  }
}

TEST(DrawMoments, OfEveryShapeInATeam) {
  DrawTables tables;
  for (const Shaped& shape : all_shapes()) {
    const Sampler exact(shape.distribution);
    if (exact.is_constant()) continue;
    for (const double rho : {0.3, 0.9}) {
      expect_moments(moments_in_team(make(tables, shape, rho), exact.mean() * kSecondsPerDay),
                     exact, shape.name + ", rho " + std::to_string(rho));
    }
  }
}

// The quantiles that are reported, and one further out.
TEST(DrawMoments, QuantilesAreNearTheExactOnes) {
  DrawTables tables;
  for (const Shaped& shape : all_shapes()) {
    const Sampler exact(shape.distribution);
    if (exact.is_constant()) continue;
    const Draw alone = make(tables, shape, 0.0);
    const Draw in_team = make(tables, shape, 0.3);
    for (const double p : {0.01, 0.1, 0.5, 0.8, 0.9, 0.99}) {
      // Half a word from where a sample may jump.
      const auto word = static_cast<std::uint32_t>(p * 0x1p32);
      const double u = (word + 0.5) * 0x1p-32;
      const double days = exact.quantile(u);
      const double tolerance = kPromise * exact.std_dev();
      const double got = slow_draw(alone, word).value / kSecondsPerDay;
      const double got_by_score =
          slow_draw_at(in_team, {normal_quantile(u), 0.0}).value / kSecondsPerDay;
      EXPECT_NEAR(got, days, tolerance) << shape.name << ", p " << p;
      EXPECT_NEAR(got_by_score, days, tolerance) << shape.name << ", p " << p << ", by score";
    }
  }
}

}  // namespace
}  // namespace slipway
