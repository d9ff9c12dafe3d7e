// One case of an oracle: a small plan, what is known exactly about it, and the comparison.
// Tolerance: four standard errors at 200,000 samples. Those of means and shares are formulas; of a
// quantile sqrt(p (1 - p) / N) / f, with f from the exact distribution function; of spreads and
// correlations the spread of their influence functions over a small simulation of the tests' own.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace slipway::test {

struct Activity {
  std::string estimate;                         // as in a plan file
  std::function<double(double z, double u)> d;  // days, at a normal score or a uniform number
  std::vector<std::size_t> after{};
};

struct Quantile {
  double p;
  double days;
};

struct Case {
  std::string name;
  std::vector<Activity> activities;
  double mean;
  double variance;
  std::vector<Quantile> quantiles{};
  std::function<double(double)> cdf{};  // of the finish; needed for quantiles
  std::vector<double> criticality{};    // by activity, like the others
  std::vector<double> cruciality{};
  std::vector<double> ssi{};
  std::string due{};  // of the last activity
  double on_time = 0.0;
  double rho = 0.0;     // of all activities
  std::string head{};   // more of the plan
  double event = 0.0;   // with this probability ...
  double impact = 0.0;  // ... the first activity takes so much longer
};

/// Runs the program on the case's plan, in a temporary folder, and compares all that is given.
void expect_answers(const Case& c);

}  // namespace slipway::test
