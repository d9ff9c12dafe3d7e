// Goals as text, simulated in one line, and the comparison of what comes out with exact answers.
// Tolerances are four standard errors, never eyeballed.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/analyse_text.hpp"
#include "tests/support/exact_distribution.hpp"

namespace slipway {

inline constexpr double kSamples = 200'000;
/// What whole seconds may add to an exact answer in days, for each length that is drawn.
inline constexpr double kHalfSecond = 0.5 / 28'800;

inline std::string listed(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ",\n") + part;
  return out;
}

/// A goal with an estimate as in a plan file, and more of its fields.
inline std::string goal(const std::string& id, const std::string& estimate,
                        const std::string& more = "") {
  return "{\"id\": \"" + id + "\", \"estimate\": " + estimate + (more.empty() ? "" : ", ") + more +
         "}";
}

inline std::string after(const std::string& names) { return "\"depends_on\": [" + names + "]"; }
inline std::string of_team(const std::string& id) { return "\"team\": \"" + id + "\""; }

/// An amount in days, to eight digits behind the point.
inline std::string days(double amount) {
  char text[40];
  std::snprintf(text, sizeof text, "\"%.8fd\"", amount);
  return text;
}

inline std::string uniform(double low, double high) {
  return "{\"low\": " + days(low) + ", \"high\": " + days(high) + ", \"shape\": \"uniform\"}";
}
inline std::string normal(double mean, double sd) {
  return "{\"mean\": " + days(mean) + ", \"sd\": " + days(sd) + ", \"shape\": \"normal\"}";
}
inline std::string exponential(double mean) {
  return "{\"mean\": " + days(mean) + ", \"shape\": \"exponential\"}";
}

/// Simulates `goals` in a plan whose every day is worked; `head` is more of the plan.
inline Simulation simulate_text(const std::string& goals, const std::string& head = "",
                                SimulationOptions options = {}) {
  if (options.samples == SimulationOptions{}.samples)
    options.samples = static_cast<std::uint64_t>(kSamples);
  AnalysisOptions wanted;
  wanted.risk = options;
  return analyse_text(kEveryDay + head + "\"goals\": [" + goals + "]}", wanted).risk.value();
}

inline void expect_share(std::optional<double> got, double p) {
  ASSERT_TRUE(got.has_value());
  EXPECT_NEAR(*got, p, 4 * share_error(p, kSamples));
}

inline void expect_on_time(std::optional<std::uint64_t> got, double p) {
  ASSERT_TRUE(got.has_value());
  expect_share(static_cast<double>(*got) / kSamples, p);
}

/// Mean and variance by formula, for sums and mixtures without a handy distribution function.
/// `kurtosis` is that of the exact distribution, 3 for a normal one.
inline void expect_moments(const ForecastNumbers& got, double mean, double variance,
                           double kurtosis) {
  EXPECT_NEAR(got.mean, mean, 4 * std::sqrt(variance / kSamples) + kHalfSecond);
  EXPECT_NEAR(got.std_dev * got.std_dev, variance,
              4 * variance * std::sqrt((kurtosis - 1) / kSamples) + 1e-9);
}

/// Mean, variance and quantiles.
inline void expect_distribution(const ForecastNumbers& got, const ExactDistribution& exact) {
  EXPECT_NEAR(got.mean, exact.mean(), 4 * exact.mean_error(kSamples));
  EXPECT_NEAR(got.std_dev * got.std_dev, exact.variance(), 4 * exact.variance_error(kSamples));
  for (const auto& [p, quantile] :
       {std::pair{0.1, got.p10}, {0.5, got.p50}, {0.8, got.p80}, {0.9, got.p90}}) {
    EXPECT_NEAR(quantile, exact.quantile(p), 4 * exact.quantile_error(p, kSamples)) << "p " << p;
  }
}

}  // namespace slipway
