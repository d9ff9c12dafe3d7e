#include "tests/risk/slow_draw.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "planner/risk/philox.hpp"

namespace slipway {
namespace {

constexpr double kRounding = 0x1p-24;  // of one operation, relative

// The smaller tail of a word: 2 min(u, 1 - u).
struct SlowTail {
  bool is_upper;
  double x;
  double x_slack;  // two roundings, and the cap just below 1
  int octave;      // x lies in [2^(octave - 31), 2^(octave - 30))
  int other;       // the same, or the octave that rounding may lift it into
};

SlowTail slow_tail(std::uint32_t word) {
  SlowTail out{};
  out.is_upper = word >= 0x80000000U;
  const double middle = (out.is_upper ? 0xffffffffU - word : word) + 0.5;
  out.x = middle * 0x1p-31;
  out.x_slack = 3 * kRounding * out.x;
  out.octave = std::ilogb(middle);
  out.other = std::min(std::ilogb(middle * (1 + 2 * kRounding)), 30);
  return out;
}

// One cubic, with the amounts that its coefficients were put together from.
struct SlowCubic {
  double c[4];
  double size[4];
};

SlowCubic slow_cubic(const Draw& draw, int cell) {
  SlowCubic out{};
  for (int k = 0; k < 4; ++k) {
    const double below = static_cast<double>(draw.below->c[k][cell]);
    const double above = static_cast<double>(draw.above->c[k][cell]);
    const double base = k == 0 ? static_cast<double>(draw.base) : 0.0;
    const double scale = static_cast<double>(draw.scale);
    const double weight = static_cast<double>(draw.weight);
    out.c[k] = (below + weight * (above - below)) * scale + base;
    out.size[k] =
        (std::fabs(below) + weight * std::fabs(above - below)) * std::fabs(scale) + std::fabs(base);
  }
  return out;
}

Near evaluate(const SlowCubic& cubic, double x, double x_slack) {
  Near out;
  double size = 0.0;
  double slope = 0.0;
  double power = 1.0;
  for (int k = 0; k < 4; ++k, power *= x) {
    out.value += cubic.c[k] * power;
    size += cubic.size[k] * std::fabs(power);
    if (k < 3) slope += (k + 1) * cubic.size[k + 1] * std::fabs(power);
  }
  // Five operations make a coefficient, six make the cubic.
  out.slack = 11 * kRounding * size + slope * x_slack;
  return out;
}

// `jump`: another value that the same draw may have.
Near allow(Near near, const Near& jump) {
  near.slack = std::max(near.slack, std::fabs(jump.value - near.value) + jump.slack);
  return near;
}

Near slow_tail_draw(const Draw& draw, std::uint32_t word) {
  const SlowTail tail = slow_tail(word);
  const auto at = [&](int octave) {
    // t = x / 2 below 2^-16 shares cell 0; then a cell for each octave up to 1/2.
    const int cell = std::max(0, octave - 15) + (tail.is_upper ? 16 : 0);
    return evaluate(slow_cubic(draw, cell), tail.x, tail.x_slack);
  };
  return allow(at(tail.octave), at(tail.other));
}

Near slow_score_draw(const Draw& draw, const Near& score) {
  const double width = kScoreReach / 16;
  const double place = std::clamp(score.value / width + 15.5, -0.5, 31.5);
  // The product, the sum, and the number of cells to a score as a constant.
  const double slack = score.slack / width + kRounding * (2 * std::fabs(score.value) / width + 48);
  const auto at = [&](double shifted) {
    const int cell = std::clamp(static_cast<int>(std::lround(shifted)), 0, 31);
    return evaluate(slow_cubic(draw, cell), place - cell, slack);
  };
  return allow(allow(at(place), at(place - slack)), at(place + slack));
}

Near slow_value(const Draw& draw, const Near& score) {
  const auto at = [&](double z) {
    const float* const end = draw.steps + draw.num_values - 1;
    const auto reached = std::count_if(draw.steps, end, [&](float s) { return z >= double{s}; });
    return Near{double{draw.values[reached]}, 0.0};
  };
  return allow(allow(at(score.value), at(score.value - score.slack)),
               at(score.value + score.slack));
}

}  // namespace

Near slow_score(std::uint32_t word) {
  const SlowTail tail = slow_tail(word);
  const auto at = [&](int octave) {
    SlowCubic cubic{};
    for (int k = 0; k < 4; ++k) {
      cubic.c[k] = static_cast<double>(normal_table().c[k][octave + 1]);
      cubic.size[k] = std::fabs(cubic.c[k]);
    }
    Near out = evaluate(cubic, tail.x, tail.x_slack);
    if (tail.is_upper) out.value = -out.value;
    return out;
  };
  return allow(at(tail.octave), at(tail.other));
}

Near slow_mix(const Draw& draw, const Near& team, const Near& own) {
  const double team_share = static_cast<double>(draw.team_share);
  const double own_share = static_cast<double>(draw.own_share);
  Near out;
  out.value = team_share * team.value + own_share * own.value;
  out.slack =
      team_share * team.slack + own_share * own.slack +
      2 * kRounding * (team_share * std::fabs(team.value) + own_share * std::fabs(own.value));
  return out;
}

Near slow_draw(const Draw& draw, std::uint32_t word) {
  switch (draw.kind) {
    case DrawKind::fixed:
      return {static_cast<double>(draw.base), 0.0};
    case DrawKind::tail_table:
      return slow_tail_draw(draw, word);
    case DrawKind::values: {
      const double u = (word + 0.5) * 0x1p-32;
      return {double{draw.values[static_cast<int>(u * draw.num_values)]}, 0.0};
    }
    default:
      return slow_draw_at(draw, slow_score(word));
  }
}

Near slow_draw_at(const Draw& draw, const Near& score) {
  const double base = static_cast<double>(draw.base);
  const double scale = static_cast<double>(draw.scale);
  const double sum = base + scale * score.value;
  const double slack = std::fabs(scale) * score.slack +
                       2 * kRounding * (std::fabs(base) + std::fabs(scale * score.value));
  switch (draw.kind) {
    case DrawKind::score_table:
      return slow_score_draw(draw, score);
    case DrawKind::values:
      return slow_value(draw, score);
    case DrawKind::normal:
      return {std::max(0.0, sum), slack};
    case DrawKind::lognormal: {
      const double value = std::exp2(std::clamp(sum, -100.0, 30.9));
      // The series ends before (ln 2)^7 / 7! f^7, |f| <= 1/2; twelve operations on terms that add
      // up to at most 2^(2 |f|) times the sum.
      const double series = 1.2e-7 + 24 * kRounding;
      return {static_cast<double>(draw.sign) * value,
              value * (series + 0.694 * (slack + 32 * kRounding))};
    }
    case DrawKind::fixed:
    case DrawKind::tail_table:
      break;
  }
  throw std::logic_error("this kind does not go by scores");
}

Near slow_draw_of(const Draw& draw, std::uint64_t seed, std::uint64_t sample,
                  std::optional<std::uint64_t> team_entity) {
  const auto word = [&](std::uint64_t entity, std::uint32_t purpose) {
    return draw_block({seed, entity, static_cast<Purpose>(purpose)}, sample / 4)[sample % 4];
  };
  const std::uint32_t own = word(draw.entity, draw.purpose);
  if (!team_entity) return slow_draw(draw, own);
  const Near team = slow_score(word(*team_entity, static_cast<std::uint32_t>(Purpose::team)));
  return slow_draw_at(draw, slow_mix(draw, team, slow_score(own)));
}

}  // namespace slipway
