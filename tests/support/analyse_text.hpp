// A plan as text, worked out in one line.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic_text.hpp"
#include "planner/io/plan_reader.hpp"

namespace slipway {

/// Reads and analyses `json`; an invalid plan fails the test with its findings.
inline Analysis analyse_text(const std::string& json, const AnalysisOptions& options = {}) {
  const auto source = std::make_shared<Source>(Source{"plan.json", json});
  Loaded<Plan> plan = read_plan(source);
  EXPECT_TRUE(plan.ok) << to_text(plan.findings, *source, false, true) << json;
  if (!plan.ok) return {};
  Loaded<Analysis> analysis = analyse(std::make_shared<const Plan>(std::move(plan.value)), options);
  EXPECT_TRUE(analysis.ok) << to_text(analysis.findings, *source, false, true) << json;
  return std::move(analysis.value);
}

/// The head of a plan whose every day is worked, so that days and working days are the same.
inline const std::string kEveryDay =
    R"({"slipway": 1, "name": "test", "start": "2024-01-01",
        "calendar": {"work_days": ["mon","tue","wed","thu","fri","sat","sun"]},)";

}  // namespace slipway
