// Quantile functions as 32 cubics in single precision, small enough to sit in vector registers.
// Two layouts: over a uniform number, with cells that halve towards 0 and 1; and over a normal
// score, with equal cells. Which distribution a table stands for, and its days, are not here.
// Rule: a cell is the least-squares cubic, not one through its ends: chords keep the ends and
// inflate the spread, least squares keeps mean and spread.
#pragma once

#include <functional>

namespace slipway {

/// `c[k][cell]` is the coefficient of the k-th power of the cell's variable.
struct alignas(64) DrawTable {
  static constexpr int kCells = 32;
  float c[4][kCells];
  float least;  // of its values, and the largest: cells are nearly straight, so at their ends
  float most;
};

/// Score tables cover -kScoreReach to kScoreReach; scores beyond count as the end.
inline constexpr double kScoreReach = 6.4;

/// Fits `quantile`, a function of u in (0, 1). With t = min(u, 1 - u) and x = 2 t, cell 0 holds
/// t < 2^-16 and cell i the octave [2^(i-17), 2^(i-16)) of the lower half; cells 16 to 31 the
/// same of the upper half. The variable is x. Cost: 384 evaluations.
DrawTable fit_tail_table(const std::function<double(double)>& quantile);

/// Fits `quantile`, a function of a standard normal score z. Cell i is centred on
/// (i - 15.5) kScoreReach / 16; the variable runs from -0.5 to 0.5 over the cell. Weighted by the
/// normal density. Cost: 384 evaluations.
DrawTable fit_score_table(const std::function<double(double)>& quantile);

/// The normal quantile of the lower half: cell j holds 2^32 t in [2^(j-1), 2^j), the variable is
/// x = 2 t. All 32 octaves that a 32-bit word can reach, so tails go to 6.2 deviations.
const DrawTable& normal_table();

}  // namespace slipway
