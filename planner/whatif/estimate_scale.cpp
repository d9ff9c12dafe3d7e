#include "planner/whatif/estimate_scale.hpp"

#include <cmath>

namespace slipway {

Estimate scaled(const Estimate& estimate, double factor, const Sizes& sizes) {
  constexpr double kDigits = 1e9;
  const Estimate& from =
      estimate.form == Form::size ? sizes[static_cast<std::size_t>(estimate.size)] : estimate;
  const auto scale = [&](Amount amount) {
    return Amount{std::round(amount.number * factor * kDigits) / kDigits, amount.unit};
  };
  Estimate out;
  out.form = from.form;
  out.lambda = from.lambda;
  std::size_t used = 2;
  if (from.form == Form::pert || from.form == Form::triangular) used = 3;
  if (from.form == Form::point || from.form == Form::exponential) used = 1;
  if (from.form == Form::samples) used = 0;
  for (std::size_t i = 0; i < used; ++i) out.amounts[i] = scale(from.amounts[i]);
  if (from.form == Form::samples) {
    for (const Amount sample : from.samples) out.samples.push_back(scale(sample));
  }
  return out;
}

}  // namespace slipway
