#include "planner/model/estimate_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <random>

#include "planner/base/diagnostic_text.hpp"
#include "planner/io/plan_reader.hpp"

namespace slipway {
namespace {

// Reads a text as the estimate of a goal, or as the lag of a link.
Estimate read(const std::string& text, bool as_lag) {
  const std::string value = text.starts_with('{') ? text : '"' + text + '"';
  const auto source = std::make_shared<Source>(
      Source{"plan.json", as_lag ? R"({ "slipway": 1, "name": "n", "start": "2024-01-01", "goals": [
          { "id": "a", "kind": "milestone" },
          { "id": "b", "kind": "milestone", "depends_on": [ { "on": "a", "lag": )" +
                                       value + "} ] } ] }"
                                 : R"({ "slipway": 1, "name": "n", "start": "2024-01-01", "goals": [
          { "id": "a", "estimate": )" + value +
                                       "} ] }"});
  const Loaded<Plan> plan = read_plan(source);
  EXPECT_TRUE(plan.ok) << to_text(plan.findings, *source, false, true);
  if (!plan.ok) return {};
  return plan.value.estimates.at(0);
}

TEST(EstimateText, WritesWhatPeopleWrite) {
  for (const char* text :
       {"3d", "0.5w", "4h", "2d/1w/3w", "3w..6w", "XS", "XL", "12.3d", "0.000000001d", "999999w",
        R"({ "low": "1d", "likely": "2d", "high": "4d", "shape": "pert", "lambda": 6 })",
        R"({ "low": "1d", "likely": "2d", "high": "4d", "shape": "triangular" })",
        R"({ "low": "1d", "high": "1w", "shape": "uniform" })",
        R"({ "p50": "1d", "p90": "2d", "shape": "lognormal" })",
        R"({ "mean": "1w", "sd": "2d", "shape": "normal" })",
        R"({ "mean": "1w", "shape": "exponential" })", R"({ "samples": ["3d", "1w", "4h"] })"}) {
    EXPECT_EQ(to_text(read(text, false)), text);
  }
  for (const char* text : {"-3d", "-2d/0d/3d", "-6w..-3w", "2d..4d"}) {
    EXPECT_EQ(to_text(read(text, true)), text);
  }
  EXPECT_EQ(to_text(read("1.50w", false)), "1.5w");
  EXPECT_EQ(to_text(read(R"({ "p10": "3w", "p90": "6w", "shape": "lognormal" })", false)),
            "3w..6w");
}

TEST(EstimateText, ReadsBackAsTheSameEstimate) {
  std::mt19937_64 random(11);
  const auto amount = [&](double from) {
    const double number = from + static_cast<double>(random() % 300'000) /
                                     std::pow(10.0, static_cast<double>(random() % 7));
    return Amount{std::nearbyint(number * 1e6) / 1e6, Unit::days};
  };
  for (int round = 0; round < 500; ++round) {
    Estimate estimate;
    estimate.form = static_cast<Form>(random() % 10);
    if (estimate.form == Form::size) {
      estimate.size = static_cast<Size>(random() % 5);
    } else if (estimate.form == Form::samples) {
      for (std::size_t n = 1 + random() % 5; n > 0; --n) estimate.samples.push_back(amount(0.0));
    } else {
      estimate.amounts[0] = amount(0.125);
      const bool is_single = estimate.form == Form::point || estimate.form == Form::exponential;
      if (!is_single) estimate.amounts[1] = amount(estimate.amounts[0].number);
      if (estimate.form == Form::pert || estimate.form == Form::triangular)
        estimate.amounts[2] = amount(estimate.amounts[1].number);
      if (estimate.form == Form::pert && random() % 2 == 0) estimate.lambda = 2.5;
    }
    const std::string text = to_text(estimate);
    EXPECT_EQ(read(text, false), estimate) << text;
  }
}

}  // namespace
}  // namespace slipway
