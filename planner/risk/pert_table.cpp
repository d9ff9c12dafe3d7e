#include "planner/risk/pert_table.hpp"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cassert>
#include <cmath>
#include <stdexcept>

namespace slipway {
namespace {

constexpr std::size_t kSegments = PertTable::kSegments;
using Coefficients = PertTable::Coefficients;

// The exponent of a double and the first bit after it: two cells for each halving.
constexpr std::uint64_t cell_of(double t) { return std::bit_cast<std::uint64_t>(t) >> 51; }
constexpr std::uint64_t kHalfCell = cell_of(0.5);

// Returns the lower ends of the segments: 0.375, 0.25, 0.1875, ..., 2^-15, 0.
constexpr std::array<double, kSegments> make_starts() {
  std::array<double, kSegments> starts{};
  for (std::size_t i = 0; i + 1 < kSegments; ++i) {
    starts[i] = std::bit_cast<double>((kHalfCell - 1 - i) << 51);
  }
  return starts;
}
constexpr std::array<double, kSegments> kStarts = make_starts();

struct Spot {
  std::size_t segment;
  double offset;  // from the segment's start, in tail probability
};

Spot locate(double u) {
  assert(u > 0 && u < 1);
  // No branch on u: half of its turns would be mispredicted.
  const double t = std::min(u, 1.0 - u);
  const std::size_t side = static_cast<std::size_t>(u > 0.5) * kSegments;
  const auto steps = static_cast<std::int64_t>(kHalfCell) - static_cast<std::int64_t>(cell_of(t));
  const auto index = static_cast<std::size_t>(
      std::clamp<std::int64_t>(steps - 1, 0, static_cast<std::int64_t>(kSegments) - 1));
  return {side + index, t - kStarts[index]};
}

double polynomial(const std::array<double, 4>& c, double x) {
  return c[0] + x * (c[1] + x * (c[2] + x * c[3]));
}

// quantile() and sample() must agree to the last bit, so both blend here.
std::array<double, 4> blend(const std::array<double, 4>& below, const std::array<double, 4>& above,
                            double weight) {
  std::array<double, 4> out{};
  for (std::size_t i = 0; i < 4; ++i) out[i] = below[i] + weight * (above[i] - below[i]);
  return out;
}

// No long double, and no exceptions: an underflow is a 0 to us.
using Policy = boost::math::policies::policy<
    boost::math::policies::promote_double<false>,
    boost::math::policies::underflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>>;

// The lower half of a Beta distribution's quantile function, walked from the median outwards in
// w = ln x against s = ln t, where it is nearly straight.
class LowerTail {
 public:
  LowerTail(double alpha, double beta)
      : alpha_(alpha),
        beta_(beta),
        log_scale_(std::lgamma(alpha + beta) - std::lgamma(alpha) - std::lgamma(beta)) {
    const boost::math::beta_distribution<double, Policy> distribution(alpha, beta);
    w_ = std::log(boost::math::quantile(distribution, 0.5));
  }

  double value() const { return std::exp(w_); }
  double slope() const { return value() / std::exp(s_) * growth(s_, w_); }

  // Moves to tail probability `t`: one Runge-Kutta step, then Newton's method.
  void move_to(double t) {
    const double goal = std::log(t);
    const double h = goal - s_;
    const double k1 = growth(s_, w_);
    const double k2 = growth(s_ + h / 2, w_ + h / 2 * k1);
    const double k3 = growth(s_ + h / 2, w_ + h / 2 * k2);
    const double k4 = growth(goal, w_ + h * k3);
    w_ += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    s_ = goal;
    for (int round = 0; round < 20; ++round) {
      const double reached = boost::math::ibeta(alpha_, beta_, std::exp(w_), Policy());
      if (!(reached > 0)) break;
      const double step = (std::log(reached) - goal) * growth(std::log(reached), w_);
      w_ -= step;
      if (std::fabs(step) < 1e-8) break;  // quadratic convergence: the next step is below 1e-15
    }
  }

  // Returns the mean of the part below the current point, whose probability is `t`.
  double mean_below(double t) const {
    const double mean = alpha_ / (alpha_ + beta_);
    return mean * boost::math::ibeta(alpha_ + 1, beta_, value(), Policy()) / t;
  }

 private:
  // d ln x / d ln t = t / (x density(x))
  double growth(double s, double w) const {
    const double rest = beta_ == 1.0 ? 0.0 : (beta_ - 1) * std::log1p(-std::exp(w));
    return std::exp(s - (log_scale_ + alpha_ * w + rest));
  }

