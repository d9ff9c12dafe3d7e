#include "planner/risk/draw_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "planner/risk/normal.hpp"

namespace slipway {
namespace {

constexpr int kPoints = 12;
constexpr double kCellWidth = 2 * kScoreReach / DrawTable::kCells;

// Gauss-Legendre nodes and weights on [-1, 1], positive half (Abramowitz and Stegun, table 25.4).
constexpr std::array<double, kPoints / 2> kNodes = {
    0.125233408511468915472441369464, 0.367831498998180193752691536644,
    0.587317954286617447296702418941, 0.769902674194304687036893833213,
    0.904117256370474856678465866119, 0.981560634246719250690549090149};
constexpr std::array<double, kPoints / 2> kWeights = {
    0.249147045813402785000562436043, 0.233492536538354808760849898925,
    0.203167426723065921749064455810, 0.160078328543346226334652529543,
    0.106939325995318430960254718194, 0.047175336386511827194615961485};

using Cubic = std::array<double, 4>;

// The cubic in y on [-0.5, 0.5] that is nearest to f in the mean square under `weight`.
template <typename Function, typename Weight>
Cubic fit_cubic(const Function& f, const Weight& weight) {
  double sums[7] = {};     // of y^k
  double moments[4] = {};  // of y^k f
  for (int i = 0; i < kPoints; ++i) {
    const auto half = static_cast<std::size_t>(i / 2);
    const double y = (i % 2 == 0 ? 0.5 : -0.5) * kNodes[half];
    double w = kWeights[half] * weight(y);
    const double value = f(y);
    for (int k = 0; k < 7; ++k, w *= y) {
      sums[k] += w;
      if (k < 4) moments[k] += w * value;
    }
  }
  // Normal equations, solved by elimination: the matrix is positive definite.
  double a[4][5];
  for (int r = 0; r < 4; ++r) {
    for (int k = 0; k < 4; ++k) a[r][k] = sums[r + k];
    a[r][4] = moments[r];
  }
  for (int p = 0; p < 4; ++p) {
    for (int r = p + 1; r < 4; ++r) {
      const double factor = a[r][p] / a[p][p];
      for (int k = p; k < 5; ++k) a[r][k] -= factor * a[p][k];
    }
  }
  Cubic out{};
  for (std::size_t p = 4; p-- > 0;) {
    double value = a[p][4];
    for (std::size_t k = p + 1; k < 4; ++k) value -= a[p][k] * out[k];
    out[p] = value / a[p][p];
  }
  return out;
}

void store(DrawTable& table, int cell, const Cubic& cubic) {
  for (std::size_t k = 0; k < 4; ++k) table.c[k][cell] = static_cast<float>(cubic[k]);
}

// Notes the least and the largest value at the ends of the cells, whose variable runs between
// `ends(cell)`.
template <typename Ends>
void note_range(DrawTable& table, const Ends& ends) {
  table.least = std::numeric_limits<float>::max();
  table.most = std::numeric_limits<float>::lowest();
  for (int cell = 0; cell < DrawTable::kCells; ++cell) {
    const auto [low, high] = ends(cell);
    for (const double x : {low, high}) {
      double value = 0.0;
      for (int k = 3; k >= 0; --k) value = value * x + static_cast<double>(table.c[k][cell]);
      table.least = std::min(table.least, static_cast<float>(value));
      table.most = std::max(table.most, static_cast<float>(value));
    }
  }
}

// A cubic in y = (x - middle) / width as one in x.
Cubic expand(const Cubic& in, double middle, double width) {
  const double a = in[0];
  const double b = in[1] / width;
  const double c = in[2] / (width * width);
  const double d = in[3] / (width * width * width);
  return {a - middle * (b - middle * (c - middle * d)), b - middle * (2 * c - 3 * middle * d),
          c - 3 * middle * d, d};
}

// Fits value(t) for t in [low, high) as a cubic in 2 t.
template <typename Function>
Cubic fit_tail(double low, double high, const Function& value) {
  const double middle = (low + high) / 2;
  const double width = high - low;
  const Cubic cubic =
      fit_cubic([&](double y) { return value(middle + width * y); }, [](double) { return 1.0; });
  return expand(cubic, 2 * middle, 2 * width);
}

}  // namespace

DrawTable fit_tail_table(const std::function<double(double)>& quantile) {
  DrawTable out;
  for (int i = 0; i < 16; ++i) {
    const double low = i == 0 ? 0.0 : std::ldexp(1.0, i - 17);
    const double high = std::ldexp(1.0, i - 16);
    store(out, i, fit_tail(low, high, quantile));
    store(out, 16 + i, fit_tail(low, high, [&](double t) { return quantile(1.0 - t); }));
  }
  note_range(out, [](int cell) {
    const double high = std::ldexp(1.0, cell % 16 - 15);
    return std::pair(cell % 16 == 0 ? 0.0 : high / 2, high);
  });
  return out;
}

DrawTable fit_score_table(const std::function<double(double)>& quantile) {
  DrawTable out;
  for (int i = 0; i < DrawTable::kCells; ++i) {
    const double middle = (i - 15.5) * kCellWidth;
    const auto score = [&](double y) { return middle + kCellWidth * y; };
    store(out, i,
          fit_cubic([&](double y) { return quantile(score(y)); },
                    [&](double y) {
                      const double z = score(y);
                      return std::exp(0.5 * (middle * middle - z * z));
                    }));
  }
  note_range(out, [](int) { return std::pair(-0.5, 0.5); });
  return out;
}

const DrawTable& normal_table() {
  static const DrawTable table = [] {
    DrawTable out;
    for (int j = 0; j < DrawTable::kCells; ++j) {
      const double low = std::ldexp(1.0, j - 33);
      store(out, j, fit_tail(low, 2 * low, [](double t) { return normal_quantile(t); }));
    }
    note_range(out, [](int cell) {
      const double low = std::ldexp(1.0, cell - 32);
      return std::pair(low, 2 * low);
    });
    return out;
  }();
  return table;
}

}  // namespace slipway