  double alpha_;
  double beta_;
  double log_scale_;
  double s_ = std::log(0.5);
  double w_ = 0.0;
};

// Writes the cubics of one side of the median, as functions of the distance from each start.
void fit_side(double alpha, double beta, std::span<std::array<double, 4>> out) {
  LowerTail tail(alpha, beta);
  double end = 0.5;
  double end_value = tail.value();
  double end_slope = tail.slope();
  for (std::size_t i = 0; i + 1 < kSegments; ++i) {
    const double start = kStarts[i];
    tail.move_to(start);
    const double value = tail.value();
    const double slope = tail.slope();
    const double h = end - start;
    const double chord = (end_value - value) / h;
    out[i] = {value, slope, (3 * chord - 2 * slope - end_slope) / h,
              (slope + end_slope - 2 * chord) / (h * h)};
    end = start;
    end_value = value;
    end_slope = slope;
  }
  // The last piece reaches 0, where the slope may be infinite: a parabola that joins smoothly and
  // keeps the mean of the piece.
  const double rise = end_slope * end;
  const double bend = std::min(3 * (end_value - rise / 2 - tail.mean_below(end)), end_value - rise);
  out[kSegments - 1] = {end_value - rise - bend, (rise + 2 * bend) / end, -bend / (end * end), 0.0};
}

// Mode positions of the tables: fine near both ends, where the spread changes like sqrt(x).
double node_position(std::uint32_t node, std::uint32_t cells) {
  const double s = static_cast<double>(node) / cells;
  return s * s * (3 - 2 * s);
}

}  // namespace

PertTable::PertTable(double alpha, double beta) {
  const std::span<std::array<double, 4>> all(coefficients_);
  fit_side(alpha, beta, all.first(kSegments));
  fit_side(beta, alpha, all.last(kSegments));
  for (auto& c : all.last(kSegments)) c = {1 - c[0], -c[1], -c[2], -c[3]};
}

PertCurve::PertCurve(std::shared_ptr<const PertTable> below, std::shared_ptr<const PertTable> above,
                     double weight)
    : below_(std::move(below)), above_(std::move(above)), weight_(weight) {}

double PertCurve::quantile(double u) const {
  const Spot spot = locate(u);
  return polynomial(
      blend(below_->coefficients()[spot.segment], above_->coefficients()[spot.segment], weight_),
      spot.offset);
}

void PertCurve::sample(std::span<const double> u, std::span<double> out) const {
  assert(u.size() == out.size());
  if (u.size() < 2 * kSegments) {  // cheaper than blending every segment
    for (std::size_t i = 0; i < u.size(); ++i) out[i] = quantile(u[i]);
    return;
  }
  Coefficients blended;
  for (std::size_t i = 0; i < blended.size(); ++i) {
    blended[i] = blend(below_->coefficients()[i], above_->coefficients()[i], weight_);
  }
  for (std::size_t i = 0; i < u.size(); ++i) {
    const Spot spot = locate(u[i]);
    out[i] = polynomial(blended[spot.segment], spot.offset);
  }
}

namespace {

// 64 cells at lambda 4. The blend's loss of spread is about lambda / (11 cells^2).
std::uint32_t cells_for(double lambda) {
  return static_cast<std::uint32_t>(64 * std::max(1.0, std::ceil(std::sqrt(lambda) / 2)));
}

}  // namespace

PertTables::GridSpot PertTables::locate_mode(double mode_position, double lambda) {
  if (!(mode_position >= 0 && mode_position <= 1)) {
    throw std::invalid_argument("the mode position of a PERT curve must lie in [0, 1]");
  }
  if (!(lambda >= 0 && lambda <= 1e6)) {
    throw std::invalid_argument("lambda of a PERT curve must lie in [0, 1e6]");
  }
  const std::uint32_t cells = cells_for(lambda);
  std::uint32_t below = 0;
  std::uint32_t above = cells;
  while (above - below > 1) {
    const std::uint32_t middle = below + (above - below) / 2;
    (node_position(middle, cells) <= mode_position ? below : above) = middle;
  }
  const double left = node_position(below, cells);
  const double right = node_position(above, cells);
  return {below, above, (mode_position - left) / (right - left)};
}

PertCurve PertTables::curve(double mode_position, double lambda) {
  const GridSpot spot = locate_mode(mode_position, lambda);
  const std::uint32_t cells = cells_for(lambda);
  return {table(lambda, spot.below, node_position(spot.below, cells)),
          table(lambda, spot.above, node_position(spot.above, cells)), spot.weight};
}

PertCurve PertTables::curve_at(std::uint32_t node, double lambda) {
  const auto at = table(lambda, node, node_position(node, cells_for(lambda)));
  return {at, at, 0.0};
}

std::size_t PertTables::size() const {
  const std::lock_guard lock(mutex_);
  return tables_.size();
}

std::shared_ptr<const PertTable> PertTables::table(double lambda, std::uint32_t node,
                                                   double position) {
  const std::lock_guard lock(mutex_);
  auto& entry = tables_[{lambda, node}];
  if (!entry) {
    entry = std::make_shared<PertTable>(1 + lambda * position, 1 + lambda * (1 - position));
  }
  return entry;
}

}  // namespace slipway
